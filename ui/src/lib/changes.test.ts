import { expect, it } from "vitest";

import type { Run } from "../api";
import { piecesOf } from "./changes";

const same = (text: string): Run => ({ kind: "same", text });
const added = (text: string): Run => ({ kind: "added", text });
const removed = (text: string): Run => ({ kind: "removed", text });

it("shows only the paragraphs that changed, and counts the others", () => {
  const runs = [
    same("One.\nTwo.\nThe boat "),
    removed("leaves "),
    added("left "),
    same("early.\nEnd."),
  ];
  expect(piecesOf(runs)).toEqual([
    { unchanged: 2 },
    { runs: [same("The boat "), removed("leaves "), added("left "), same("early.")] },
    { unchanged: 1 },
  ]);
});

it("parts what was added or removed by paragraph too", () => {
  expect(piecesOf([same("One."), added("\nTwo.\nThree.")])).toEqual([
    { unchanged: 1 },
    { runs: [added("Two.")] },
    { runs: [added("Three.")] },
  ]);
});

it("makes nothing of empty lines", () => {
  expect(piecesOf([same("\n\nOne.\n"), added(" \n")])).toEqual([{ unchanged: 1 }]);
  expect(piecesOf([])).toEqual([]);
});
