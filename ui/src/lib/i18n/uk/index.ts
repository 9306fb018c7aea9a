import { formats } from "../formats";
import type { Catalogue } from "../speech.svelte";
import { add } from "./add";
import { article } from "./article";
import { errors } from "./errors";
import { feed } from "./feed";
import { keys } from "./keys";
import { pages } from "./pages";
import { settings } from "./settings";
import { shell } from "./shell";
import { today } from "./today";

const format = formats("uk");

/** Ukrainian. */
export const uk: Catalogue = {
  language: "uk",
  direction: "ltr",
  format,
  shell: shell(format),
  feed: feed(format),
  today: today(format),
  add: add(format),
  settings: settings(format),
  keys,
  article: article(format),
  pages: pages(format),
  errors: errors(format),
};
