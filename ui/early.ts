import type { HtmlTagDescriptor, Plugin } from "vite";

/** The letters of every first page: without them it is drawn in others, and then again. */
const LETTERS = /(source-serif-4-latin-opsz|libre-franklin-latin-wght)-normal/;

/** Lets the page fetch, beside its small first script, what that one asks for (see `src/first.ts`). */
export function early(): Plugin {
  return {
    name: "early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {} }) =>
        Object.values(bundle).flatMap((file): HtmlTagDescriptor[] => {
          const attrs = { crossorigin: true, href: `/${file.fileName}` };
          if (file.type === "chunk" && file.name === "main") {
            return [{ tag: "link", attrs: { rel: "modulepreload", ...attrs }, injectTo: "head" }];
          }
          if (!LETTERS.test(file.fileName)) return [];
          const font = { rel: "preload", as: "font", type: "font/woff2", ...attrs };
          return [{ tag: "link", attrs: font, injectTo: "head" }];
        }),
    },
  };
}
