import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

class Utterance {
  onend?: () => void;
  onerror?: () => void;
  rate = 1;
  constructor(readonly text: string) {}
}

let said: Utterance[];
const voice = { lang: "en-GB", default: true } as SpeechSynthesisVoice;

beforeEach(() => {
  said = [];
  vi.useFakeTimers();
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  vi.stubGlobal("speechSynthesis", {
    getVoices: () => [voice],
    cancel: () => said.at(-1)?.onend?.(),
    speak: (one: Utterance) => said.push(one),
    addEventListener: () => {},
  });
  Range.prototype.getBoundingClientRect ??= () => new DOMRect();
});

afterEach(() => vi.useRealTimers());

/** What the system tells when it has said something: it takes nothing more before it has done telling. */
function ends(one: Utterance | undefined) {
  const before = said.length;
  one?.onend?.();
  expect(said.length, "nothing is said while the end is told").toBe(before);
  vi.runAllTimers();
}

async function listening(html: string) {
  const { Listening, voices } = await import("./listening.svelte");
  expect(voices.of("en"), "the system's voice").toBe(voice);
  const body = document.body.appendChild(document.createElement("div"));
  body.innerHTML = html;
  return new Listening(body, "en", voice);
}

const texts = () => said.map(({ text }) => text);

describe("listening", () => {
  it("goes on from sentence to sentence, to the end", async () => {
    const it = await listening("<p>One. Two.</p><p>Three.</p>");
    it.toggle();
    ends(said[0]);
    ends(said[1]);
    expect(texts()).toEqual(["One.", "Two.", "Three."]);
    ends(said[2]);
    expect(it.playing, "and is then silent").toBe(false);
    it.toggle();
    expect(texts().at(-1), "until it is asked again").toBe("One.");
  });

  it("pauses in a sentence, and begins there again", async () => {
    const it = await listening("<p>One. Two. Three.</p>");
    it.toggle();
    ends(said[0]);
    it.toggle();
    expect(it.playing).toBe(false);
    expect(it.at, "what ends because it is stopped leads no further").toBe(1);
    it.toggle();
    expect(texts()).toEqual(["One.", "Two.", "Two."]);
  });

  it("goes back by about fifteen seconds, and no further than its beginning", async () => {
    const it = await listening(
      `<p>${"Some ten words that take about five seconds to be said here. ".repeat(8)}</p>`,
    );
    it.to(6);
    it.back();
    expect(it.at, "a few sentences").toBe(2);
    it.back();
    expect(it.at).toBe(0);
    expect(said, "silent as before").toEqual([]);
  });

  it("says the same sentence faster at once", async () => {
    const it = await listening("<p>One. Two.</p>");
    const length = it.length;
    it.toggle();
    it.faster();
    expect(said.at(-1)).toMatchObject({ text: "One.", rate: 1.2 });
    expect(it.length, "and is over sooner").toBeLessThan(length);
  });

  it("stops where the system cannot go on", async () => {
    const it = await listening("<p>One. Two.</p>");
    it.toggle();
    said[0]?.onerror?.();
    expect(it.playing).toBe(false);
  });
});
