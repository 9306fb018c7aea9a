import { readFileSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";
import { describe, expect, it } from "vitest";

import { withoutNames } from "../../../nameless";
import { en } from "./en";
import { formats } from "./formats";
import { named } from "./named";
import { uk } from "./uk";

const PARTS = [
  "add",
  "article",
  "errors",
  "feed",
  "keys",
  "pages",
  "settings",
  "shell",
  "today",
] as const;
const source = (language: string, part: string) =>
  readFileSync(join(import.meta.dirname, language, `${part}.ts`), "utf8");

/** What a part of a language exports. */
function exported(code: string, part: string): unknown {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const all: Record<string, unknown> = {};
  new Function("exports", outputText)(all);
  const found = all[part];
  return typeof found === "function"
    ? (found as (format: unknown) => unknown)(formats("uk"))
    : found;
}

/** The same words, with each function's own words in place of it. */
const told = (words: unknown): unknown =>
  typeof words === "function"
    ? String(words).replace(/\s+/g, "")
    : typeof words === "object" && words !== null && !Array.isArray(words)
      ? Object.fromEntries(Object.entries(words).map(([name, inside]) => [name, told(inside)]))
      : words;

describe("a language that is built without the names of its sentences", () => {
  it.each(PARTS)("has each of them under its name again: %s", (part) => {
    const list = exported(withoutNames(source("uk", part), source("en", part)), part);
    expect(Array.isArray(list)).toBe(true);
    const whole = exported(source("uk", part), part);
    expect(told(named<unknown>(en[part], list))).toEqual(told(whole));
    expect(Object.keys(whole as object).toSorted()).toEqual(Object.keys(uk[part]).toSorted());
  });

  it("is not built where a sentence is missing or is none", () => {
    const english = "export const x = { a: 1, b: { c: 2 } };";
    expect(() => withoutNames("export const x = { a: 1 };", english)).toThrow(/"b" is not said/);
    expect(() => withoutNames("export const x = { a: 1, b: y };", english)).toThrow(
      /another shape/,
    );
    expect(withoutNames("export const x = { b: { c: 4 }, a: 3 };", english)).toBe(
      "export const x = [3,[4]];",
    );
  });
});
