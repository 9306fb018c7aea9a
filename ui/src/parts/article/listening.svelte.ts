import { secondsOf, sentencesOf, voiceFor, type Sentence } from "./speech";

/** Speeds to choose from. */
export const SPEEDS = [0.8, 1, 1.2, 1.5, 2];

/** How far back the button goes. */
const BACK = 15;

/** The voices of the system. Many web views have none, and some tell of theirs only later. */
class Voices {
  #all: SpeechSynthesisVoice[] = $state.raw([]);

  constructor() {
    const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined;
    const ask = () => (this.#all = synthesis?.getVoices() ?? []);
    ask();
    synthesis?.addEventListener?.("voiceschanged", ask);
  }

  /** The one that reads a language aloud, if any can. */
  of(language: string | null): SpeechSynthesisVoice | undefined {
    return voiceFor(this.#all, language);
  }
}

/** The system's voices. */
export const voices = new Voices();

/** An article being read aloud. */
export class Listening {
  readonly #sentences: Sentence[];
  readonly #starts: number[] = [];
  readonly #voice: SpeechSynthesisVoice;
  readonly #length: number;
  #at = $state(0);
  #playing = $state(false);
  #speed = $state(1);
  /** Kept so that it is not collected while it speaks; what another one says is no news. */
  #saying: SpeechSynthesisUtterance | null = null;

  constructor(body: Element, language: string | null, voice: SpeechSynthesisVoice) {
    this.#sentences = sentencesOf(body, language);
    this.#voice = voice;
    let length = 0;
    for (const { text } of this.#sentences) {
      this.#starts.push(length);
      length += secondsOf(text);
    }
    this.#length = length;
  }

  get playing(): boolean {
    return this.#playing;
  }
  get speed(): number {
    return this.#speed;
  }
  /** Which sentence is being said, and how many there are. */
  get at(): number {
    return this.#at;
  }
  get sentences(): number {
    return this.#sentences.length;
  }
  /** About how many seconds have been read, and how many there are, at this speed. */
  get elapsed(): number {
    return (this.#starts[this.#at] ?? this.#length) / this.#speed;
  }
  get length(): number {
    return this.#length / this.#speed;
  }

  toggle(): void {
    if (this.#playing) this.pause();
    else this.#say(this.#at < this.#sentences.length ? this.#at : 0);
  }

  /** Stops speaking; it goes on with the sentence it stopped in. */
  pause(): void {
    this.#saying = null;
    this.#playing = false;
    speechSynthesis.cancel();
  }

  /** Goes to a sentence, speaking or not. */
  to(at: number): void {
    if (this.#playing) this.#say(at);
    else this.#show(at);
  }

  back(): void {
    const start = (this.#starts[this.#at] ?? this.#length) - BACK * this.#speed;
    this.to(
      Math.max(
        0,
        this.#starts.findLastIndex((one) => one <= start),
      ),
    );
  }

  faster(): void {
    this.#speed = SPEEDS[(SPEEDS.indexOf(this.#speed) + 1) % SPEEDS.length] ?? 1;
    if (this.#playing) this.#say(this.#at);
  }

  /** Ends it, and shows nothing of it any more. */
  end(): void {
    this.pause();
    mark(null);
  }

  #say(at: number): void {
    const sentence = this.#sentences[at];
    // A web view that is still speaking would only queue what comes.
    this.#saying = null;
    speechSynthesis.cancel();
    if (!sentence) {
      this.#at = this.#sentences.length;
      this.#playing = false;
      mark(null);
      return;
    }
    const saying = new SpeechSynthesisUtterance(sentence.text);
    saying.voice = this.#voice;
    saying.lang = this.#voice.lang;
    saying.rate = this.#speed;
    // WebKitGTK never ends what it is told to say before it has done with the end of the one before.
    saying.onend = () => setTimeout(() => this.#saying === saying && this.#say(at + 1));
    saying.onerror = () => this.#saying === saying && this.pause();
    this.#saying = saying;
    this.#playing = true;
    this.#show(at);
    speechSynthesis.speak(saying);
  }

  /** Shows the sentence, and brings it into sight where the reader was following. */
  #show(at: number): void {
    const before = this.#sentences[this.#at]?.range;
    const followed = at === 0 || !before || isInSight(before);
    this.#at = at;
    const range = this.#sentences[at]?.range;
    mark(range ?? null);
    if (range && followed && !isInSight(range)) {
      range.startContainer.parentElement?.scrollIntoView({ block: "center" });
    }
  }
}

function isInSight(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < innerHeight - 80;
}

function mark(range: Range | null): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.get("spoken")?.clear();
  CSS.highlights.set("spoken", range ? new Highlight(range) : new Highlight());
}
