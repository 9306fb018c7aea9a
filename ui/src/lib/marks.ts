// How long what the reader asks for takes until it is painted, on the browser's own timeline: `cargo xtask bench`, and
// whoever profiles, read it there.

let since: number | null = null;

/** The reader asks for something now. */
export function asked(): void {
  since = performance.now();
}

/** Waits until what stands there now has been painted: what the reader did not ask for is done after it. */
export function painting(): Promise<void> {
  // What is put off within a frame runs once that has been painted.
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

/** What they asked for is there, and painted with the next frame. */
export async function painted(what: string): Promise<void> {
  if (since === null) return;
  const start = since;
  since = null;
  await painting();
  performance.clearMeasures(what);
  performance.measure(what, { start });
}
