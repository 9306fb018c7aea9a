import { readdirSync } from "node:fs";
import { relative } from "node:path";

import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

const src = `${import.meta.dirname}/src`;
const components = readdirSync(src, { recursive: true })
  .filter((name) => name.endsWith(".svelte"))
  .sort();

/** Names a component's own styles by its place among all: a hash would weigh on every element it makes. */
function cssHash({ hash, css, filename = "" }) {
  const place = components.indexOf(relative(src, filename));
  return place < 0 ? `svelte-${hash(css)}` : `s${place.toString(36)}`;
}

/** @type {import("@sveltejs/vite-plugin-svelte").SvelteConfig} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, cssHash },
};
