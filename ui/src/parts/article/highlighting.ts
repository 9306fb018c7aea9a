import { call, type Article } from "../../api";
import { attempt } from "../../lib/articles";
import { t } from "../../lib/i18n";
import { toasts } from "../../state/toasts.svelte";
import { quoteOf } from "./anchors";

/** Highlights what is selected in the text of the article that is shown. */
export async function highlightSelection({ id, highlights }: Article): Promise<void> {
  const words = t.article.notes;
  const body = document.querySelector("article.art .prose");
  const selection = getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const quote = body && range && !range.collapsed ? quoteOf(body, range) : null;
  if (!quote) return toasts.say(t.article.nothingSelected);
  await attempt(async () => {
    const made = await call("add_highlight", {
      id,
      highlight: { ...quote, note: null, madeAt: null },
    });
    selection?.removeAllRanges();
    // The same words again are the same highlight: taking it back would take the first away.
    const isNew = !highlights.some((one) => one.id === made.id);
    const undo = async () => {
      await attempt(() => call("remove_highlight", { id: made.id }));
    };
    toasts.say(words.highlighted, isNew ? undo : null);
  });
}
