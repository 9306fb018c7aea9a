// Articles as nobody should write them, and as somebody does.

import type { ArticleSummary, Image } from "../src/api";
import { author, publicationRef, summary } from "../src/test/samples";

const HUNDRED = Array.from({ length: 20 }, () => "and then the harbour spoke").join(" ");
const UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten".repeat(3);

function picture(width: number | null, height: number | null, colour: string | null): Image {
  return {
    url: `https://example.org/${width}x${height}.jpg`,
    media: `extreme${width}x${height}`,
    caption: HUNDRED,
    rawCaption: null,
    credit: UNBROKEN,
    alt: null,
    width,
    height,
    colour,
  };
}

/** One of each: everything very long, pictures huge, tiny, tall, wide, of no known size, and none. */
export function extremes(sortedAt: string): ArticleSummary[] {
  const many = Array.from({ length: 12 }, (_, place) =>
    author({
      id: String(50 + place),
      name: `Maximiliana ${"Quist-".repeat(place)}Featherstonehaugh`,
    }),
  );
  const tags = Array.from({ length: 40 }, (_, place) => ({
    name: place === 7 ? UNBROKEN : `A topic of some length, number ${place + 1}`,
    slug: `topic-${place}`,
    url: null,
    foundInText: place > 30,
  }));
  const given: Partial<ArticleSummary>[] = [
    { headline: HUNDRED, summary: HUNDRED.repeat(5), authors: many, tags, section: HUNDRED },
    { headline: UNBROKEN, summary: UNBROKEN, leadImage: picture(30_000, 20_000, "#7a3b1d") },
    { headline: "A picture one pixel square", leadImage: picture(1, 1, null) },
    { headline: "A tower", leadImage: picture(300, 9000, "#1f5f8b") },
    { headline: "A panorama", leadImage: picture(9000, 300, "#2f6b3c") },
    { headline: "A picture nobody measured", leadImage: picture(null, null, null) },
    { headline: "!", summary: null, authors: [], tags: [], section: null },
    {
      headline: "عاد العبّارات بعد شتاء طويل: ثلاث مدن ومرفأ واحد (Port Almery)",
      language: "ar",
      direction: "rtl",
    },
    { headline: "三つの港と一隻の渡し船、長い冬のあとで再び", language: "ja" },
  ];
  return given.map((one, place) =>
    summary({
      id: `x${place}`,
      cursor: `x${place}`,
      publication: publicationRef({ title: place === 0 ? HUNDRED : "The Quay Gazette" }),
      sortedAt,
      ...one,
    }),
  );
}
