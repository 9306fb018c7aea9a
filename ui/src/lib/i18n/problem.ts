import type { Problem } from "../../api";
import { t } from ".";

/** The sentence for a problem, in the language of the window. A code this catalogue does not know keeps the core's. */
export function sentence(problem: Problem): string {
  return t.errors.codes[problem.code]?.(problem.params) ?? problem.message;
}
