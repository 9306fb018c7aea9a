import type { Problem, Publication } from "../../api";
import { t } from ".";

/** The sentence for a problem, in the language of the window. A code this catalogue does not know keeps the core's. */
export function sentence(problem: Problem): string {
  return t.errors.codes[problem.code]?.(problem.params) ?? problem.message;
}

/** The sentence for what is wrong with a publication's sources; `null` where all of them answer. */
export function troubleOf(publication: Publication): string | null {
  const source = publication.sources.find(
    ({ health }) => health.state === "failing" || health.state === "gone",
  );
  if (!source) return null;
  const { problem, params, sentence } = source.health;
  return (problem && t.errors.codes[problem]?.(params as Record<string, unknown>)) || sentence;
}
