import { screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import type { ArticleQuery } from "../api";
import { keymap } from "../lib/keymap.svelte";
import { router } from "../lib/router.svelte";
import type { ArticleListState } from "../state/articleList.svelte";
import { SavedList } from "../state/savedList.svelte";
import { toasts } from "../state/toasts.svelte";
import { faults } from "../test/accessible";
import type { Asked } from "../test/core";
import { behind, show } from "../test/page";
import { summary } from "../test/samples";
import Saved from "./Saved.svelte";

const save = {
  state: "complete" as const,
  savedAt: "2025-09-25T10:00:00Z",
  pictures: 3,
  missing: 0,
  problem: null,
  retryAt: null,
  automatic: false,
  bytes: 1_887_436,
};
const row = summary({
  saved: true,
  save,
  labels: ["Sea"],
  noted: true,
  highlightCount: 2,
  begun: 0.42,
});

let asked: Asked;
const lists = () =>
  asked
    .filter(({ name }) => name === "articles")
    .map(({ args }) => {
      const query: ArticleQuery = { ...(args as { query: ArticleQuery }).query };
      delete query.seenUntil;
      delete query.limit;
      return query;
    });

beforeEach(async () => {
  document.body.textContent = "";
  router.entry.put("saved", new SavedList());
  asked = await behind({
    articles: ({ query }) => ({ items: query.search === "nothing" ? [] : [row], next: null }),
  });
});

it("tells of each row how far it was read, how large it is and what is written on it", async () => {
  const { container } = show(Saved, {});
  await screen.findByText("Continue at 42%");
  for (const told of ["1.9 MB", "2 highlights", "Note", "Sea"]) {
    expect(screen.getAllByText(told).length, told).toBeGreaterThan(0);
  }
  expect(await faults(container)).toEqual([]);
});

it("is narrowed, sorted and searched, and is as it was left on the way back", async () => {
  const { unmount } = show(Saved, {});
  await screen.findByText("Continue at 42%");
  expect(lists()).toEqual([{ saved: true, order: "saved", reversed: false }]);
  await userEvent.click(screen.getByRole("button", { name: /^Unread/ }));
  await userEvent.selectOptions(screen.getByLabelText("All labels"), "Sea (1)");
  await userEvent.click(screen.getByRole("button", { name: "Size" }));
  await userEvent.click(screen.getByRole("button", { name: "Size" }));
  keymap.handle(new KeyboardEvent("keydown", { key: "/" }));
  await userEvent.keyboard("ferry");
  const last = { saved: true, unread: true, label: "sea", order: "size", reversed: true };
  await waitFor(() => expect(lists().at(-1)).toEqual({ ...last, search: "ferry" }));
  expect(screen.getByRole("columnheader", { name: "Size" }).getAttribute("aria-sort")).toBe(
    "ascending",
  );
  const list = router.entry.kept<ArticleListState>("list");
  expect(list?.query, "articles that are opened are of this list").toMatchObject({
    search: "ferry",
  });
  unmount();
  show(Saved, {});
  await screen.findByDisplayValue("ferry");
  expect(screen.getByRole("button", { name: /^Unread/ }).getAttribute("aria-pressed")).toBe("true");
  expect(lists().at(-1), "asked again as it was").toMatchObject(last);
});

it("says that nothing is found, and shows all again", async () => {
  show(Saved, {});
  await screen.findByText("Continue at 42%");
  await userEvent.type(screen.getByRole("searchbox"), "nothing");
  await screen.findByText("Nothing saved has all of this");
  await userEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[1]!);
  await screen.findByText("Continue at 42%");
  expect(screen.getByRole("searchbox"), "the field too").toHaveProperty("value", "");
});

it("says that what is written on an article stays when it is not saved any more", async () => {
  show(Saved, {});
  await userEvent.click(await screen.findByRole("button", { name: /^Remove from saved: / }));
  await waitFor(() => expect(toasts.now?.text).toBe("Removed from saved. Your notes stay."));
});
