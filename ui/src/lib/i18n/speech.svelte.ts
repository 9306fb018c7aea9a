import type { Language } from "../../api";
import { en } from "./en";
import { named } from "./named";

/** What every language must provide: English gives the shape, so a missing sentence does not compile. */
export type Catalogue = typeof en;

type Spoken = Exclude<Language, "system">;

/** What each language is called in itself. */
export const languageNames: Record<Spoken, string> = { en: "English", uk: "Українська" };

/** Only the catalogue that is spoken is loaded. English is always there, as what the others fall back on. */
const catalogues: Record<Spoken, () => Promise<Catalogue>> = {
  en: () => Promise.resolve(en),
  uk: async () => named(en, (await import("./uk")).uk),
};

let spoken: Catalogue = $state.raw(en);
let wanted: Language | null = null;

/** The words of the window, in the language it speaks; what shows them follows when it changes. */
export const t: Catalogue = new Proxy(en, {
  get: (_, part: keyof Catalogue) => spoken[part],
});

/** The first of the system's languages that there is. */
export function systemLanguage(preferred = navigator.languages): Spoken {
  const languages = preferred.map((tag) => tag.split("-")[0]);
  const known = (language: string | undefined): language is Spoken =>
    !!language && language in languageNames;
  return languages.find(known) ?? "en";
}

/** Speaks another language from now on. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const catalogue = await (import.meta.env.VITE_PSEUDO
    ? import("./pseudo").then(({ pseudo }) => pseudo(en))
    : catalogues[language === "system" ? systemLanguage() : language]());
  // The reader may have changed their mind while it was being loaded.
  if (wanted === language) spoken = catalogue;
}
