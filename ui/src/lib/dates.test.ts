import { describe, expect, it } from "vitest";

import { addDays, boundsOf, dayOf, groupByDay, startOf } from "./dates";

const KYIV = "Europe/Kyiv";
const NEW_YORK = "America/New_York";
const AUCKLAND = "Pacific/Auckland";

describe("the day an instant falls on", () => {
  it("is the reader's day, not UTC's", () => {
    const instant = "2025-09-24T22:30:00Z";
    expect(dayOf(instant, KYIV), "01:30 the next day there").toBe("2025-09-25");
    expect(dayOf(instant, NEW_YORK), "18:30 the same day there").toBe("2025-09-24");
    expect(dayOf(instant, AUCKLAND), "10:30 the next day there").toBe("2025-09-25");
  });

  it("differs on the two sides of midnight by a second", () => {
    expect(dayOf("2025-09-24T20:59:59Z", KYIV)).toBe("2025-09-24");
    expect(dayOf("2025-09-24T21:00:00Z", KYIV)).toBe("2025-09-25");
  });
});

describe("the bounds of a day", () => {
  const hours = (day: string, zone: string) => {
    const { since, until } = boundsOf(day, zone);
    return (Date.parse(until) - Date.parse(since)) / 3_600_000;
  };

  it("are midnight in the reader's zone", () => {
    expect(startOf("2025-09-25", KYIV).toISOString()).toBe("2025-09-24T21:00:00.000Z");
    expect(startOf("2025-09-25", NEW_YORK).toISOString()).toBe("2025-09-25T04:00:00.000Z");
    expect(startOf("2025-09-25", "Pacific/Kiritimati").toISOString(), "the earliest zone").toBe(
      "2025-09-24T10:00:00.000Z",
    );
    expect(startOf("2025-09-25", "Pacific/Pago_Pago").toISOString(), "the latest zone").toBe(
      "2025-09-25T11:00:00.000Z",
    );
    expect(startOf("2025-09-25", "Asia/Kathmandu").toISOString(), "a quarter of an hour off").toBe(
      "2025-09-24T18:15:00.000Z",
    );
  });

  it("hold 23 hours when the clock goes forward, and 25 when it goes back", () => {
    expect(hours("2025-03-30", KYIV)).toBe(23);
    expect(hours("2025-10-26", KYIV)).toBe(25);
    expect(hours("2025-03-09", NEW_YORK)).toBe(23);
    expect(hours("2025-11-02", NEW_YORK)).toBe(25);
    expect(hours("2025-09-25", KYIV)).toBe(24);
  });

  it("begin after the gap on a day whose midnight does not exist", () => {
    // Beirut puts its clock forward at midnight: the day begins at one.
    const start = startOf("2025-03-30", "Asia/Beirut");
    expect(dayOf(start, "Asia/Beirut")).toBe("2025-03-30");
    expect(dayOf(new Date(start.getTime() - 1), "Asia/Beirut")).toBe("2025-03-29");
  });

  it("touch: where one day ends the next begins", () => {
    for (const day of ["2025-03-29", "2025-03-30", "2025-10-26", "2025-12-31"]) {
      expect(boundsOf(day, KYIV).until, day).toBe(boundsOf(addDays(day, 1), KYIV).since);
    }
  });
});

describe("days on the calendar", () => {
  it("go over months, years and leap days", () => {
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
    expect(addDays("2025-03-31", -1), "not fooled by a day of 23 hours").toBe("2025-03-30");
  });
});

describe("a list parted into days", () => {
  const at = (item: string) => item;

  it("keeps the order and makes one group a day", () => {
    const groups = groupByDay(
      ["2025-09-25T08:00:00Z", "2025-09-24T22:00:00Z", "2025-09-24T20:00:00Z"],
      at,
      KYIV,
    );
    expect(groups.map(({ day, items }) => [day, items.length])).toEqual([
      ["2025-09-25", 2],
      ["2025-09-24", 1],
    ]);
  });

  it("puts both hours that the clock shows twice into one day", () => {
    const groups = groupByDay(["2025-11-02T06:30:00Z", "2025-11-02T05:30:00Z"], at, NEW_YORK);
    expect(groups, "01:30 and 01:30 again").toHaveLength(1);
  });

  it("goes on with the day that stands last, and leaves those before it as they are", () => {
    const before = groupByDay(["2025-09-25T08:00:00Z", "2025-09-24T20:00:00Z"], at, KYIV);
    const more = groupByDay(["2025-09-24T19:00:00Z", "2025-09-23T19:00:00Z"], at, KYIV, before);
    expect(more.map(({ day, items }) => [day, items.length])).toEqual([
      ["2025-09-25", 1],
      ["2025-09-24", 2],
      ["2025-09-23", 1],
    ]);
    expect(more[0], "the same one").toBe(before[0]);
    expect(before[1]?.items, "what was shown is not changed under its reader").toHaveLength(1);
  });

  it("is empty for an empty list", () => {
    expect(groupByDay([], at, KYIV)).toEqual([]);
  });
});
