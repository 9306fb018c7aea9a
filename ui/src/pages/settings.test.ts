import { cleanup, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";

import { DEFAULT_SETTINGS } from "../api";
import { pseudo } from "../lib/i18n/pseudo";
import { en } from "../lib/i18n/en";
import { uk } from "../lib/i18n/uk";
import { systemLanguage } from "../lib/i18n";
import { SETTINGS } from "../lib/router.svelte";
import { faults } from "../test/accessible";
import { hint, report } from "../test/core";
import { open, step } from "../test/window";

afterEach(() => cleanup());
const root = document.documentElement;

describe("what is written out and brought in", () => {
  it("shows how far it is, can be stopped, and says where it went", async () => {
    let written: (report: unknown) => void = () => {};
    const asked = await open("news", "#/settings/storage", {
      write_backup: () => new Promise((resolve) => (written = resolve)) as never,
      cancel_transfer: () => null,
    });
    await userEvent.click(await screen.findByRole("button", { name: "Back up…" }));
    const others = await screen.findAllByRole("button", { name: /^(Export…|Choose a file…)$/ });
    for (const other of others) expect(other).toHaveProperty("disabled", true);
    await hint({ kind: "transferProgress", done: 3, total: 12 });
    const progress = await screen.findByRole("progressbar", { name: "Back up the library" });
    expect(progress.getAttribute("value")).toBe("3");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(asked.some(({ name }) => name === "cancel_transfer")).toBe(true);
    written({ path: "/home/reader/copy.zip", files: 12, missing: [], cancelled: false });
    await expect.poll(() => document.body.textContent).toMatch(/The backup is .*copy\.zip/);
    expect(others[0]).toHaveProperty("disabled", false);
  });

  it("tells what of a list could not be had", async () => {
    await open("news", "#/settings/storage", {
      import_saved: () => ({
        from: "pocket",
        added: 12,
        fromList: 1,
        already: 1,
        failed: [
          { address: "https://a.example/x", title: "Gone", error: report("not_found", "gone") },
        ],
        refused: ["line 7: no address"],
        missing: 2,
        cancelled: false,
      }),
    });
    await userEvent.click(await screen.findByRole("button", { name: "Choose a file…" }));
    const told = await screen.findByText(/12 articles were saved\. 1 was here already\./);
    expect(told.parentElement?.textContent).toMatch(
      /1 page could not be had.*2 pictures are missing.*2 could not/s,
    );
    expect(screen.getByText(/^Gone: /)).toBeTruthy();
    expect(await faults(document.body)).toEqual([]);
  });

  it("writes articles in the format that is chosen, one book where none is", async () => {
    const asked = await open("news", "#/settings/storage", {
      export_articles: () => null,
    });
    await userEvent.click(await screen.findByRole("button", { name: "Export…" }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Markdown" }));
    expect(await faults(document.body)).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Export…" }));
    const [args] = asked.filter(({ name }) => name === "export_articles").map(({ args }) => args);
    expect(args).toMatchObject({ choice: { kind: "saved" }, format: "markdown" });
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});

describe("settings", () => {
  it.each(SETTINGS)("have a part on %s that axe finds nothing in", async (part) => {
    await open("news", `#/settings/${part}`);
    const name = en.settings.parts[part];
    const main = within(await screen.findByRole("main"));
    expect(await main.findByRole("heading", { level: 2, name })).toBeTruthy();
    const nav = screen.getByRole("navigation", { name: "Settings" });
    const current = within(nav).getByRole("link", { current: "page" });
    expect(current.textContent?.trim()).toBe(name);
    expect(await faults(document.body)).toEqual([]);
  });

  it("dress the window at once", async () => {
    const asked = await open("news", "#/settings/reading");
    await userEvent.click(await screen.findByRole("button", { name: "Wide" }));
    await userEvent.click(screen.getByRole("button", { name: "Sans" }));
    expect([root.dataset.measure, root.dataset.typeface]).toEqual(["wide", "sans"]);
    const changes = asked.filter(
      ({ name, args }) => name === "change_settings" && !JSON.stringify(args).includes("place"),
    );
    expect(
      changes.map(({ args }) => args),
      "each alone, so that no other is undone",
    ).toEqual([{ change: { measure: "wide" } }, { change: { typeface: "sans" } }]);
  });

  it("offer no quiet hours that end when they begin", async () => {
    await open("news", "#/settings/notifications");
    await userEvent.click(await screen.findByRole("switch", { name: "Quiet hours" }));
    const from = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Quiet from" });
    const to = screen.getByRole<HTMLSelectElement>("combobox", { name: "Quiet until" });
    const offered = ({ options }: HTMLSelectElement) => [...options].map(({ text }) => text);
    expect(offered(to)).not.toContain(from.value);
    expect(offered(from)).not.toContain(to.value);
    expect(offered(from)).toContain(from.value);
  });

  it("go back to what they were where the library refuses them", async () => {
    const refuse = () => {
      throw report("disk_full", "full");
    };
    await open("news", "#/settings", { change_settings: refuse });
    await userEvent.click(await screen.findByRole("button", { name: "Dark" }));
    await expect.poll(() => screen.getByRole("alert").textContent).toMatch(/The disk is full/);
    expect(root.dataset.theme).toBe("light");
  });

  it("follow another window's", async () => {
    let theme: "light" | "sepia" = "light";
    await open("news", "#/settings", { settings: () => ({ ...DEFAULT_SETTINGS, theme }) });
    await screen.findByRole("button", { name: "Sepia" });
    theme = "sepia";
    await hint({ kind: "settingsChanged" });
    await expect.poll(() => root.dataset.theme).toBe("sepia");
  });

  it("are found by a word, in whichever part they stand", async () => {
    await open("news");
    await screen.findByRole("heading", { level: 1, name: "News Feed" });
    step("#/settings");
    await screen.findByRole("heading", { level: 2, name: "Appearance" });
    await userEvent.keyboard("/");
    await userEvent.keyboard("opml");
    expect(screen.getByRole("button", { name: "Import OPML" })).toBeTruthy();
    expect(screen.queryByRole("group", { name: "Theme" })).toBeNull();
  });
});

describe("storage", () => {
  it("shows what would go before it goes", async () => {
    const asked = await open("news", "#/settings/storage");
    await userEvent.click(await screen.findByRole("button", { name: "Review" }));
    const dialog = within(await screen.findByRole("dialog", { name: /^Remove \d+ articles?\?$/ }));
    expect(dialog.getAllByRole("listitem").length, "the reader sees the list").toBeGreaterThan(0);
    expect(await faults(document.body)).toEqual([]);
    expect(
      asked.some(({ name }) => name === "forget"),
      "nothing went yet",
    ).toBe(false);
    await userEvent.click(dialog.getByRole("button", { name: "Remove" }));
    await expect
      .poll(() => asked.find(({ name }) => name === "forget")?.args)
      .toEqual({
        what: { kind: "read" },
      });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks before less is kept, and keeps as it was where the reader changes their mind", async () => {
    const asked = await open("news", "#/settings/storage");
    const keep = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Keep articles" });
    const told = () => keep.selectedOptions[0]?.textContent;
    const kept = () => asked.filter(({ args }) => JSON.stringify(args).includes("keepDays"));
    await userEvent.selectOptions(keep, "For 30 days");
    await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(told()).toBe("For ever");
    expect(kept()).toEqual([]);
    await userEvent.selectOptions(keep, "For 30 days");
    await userEvent.click(await screen.findByRole("button", { name: "Remove" }));
    await expect.poll(() => kept().map(({ args }) => args)).toEqual([{ change: { keepDays: 30 } }]);
    await expect.poll(told).toBe("For 30 days");
  });
});

describe("privacy", () => {
  it("list whom pictures may be asked from, and take it back", async () => {
    const asked = await open("news", "#/settings/privacy");
    const take = await screen.findByRole("button", { name: /^Take back: pictures from secure/ });
    await userEvent.click(take);
    expect(asked.find(({ name }) => name === "forbid_host")?.args).toEqual({
      id: "1",
      host: "secure.gravatar.com",
    });
    const choice = screen.getByRole("combobox", { name: "Load pictures" });
    await userEvent.selectOptions(choice, "On click");
    expect(asked.map(({ args }) => args)).toContainEqual({ change: { pictures: "click" } });
  });

  it("move the library, say how far that is, and stop it", async () => {
    const asked = await open("news", "#/settings/storage");
    await userEvent.click(await screen.findByRole("button", { name: "Move…" }));
    const bar = await screen.findByRole("progressbar", { name: "Moving the library" });
    expect([bar.getAttribute("max"), (bar as HTMLProgressElement).value]).toEqual(["420", 140]);
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(asked.some(({ name }) => name === "cancel_transfer")).toBe(true);
  });

  it("let copies wait on metered networks, or not", async () => {
    const asked = await open("news", "#/settings/storage");
    const metered = await screen.findByRole("switch", { name: "Save on metered networks" });
    expect(metered.getAttribute("aria-checked")).toBe("false");
    await userEvent.click(metered);
    expect(asked.map(({ args }) => args)).toContainEqual({ change: { saveOnMetered: true } });
  });

  it("names the hosts that were asked, until the reader clears them", async () => {
    let cleared = false;
    const connection = {
      host: "quay.example",
      purposes: ["articles" as const, "pictures" as const],
      requests: 96,
      failed: 2,
      bytes: 14_000_000,
      lastAt: "2025-09-25T09:38:00Z",
    };
    await open("news", "#/settings/privacy", {
      connections: () => (cleared ? [] : [connection]),
      clear_connections: () => ((cleared = true), null),
    });
    const section = within(await screen.findByRole("region", { name: /^Connections/ }));
    const row = (await section.findByText("quay.example")).closest("li");
    expect(row?.textContent).toMatch(
      /new articles and pictures; last at 0?9:38.*96 requests, 14 MB.*2 failed/s,
    );
    expect(await faults(document.body)).toEqual([]);
    await userEvent.click(section.getByRole("button", { name: "Clear" }));
    expect(await section.findByText("No site has been asked.")).toBeTruthy();
  });
});

describe("licences", () => {
  it("are shown whole", async () => {
    await open("news", "#/settings/about");
    await userEvent.click(await screen.findByRole("button", { name: "Show" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Licences" }));
    expect(dialog.getByRole("document").textContent).toMatch(/svelte/);
    expect(await faults(document.body)).toEqual([]);
  });
});

describe("languages", () => {
  it("change at once, with the dates, and without losing one's place", async () => {
    await open("news", "#/settings");
    const choice = await screen.findByRole("combobox", { name: "Language" });
    await userEvent.selectOptions(choice, "Українська");
    expect(await screen.findByRole("heading", { level: 1, name: "Налаштування" })).toBeTruthy();
    expect(root.lang).toBe("uk");
    expect(document.activeElement, "the focus is where it was").toBe(choice);
    expect(await faults(document.body)).toEqual([]);
    await userEvent.selectOptions(choice, "English");
    expect(await screen.findByRole("heading", { level: 1, name: "Settings" })).toBeTruthy();
  });

  it("are the system's where nothing is chosen", () => {
    expect(systemLanguage(["de-AT", "uk-UA", "en-GB"]), "the first there is").toBe("uk");
    expect(systemLanguage(["de"]), "English where there is none").toBe("en");
  });

  it("have the plural forms they need", () => {
    const counts = [1, 2, 5, 11, 21, 22, 25];
    expect(counts.map(uk.feed.newArticles)).toEqual([
      "1 нова стаття",
      "2 нові статті",
      "5 нових статей",
      "11 нових статей",
      "21 нова стаття",
      "22 нові статті",
      "25 нових статей",
    ]);
    expect(uk.format.longDay("2025-09-25", "2025-09-25")).toBe("Четвер, 25 вересня");
  });

  it("can be seen from right to left in a made-up one", () => {
    const turned = pseudo(en);
    expect(turned.direction).toBe("rtl");
    expect(turned.feed.newArticles(3)).toMatch(/^3 \u202e/);
    expect(turned.settings.privacy.facts).toHaveLength(en.settings.privacy.facts.length);
  });
});
