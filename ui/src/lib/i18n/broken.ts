// What is said where nothing else of the window works: the catalogues may be what is broken.

const words = {
  en: {
    title: "Broadsheet could not start",
    text: "Something in the window broke. Your library is not touched: everything in it is kept.",
    reload: "Try again",
  },
  uk: {
    title: "Broadsheet не вдалося запустити",
    text: "У вікні щось зламалося. Вашої бібліотеки це не торкнулося: усе в ній збережено.",
    reload: "Спробувати ще раз",
  },
};

/** The words in the first of these languages that there is. */
export function broken(languages: readonly string[]) {
  const known = languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in words);
  const language = known === "uk" ? "uk" : "en";
  return { language, ...words[language] };
}
