import type { Plugin } from "vite";

/** What Svelte's `hydration.js` gives to others, for pages that no server has drawn. */
const NOTHING = `
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

/**
 * Leaves out what takes over pages that a server has drawn: the window draws its own, and every element would carry
 * steps that do nothing. A Svelte that needs more of it does not build.
 */
export function unhydrated(): Plugin {
  return {
    name: "unhydrated",
    apply: "build",
    enforce: "pre",
    load: (id) =>
      /\/svelte\/src\/internal\/client\/dom\/hydration\.js$/.test(id.replaceAll("\\", "/"))
        ? NOTHING
        : null,
  };
}
