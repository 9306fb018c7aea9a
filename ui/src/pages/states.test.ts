import { cleanup, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";

import { faults } from "../test/accessible";
import { open } from "../test/window";

afterEach(() => cleanup());

const places = [
  "#/",
  "#/today",
  "#/article/1",
  "#/author/1",
  "#/section/1/Climate",
  "#/saved",
  "#/settings/storage",
];

describe.each(["empty", "slow", "failing", "extreme"])("a library that is %s", (scene) => {
  it.each(places)("shows something at %s in which axe finds nothing", async (place) => {
    await open(scene, place);
    const main = await screen.findByRole("main");
    await expect
      .poll(() => main.textContent?.trim(), { message: "never a blank page" })
      .not.toBe("");
    expect(await faults(document.body)).toEqual([]);
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
