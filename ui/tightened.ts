import { minify } from "terser";
import type { Plugin } from "vite";

/** Writes the scripts shorter still: terser finds what Vite's own minifier leaves. */
export function tightened(): Plugin {
  return {
    name: "tightened",
    apply: "build",
    async generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        // Nothing in the window asks how many arguments a function has.
        // Functions stand together at the head of what they belong to: so they are packed better.
        const compress = { passes: 3, keep_fargs: false, hoist_funs: true };
        const { code } = await minify(chunk.code, { module: true, compress });
        chunk.code = code ?? chunk.code;
      }
    },
  };
}
