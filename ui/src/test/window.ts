// The whole window on one of the made-up libraries.

import { render } from "@testing-library/svelte";

import { answersOf } from "../../dev/library";
import { scenes } from "../../dev/scenes";
import App from "../App.svelte";
import { core, type Answers, type Asked } from "./core";

/** Opens the window where `hash` leads. */
export async function open(scene: string, hash = "#/", more: Answers = {}): Promise<Asked> {
  const { contents, answers } = (scenes[scene] ?? scenes.news)();
  const asked = core({ ...answersOf(contents), ...answers, ...more });
  step("#/saved");
  step(hash);
  render(App);
  return asked;
}

/** Takes a step as following a link does, so that every test begins at one of its own. */
export function step(hash: string): void {
  history.pushState(null, "", hash);
  dispatchEvent(new PopStateEvent("popstate"));
}
