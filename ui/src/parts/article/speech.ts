// What of a body is read aloud, sentence by sentence, and where each stands.

import { textNodes } from "./find";

/** A sentence as it is spoken, and its place on the page. */
export interface Sentence {
  text: string;
  range: Range;
}

const BLOCKS = "p, li, h2, h3, h4, h5, h6, blockquote, dt, dd";
/** What is looked at, or says nothing when heard. */
const UNSPOKEN =
  "[role=doc-noteref], [role=doc-backlink], [data-related], [data-video], .missing, figure, pre, table, button";

/** The sentences of a body, in order. */
export function sentencesOf(body: Element, language: string | null): Sentence[] {
  const segmenter = segmenterOf(language);
  return [...body.querySelectorAll(BLOCKS)]
    .filter((block) => !block.querySelector(BLOCKS) && !block.closest(UNSPOKEN))
    .flatMap((block) => inBlock(block, segmenter));
}

function segmenterOf(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? undefined, { granularity: "sentence" });
  } catch {
    // A publisher's language may be no language.
    return new Intl.Segmenter(undefined, { granularity: "sentence" });
  }
}

function inBlock(block: Element, segmenter: Intl.Segmenter): Sentence[] {
  const nodes: { node: Text; from: number }[] = [];
  let text = "";
  for (const node of textNodes(block)) {
    if (node.parentElement?.closest(UNSPOKEN)) continue;
    nodes.push({ node, from: text.length });
    text += node.data;
  }
  const sentences: Sentence[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const spoken = segment.trim();
    if (!/[\p{L}\p{N}]/u.test(spoken)) continue;
    const start = index + segment.indexOf(spoken);
    const range = block.ownerDocument.createRange();
    const first = at(nodes, start);
    const last = at(nodes, start + spoken.length - 1);
    if (!first || !last) continue;
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    sentences.push({ text: spoken.replace(/\s+/g, " "), range });
  }
  return sentences;
}

function at(nodes: { node: Text; from: number }[], place: number) {
  const found = nodes.findLast(({ from }) => from <= place);
  return found && { node: found.node, offset: place - found.from };
}

/** About how long a text takes to say, in seconds at the usual speed. */
export function secondsOf(text: string): number {
  // Signs of East Asian scripts are whole syllables.
  const syllables = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  );
  const wide = syllables?.length ?? 0;
  return wide / 5 + (text.length - wide) / 15;
}

/** The voice for a language: the system's own choice among those that speak it, else none. */
export function voiceFor(
  voices: SpeechSynthesisVoice[],
  language: string | null,
): SpeechSynthesisVoice | undefined {
  const wanted = (language ?? "").toLowerCase().replace("_", "-");
  const speaks = (voice: SpeechSynthesisVoice, tag: string) =>
    voice.lang.toLowerCase().replace("_", "-").startsWith(tag);
  const primary = wanted.split("-")[0] ?? "";
  if (!primary) return voices.find((voice) => voice.default) ?? voices[0];
  const able = voices.filter((voice) => speaks(voice, primary));
  return (
    able.find((voice) => speaks(voice, wanted)) ?? able.find((voice) => voice.default) ?? able[0]
  );
}
