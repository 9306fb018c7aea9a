import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import App from "./App.svelte";
import { preferences } from "./state/preferences.svelte";
import { faults } from "./test/accessible";
import { core, report } from "./test/core";
import { open } from "./test/window";

afterEach(() => cleanup());

const title = { level: 1, name: "This page stopped" };

describe("a window that breaks", () => {
  it("in something it does later does the same", async () => {
    await open("news");
    await screen.findByRole("heading", { level: 1, name: "News Feed" });
    dispatchEvent(new ErrorEvent("error", { error: new Error("in an effect or a timer") }));
    expect(await screen.findByRole("heading", title)).toBeTruthy();
    expect(screen.getByText(/in an effect or a timer/)).toBeTruthy();
  });

  it("in a promise says so and goes on", async () => {
    await open("news");
    await screen.findByRole("heading", { level: 1, name: "News Feed" });
    const reason = report("disk_full", "full");
    dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));
    await expect.poll(() => screen.getByRole("alert").textContent).toMatch(/The disk is full/);
    expect(screen.getByRole("heading", { level: 1, name: "News Feed" })).toBeTruthy();
  });

  it("at its first question offers a way on", async () => {
    core({});
    render(App);
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
    expect(preferences.now.theme, "with what there is by default").toBe("system");
  });

  it("while it is drawn shows a page that reports and reloads", async () => {
    // What no core says: the sidebar cannot be drawn from it.
    const asked = await open("news", "#/", { publications: () => [null as never] });
    expect(await screen.findByRole("heading", title)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Reload the window" })).toBeTruthy();
    expect(await faults(document.body)).toEqual([]);
    await userEvent.click(screen.getByText("Details"));
    await userEvent.click(screen.getByRole("button", { name: "Copy the details" }));
    const copied = asked.find(({ name }) => name === "copy_text")?.args as { text: string };
    expect(copied.text, "what is reported").toMatch(/TypeError|null/);
  });
});
