import { mediaSrc, type Article } from "../../api";

/** What a menu is asked for. */
export interface MenuTarget {
  /** The web address of the link under the pointer. */
  link: string | null;
  /** The picture under the pointer. */
  picture: { id: string; address: string } | null;
  /** The text that is selected. */
  text: string | null;
}

/** What stands at an element, for its menu. Links within the window have no address to offer. */
export function targetOf(
  element: Element,
  pictures: ReadonlyMap<string, string>,
  selected: string,
): MenuTarget {
  const href = element.closest("a[href]")?.getAttribute("href") ?? "";
  const src = element.closest("img")?.getAttribute("src") ?? "";
  const picture = [...pictures].find(([id]) => src !== "" && mediaSrc(id) === src);
  return {
    link: /^https?:\/\//i.test(href) ? href : null,
    picture: picture ? { id: picture[0], address: picture[1] } : null,
    text: selected.trim() || null,
  };
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
