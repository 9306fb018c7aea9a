// The place of a picture in a body: it is there before the picture comes, and stays as it is when it does.

import type { Picture } from "../../api";

/** The commonest shape, for pictures of which nobody knows any. */
const COMMON = 3 / 2;
/** What a sign in a line of text is described with is not longer. */
const SIGN = 4;
const BLOCKS = "p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6";

/** Says how large a picture is to be shown: as the publisher says, in the shape the library knows. */
export function size(img: Element, picture: Picture): void {
  const [width, height] = [side(img, "width"), side(img, "height")];
  img.removeAttribute("width");
  img.removeAttribute("height");
  const known = shapeOf(picture.width, picture.height) ?? shapeOf(width, height);
  const shape = known ?? COMMON;
  const wide = width ?? (height ? Math.round(height * shape) : known && picture.width);
  if (wide) {
    img.setAttribute("width", String(wide));
    img.setAttribute("height", String(Math.max(1, Math.round(wide / shape))));
  } else {
    img.classList.add(isSign(img) ? "sign" : "open");
  }
}

/** Holds the places of pictures to their size, whatever comes. Those of a gallery have one of their own. */
export function hold(body: Element): void {
  for (const img of body.querySelectorAll<HTMLElement>("img[width][height]")) {
    if (img.closest(".gallery")) continue;
    img.style.aspectRatio = `${img.getAttribute("width")} / ${img.getAttribute("height")}`;
    img.style.objectFit = "contain";
  }
}

/** What stands in place of a picture that is not shown: what is told about it, and why, in a frame. */
export function missing(img: Element, otherwise: string, why?: string): HTMLElement {
  const frame = img.ownerDocument.createElement("span");
  frame.className = "missing";
  frame.textContent = img.getAttribute("alt")?.trim() || otherwise;
  if (why) {
    const told = frame.appendChild(img.ownerDocument.createElement("b"));
    told.textContent = why;
    told.dir = "auto";
  }
  return frame;
}

function side(img: Element, name: string): number | null {
  const told = img.getAttribute(name) ?? "";
  return /^[1-9]\d{0,4}$/.test(told) ? Number(told) : null;
}

function shapeOf(width: number | null, height: number | null): number | null {
  return width && height ? width / height : null;
}

/** A smiley and its like stand beside words, and say in a letter or two what they are. */
function isSign(img: Element): boolean {
  const letters = [...(img.getAttribute("alt") ?? "").trim()].length;
  const words = img.closest(BLOCKS)?.textContent.trim() ?? "";
  return letters > 0 && letters <= SIGN && words !== "" && !img.closest("figure");
}
