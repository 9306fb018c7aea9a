import { describe, expect, it } from "vitest";

import { core, hint } from "../test/core";
import { article, summary } from "../test/samples";
import { statuses } from "./statuses.svelte";

describe("what the reader did", () => {
  it("shows in every row at once, without asking again", async () => {
    const row = summary({ id: "s1", read: false });
    core({ mark_read: ({ ids }) => ids });
    expect(statuses.isRead(row)).toBe(false);
    await statuses.markRead(["s1"], true);
    expect(statuses.isRead(row)).toBe(true);
    await statuses.markRead(["s1"], false);
    expect(statuses.isRead(row)).toBe(false);
  });

  it("tells which articles changed, so that only those go back", async () => {
    core({ mark_all_read: () => ["s2"] });
    const changed = await statuses.markAllRead({});
    expect(changed).toEqual(["s2"]);
    expect(statuses.isRead(summary({ id: "s3", read: false })), "the others stay").toBe(false);
  });

  it("is saved as far as the core says", async () => {
    const save = {
      state: "partial" as const,
      savedAt: "2025-09-25T10:00:00Z",
      pictures: 3,
      missing: 1,
      problem: "http_status",
      retryAt: null,
      automatic: false,
      bytes: 1_887_436,
    };
    core({ save: () => save, unsave: () => null });
    const row = summary({ id: "s4" });
    await statuses.save("s4");
    expect(statuses.saveOf(row)).toEqual(save);
    await statuses.unsave("s4");
    expect(statuses.isSaved(row)).toBe(false);
  });

  it("tells how far a copy is until it is sealed", async () => {
    core({ article: ({ id }) => article({ id }) });
    const end = statuses.start();
    const row = summary({ id: "s7" });
    await hint({ kind: "saveProgress", id: "s7", done: 5, total: 8 });
    expect([statuses.sealingOf(row), statuses.isSealing]).toEqual([5 / 8, true]);
    await hint({ kind: "savesChanged", id: "s7" });
    await expect.poll(() => statuses.isSealing).toBe(false);
    end();
  });

  it("asks about changes made elsewhere, and not about its own", async () => {
    const asked = core({
      mark_read: ({ ids }) => ids,
      article: ({ id }) => article({ id, read: true }),
    });
    const end = statuses.start();
    await statuses.markRead(["s5"], true);
    await hint({ kind: "statusChanged", ids: ["s5"] });
    expect(asked.filter(({ name }) => name === "article")).toHaveLength(0);
    await hint({ kind: "statusChanged", ids: ["s6"] });
    await expect.poll(() => statuses.isRead(summary({ id: "s6", read: false }))).toBe(true);
    end();
  });
});
