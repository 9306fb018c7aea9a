// Where in a body the reader is, told so that it still holds when letters or the window have another size: how many
// of its blocks lie above the window's edge, with the share of the next one.

/** Where the reader is; `null` above the body and where its end is in sight. */
export function placeIn(scroller: Element, body: Element): number | null {
  const window = scroller.getBoundingClientRect();
  const whole = body.getBoundingClientRect();
  if (whole.top >= window.top || whole.bottom <= window.bottom) return null;
  for (const [at, block] of [...body.children].entries()) {
    const { top, bottom, height } = block.getBoundingClientRect();
    if (bottom > window.top) return at + Math.max(0, (window.top - top) / height);
  }
  return null;
}

/** How far down `place` lies. A body that has become shorter ends the way. */
export function depthOf(scroller: Element, body: Element, place: number): number {
  const block = body.children[Math.floor(place)] ?? body.lastElementChild ?? body;
  const { top, height } = block.getBoundingClientRect();
  return scroller.scrollTop + top - scroller.getBoundingClientRect().top + height * (place % 1);
}

/** How much of the body has gone by, from 0 to 1: all of it where its end is in sight. */
export function shareOf(scroller: Element, body: Element): number {
  const window = scroller.getBoundingClientRect();
  const whole = body.getBoundingClientRect();
  const way = scroller.scrollTop + whole.bottom - window.bottom;
  return way > 0 ? Math.min(1, Math.max(0, scroller.scrollTop / way)) : 1;
}
