import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";

import { answersOf } from "../dev/library";
import { scenes } from "../dev/scenes";
import { askAhead } from "./api/ahead";
import App from "./App.svelte";
import { core, hint } from "./test/core";
import { step } from "./test/window";

afterEach(() => cleanup());

/** A window whose large script comes after what it needs was asked. */
function begin(hash: string) {
  const { contents, answers } = scenes.news();
  const asked = core({ ...answersOf(contents), ...answers });
  step("#/saved");
  step(hash);
  askAhead();
  return (name: string) => asked.filter((one) => one.name === name).length;
}

it("asks nothing twice of what was asked before it is read", async () => {
  const times = begin("#/");
  render(App);
  await screen.findAllByRole("article");
  for (const name of ["startup", "settings", "publications", "stats", "articles"]) {
    expect(times(name), name).toBe(1);
  }
});

it("asks for the feed's rows only where the feed is shown", () => {
  expect(begin("#/saved")("articles")).toBe(0);
});

it("hears what changes before anybody in it listens", async () => {
  const times = begin("#/");
  await hint({ kind: "publicationsChanged", id: null });
  render(App);
  await expect.poll(() => times("publications")).toBe(2);
});
