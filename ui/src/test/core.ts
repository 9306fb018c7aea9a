// A core for tests of the window: it answers what a test says it answers, and notes what it was asked.

import { emit } from "@tauri-apps/api/event";
import { mockConvertFileSrc, mockIPC } from "@tauri-apps/api/mocks";

import type { Commands, ErrorReport, Event } from "../api";
import { hear } from "../api/ahead";

export type Answers = {
  [N in keyof Commands]?: (args: Commands[N]["args"]) => Commands[N]["returns"];
};

/** What the core was asked, in order. */
export type Asked = { name: string; args: unknown }[];

/** Puts this core behind the window until the test ends. What it has no answer for, it refuses. */
export function core(answers: Answers): Asked {
  const asked: Asked = [];
  mockConvertFileSrc("linux");
  mockIPC(
    (name, args) => {
      asked.push({ name, args });
      const answer = answers[name as keyof Commands] as ((args: unknown) => unknown) | undefined;
      if (!answer) throw report("unexpected", `No answer to ${name}.`);
      return answer(args);
    },
    { shouldMockEvents: true },
  );
  hear();
  return asked;
}

/** An error as the core reports it: throw it in an answer. */
export function report(code: string, message: string): ErrorReport {
  return { code, message, params: {}, retryable: false };
}

/** Tells the window that something changed. */
export async function hint(event: Event): Promise<void> {
  await emit("library", event);
}

/** Tells the window that there is something to open. */
export async function openingsWait(): Promise<void> {
  await emit("openings");
}
