import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { core, type Asked } from "../test/core";
import { toasts } from "../state/toasts.svelte";
import { onLinkClick } from "./links";

let asked: Asked;

beforeEach(() => {
  asked = core({
    article_at: ({ address }) => (address === "https://quay.example/here" ? "7" : null),
    open_in_browser: () => null,
    copy_text: () => null,
  });
  document.addEventListener("click", onLinkClick);
  document.addEventListener("auxclick", onLinkClick);
});

afterEach(() => {
  document.removeEventListener("click", onLinkClick);
  document.removeEventListener("auxclick", onLinkClick);
  document.body.textContent = "";
  location.hash = "";
});

/** Clicks on a link; tells whether the window was kept from following it. */
function click(href: string, type = "click", button = 0): boolean {
  document.body.innerHTML = `<a href="${href}"><b>link</b></a><p id="body-note-1">Note</p>`;
  const event = new MouseEvent(type, { bubbles: true, cancelable: true, button });
  document.querySelector("b")?.dispatchEvent(event);
  return event.defaultPrevented;
}

const names = () => asked.map(({ name }) => name);

it("opens a stored article in place", async () => {
  expect(click("https://quay.example/here"), "the window stays").toBe(true);
  await vi.waitFor(() => expect(location.hash).toBe("#/article/7"));
  expect(names(), "no browser is asked").not.toContain("open_in_browser");
});

it("opens anything else in the browser", async () => {
  expect(click("https://elsewhere.example/"), "the window stays").toBe(true);
  await vi.waitFor(() => expect(names()).toContain("open_in_browser"));
  expect(location.hash, "nothing moved here").toBe("");
});

it("asks no browser for an address that cannot lead anywhere", async () => {
  expect(click("https://sample.broadsheet.invalid/a"), "the window stays").toBe(true);
  await vi.waitFor(() => expect(toasts.now?.text).toContain("made up"));
  expect(names()).not.toContain("open_in_browser");
});

it("keeps a middle click from asking for a second window", async () => {
  expect(click("https://elsewhere.example/", "auxclick", 1), "a link out").toBe(true);
  expect(click("#/saved", "auxclick", 1), "a link within").toBe(true);
});

it("leaves the window's own links alone", () => {
  expect(click("#/saved"), "the router takes it").toBe(false);
});

it("goes to a note without a step in the history", () => {
  expect(click("#body-note-1")).toBe(true);
  expect(document.activeElement?.id, "the note has the focus").toBe("body-note-1");
});

it.each(["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "tauri://localhost/"])(
  "never follows %s",
  async (href) => {
    expect(click(href), "the window stays").toBe(true);
    await vi.waitFor(() => expect(names()).toContain("article_at"));
    await Promise.resolve();
    expect(names(), "and no browser is asked").not.toContain("open_in_browser");
  },
);

it("hands over a mail address", async () => {
  expect(click("mailto:desk@quay.example?subject=x")).toBe(true);
  await vi.waitFor(() => expect(asked.at(-1)?.args).toEqual({ text: "desk@quay.example" }));
});
