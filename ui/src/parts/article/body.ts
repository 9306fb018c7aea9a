// A stored body, made ready for the page: pictures come from the library, links stay text, and nothing in it can
// make the window ask the network for anything. The core has sanitized it already; this keeps the promise a second
// time, where it is shown.

import { mediaSrc, type Direction, type Held, type HeldPicture, type Picture } from "../../api";
import { PLACE } from "../../lib/links";
import { missing, size } from "./boxes";
import { nameHeadings, type Heading } from "./contents";
import { turnBlocks } from "./directions";
import { joinNotes } from "./notes";
import { framePictures, type Shown } from "./pictures";

/** What a body needs besides its HTML. */
export interface Surroundings {
  /** The pictures the library has ids for. */
  pictures: Picture[];
  /** Those of the page that are not asked for by themselves. */
  held: HeldPicture[];
  /** How wide the article's column may be, in pixels. */
  column: number;
  /** The article's own addresses: a link to a place in it stays on the page. */
  addresses: string[];
  /** Which way the article's text runs. */
  direction: Direction;
  words: {
    /** What is said where a picture has no description, or cannot be shown. */
    noDescription: string;
    pictureMissing: string;
    table: string;
    code: string;
    enlarge: (what: string) => string;
    held: Record<Held, string> & { show: (what: string) => string };
    note: (mark: string) => string;
    backToText: string;
  };
}

/** A body ready for the page, and what was found in it on the way. */
export interface Prepared {
  html: string;
  contents: Heading[];
  pictures: Shown[];
}

/** Attributes that mean something in text and cannot fetch, run or style anything. */
const KEPT = new Set(
  (
    "abbr alt cite class colspan data-related data-video datetime dir headers height href id lang open reversed " +
    "rowspan scope start title type value width"
  ).split(" "),
);

const DROPPED =
  "audio, base, embed, form, iframe, input, link, math, meta, noscript, object, script, source, style, svg, " +
  "template, track, video";

/** Classes the core's sanitizer may leave; none of them may put on the window's own looks. */
const CLASSES = /^(language|footnote)[-\w]*$/;

/** The body as HTML for the page. It is read in a document that loads nothing. */
export function prepare(html: string, around: Surroundings): Prepared {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of body.querySelectorAll("*")) clean(element);
  const known = new Map(around.pictures.map((picture) => [picture.url, picture]));
  for (const img of body.querySelectorAll("img")) {
    show(img, known.get(img.getAttribute("src") ?? ""), around);
  }
  for (const link of body.querySelectorAll("a[href]")) stayHere(link, around.addresses);
  for (const heading of body.querySelectorAll("h1")) rename(heading, "h2");
  for (const place of body.querySelectorAll("aside[data-related], aside[data-video]"))
    rename(place, "div");
  for (const table of body.querySelectorAll("table")) scrolls(table, around.words.table);
  for (const code of body.querySelectorAll("pre")) scrolls(code, around.words.code);
  turnBlocks(body, around.direction);
  joinNotes(body, around.words);
  const contents = nameHeadings(body);
  const pictures = framePictures(body, around.words);
  return { html: body.innerHTML, contents, pictures };
}

function clean(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const harmless =
      KEPT.has(name) && (name !== "href" || element.localName === "a") && name !== "src";
    // An img's address is needed once more, and taken away where it is read.
    if (!harmless && !(name === "src" && element.localName === "img")) {
      element.removeAttribute(name);
    }
  }
  const classes = [...element.classList].filter((name) => CLASSES.test(name));
  if (classes.length > 0) element.className = classes.join(" ");
  else element.removeAttribute("class");
  if (element.id) element.id = PLACE + element.id;
}

function show(
  img: Element,
  picture: Picture | undefined,
  { words, column, held }: Pick<Surroundings, "words" | "column" | "held">,
): void {
  if (picture === undefined) {
    img.replaceWith(missing(img, words.pictureMissing));
    return;
  }
  const why = held.find(({ media }) => media === picture.media)?.why;
  if (why && why !== "click") {
    img.replaceWith(missing(img, "", words.held[why]));
    return;
  }
  img.removeAttribute("src");
  img.setAttribute(why ? "data-src" : "src", mediaSrc(picture.media, column));
  if (picture.colour) img.setAttribute("data-colour", picture.colour);
  img.setAttribute("data-media", picture.media);
  img.setAttribute("loading", "lazy");
  img.setAttribute("decoding", "async");
  size(img, picture);
  if (!img.getAttribute("alt")?.trim()) {
    const captioned = img.closest("figure")?.querySelector("figcaption");
    img.setAttribute("alt", captioned ? "" : words.noDescription);
  }
}

function stayHere(link: Element, addresses: string[]): void {
  const href = link.getAttribute("href") ?? "";
  const at = href.indexOf("#");
  if (at < 0) return;
  if (at === 0 || addresses.includes(href.slice(0, at))) {
    link.setAttribute("href", `#${PLACE}${href.slice(at + 1)}`);
  }
}

function rename(element: Element, name: string): void {
  const other = element.ownerDocument.createElement(name);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** Wide things scroll by themselves, also by keyboard. */
function scrolls(element: Element, name: string): void {
  const frame = element.ownerDocument.createElement("div");
  frame.className = "scrolls";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", name);
  element.replaceWith(frame);
  frame.append(element);
}
