import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import "./boot";

describe("a window that broke before it could say so", () => {
  beforeEach(() => {
    document.body.innerHTML = '<div id="app"></div>';
  });
  afterEach(() => {
    document.body.innerHTML = "";
    vi.restoreAllMocks();
  });

  const app = () => document.getElementById("app");

  it.each([
    ["error", () => new ErrorEvent("error", { error: new Error("no module") })],
    [
      "unhandledrejection",
      () => Object.assign(new Event("unhandledrejection"), { reason: new Error("no module") }),
    ],
  ])("says so after an %s", async (_, event) => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["uk-UA"]);
    dispatchEvent(event());
    await expect
      .poll(() => app()?.querySelector("main [role=alert] h1")?.textContent)
      .toBe("Broadsheet не вдалося запустити");
    expect(app()?.querySelector("pre")?.textContent, "for a report").toMatch(/no module/);
    expect(app()?.querySelector("button")?.textContent, "with a way out").toBe("Спробувати ще раз");
  });

  it("leaves what stands there alone", async () => {
    document.body.innerHTML = '<div id="app"><p>News</p></div>';
    dispatchEvent(new ErrorEvent("error", { error: new Error("elsewhere") }));
    await new Promise((done) => setTimeout(done));
    expect(app()?.textContent).toBe("News");
  });
});
