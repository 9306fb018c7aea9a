import {
  call,
  Problem,
  type Article,
  type Candidate,
  type FoundArticle,
  type Publication,
} from "../api";
import { withLogin, type Login } from "../lib/addresses";

/** How far adding has come. */
export type Step =
  | { at: "typing" }
  | { at: "looking"; address: string }
  | { at: "found"; address: string; candidates: Candidate[]; article: FoundArticle | null }
  | { at: "adding"; title: string }
  | { at: "failed"; address: string; problem: Problem };

/** What came into the library. */
export type Added = { publication: Publication } | { article: Article };

/** One go at adding something by its address: look first, then add what was found. */
export class Adding {
  #step: Step = $state.raw({ at: "typing" });
  #turn = 0;
  /** The address with what is secret in it. No step holds it, so nothing shows it. */
  #asked = "";
  /** Which of the candidates is picked. */
  picked = $state(0);

  get step(): Step {
    return this.#step;
  }

  /** The candidate that would be added. */
  get candidate(): Candidate | null {
    return this.#step.at === "found" ? (this.#step.candidates[this.picked] ?? null) : null;
  }

  /** The single article that would be added, where there is nothing to follow. */
  get article(): FoundArticle | null {
    return this.#step.at === "found" && !this.candidate ? this.#step.article : null;
  }

  /** Whether the address asks who is there (RFC 9110 §15.5.2), or did not accept who was said to be. */
  get asksForLogin(): "first" | "again" | null {
    const step = this.#step;
    const asks = step.at === "failed" && step.problem.params.status === 401;
    return asks ? (this.#asked === step.address ? "first" : "again") : null;
  }

  /** Looks at an address. An answer that comes after something else was typed is dropped. */
  async look(address: string, login: Login | null = null): Promise<void> {
    const turn = ++this.#turn;
    this.picked = 0;
    this.#asked = login ? withLogin(address, login) : address;
    this.#step = { at: "looking", address };
    try {
      const { candidates, article } = await call("discover", { address: this.#asked });
      if (turn === this.#turn) this.#step = { at: "found", address, candidates, article };
    } catch (thrown) {
      this.#fail(turn, address, thrown);
    }
  }

  /** Adds what was found, and gives it back; `null` where that failed or was left. */
  async add(): Promise<Added | null> {
    const { candidate, article } = this;
    const step = this.#step;
    if (step.at !== "found" || (!candidate && !article)) return null;
    const turn = ++this.#turn;
    this.#step = { at: "adding", title: candidate?.title ?? article?.headline ?? "" };
    try {
      const added = candidate
        ? { publication: await this.#addCandidate(candidate) }
        : { article: await call("add_article", { address: article?.url ?? this.#asked }) };
      return turn === this.#turn ? added : null;
    } catch (thrown) {
      this.#fail(turn, step.address, thrown);
      return null;
    }
  }

  /** Back to typing; whatever is on its way no longer counts. */
  reset(): void {
    this.#turn += 1;
    this.#step = { at: "typing" };
  }

  #addCandidate({ kind, url }: Candidate): Promise<Publication> {
    return call("add", { address: this.#asked, choice: { kind, url } });
  }

  #fail(turn: number, address: string, thrown: unknown): void {
    if (turn === this.#turn) {
      this.#step = { at: "failed", address, problem: Problem.from(thrown) };
    }
  }
}
