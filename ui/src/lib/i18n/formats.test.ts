import { describe, expect, it } from "vitest";

import { formats } from "./formats";

const NOW = new Date("2025-09-25T10:00:00Z");

describe("plural sentences", () => {
  it("take the form of the language and the number in its writing", () => {
    const { plural } = formats("en", ["en-US"]);
    const said = (count: number) =>
      plural(count, { one: "# new article", other: "# new articles" });
    expect([0, 1, 2, 1200].map(said)).toEqual([
      "0 new articles",
      "1 new article",
      "2 new articles",
      "1,200 new articles",
    ]);
  });

  it("have as many forms as a language needs", () => {
    const { plural } = formats("uk", []);
    const said = (count: number) =>
      plural(count, { one: "# стаття", few: "# статті", many: "# статей", other: "# статті" });
    expect([1, 2, 5, 11, 21, 22, 25].map(said)).toEqual([
      "1 стаття",
      "2 статті",
      "5 статей",
      "11 статей",
      "21 стаття",
      "22 статті",
      "25 статей",
    ]);
  });

  it("fall back on the general form where a language has none of its own", () => {
    expect(formats("ja", []).plural(1, { other: "#件" })).toBe("1件");
  });
});

describe("a language's region", () => {
  it("is the reader's, where the system names one for this language", () => {
    expect(formats("en", ["uk-UA", "en-GB"]).locale).toBe("en-GB");
    expect(formats("en", ["uk-UA"]).locale).toBe("en");
  });

  it("decides the clock and the order of a date", () => {
    expect(formats("en", ["en-US"]).twelveHours).toBe(true);
    expect(formats("en", ["en-GB"]).twelveHours).toBe(false);
    expect(formats("en", ["en-GB"]).time("2025-09-25T09:05:00Z")).toBe("09:05");
    expect(formats("en", ["en-US"]).longDay("2025-09-25", "2025-09-26")).toBe(
      "Thursday, September 25",
    );
    expect(formats("en", ["en-US"]).longDay("2024-09-25", "2025-09-26")).toBe(
      "Wednesday, September 25, 2024",
    );
    expect(
      formats("uk", ["uk-UA"]).longDay("2025-09-25", "2025-09-26"),
      "a heading begins with a capital, small as its language writes days",
    ).toBe("Четвер, 25 вересня");
  });
});

describe("small facts", () => {
  const { ago, bytes, list, languageName } = formats("en", ["en-US"]);

  it("tell how long ago something was, never less than now", () => {
    expect(ago("2025-09-25T09:58:00Z", NOW)).toBe("2 minutes ago");
    expect(ago("2025-09-25T09:59:40Z", NOW)).toBe("now");
    expect(ago("2025-09-24T09:00:00Z", NOW)).toBe("yesterday");
    expect(ago("2025-07-20T09:00:00Z", NOW)).toBe("2 months ago");
  });

  it("give sizes in the unit that fits", () => {
    expect([0, 999, 18_400, 402_000_000].map(bytes)).toEqual(["0 kB", "1 kB", "18 kB", "402 MB"]);
  });

  it("join lists the way the language does, and name languages in themselves", () => {
    expect(list(["Ada", "Bo", "Cy"])).toBe("Ada, Bo, and Cy");
    expect(languageName("uk")).toBe("Українська");
  });
});
