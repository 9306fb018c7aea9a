import { expect, it } from "vitest";

import { initials, shortAddress } from "./names";

it.each([
  ["Sonya Bandouil", "SB"],
  ["Ada", "A"],
  ["Jean-Luc de la Tour", "JT"],
  ["", ""],
  ["(staff)", ""],
  ["Łukasz Żak", "ŁŻ"],
  ["محمد علي", "مع"],
  ["李 明", "李明"],
])("%s is %s", (name, letters) => {
  expect(initials(name), "first and last word").toBe(letters);
});

it("says addresses as people do", () => {
  expect(shortAddress("https://www.quay.example/ada/"), "no www, no slash").toBe(
    "quay.example/ada",
  );
  expect(shortAddress("http://127.0.0.1:2368/"), "a port of its own is part of it").toBe(
    "127.0.0.1:2368",
  );
  expect(shortAddress("not an address"), "what is none stays").toBe("not an address");
  expect(shortAddress("https://a.example/%E0%A4%A"), "a broken escape").toBe(
    "https://a.example/%E0%A4%A",
  );
});
