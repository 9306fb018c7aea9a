import { beforeEach, describe, expect, it } from "vitest";

import { core } from "../../test/core";
import { prepare, type Surroundings } from "./body";
import { release } from "./pictures";

beforeEach(() => void core({}));

const WORDS = {
  noDescription: "no description",
  pictureMissing: "missing",
  table: "table",
  code: "code",
  enlarge: (what: string) => `enlarge ${what}`,
  held: {
    click: "show",
    never: "not wanted",
    consent: "not allowed",
    show: (what: string) => `show ${what}`,
  },
  note: (mark: string) => `note ${mark}`,
  backToText: "back to the text",
};
const KNOWN = {
  url: "https://a.example/known.jpg",
  media: "aa11",
  width: 900,
  height: 600,
  colour: "#14283c",
};

function prepared(html: string, given: Partial<Surroundings> = {}): HTMLElement {
  const around = {
    pictures: [KNOWN],
    held: [],
    column: 704,
    addresses: ["https://a.example/post"],
    direction: "ltr" as const,
    words: WORDS,
  };
  const div = document.implementation.createHTMLDocument().createElement("div");
  div.innerHTML = prepare(html, { ...around, ...given }).html;
  return div;
}

describe("pictures", () => {
  it("come from the library", () => {
    const img = prepared(
      `<img src="${KNOWN.url}" width="640" height="400" alt="A quay">`,
    ).querySelector("img");
    expect(img?.getAttribute("src"), "the media id, not the address").toMatch(
      /^(media:|http:\/\/media\.localhost).*aa11\?w=704$/,
    );
    expect(img?.getAttribute("width"), "the size keeps their place").toBe("640");
    expect(img?.alt, "the publisher's words stay").toBe("A quay");
  });

  it("wait for a click in a box that says what they are, and ask for nothing before", () => {
    const held = [{ media: KNOWN.media, host: "a.example", why: "click" as const }];
    const body = prepared(`<img src="${KNOWN.url}" alt="A quay">`, { held });
    const button = body.querySelector("button");
    expect(body.querySelector("[src]"), "nothing is loaded").toBeNull();
    expect(button?.ariaLabel ?? button?.getAttribute("aria-label")).toBe("show A quay");
    expect(button?.querySelector(".missing")?.textContent).toBe("A quayshow");
    expect(button?.querySelector("img")?.dataset.colour, "its colour is known").toBe("#14283c");
    if (button) release(button);
    expect(body.querySelector("img")?.src, "then it comes").toMatch(/aa11\?w=704$/);
    expect(button?.getAttribute("aria-label")).toBe("enlarge A quay");
    expect(body.querySelector(".missing"), "in the place that was kept for it").toBeNull();
  });

  it("that are not wanted say so, and cannot be asked for", () => {
    const held = [{ media: KNOWN.media, host: "a.example", why: "never" as const }];
    const body = prepared(`<img src="${KNOWN.url}" alt="A quay">`, { held });
    expect(body.querySelector("button, img")).toBeNull();
    expect(body.textContent).toBe("A quaynot wanted");
  });

  it("keep their place where only the library knows how large they are", () => {
    const img = prepared(`<img src="${KNOWN.url}" alt="">`).querySelector("img");
    expect([img?.getAttribute("width"), img?.getAttribute("height")]).toEqual(["900", "600"]);
    expect(img?.dataset.colour, "and what stands there until they come").toBe("#14283c");
  });

  it("are as wide as their publisher says, in the shape the library knows", () => {
    const sizeOf = (told: string) => {
      const img = prepared(`<img src="${KNOWN.url}" alt="" ${told}>`).querySelector("img");
      return [img?.getAttribute("width"), img?.getAttribute("height")];
    };
    expect(sizeOf(`width="300"`)).toEqual(["300", "200"]);
    expect(sizeOf(`height="100"`)).toEqual(["150", "100"]);
    expect(sizeOf(`width="300" height="300"`), "another shape than it has").toEqual(["300", "200"]);
    expect(sizeOf(`width="100%"`), "no number").toEqual(["900", "600"]);
  });

  it("of which nobody knows the size have a place all the same", () => {
    const pictures = [{ ...KNOWN, width: null, height: null }];
    const of = (html: string) => prepared(html, { pictures }).querySelector("img");
    const told = of(`<img src="${KNOWN.url}" width="300" alt="">`);
    expect(told?.getAttribute("height"), "the commonest shape").toBe("200");
    expect(of(`<p><img src="${KNOWN.url}" alt="Map"></p>`)?.className).toBe("open");
    expect(of(`<p>See <img src="${KNOWN.url}" alt="The map"> there</p>`)?.className).toBe("open");
    const sign = prepared(`<p>Hello <img src="${KNOWN.url}" alt="😀"></p>`, { pictures });
    expect(sign.querySelector("img")?.className, "as high as the words").toBe("sign");
    expect(sign.querySelector("button"), "and nothing to enlarge").toBeNull();
  });

  it("that the library does not know become a frame with what is told of them", () => {
    const body = prepared('<p><img src="https://evil.example/x.gif" alt="Map"></p>');
    expect(body.querySelector("img"), "nothing is left to load").toBeNull();
    expect(body.querySelector(".missing")?.textContent, "the description stands for it").toBe(
      "Map",
    );
  });

  it("without a description say so, unless a caption tells it", () => {
    const bare = prepared(`<img src="${KNOWN.url}">`);
    expect(bare.querySelector("img")?.alt, "nothing tells what it shows").toBe("no description");
    const told = prepared(`<figure><img src="${KNOWN.url}"><figcaption>Told</figcaption></figure>`);
    expect(told.querySelector("img")?.alt, "the caption is read anyway").toBe("");
  });
});

describe("nothing remote survives", () => {
  const ADDRESS = "https://evil.example/x";
  it.each([
    `<img src="${ADDRESS}" srcset="${ADDRESS} 2x">`,
    `<img src="${KNOWN.url}" srcset="${ADDRESS} 2x" onerror="alert(1)">`,
    `<picture><source srcset="${ADDRESS}"><img src="${KNOWN.url}"></picture>`,
    `<video src="${ADDRESS}" poster="${ADDRESS}"></video>`,
    `<audio src="${ADDRESS}"></audio>`,
    `<iframe src="${ADDRESS}"></iframe>`,
    `<object data="${ADDRESS}"></object>`,
    `<embed src="${ADDRESS}">`,
    `<link rel="stylesheet" href="${ADDRESS}">`,
    `<style>@import url(${ADDRESS})</style>`,
    `<p style="background:url(${ADDRESS})">x</p>`,
    `<table background="${ADDRESS}"><tr><td background="${ADDRESS}">x</td></tr></table>`,
    `<svg><image href="${ADDRESS}"/></svg>`,
    `<input type="image" src="${ADDRESS}">`,
    `<meta http-equiv="refresh" content="0;url=${ADDRESS}">`,
    `<base href="${ADDRESS}">`,
    `<form action="${ADDRESS}"><button formaction="${ADDRESS}">x</button></form>`,
    `<script src="${ADDRESS}"></script>`,
    `<p><a href="https://a.example/" ping="${ADDRESS}">x</a></p>`,
  ])("%s", (html) => {
    const shown = prepared(html).innerHTML;
    expect(shown, "no address of it is left").not.toContain("evil.example");
    expect(shown, "nothing runs").not.toMatch(/\son\w+=|<script/i);
  });
});

describe("links", () => {
  it("to a place in the article stay on the page, under an id that cannot meet the window's", () => {
    const body = prepared(
      '<a href="https://a.example/post#fn1">1</a><a href="#fn1">1</a><p id="fn1">Note</p>',
    );
    const hrefs = [...body.querySelectorAll("[role=doc-noteref]")].map((link) =>
      link.getAttribute("href"),
    );
    expect(hrefs, "both lead to the same place").toEqual(["#body-fn1", "#body-fn1"]);
    expect(body.querySelector("#body-fn1")?.textContent, "which is there").toContain("Note");
  });

  it("elsewhere keep their address", () => {
    const link = prepared(
      '<a href="https://b.example/#x" target="_top" onclick="x()">b</a>',
    ).querySelector("a");
    expect(link?.outerHTML, "and nothing else").toBe('<a href="https://b.example/#x">b</a>');
  });
});

it("makes the body's top headings second to the headline, and keeps places for cards", () => {
  const body = prepared(
    '<h1>Part</h1><aside data-related="2"></aside><aside data-video="0"></aside>',
  );
  expect(body.querySelector("h2")?.textContent, "one h1 a page").toBe("Part");
  expect(body.querySelector('div[data-related="2"]'), "the card's place").not.toBeNull();
  expect(body.querySelector('div[data-video="0"]'), "the video's place").not.toBeNull();
});

it("lets wide tables and code scroll, also by keyboard", () => {
  const frames = [
    ...prepared("<table><tr><td>1</td></tr></table><pre>x</pre>").querySelectorAll(".scrolls"),
  ];
  expect(
    frames.map((frame) => frame.getAttribute("tabindex")),
    "each can be reached",
  ).toEqual(["0", "0"]);
});

it("puts no class of the publisher's on the window's looks", () => {
  const body = prepared('<p class="bar dialog">x</p><code class="language-rust bar">y</code>');
  expect(body.querySelector("p")?.className, "none of ours").toBe("");
  expect(body.querySelector("code")?.className, "the code's language means something").toBe(
    "language-rust",
  );
});

it("puts up with anything", () => {
  const deep = "<div>".repeat(400) + "x" + "</div>".repeat(400);
  expect(prepared(deep).textContent, "deep nesting").toBe("x");
  expect(prepared("").innerHTML, "nothing").toBe("");
  expect(prepared("<p>a<b>b<i>c").textContent, "unclosed").toBe("abc");
});
