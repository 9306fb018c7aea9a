import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { Problem } from "../../api";
import { publication, source } from "../../test/samples";
import { t } from ".";
import { healthOf, sentence, technical, troubleOf } from "./problem";

// Tests run in the folder of the window; the core stands beside it.
const rust = readFileSync("../src-tauri/core/src/error.rs", "utf8");
const codes = [...rust.matchAll(/Self::\w+(?: \{ \.\. \})? => "([a-z_]+)"/g)].map(
  ([, code]) => code!,
);

const problem = (code: string, params = {}) =>
  new Problem({ code, message: "The core's own words.", params, retryable: false });

describe("the sentence for a problem", () => {
  it("is there for every code of the core", () => {
    expect(codes.length, "codes are read from error.rs").toBeGreaterThan(20);
    for (const code of codes) expect(t.errors.codes, code).toHaveProperty(code);
  });

  it("has no code that the core does not know", () => {
    for (const code of Object.keys(t.errors.codes)) expect(codes).toContain(code);
  });

  it("is filled from the params, and whole without them", () => {
    expect(sentence(problem("timed_out", { host: "levant.example" }))).toBe(
      "levant.example took too long to answer.",
    );
    for (const code of codes) expect(sentence(problem(code)), code).not.toContain("undefined");
  });

  it("tells apart what a status means for a reader", () => {
    const said = (status: number) =>
      sentence(problem("http_status", { host: "a.example", status, retryAfter: null }));
    const sentences = [403, 404, 429, 500].map(said);
    expect(new Set(sentences).size, "four different sentences").toBe(4);
  });

  it("is the general one where the code is new to this window, with the technical words kept apart", () => {
    expect(sentence(problem("brand_new"))).toBe(t.errors.general);
    expect(technical(problem("brand_new"))).toBe("brand_new: The core's own words.");
  });

  it("never holds technical words", () => {
    const invalid = problem("invalid", { what: "the arguments", value: "missing field `id`" });
    expect(sentence(invalid)).not.toContain("missing field");
    expect(technical(invalid), "they can be unfolded").not.toBeNull();
    expect(
      technical(problem("timed_out", { host: "a.example" })),
      "nothing more to tell",
    ).toBeNull();
  });

  it("is found for things thrown that are no report", () => {
    expect(Problem.from(new TypeError("x is not a function")).code).toBe("unexpected");
    expect(Problem.from("a string").params.detail).toBe("a string");
  });
});

describe("what is wrong with a publication", () => {
  it("is nothing while its sources answer", () => {
    expect(troubleOf(publication())).toBeNull();
  });

  it("is a sentence of this catalogue also where the problem is new to it", () => {
    const failing = source();
    failing.health = { ...failing.health, state: "failing", problem: "brand_new" };
    expect(healthOf(failing)).toBe(t.errors.health.failing);
  });

  it("is told from the failing source, whichever it is", () => {
    const failing = source();
    failing.health = {
      ...failing.health,
      state: "failing",
      problem: "timed_out",
      params: { host: "b.example" },
    };
    const trouble = troubleOf(publication({ sources: [source(), failing] }));
    expect(trouble).toBe("b.example took too long to answer.");
  });
});
