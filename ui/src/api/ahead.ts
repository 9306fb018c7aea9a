// What the window asks for, and begins to hear, before its own scripts are read: an answer takes as long on its way as
// they do. It is in the first script, and as small as that has to be.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { ArticleQuery, Commands, Event, Events } from "./types";

/** How many rows of a list come first: about what a window shows, for they are all drawn at once. */
export const FIRST = 6;

/** When the window began. */
export let began = new Date();

const answers = new Map<string, Promise<unknown>>();
const hearers = new Set<(event: Event) => void>();
/** What came before anybody heard. */
let missed: Event[] = [];

const key = (name: string, args: unknown) => name + JSON.stringify(args ?? {});

/** Hears the core from now on. */
export function hear(): void {
  missed = [];
  void listen<Events["library"]>("library", ({ payload }) => tell(payload));
}

/** Asks for what the window is drawn with at its start. */
export function askAhead(): void {
  began = new Date();
  for (const name of ["startup", "settings", "publications", "stats"] as const) ask(name, {});
  const query: ArticleQuery = { seenUntil: began.toISOString(), limit: FIRST };
  // Anywhere else other rows are needed, or none.
  if (/^(#\/)?$/.test(location.hash)) ask("articles", { query });
}

function ask<N extends keyof Commands>(name: N, args: Commands[N]["args"]): void {
  const answer = invoke(name, args);
  // Whoever takes it hears of it.
  answer.catch(() => {});
  answers.set(key(name, args), answer);
}

/** The answer to what was asked ahead, once: whoever asks again wants to know anew. */
export function answered(name: string, args: unknown): Promise<unknown> | undefined {
  const asked = key(name, args);
  const answer = answers.get(asked);
  answers.delete(asked);
  return answer;
}

/** Hears every hint that something changed in the library. Returns what ends it. */
export function onEvent(hear: (event: Event) => void): () => void {
  // Those who begin together hear together.
  if (missed.length > 0) queueMicrotask(() => missed.splice(0).forEach(tell));
  hearers.add(hear);
  return () => hearers.delete(hear);
}

function tell(event: Event): void {
  if (hearers.size === 0) missed.push(event);
  for (const hear of [...hearers]) hear(event);
}
