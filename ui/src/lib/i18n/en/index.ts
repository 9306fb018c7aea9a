import { formats } from "../formats";
import { add } from "./add";
import { article } from "./article";
import { errors } from "./errors";
import { feed } from "./feed";
import { keys } from "./keys";
import { pages } from "./pages";
import { settings } from "./settings";
import { shell } from "./shell";
import { today } from "./today";

const format = formats("en");

/** English: the catalogue that gives all others their shape. */
export const en = {
  language: "en",
  direction: "ltr" as "ltr" | "rtl",
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
