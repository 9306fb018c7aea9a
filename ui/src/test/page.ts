// A page by itself, as it stands in the window's main part.

import { render } from "@testing-library/svelte";
import type { Component } from "svelte";

import { follows } from "../state/follows.svelte";
import { core, type Answers, type Asked } from "./core";
import {
  alert,
  article,
  authorPage,
  follow,
  profile,
  publication,
  sectionPage,
  summary,
  tagPage,
} from "./samples";

const save = {
  state: "partial" as const,
  savedAt: "2025-09-25T10:00:00Z",
  pictures: 3,
  missing: 2,
  retryAt: "2999-09-25T12:00:00Z",
  automatic: false,
  bytes: 1_887_436,
};
const rows = [summary({ saved: true, save: { ...save, problem: "http_status" } })];

const answers: Answers = {
  article: () => article(),
  articles: () => ({ items: rows, next: null }),
  facets: () => ({
    labels: [{ key: "sea", name: "Sea", articles: 1 }],
    tags: [],
    publications: [],
    authors: [],
  }),
  labels: () => [{ it: "Sea", articles: 1 }],
  count_articles: ({ queries }) => queries.map(() => ({ total: 1, unread: 1 })),
  mark_read: ({ ids }) => ids,
  author: () => authorPage(),
  tag: () => tagPage(),
  publication: () => publication(),
  section: () => sectionPage(),
  profile: () => profile(),
  follows: () => [follow()],
  unseen_alerts: () => 1,
  look_at_follow: () => null,
  is_online: () => true,
  autostart: () => false,
  dismiss_all_alerts: () => null,
  alerts: () => ({ items: [alert()], next: null }),
  follow: ({ kind, value }) =>
    follow({ kind, value, key: value.toLowerCase(), label: value.replace(/^\d+\//, "") }),
  unfollow: () => null,
  unsave: () => null,
};

/** Puts a core behind the page that answers for all that pages ask, and `more`. Returns what it is asked. */
export async function behind(more: Answers = {}): Promise<Asked> {
  const asked = core({ ...answers, ...more });
  await follows.load();
  return asked;
}

/** Shows a page in the window's main part. */
export function show<P extends Record<string, unknown>>(page: Component<P>, props: P) {
  const main = document.body.appendChild(document.createElement("main"));
  return render(page, { target: main, props });
}
