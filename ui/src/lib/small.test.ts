import { describe, expect, it } from "vitest";

import { hostOf, leadsSomewhere, probablyMeant, withLogin } from "./addresses";
import { lengthOf } from "./lengths";
import { piecesOf } from "./words";

describe("an address that is none", () => {
  it.each([
    ["kyivindependent,com", "kyivindependent.com"],
    ["http//example.org/feed", "http://example.org/feed"],
    ["htp://example.org", "http://example.org"],
    ["https:/example.org", "https://example.org"],
    ["example. org", "example.org"],
    ["example..org", "example.org"],
  ])("%s was probably %s", (typed, meant) => {
    expect(probablyMeant(typed)).toBe(meant);
  });

  it.each(["two words", "kyiv", "", "???", "https://example.org/"])(
    "%s has no likely fix",
    (typed) => {
      expect(probablyMeant(typed)).toBeNull();
    },
  );
});

describe("the host of an address", () => {
  it.each([
    ["https://example.org/feed?x=1", "example.org"],
    ["feed:https://example.org/rss", "example.org"],
    ["feed://example.org/rss", "example.org"],
    ["example.org/news", "example.org"],
    ["127.0.0.1:2368", "127.0.0.1:2368"],
  ])("%s is at %s", (address, host) => {
    expect(hostOf(address)).toBe(host);
  });
});

describe("a name and password", () => {
  const login = { name: "ada@quay.example", password: "p:a/s s%41" };
  const told = "ada%40quay.example:p%3Aa%2Fs%20s%2541@";
  it.each([
    ["https://quay.example/feed", `https://${told}quay.example/feed`],
    ["feed:https://quay.example/feed", `https://${told}quay.example/feed`],
    ["feed://quay.example/feed", `//${told}quay.example/feed`],
    ["127.0.0.1:8090/feed?a=b@c", `//${told}127.0.0.1:8090/feed?a=b@c`],
    ["https://old:one@quay.example/", `https://${told}quay.example/`],
  ])("go into %s", (address, whole) => {
    expect(withLogin(address, login)).toBe(whole);
  });
});

describe("an address leads somewhere", () => {
  it.each([
    "https://example.org/",
    "https://example.org/a.invalid",
    "https://invalid.example/?u=//a.invalid",
  ])("as %s", (address) => expect(leadsSomewhere(address)).toBe(true));
  it.each(["https://sample.broadsheet.invalid/a", "http://a.invalid", "http://A.INVALID:80/"])(
    "not as %s",
    (address) => expect(leadsSomewhere(address)).toBe(false),
  );
});

describe("a length", () => {
  it("is written as a clock writes it", () => {
    expect([0, 59, 252, 3729].map(lengthOf)).toEqual(["0:00", "0:59", "4:12", "1:02:09"]);
    expect(lengthOf(null)).toBe("");
  });
});

describe("a headline", () => {
  it("keeps hyphenated words whole, and loses nothing", () => {
    const headline = "Leaders re-establish, well—almost, co-operative ties";
    const pieces = piecesOf(headline);
    expect(pieces.map(({ text }) => text).join("")).toBe(headline);
    expect(pieces.filter(({ whole }) => whole).map(({ text }) => text)).toEqual([
      "re-establish,",
      "co-operative",
    ]);
  });

  it("lets a very long one break, so that it fits the column", () => {
    expect(piecesOf("a-very-long-chain-of-many-words").some(({ whole }) => whole)).toBe(false);
  });
});
