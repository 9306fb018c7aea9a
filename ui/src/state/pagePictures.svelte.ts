import type { MediaId } from "../api";

/** The pictures of the page that is shown, with their own addresses: for the menu of a picture. */
class PagePictures {
  now: ReadonlyMap<MediaId, string> = $state.raw(new Map());
}

export const pagePictures = new PagePictures();
