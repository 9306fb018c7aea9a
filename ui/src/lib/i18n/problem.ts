import type { Problem, Publication, Source } from "../../api";
import { t } from ".";

/** Codes whose sentence leaves out what a bug report needs. */
const VAGUE = new Set(["unexpected", "invalid", "file"]);

/** The sentence for a problem, in the language of the window. A code this catalogue does not know gets the general one. */
export function sentence(problem: Problem): string {
  return told(problem.code, problem.params) ?? t.errors.general;
}

function told(code: string, params: Record<string, unknown>): string | undefined {
  const sentences: Record<string, ((params: Record<string, unknown>) => string) | undefined> =
    t.errors.codes;
  return sentences[code]?.(params);
}

/** The technical words behind a sentence that does not tell all; `null` where it does. */
export function technical({ code, message }: Problem): string | null {
  return VAGUE.has(code) || !(code in t.errors.codes) ? `${code}: ${message}` : null;
}

/** How a source has been answering, in a sentence. */
export function healthOf({ health }: Source): string {
  const why = health.problem && told(health.problem, health.params);
  return why || t.errors.health[health.state];
}

/** The sentence for what is wrong with a publication's sources; `null` where all of them answer. */
export function troubleOf(publication: Publication): string | null {
  const ill = publication.sources.find(
    ({ health }) => health.state === "failing" || health.state === "gone",
  );
  return ill ? healthOf(ill) : null;
}
