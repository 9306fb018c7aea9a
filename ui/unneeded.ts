import type { Plugin } from "vite";

/** What Svelte's `hydration.js` gives to others, for pages that no server has drawn. */
const UNHYDRATED = `
export const hydrating = false;
export let hydrate_node;
export const set_hydrating = () => {};
export const set_hydrate_node = (node) => node;
export const hydrate_next = () => {};
export const reset = () => {};
export const hydrate_template = () => {};
export const next = () => {};
export const skip_nodes = () => {};
export const read_hydration_instruction = () => "";
`;

/** What Vite wraps every import in that is made at run time, where nothing has to be fetched along with it. */
const ALONE = "export const __vitePreload = (load) => load();";

const INSTEAD: [RegExp, string][] = [
  [/\/svelte\/src\/internal\/client\/dom\/hydration\.js$/, UNHYDRATED],
  [/vite\/preload-helper\.js$/, ALONE],
];

/**
 * Leaves out what the window has no use for: taking over pages that a server has drawn, for it draws its own, and every
 * element would carry steps that do nothing; and fetching style sheets along with scripts, for there is one sheet. A
 * Svelte or a Vite that needs more of it does not build.
 */
export function unneeded(): Plugin {
  return {
    name: "unneeded",
    apply: "build",
    enforce: "pre",
    load: (id) => INSTEAD.find(([file]) => file.test(id.replaceAll("\\", "/")))?.[1] ?? null,
  };
}
