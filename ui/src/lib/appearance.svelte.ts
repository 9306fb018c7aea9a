import { MediaQuery } from "svelte/reactivity";

import type { Settings } from "../api";

/** Whether the desktop is dark. */
export const dark = new MediaQuery("(prefers-color-scheme: dark)");

/** Half of each measure, in letters: a letter is about half as wide as it is high. */
const HALVES = { narrow: 27, normal: 33, wide: 39 };

/** How wide the column of an article may be, in pixels. */
export function columnOf({ measure, textSize }: Pick<Settings, "measure" | "textSize">): number {
  return Math.max(704, HALVES[measure] * textSize);
}

/** Dresses the window in what the reader chose; the style sheets do the rest (see reading.css). */
export function dress(root: HTMLElement, settings: Settings, systemIsDark: boolean): void {
  const { theme, accent, typeface, lineSpacing, measure, dimPictures, textSize } = settings;
  const ofSystem = systemIsDark ? "dark" : "light";
  Object.assign(root.dataset, {
    theme: theme === "system" ? ofSystem : theme,
    accent,
    typeface,
    lineSpacing,
    measure,
    pictures: dimPictures ? "dim" : "full",
  });
  root.style.setProperty("--read-size", `${textSize / 16}rem`);
}
