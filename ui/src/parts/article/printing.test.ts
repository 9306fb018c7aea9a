import { afterEach, describe, expect, it, vi } from "vitest";

import { printArticle } from "./printing";

function article(decode: () => Promise<void>): HTMLImageElement {
  document.body.innerHTML = '<div class="art"><img loading="lazy" src="media:1"></div>';
  const picture = document.querySelector("img") as HTMLImageElement;
  picture.decode = decode;
  return picture;
}

describe("printing", () => {
  afterEach(() => vi.useRealTimers());

  it("waits for the pictures that were out of sight", async () => {
    const print = vi.spyOn(window, "print").mockReturnValue();
    let come = () => {};
    const picture = article(() => new Promise((done) => (come = done)));
    const printed = printArticle();
    expect(picture.loading, "it is asked for now").toBe("eager");
    await Promise.resolve();
    expect(print, "not with an empty box").not.toHaveBeenCalled();
    come();
    await printed;
    expect(print).toHaveBeenCalledOnce();
  });

  it("goes without those that do not come", async () => {
    const print = vi.spyOn(window, "print").mockReset().mockReturnValue();
    article(() => Promise.reject(new Error("gone")));
    await printArticle();
    expect(print).toHaveBeenCalledOnce();
    vi.useFakeTimers();
    article(() => new Promise(() => {}));
    const printed = printArticle();
    await vi.runAllTimersAsync();
    await printed;
    expect(print).toHaveBeenCalledTimes(2);
  });
});
