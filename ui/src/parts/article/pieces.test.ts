import { describe, expect, it } from "vitest";

import { t } from "../../lib/i18n";
import { quotable, selectedIn } from "../../lib/quote";
import { nameHeadings } from "./contents";
import { directionOf, turnBlocks } from "./directions";
import { joinNotes } from "./notes";
import { framePictures } from "./pictures";
import { secondsOf, sentencesOf, voiceFor } from "./speech";

function bodyOf(html: string): HTMLElement {
  const div = document.createElement("div");
  div.innerHTML = html;
  return div;
}

describe("contents", () => {
  it("are the headings, with their depth, each at a place of its own", () => {
    const body = bodyOf("<h3>A</h3><h4 id='body-note-1'>B  b</h4><h3>C</h3><h2> </h2>");
    expect(nameHeadings(body), "an empty heading heads nothing").toEqual([
      { id: "body-part-1", text: "A", depth: 0 },
      { id: "body-note-1", text: "B b", depth: 1 },
      { id: "body-part-3", text: "C", depth: 0 },
    ]);
    expect(body.querySelector("h3")?.id, "and links can lead there").toBe("body-part-1");
  });

  it("of a short piece, or of what is only quoted, are none", () => {
    expect(nameHeadings(bodyOf("<h2>A</h2><h2>B</h2>"))).toEqual([]);
    const quoted = "<h2>A</h2><h2>B</h2><blockquote><h2>C</h2></blockquote>";
    expect(nameHeadings(bodyOf(quoted)), "a quotation is no part").toEqual([]);
  });

  it("end somewhere", () => {
    expect(nameHeadings(bodyOf("<h2>x</h2>".repeat(500))).length).toBe(60);
  });
});

describe("notes", () => {
  const words = { note: (mark: string) => `note ${mark}`, backToText: "back" };
  const joined = (html: string) => {
    const body = bodyOf(html);
    joinNotes(body, words);
    return body;
  };

  it("are named in the text, and get a way back where they have none", () => {
    const body = joined('<p>x<a href="#body-n1">[1]</a></p><ol><li id="body-n1">Told.</li></ol>');
    const mark = body.querySelector("[role=doc-noteref]");
    expect(mark?.getAttribute("aria-label"), "brackets are not said").toBe("note 1");
    const back = body.querySelector("li [role=doc-backlink]");
    expect(back?.getAttribute("href"), "it leads to the mark").toBe(`#${mark?.id}`);
  });

  it("keep the way back that they have", () => {
    const body = joined(
      '<p><sup id="body-r1"><a href="#body-n1">1</a></sup></p><ol><li id="body-n1">Told. <a href="#body-r1">^</a></li></ol>',
    );
    expect(body.querySelectorAll("li a").length, "one is enough").toBe(1);
    expect(body.querySelector("li a")?.getAttribute("aria-label")).toBe("back");
    expect(body.querySelectorAll("[role=doc-noteref]").length, "the way back is no mark").toBe(1);
  });

  it("are no links that say where they lead, and none to nowhere", () => {
    const body = joined(
      '<a href="#body-x">The second part</a><a href="#body-gone">1</a><h2 id="body-x">x</h2>',
    );
    expect(body.querySelector("[role]")).toBeNull();
  });
});

describe("pictures", () => {
  const words = { ...t.article, enlarge: (what: string) => `enlarge ${what}` };
  const img = (name: string) => `<img src="media:${name}" data-media="${name}" alt="${name}">`;

  it("open the viewer, in their order", () => {
    const body = bodyOf(
      `<p>${img("a")}</p><figure>${img("b")}<figcaption>The  quay</figcaption></figure>`,
    );
    const shown = framePictures(body, words);
    expect(shown.map(({ media }) => media)).toEqual(["a", "b"]);
    expect(shown[1]?.caption, "a caption belongs to it").toBe("The quay");
    const button = body.querySelectorAll("button.picture")[1];
    expect(button?.getAttribute("aria-label"), "it says what it does").toBe("enlarge b");
    expect(button?.getAttribute("data-picture"), "and which it is").toBe("1");
  });

  it("in a link to themselves leave the link, and keep any other", () => {
    const body = bodyOf(
      `<a href="https://a.example/big.JPG?x=1">${img("a")}</a><a href="https://a.example/">${img("b")}</a>`,
    );
    expect(framePictures(body, words).length, "the viewer shows both").toBe(2);
    expect(body.querySelectorAll("a").length).toBe(1);
    expect(body.querySelector("a button"), "no button in a link").toBeNull();
  });

  it("that are signs in a line stay there", () => {
    const body = bodyOf('<p><img src="media:x" data-media="x" width="16"></p>');
    expect(framePictures(body, words)).toEqual([]);
    expect(body.querySelector("button")).toBeNull();
  });

  it("of one figure stand side by side, its caption under all", () => {
    const body = bodyOf(
      `<figure><div>${img("a")}${img("b")}</div><figcaption>Two</figcaption></figure>`,
    );
    framePictures(body, words);
    expect(body.querySelectorAll(".gallery > .picture").length).toBe(2);
    expect(body.querySelector("figure > figcaption")?.textContent).toBe("Two");
    const nested = bodyOf(
      `<figure><figure>${img("a")}<figcaption>One</figcaption></figure><figure>${img("b")}</figure></figure>`,
    );
    framePictures(nested, words);
    expect(nested.querySelectorAll(".gallery > figure").length, "with their captions").toBe(2);
    expect(nested.querySelector(".gallery figcaption")?.textContent).toBe("One");
  });
});

describe("directions", () => {
  it("are what most letters say, where there are enough", () => {
    expect(directionOf("שלום, said Ada Quist")).toBe("ltr");
    expect(directionOf("הדף נפתח Post")).toBe("rtl");
    expect(directionOf("٢٠٢٥ — 12")).toBe(null);
  });

  it("are given to what runs the other way, and to nothing else", () => {
    const body = bodyOf(
      '<p>אוקראינה וסוריה</p><p>iPhone הוא טלפון של אפל</p><p>Plain English.</p><div dir="ltr"><p>שלום עולם</p></div>',
    );
    turnBlocks(body, "rtl");
    const told = [...body.querySelectorAll("p")].map((p) => p.getAttribute("dir"));
    expect(told, "a first word does not turn it, nor is the publisher overruled").toEqual([
      null,
      null,
      "ltr",
      null,
    ]);
  });
});

describe("quotes", () => {
  it("are what was selected, without its accidents", () => {
    expect(quotable("  One\n two. \n\n\n Three. ")).toBe("One two.\n\nThree.");
    expect(quotable("“A page is turned.”"), "marks are not doubled").toBe("A page is turned.");
    expect(quotable("“One” and “two”"), "those that part it stay").toBe("“One” and “two”");
    expect(quotable("\n\n")).toBe("");
  });

  it("begin and end in the article", () => {
    document.body.innerHTML = "<article><p>In it</p></article><p>Out</p>";
    const [inside, outside] = document.querySelectorAll("p");
    const article = document.querySelector("article");
    getSelection()?.setBaseAndExtent(inside!.firstChild!, 0, inside!.firstChild!, 2);
    expect(selectedIn(article!, getSelection())).toBe("In");
    getSelection()?.setBaseAndExtent(inside!.firstChild!, 0, outside!.firstChild!, 2);
    expect(selectedIn(article!, getSelection()), "else it is somebody else's words").toBe("");
  });
});

describe("speech", () => {
  it("goes by sentences, through markup, and leaves out what is not heard", () => {
    const body = bodyOf(
      '<p>One <em>is. Two</em> is<a role="doc-noteref">1</a> too.</p><figure><figcaption>No.</figcaption></figure><ul><li>Three</li></ul><pre>x = 1.</pre><p>…</p>',
    );
    const said = sentencesOf(body, "en");
    expect(said.map(({ text }) => text)).toEqual(["One is.", "Two is too.", "Three"]);
    expect(said[0]?.range.toString(), "and shows where it is").toBe("One is.");
    expect(sentencesOf(body, "no language at all").length, "whatever it is written in").toBe(3);
  });

  it("takes about as long as it takes", () => {
    expect(Math.round(secondsOf("a".repeat(150)))).toBe(10);
    expect(Math.round(secondsOf("川".repeat(50))), "a sign is a syllable").toBe(10);
  });

  it("has the voice of the article's language, or none", () => {
    const voice = (lang: string, isDefault = false) =>
      ({ lang, default: isDefault }) as SpeechSynthesisVoice;
    const all = [voice("en-US"), voice("uk_UA"), voice("en-GB", true)];
    expect(voiceFor(all, "uk")?.lang).toBe("uk_UA");
    expect(voiceFor(all, "en-us")?.lang, "its own region first").toBe("en-US");
    expect(voiceFor(all, "en-AU")?.lang, "else the system's choice").toBe("en-GB");
    expect(voiceFor(all, "ja"), "nobody reads Japanese with an English voice").toBeUndefined();
    expect(voiceFor([], null)).toBeUndefined();
  });
});
