import type { Article } from "../api";

/** What the page being looked at shows: menus offer what belongs to it. */
class OnPage {
  article: Article | null = $state.raw(null);
}

/** The window's page. */
export const onPage = new OnPage();
