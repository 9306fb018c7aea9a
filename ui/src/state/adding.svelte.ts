import { call, Problem, type Candidate, type Publication } from "../api";

/** How far adding a publication has come. */
export type Step =
  | { at: "typing" }
  | { at: "looking"; address: string }
  | { at: "found"; address: string; candidates: Candidate[] }
  | { at: "adding"; candidate: Candidate }
  | { at: "failed"; address: string; problem: Problem };

/** One go at adding a publication by its address: look first, then add what was found. */
export class Adding {
  #step: Step = $state.raw({ at: "typing" });
  #turn = 0;
  /** Which of the candidates is picked. */
  picked = $state(0);

  get step(): Step {
    return this.#step;
  }

  /** The candidate that would be added. */
  get candidate(): Candidate | null {
    return this.#step.at === "found" ? (this.#step.candidates[this.picked] ?? null) : null;
  }

  /** Looks at an address. An answer that comes after something else was typed is dropped. */
  async look(address: string): Promise<void> {
    const turn = ++this.#turn;
    this.picked = 0;
    this.#step = { at: "looking", address };
    try {
      const { candidates } = await call("discover", { address });
      if (turn === this.#turn) this.#step = { at: "found", address, candidates };
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.#step = { at: "failed", address, problem: Problem.from(thrown) };
    }
  }

  /** Adds the picked candidate, and gives back the publication; `null` where that failed or was left. */
  async add(): Promise<Publication | null> {
    const { candidate } = this;
    if (!candidate || this.#step.at !== "found") return null;
    const { address } = this.#step;
    const turn = ++this.#turn;
    this.#step = { at: "adding", candidate };
    try {
      const { kind, url } = candidate;
      const publication = await call("add", { address, choice: { kind, url } });
      return turn === this.#turn ? publication : null;
    } catch (thrown) {
      if (turn === this.#turn) {
        this.#step = { at: "failed", address, problem: Problem.from(thrown) };
      }
      return null;
    }
  }

  /** Back to typing; whatever is on its way no longer counts. */
  reset(): void {
    this.#turn += 1;
    this.#step = { at: "typing" };
  }
}
