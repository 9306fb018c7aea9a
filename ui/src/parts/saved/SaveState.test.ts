import { render, screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import type { Save } from "../../api";
import { t } from "../../lib/i18n";
import SaveState from "./SaveState.svelte";

const waiting: Save = {
  state: "waiting",
  savedAt: "2025-09-24T18:05:00Z",
  automatic: false,
  pictures: 0,
  missing: 0,
  problem: null,
  retryAt: null,
  bytes: 0,
};

describe("a copy that waits", () => {
  it("says whether it goes on by itself", async () => {
    const words = t.pages.saved;
    const { rerender } = render(SaveState, { save: waiting, stub: false });
    screen.getByText(words.waiting);
    await rerender({ save: { ...waiting, problem: "stopped" } });
    screen.getByText(words.stopped);
    expect(screen.queryByText(words.waiting), "for then it does not").toBeNull();
  });
});
