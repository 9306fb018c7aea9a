import type { Formats } from "../formats";

/** The article page. */
export const article = ({ number }: Formats) => ({
  number,
});
