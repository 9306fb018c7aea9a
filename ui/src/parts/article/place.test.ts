import { describe, expect, it } from "vitest";

import { depthOf, placeIn, shareOf } from "./place";

/** A window of 600 with a body of blocks of these heights, its top at `top` of the window's. */
function laid(top: number, heights: number[]) {
  const box = (from: number, height: number) => {
    const element = document.createElement("div");
    element.getBoundingClientRect = () => new DOMRect(0, from, 10, height);
    return element;
  };
  const scroller = box(50, 600);
  scroller.scrollTop = 1000;
  let at = 50 + top;
  const body = box(
    at,
    heights.reduce((sum, height) => sum + height, 0),
  );
  for (const height of heights) {
    body.append(box(at, height));
    at += height;
  }
  return { scroller, body };
}

describe("a place in a body", () => {
  it("counts the blocks above, and the share of the next", () => {
    const { scroller, body } = laid(-350, [200, 300, 900]);
    expect(placeIn(scroller, body)).toBe(1.5);
    expect(depthOf(scroller, body, 1.5), "which is where it is").toBe(1000);
    expect(depthOf(scroller, body, 2.1), "and another is further on").toBe(1000 + 150 + 90);
  });

  it("is none before the body and at its end", () => {
    const begun = laid(40, [200, 900]);
    expect(placeIn(begun.scroller, begun.body), "its headline is in sight").toBeNull();
    const done = laid(-900, [200, 900]);
    expect(placeIn(done.scroller, done.body), "its last line is in sight").toBeNull();
  });

  it("that a changed body does not have is its end", () => {
    const { scroller, body } = laid(-350, [200, 300]);
    expect(depthOf(scroller, body, 40)).toBe(1000 - 150);
  });

  it("is a share of the body alone", () => {
    const half = laid(-400, [2000]);
    expect(shareOf(half.scroller, half.body)).toBe(0.5);
    const done = laid(-1700, [2000]);
    expect(shareOf(done.scroller, done.body), "whatever stands under it").toBe(1);
  });
});
