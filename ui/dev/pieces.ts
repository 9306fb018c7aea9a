// Whole articles that try what a page can show: long, of many pictures, from right to left, East Asian, and hostile.

import type { Article, Picture } from "../src/api";
import { article, author, summary } from "../src/test/samples";

const line =
  "The ferry leaves at dawn, when the quay is still wet and the gulls have not made up their minds. " +
  "Nobody on board speaks before the second bend. The captain says that the river taught them that. ";
const paragraph = (times: number) => `<p>${line.repeat(times)}</p>`;
const picture = (name: string): Picture => ({
  url: `https://pictures.example/${name}`,
  media: name,
  width: null,
  height: null,
  colour: null,
});
const img = (name: string, alt = "") =>
  `<img src="https://pictures.example/${name}" alt="${alt}" width="1240" height="840">`;
const lead = (media: string, width: number, height: number) => ({
  url: `https://pictures.example/${media}`,
  media,
  caption: "The quay at seven in the morning, before the first boat.",
  rawCaption: null,
  credit: "Marta Hale / Harbour Post",
  alt: "A wet quay with one boat",
  width,
  height,
  colour: null,
});

function piece(given: Partial<Article>): Article {
  return { ...article(), ...summary({ headline: "", summary: null }), ...given } as Article;
}

/** A long piece with everything that text can hold. */
export const long = piece({
  id: "101",
  headline: "A year on the river, and what the ferry pilots learned to leave alone",
  readingMinutes: 24,
  leadImage: lead("quay", 1600, 1000),
  pictures: [picture("bend"), picture("deck")],
  videos: [
    {
      url: "https://video.example/1",
      poster: "https://pictures.example/film",
      posterMedia: "film",
      title: "The second bend, from the wheelhouse",
      durationSeconds: 252,
    },
  ],
  contentHtml:
    paragraph(2) +
    `<p>The pilots count in bends<sup><a href="#note-1" id="note-9">1</a></sup>, and the old ones in lights<a href="#note-2">[2]</a>.</p>` +
    `<h2>Before the ice</h2>${paragraph(3)}<blockquote><p>“A river is a street that moves.”</p><cite>Oksana, pilot</cite></blockquote>` +
    `<h3>What the gauges say</h3><table><caption>Water, in centimetres</caption><thead><tr><th>Month</th><th>Low</th><th>High</th><th>Boats a day</th></tr></thead>` +
    `<tbody>${["October", "November", "December"].map((month, at) => `<tr><td>${month}</td><td>${40 + at}</td><td>${120 - at * 9}</td><td>${1200 + at}</td></tr>`).join("")}</tbody></table>` +
    paragraph(2) +
    `<aside data-video="0"></aside><h2>The timetable, and who keeps it</h2>${paragraph(3)}` +
    `<pre><code>for bend in river.bends():\n    if bend.light is None:\n        raise Dark(bend, "no pilot goes on here before the sun is over the second chimney")\n</code></pre>` +
    `<figure>${img("bend", "The second bend")}<figcaption>The second bend in March.</figcaption></figure>` +
    `<h2>An afterword with a headline that goes on for longer than anybody would want to read in a column this narrow</h2>${paragraph(4)}` +
    `<ol><li id="note-1">There are nineteen.  <a href="#note-9">back</a></li><li id="note-2"><p>Nobody has counted those.</p></li></ol>`,
});

/** One after another, and side by side. */
export const gallery = piece({
  id: "102",
  headline: "Twelve mornings at the market",
  leadImage: lead("market", 1200, 1600),
  pictures: ["one", "two", "three", "four", "five", "tiny"].map(picture),
  contentHtml:
    paragraph(1) +
    `<figure>${["one", "two", "three", "four", "five"].map((name) => img(name, `Stall ${name}`)).join("")}<figcaption>Five stalls. Photographs by Daria Koval.</figcaption></figure>` +
    paragraph(1) +
    `<p>A small one: <img src="https://pictures.example/tiny" width="16" height="16" alt="star"> in the line.</p>`,
});

/** Arabic with a paragraph of English and a Hebrew quotation in it. */
export const rtl = piece({
  id: "103",
  language: "ar",
  direction: "rtl",
  section: "العالم",
  headline: "أوكرانيا وسوريا تعيدان العلاقات الدبلوماسية رسميًا بعد لقاء الرئيسين",
  leadImage: {
    ...lead("quay", 1600, 1000),
    caption: "الرصيف في السابعة صباحًا",
    credit: "X/@harbour",
  },
  contentHtml:
    `<p>${"اتفق البلدان على استئناف العلاقات الكاملة بعد انقطاع دام أكثر من ثلاث سنوات (2022–2025)، بحسب Harbour Post. ".repeat(3)}</p>` +
    `<p>The joint communiqué was published in English: “A page is turned, and the next one is ours to write together.”</p>` +
    `<blockquote><p>הדף נפתח, והבא אחריו הוא שלנו לכתוב.</p></blockquote><h2>ما بعد الاتفاق</h2><p>${"سيُعيَّن السفراء قبل نهاية العام. ".repeat(6)}</p>` +
    `<ul><li>السفارات</li><li>القنصليات</li></ul><pre><code>let x = 1;</code></pre>`,
});

/** Japanese, with emphasis and Latin words. */
export const cjk = piece({
  id: "104",
  language: "ja",
  section: "文化",
  headline: "川が教えてくれたこと——渡し船の操縦士たちの一年",
  authors: [author({ name: "常盤 春" })],
  contentHtml:
    `<p>${"渡し船は夜明けに出る。岸壁はまだ濡れていて、カモメたちも心を決めかねている。二つ目の曲がり角までは<em>誰も</em>口をきかない。2025年9月、Harbour Postの取材に船長はこう答えた。".repeat(3)}</p>` +
    `<h2>氷の前に</h2><blockquote><p>「川とは、動く通りのことだ。」</p></blockquote><p>${"水位は低く、船は少なかった。".repeat(12)}</p>`,
});

/** Whatever a publisher may send. */
export const hostile = piece({
  id: "105",
  headline: Array.from({ length: 100 }, (_, at) =>
    at % 9 === 4 ? "re-establishment" : "headline",
  ).join(" "),
  authors: Array.from({ length: 12 }, (_, at) =>
    author({ id: String(at + 50), name: `Maximiliana-Theodora Papadopoulos ${at + 1}`, bio: null }),
  ),
  tags: Array.from({ length: 40 }, (_, at) => ({
    name: at % 7 === 0 ? `A topic of many words that nobody would follow ${at}` : `Topic ${at}`,
    slug: `topic-${at}`,
    url: null,
    foundInText: at > 30,
  })),
  leadImage: { ...lead("dot", 12, 9), caption: null, credit: null },
  contentHtml: `<p>${"Donaudampfschifffahrtsgesellschaftskapitän".repeat(6)}</p>${paragraph(1)}`,
});

/** Pictures of which little or nothing is told beforehand. */
export const unsized = piece({
  id: "106",
  headline: "Pictures that nobody measured",
  pictures: ["bare", "among", "sign", "narrow", "flat", "lying", "framed"].map(picture),
  contentHtml: [
    `<p><img src="https://pictures.example/bare" alt="A quay"></p>`,
    `<p>Among words <img src="https://pictures.example/among" alt=""> and more words.</p>`,
    `<p>We won <img src="https://pictures.example/sign" alt=":)"> at last.</p>`,
    `<p><img src="https://pictures.example/narrow" width="300" alt="Of a width"></p>`,
    `<p><img src="https://pictures.example/flat" height="90" alt="Of a height"></p>`,
    `<p><img src="https://pictures.example/lying" width="640" height="480" alt="Of another shape"></p>`,
    `<figure><img src="https://pictures.example/framed" alt="A boat"><figcaption>A boat.</figcaption></figure>`,
  ].join(paragraph(1)),
});

/** All of them. */
export const pieces = [unsized, long, gallery, rtl, cjk, hostile];
