// Every sentence the window says. A language is one catalogue; its type is the English one's, so a missing
// sentence does not compile.

import { en } from "./en";

/** What every language must provide. */
export type Catalogue = typeof en;

/** The words of the window, in the language it speaks. */
export const t: Catalogue = en;
