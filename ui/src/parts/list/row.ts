import type { ArticleSummary } from "../../api";

/** What a list gives each of its rows, however they look. */
export interface RowProps {
  article: ArticleSummary;
  /** Whether the reader is at this row. */
  selected: boolean;
  /** Whether Tab stops at this row. */
  reachable: boolean;
  showPublication: boolean;
  /** Its place among the day's articles, from 1. */
  place: number;
  /** How many the day has; -1 where that is not known. */
  outOf: number;
  onselect: () => void;
}

/** What a row's own look is made with. */
export interface RowLook {
  /** Where its links lead. */
  href: string;
  /** Whether Tab stops at them. */
  tabindex: 0 | -1;
  /** Whether its buttons are there. */
  acts: boolean;
  /** The language of its words, and which way it is written. */
  spoken: { lang: string | undefined; dir: ArticleSummary["direction"] };
}
