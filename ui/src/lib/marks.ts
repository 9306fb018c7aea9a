// How long what the reader asks for takes until it is painted, on the browser's own timeline: `cargo xtask bench`, and
// whoever profiles, read it there.

let since: number | null = null;

/** The reader asks for something now. */
export function asked(): void {
  since = performance.now();
}

/** What they asked for is there, and painted with the next frame. */
export function painted(what: string): void {
  if (since === null) return;
  const start = since;
  since = null;
  // What is put off within a frame runs once that has been painted.
  requestAnimationFrame(() => {
    setTimeout(() => {
      performance.clearMeasures(what);
      performance.measure(what, { start });
    });
  });
}
