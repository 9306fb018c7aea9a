import { mediaSrc, type Article, type ArticleId } from "../../api";
import { parse } from "../../lib/router.svelte";

/** What a menu is asked for. */
export interface MenuTarget {
  /** The article whose row, or a link to which, is under the pointer. */
  article: ArticleId | null;
  /** The web address of the link under the pointer. */
  link: string | null;
  /** The picture under the pointer. */
  picture: { id: string; address: string } | null;
  /** The text that is selected. */
  text: string | null;
}

/** What stands at an element, for its menu. */
export function targetOf(
  element: Element,
  pictures: ReadonlyMap<string, string>,
  selected: string,
): MenuTarget {
  const href = element.closest("a[href]")?.getAttribute("href") ?? "";
  const src = element.closest("img")?.getAttribute("src") ?? "";
  const picture = [...pictures].find(([id]) => src !== "" && src.split("?")[0] === mediaSrc(id));
  return {
    article: articleAt(element, href),
    link: /^https?:\/\//i.test(href) ? href : null,
    picture: picture ? { id: picture[0], address: picture[1] } : null,
    text: selected.trim() || null,
  };
}

/** A link says more closely what is meant than the row it stands in. */
function articleAt(element: Element, href: string): ArticleId | null {
  if (href !== "") {
    const route = href.startsWith("#/") ? parse(href) : null;
    return route?.page === "article" ? route.id : null;
  }
  return element.closest<HTMLElement>("[data-article]")?.dataset.article ?? null;
}

/** Where a menu asked for by a key opens: under the headline of a row, or else under the element itself. */
export function placeOf(element: Element): DOMRect {
  const row = element.matches("[data-article]") ? element.querySelector("h2, h3") : null;
  const { left, right, bottom } = (row ?? element).getBoundingClientRect();
  const start = getComputedStyle(element).direction === "rtl" ? right : left;
  return new DOMRect(start, bottom);
}

/** Every picture an article's page shows: its id, and its own address. */
export function picturesOf(article: Article): Map<string, string> {
  const pairs: [string | null, string | null][] = [
    [article.leadImage?.media ?? null, article.leadImage?.url ?? null],
    ...article.pictures.map((picture): [string, string] => [picture.media, picture.url]),
    ...article.related.map((card): [string | null, string | null] => [
      card.thumbnailMedia,
      card.thumbnail,
    ]),
    ...article.videos.map((video): [string | null, string | null] => [
      video.posterMedia,
      video.poster,
    ]),
  ];
  return new Map(
    pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null),
  );
}

/** A publication on its way into a folder, as drag and drop names it. */
export const DRAGGED = "application/x-broadsheet-publication";

/** Web views differ in what the menu key does: here it is known by itself. */
export function isMenuKey(event: KeyboardEvent): boolean {
  return event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
}
