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

/** What Svelte's `proxy.js` gives to others, where state is changed by putting another value in its place. */
const SHALLOW = `
export const proxy = (value) => value;
export const get_proxied_value = (value) => value;
export const is = Object.is;
`;

/** What Vite wraps every import in that is made at run time, where nothing has to be fetched along with it. */
const ALONE = "export const __vitePreload = (load) => load();";

const INSTEAD: [RegExp, string][] = [
  [/\/svelte\/src\/internal\/client\/dom\/hydration\.js$/, UNHYDRATED],
  [/\/svelte\/src\/internal\/client\/proxy\.js$/, SHALLOW],
  [/vite\/preload-helper\.js$/, ALONE],
];

/**
 * Leaves out what the window has no use for: taking over pages that a server has drawn, for it draws its own, and every
 * element would carry steps that do nothing; state that notices what changes inside an object, for values are replaced
 * whole and classes name their own; and fetching style sheets along with scripts, for there is one sheet. Tests do
 * without it too. A Svelte or a Vite that needs more of it does not build.
 */
export function unneeded(): Plugin {
  return {
    name: "unneeded",
    apply: (_, { command, mode }) => command === "build" || mode === "test",
    enforce: "pre",
    load: (id) => INSTEAD.find(([file]) => file.test(id.replaceAll("\\", "/")))?.[1] ?? null,
  };
}
