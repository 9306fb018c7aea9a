// The only place that talks to the shell. Everything else calls these few functions.

import { convertFileSrc, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { answered } from "./ahead";
import { Problem } from "./problem";
import type { Commands, MediaId, Opening } from "./types";

export { began, FIRST, onEvent } from "./ahead";
export * from "./types";
export { Problem } from "./problem";

type Args<N extends keyof Commands> = Commands[N]["args"];
type Rest<N extends keyof Commands> = Args<N> extends Record<string, never> ? [] : [args: Args<N>];

/** Asks the core for something. Rejects with a {@link Problem}. */
export async function call<N extends keyof Commands>(
  name: N,
  ...rest: Rest<N>
): Promise<Commands[N]["returns"]> {
  try {
    const answer = answered(name, rest[0]) ?? invoke(name, rest[0]);
    return (await answer) as Commands[N]["returns"];
  } catch (thrown) {
    throw Problem.from(thrown);
  }
}

/** Hears what the system asks to be opened: a `feed:` link, a click on a notification, a second start. */
export function onOpening(hear: (opening: Opening) => void): () => void {
  const ask = async () => (await call("openings")).forEach(hear);
  const ending = listen("openings", () => void ask());
  // Asked only once we hear, so that nothing falls between.
  void ending.then(ask);
  return () => void ending.then((end) => end());
}

/** Opens an address in the reader's browser. Only http and https leave the window. */
export async function openInBrowser(address: string): Promise<void> {
  if (/^https?:\/\//i.test(address)) await call("open_in_browser", { url: address });
}

/** Puts text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  await call("copy_text", { text });
}

/**
 * Where the window gets a picture of the library from: as it was published, or not much larger than a place needs that
 * is so many pixels wide and, where the picture fills it, high.
 */
export function mediaSrc(id: MediaId, width?: number, height?: number): string {
  const src = convertFileSrc(id, "media");
  if (width === undefined) return src;
  const dots = (pixels: number) => Math.ceil(pixels * Math.min(window.devicePixelRatio || 1, 3));
  return `${src}?w=${dots(width)}${height === undefined ? "" : `&h=${dots(height)}`}`;
}
