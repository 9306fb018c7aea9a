import type { Formats } from "../formats";

/** The author, tag, publication, saved and following pages. */
export const pages = ({ number }: Formats) => ({
  number,
});
