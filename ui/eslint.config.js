import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const onlyApi = {
  patterns: [{ group: ["@tauri-apps/*"], message: "only src/api talks to the shell" }],
};

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/api/types.ts"] },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  // Maps and dates here are working state, not what the page shows.
  { rules: { "svelte/prefer-svelte-reactivity": "off" } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig },
    },
  },
  {
    rules: {
      "no-restricted-imports": ["error", onlyApi],
      "no-undef": "off",
      "svelte/no-at-html-tags": "error",
      // The router has no base path to resolve against; `href()` is the only source of addresses.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["src/api/**", "src/test/**", "dev/**"], rules: { "no-restricted-imports": "off" } },
  // The one place where sanitized HTML becomes elements.
  { files: ["src/parts/article/Body.svelte"], rules: { "svelte/no-at-html-tags": "off" } },
);
