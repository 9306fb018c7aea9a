import type { Formats } from "../formats";

/** Settings, and what is shown when the library cannot be opened. */
export const settings = ({ plural, number, bytes }: Formats) => ({
  title: "Settings",
  appearance: "Appearance",
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  density: "Lists",
  densityLine: "How much of each article a list shows.",
  densities: { compact: "Compact", comfortable: "Comfortable", roomy: "Roomy" },
  letters: "Single-letter keys",
  lettersLine: "j, k, s and the like. Press ? for all of them.",
  list: "Your publications",
  importLine: "Adds every feed of a list from another reader.",
  exportLine: "All your publications and folders, for any other reader.",
  importButton: "Import OPML",
  exportButton: "Export OPML",
  exported: (secret: number) =>
    secret === 0
      ? "Exported"
      : plural(secret, {
          one: "Exported without the password of # private feed",
          other: "Exported without the passwords of # private feeds",
        }),
  library: "Library",
  folder: "Folder",
  holds: (publications: number, articles: number, saved: number) =>
    `${plural(publications, { one: "# publication", other: "# publications" })}, ${plural(articles, { one: "# article", other: "# articles" })}, ${number(saved)} saved`,
  size: (database: number, media: number) =>
    `${bytes(database)} of text, ${bytes(media)} of pictures`,
  check: "Check the library",
  checkLine: "Reads the whole database and every saved picture again.",
  checking: "Checking",
  sound: (files: number) =>
    plural(files, {
      one: "The database is sound, and # saved picture is what it was.",
      other: "The database is sound, and # saved pictures are what they were.",
    }),
  unsound: (count: number) =>
    plural(count, { one: "# thing is wrong:", other: "# things are wrong:" }),
  about: "About",
  version: (version: string) => `Broadsheet ${version}`,
  licence: "Free software, MIT or Apache 2.0.",
  recovery: {
    title: "The library could not be opened",
    kept: "Nothing was deleted or changed.",
    folder: (folder: string) => `It is in ${folder}.`,
    again: "Try again",
    check: "Check it again",
    backup: "Copy it to a safe place",
    copied: (folder: string) => `A copy is in ${folder}.`,
    fresh: "Start a new library beside it",
    advice: {
      library_damaged:
        "Copy it to a safe place first. Then you can start a new library; the damaged one is kept beside it.",
      library_newer: "Install the newest Broadsheet to open it, or start a new library beside it.",
      library_busy: "Close the other program and try again.",
      library_read_only: "Make its folder writable, then try again.",
      disk_full: "Make some room on the disk, then try again.",
    } as Record<string, string>,
  },
});
