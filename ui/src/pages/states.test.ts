import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";

import { faults } from "../test/accessible";
import { report, type Answers } from "../test/core";
import { open } from "../test/window";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const places = [
  "#/",
  "#/today",
  "#/article/1",
  "#/author/1",
  "#/tag/Grain",
  "#/section/1/Climate",
  "#/publication/1",
  "#/following",
  "#/saved",
  "#/search/best/harbour",
  "#/video",
  "#/settings/storage",
];

async function isWhole() {
  const main = await screen.findByRole("main");
  await expect.poll(() => main.textContent?.trim(), { message: "never a blank page" }).not.toBe("");
  expect(await faults(document.body)).toEqual([]);
}

describe.each(["empty", "slow", "failing", "extreme"])("a library that is %s", (scene) => {
  it.each(places)("shows something at %s in which axe finds nothing", async (place) => {
    await open(scene, place);
    await isWhole();
  });
});

describe("without a network", () => {
  it.each(places)("says at %s that what is here still opens", async (place) => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    await open("news", place);
    await isWhole();
  });
});

describe("a library that tells only part of what is asked", () => {
  const fails = (): never => {
    throw report("library_busy", "busy");
  };
  const untold: Answers = {
    profile: fails,
    around: fails,
    count_articles: fails,
    follows: fails,
  };

  it.each(places)("shows the rest at %s", async (place) => {
    await open("news", place, untold);
    await isWhole();
  });
});

describe("a library that fails", () => {
  it.each(places.filter((place) => place !== "#/saved"))(
    "says why at %s and offers a way out",
    async (place) => {
      await open("failing", place);
      expect(await screen.findByText(/in use by another program/)).toBeTruthy();
      expect(screen.getByRole("button", { name: /again/i })).toBeTruthy();
    },
  );
});
