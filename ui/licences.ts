import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Plugin } from "vite";

/**
 * Writes `licences.txt` beside what is built: the licence of every package that something in it comes from, and of those
 * whose drawings stand in the page itself. A package without one ends the build. `cargo xtask` adds those of the crates.
 */
export function licences(...drawn: string[]): Plugin {
  return {
    name: "licences",
    apply: "build",
    generateBundle(_, bundle) {
      const files = Object.values(bundle).flatMap((one) =>
        one.type === "asset" ? one.originalFileNames : [],
      );
      const folders = new Set(drawn.map((name) => inside(`node_modules/${name}`)));
      for (const id of [...this.getModuleIds(), ...files]) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll("\\", "/"));
        if (folder && !id.startsWith("\0"))
          folders.add(join(import.meta.dirname, inside(folder[0])));
      }
      const texts = [...folders].sort().map((folder) => {
        const { name, version, license } = JSON.parse(
          readFileSync(join(folder, "package.json"), "utf8"),
        );
        const said = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
        if (!license || said.length === 0) this.error(`${name} says nothing of its licence`);
        const text = said.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
        return `==== ${name} ${version} (${license})\n\n${text.join("\n\n")}\n`;
      });
      if (texts.length === 0) this.error("what is built comes from nowhere");
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n") });
    },
  };
}

/** Where a package stands in this folder: some are told by their whole path. */
function inside(folder: string): string {
  return folder.slice(folder.indexOf("node_modules/"));
}
