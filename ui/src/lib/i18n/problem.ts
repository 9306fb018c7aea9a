import type { Problem, Publication, Source } from "../../api";
import { t } from ".";

/** The sentence for a problem, in the language of the window. A code this catalogue does not know keeps the core's. */
export function sentence(problem: Problem): string {
  return t.errors.codes[problem.code]?.(problem.params) ?? problem.message;
}

/** How a source has been answering, in a sentence. */
export function healthOf({ health }: Source): string {
  const told = health.problem && t.errors.codes[health.problem]?.(health.params);
  if (told) return told;
  const { state } = health;
  return state === "well" || state === "new" ? t.errors.health[state] : health.sentence;
}

/** The sentence for what is wrong with a publication's sources; `null` where all of them answer. */
export function troubleOf(publication: Publication): string | null {
  const ill = publication.sources.find(
    ({ health }) => health.state === "failing" || health.state === "gone",
  );
  return ill ? healthOf(ill) : null;
}
