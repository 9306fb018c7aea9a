// The pictures of a body: each opens the viewer, and those that stand together become a gallery.

import type { MediaId } from "../../api";
import type { Surroundings } from "./body";
import { missing } from "./boxes";

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
export function framePictures(body: Element, words: Surroundings["words"]): Shown[] {
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
    if (img.closest("a[href]")) continue;
    const button = frame(img, shown.length - 1, words.enlarge(alt || caption));
    if (img.dataset.src) hold(button, img, words.held.click, words.held.show(alt || caption));
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

function frame(img: Element, at: number, name: string): HTMLElement {
  const button = img.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "picture";
  button.setAttribute("data-picture", String(at));
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-haspopup", "dialog");
  img.replaceWith(button);
  button.append(img);
  return button;
}

/** A box stands in its place until the reader asks for it. */
function hold(button: Element, img: HTMLElement, click: string, name: string): void {
  button.classList.add("held");
  button.setAttribute("data-name", button.getAttribute("aria-label") ?? "");
  button.setAttribute("aria-label", name);
  button.removeAttribute("aria-haspopup");
  button.append(missing(img, "", click));
}

/** Puts a picture that came in the place that was kept for it. */
export function release(button: HTMLElement): void {
  const img = button.querySelector("img");
  if (!img?.dataset.src) return;
  img.src = img.dataset.src;
  button.lastElementChild?.remove();
  button.classList.remove("held");
  button.setAttribute("aria-label", button.dataset.name ?? "");
  button.setAttribute("aria-haspopup", "dialog");
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
