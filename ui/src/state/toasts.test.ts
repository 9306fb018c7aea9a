import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { toasts } from "./toasts.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  toasts.dismiss();
  vi.useRealTimers();
});

describe("a toast", () => {
  it("goes after six seconds", () => {
    toasts.say("Link copied");
    vi.advanceTimersByTime(5999);
    expect(toasts.now?.text).toBe("Link copied");
    vi.advanceTimersByTime(1);
    expect(toasts.now).toBeNull();
  });

  it("stays while it is held", () => {
    toasts.say("Link copied");
    toasts.hold();
    vi.advanceTimersByTime(60_000);
    expect(toasts.now).not.toBeNull();
    toasts.release();
    vi.advanceTimersByTime(6000);
    expect(toasts.now).toBeNull();
  });

  it("gives way to the next one, which has its own time", () => {
    toasts.say("First");
    vi.advanceTimersByTime(5000);
    toasts.say("Second");
    vi.advanceTimersByTime(5000);
    expect(toasts.now?.text).toBe("Second");
  });
});

it("keeps technical words apart from the sentence", () => {
  toasts.warn("Something unexpected went wrong.", "invalid: missing field `id`");
  expect(toasts.now).toMatchObject({ urgent: true, details: "invalid: missing field `id`" });
  toasts.say("Link copied");
  expect(toasts.now?.details, "the next one has none").toBeNull();
});

describe("undo", () => {
  it("can be tried again when it could not be done", async () => {
    const undo = vi.fn().mockRejectedValueOnce(new Error("busy")).mockResolvedValue(undefined);
    toasts.say("Removed", undo);
    await expect(toasts.undo()).rejects.toThrow("busy");
    expect(await toasts.undo()).toBe(true);
    expect(undo).toHaveBeenCalledTimes(2);
  });

  it("takes back the last thing once, also when its toast has gone", async () => {
    const back = vi.fn();
    toasts.say("Removed", back);
    vi.advanceTimersByTime(7000);
    expect(await toasts.undo()).toBe(true);
    expect(await toasts.undo(), "there is nothing left to take back").toBe(false);
    expect(back).toHaveBeenCalledOnce();
  });

  it("outlives a toast that cannot be undone", async () => {
    const back = vi.fn();
    toasts.say("Removed", back);
    toasts.say("Link copied");
    await toasts.undo();
    expect(back).toHaveBeenCalledOnce();
  });
});
