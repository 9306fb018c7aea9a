// Runs before everything else, and needs nothing else: where the window breaks so early, or so badly, that nothing is
// left to say so (see Crash.svelte), this does. A window is never blank.

import { broken } from "./lib/i18n/broken";

/** Says that the window broke, unless something else stands in it by then. */
function look(reason: unknown): void {
  // Whatever catches errors in the window itself comes first.
  setTimeout(() => {
    const app = document.getElementById("app");
    if (!app || app.textContent?.trim()) return;
    const words = broken(navigator.languages);
    const main = document.createElement("main");
    main.lang = words.language;
    main.style.cssText =
      "padding: 72px max(24px, calc(50vw - 340px)); overflow: auto; block-size: 100%";
    const alert = element(main, "div");
    alert.setAttribute("role", "alert");
    element(alert, "h1").textContent = words.title;
    element(alert, "p").textContent = words.text;
    const reload = element(main, "button");
    reload.className = "btn primary";
    reload.style.marginBlock = "18px";
    reload.textContent = words.reload;
    reload.onclick = () => location.reload();
    element(main, "pre").textContent =
      reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    app.replaceChildren(main);
  });
}

function element<N extends keyof HTMLElementTagNameMap>(parent: Element, name: N) {
  return parent.appendChild(document.createElement(name));
}

addEventListener("error", ({ error, message }) => look(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => look(reason));
