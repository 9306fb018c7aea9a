// The pictures of a body: each opens the viewer, and those that stand together become a gallery.

import type { MediaId } from "../../api";

/** A picture as the viewer shows it. */
export interface Shown {
  media: MediaId;
  alt: string;
  caption: string;
  credit: string | null;
}

/** Smaller ones are signs in a line of text. */
const SIGN = 48;
const PICTURE = /\.(avif|gif|jpe?g|png|webp)$/i;

/** Puts every picture in a button that opens it, and tells what they are, in order. */
export function framePictures(body: Element, enlarge: (what: string) => string): Shown[] {
  const shown: Shown[] = [];
  for (const img of body.querySelectorAll<HTMLImageElement>("img[data-media]")) {
    const media = img.getAttribute("data-media") ?? "";
    img.removeAttribute("data-media");
    if (img.classList.contains("sign")) continue;
    if (Number(img.getAttribute("width") ?? Infinity) <= SIGN) continue;
    const caption = captionOf(img);
    const alt = img.getAttribute("alt") ?? "";
    shown.push({ media, alt, caption, credit: null });
    const link = img.closest("a[href]");
    // A link to the same picture, only larger, is what the viewer is for; any other link stays one.
    if (link && leadsToPicture(link)) link.replaceWith(...link.childNodes);
    if (!img.closest("a[href]")) frame(img, shown.length - 1, enlarge(alt || caption));
  }
  for (const figure of body.querySelectorAll("figure")) gather(figure);
  return shown;
}

function captionOf(img: Element): string {
  const caption = img.closest("figure")?.querySelector("figcaption");
  return caption?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

function leadsToPicture(link: Element): boolean {
  const path = link.getAttribute("href")?.split(/[?#]/)[0] ?? "";
  return PICTURE.test(path);
}

function frame(img: Element, at: number, name: string): void {
  const button = img.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "picture";
  button.setAttribute("data-picture", String(at));
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-haspopup", "dialog");
  img.replaceWith(button);
  button.append(img);
}

/** A figure of several pictures shows them side by side, with its own caption under all of them. */
function gather(figure: Element): void {
  const inner = [...figure.querySelectorAll(":scope figure")];
  const items = inner.length > 1 ? inner : [...figure.querySelectorAll("button.picture")];
  if (items.length < 2) return;
  const captions = [...figure.querySelectorAll("figcaption")].filter(
    (caption) => !items.some((item) => item.contains(caption)),
  );
  const grid = figure.ownerDocument.createElement("div");
  grid.className = "gallery";
  grid.append(...items);
  figure.replaceChildren(grid, ...captions);
}
