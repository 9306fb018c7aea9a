import type { Because } from "../../api";
import { t } from "../../lib/i18n";

/** Why a story stands where it does, in words. */
export function reason(because: Because): string {
  const words = t.today.because;
  switch (because.kind) {
    case "links":
      return words.links(because.publications);
    case "comments":
      return words.comments(because.count);
    case "followed":
      return words.followed(because.label);
    case "featured":
    case "recent":
      return words[because.kind];
  }
}
