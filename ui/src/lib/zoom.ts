import { call } from "../api";
import { toasts } from "../state/toasts.svelte";
import { attempt } from "./articles";
import { t } from "./i18n";

/** Makes everything in the window larger (1), smaller (-1) or its own size (0). The shell remembers it. */
export async function zoom(step: 1 | -1 | 0): Promise<void> {
  await attempt(async () => {
    toasts.say(t.article.zoomed(t.format.percent(await call("zoom", { step }))));
  });
}
