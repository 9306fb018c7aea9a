import type { Formats } from "../formats";

/** Settings, and what is shown when the library cannot be opened. */
export const settings = ({ plural, number, bytes, list, time }: Formats) => ({
  title: "Settings",
  search: "Search settings",
  nothingFound: "No setting has this word.",
  parts: {
    appearance: "Appearance",
    reading: "Reading",
    notifications: "Notifications",
    storage: "Storage",
    privacy: "Privacy",
    publications: "Publications",
    keyboard: "Keyboard",
    about: "About",
  },
  appearance: {
    line: "Changes show at once, here and in every open article.",
    theme: "Theme",
    themes: { system: "System", light: "Light", sepia: "Sepia", dark: "Dark" },
    accent: "Accent",
    accentLine: "Kickers, the unread dot, progress",
    accents: {
      press: "Press red",
      ink: "Ink blue",
      bottle: "Bottle green",
      ochre: "Ochre",
      graphite: "Graphite",
    },
    density: "List density",
    densities: { compact: "Compact", comfortable: "Comfortable", roomy: "Roomy" },
    dim: "Dim pictures in the dark theme",
    language: "Language",
    languageLine: "Dates and numbers follow it",
    system: (name: string) => `System (${name})`,
  },
  reading: {
    line: "How articles are set. The t key opens the same beside an article.",
    title: "Reading",
    open: "Text size and theme",
    size: "Text size",
    pixels: (size: number) => `${number(size)} px`,
    typeface: "Typeface",
    typefaces: { serif: "Serif", sans: "Sans" },
    spacing: "Line spacing",
    spacings: { tight: "Tight", normal: "Normal", loose: "Loose" },
    measure: "Column width",
    measures: { narrow: "Narrow", normal: "Normal", wide: "Wide" },
    preview: {
      name: "Live preview",
      kicker: "News Feed",
      headline: "The wind farm that asked its neighbours first",
      publication: "The Meridian",
      before:
        "The hill has always belonged to the wind. It took three years, forty pots of tea, and one ",
      link: "patient spreadsheet",
      after: " to agree who would own the rest.",
      quote: "“Nobody asked us twice. They asked us forty times.”",
    },
  },
  notifications: {
    line: "Only what you follow can notify you. Nothing else ever does.",
    desktop: "Desktop notifications",
    desktopLine: "Off, what comes in for your follows waits quietly under Following.",
    follows: "What you follow",
    followsLine: (count: number) =>
      plural(count, { one: "# follow can notify you", other: "# follows can notify you" }),
    show: "Show",
  },
  transfer: {
    backup: "Back up the library",
    backupLine: "All of it in one file, with pictures and what you wrote.",
    backupButton: "Back up…",
    backedUp: (path: string) => `The backup is ${path}.`,
    restore: "Restore a backup",
    restoreLine:
      "Broadsheet starts again with it. What is here now is set aside in the library’s folder.",
    restoreButton: "Restore…",
    export: "Export saved articles",
    exportLine: "To read or keep elsewhere.",
    exportButton: "Export…",
    exportTitle: (count: number) =>
      plural(count, { one: "Export the article", other: "Export # articles" }),
    exported: (count: number, path: string, missing: number) =>
      `${plural(count, { one: "# article is", other: "# articles are" })} in ${path}.${missing > 0 ? ` ${plural(missing, { one: "# picture is missing.", other: "# pictures are missing." })}` : ""}`,
    format: "Format",
    formats: { epub: "EPUB", html: "HTML", markdown: "Markdown", json: "Archive" },
    formatLines: {
      epub: "One book for e-readers, with its pictures.",
      html: "Pages that hold everything they show.",
      markdown: "Text files and a folder of pictures.",
      json: "One file that loses nothing and can be brought in again.",
    },
    import: "Bring in saved articles",
    importLine:
      "An archive of Broadsheet’s, or a list from Pocket, Instapaper, Omnivore, Wallabag, Raindrop or Readwise Reader.",
    importButton: "Choose a file…",
    brought: (added: number, already: number) =>
      `${plural(added, { one: "# article was saved.", other: "# articles were saved." })}${already > 0 ? ` ${plural(already, { one: "# was here already.", other: "# were here already." })}` : ""}`,
    missing: (pictures: number) =>
      plural(pictures, { one: "# picture is missing.", other: "# pictures are missing." }),
    notBrought: (count: number) =>
      `${plural(count, { one: "# could not be brought in.", other: "# could not be brought in." })} Choose the file again to try once more.`,
  },
  storage: {
    line: "Everything lives on this computer, in one folder that you can copy.",
    used: "used",
    meter: "Storage used",
    kinds: {
      cache: "Picture cache",
      saved: "Pictures of saved articles",
      articles: "Articles",
      search: "Search index",
      thumbnails: "Thumbnails",
    },
    keep: "Keep articles",
    keepLine: "Saved articles and what you follow are always kept",
    days: (days: number) => plural(days, { one: "For # day", other: "For # days" }),
    forEver: "For ever",
    keepOf: "Keep of each publication",
    keepMost: "Keep at most",
    newest: (count: number) =>
      plural(count, { one: "The newest article", other: "The newest # articles" }),
    everything: "Everything",
    limit: "Limit for the picture cache",
    limitLine: "What was shown longest ago goes first. Saved articles are never touched.",
    noLimit: "No limit",
    metered: "Save on metered networks",
    meteredLine: "Off, copies wait for a network on which data costs nothing.",
    free: "Free up space",
    removes: (articles: number, pictures: number) =>
      `Removes ${plural(articles, { one: "# read article", other: "# read articles" })} and ${bytes(pictures)} of pictures. You see the list first.`,
    nothingToFree: "There are no read articles and no pictures that could go.",
    review: "Review",
    going: (articles: number) =>
      plural(articles, { one: "Remove # article?", other: "Remove # articles?" }),
    goingPictures: (size: number) => `Remove ${bytes(size)} of pictures?`,
    goingLine:
      "They go for good, and do not come back while their publications still list them. What is saved or followed stays.",
    goingToo: (size: number) =>
      `${bytes(size)} of pictures go with them; they are fetched again when something shows them.`,
    goingMore: (count: number) => plural(count, { one: "and # more", other: "and # more" }),
    remove: "Remove",
    removed: (articles: number) =>
      plural(articles, { one: "# article removed", other: "# articles removed" }),
    holds: (publications: number, articles: number, saved: number) =>
      `${plural(publications, { one: "# publication", other: "# publications" })}, ${plural(articles, { one: "# article", other: "# articles" })}, ${number(saved)} saved`,
    folder: "Folder",
    move: "Move…",
    moving: "Moving the library",
    clear: "Clear the picture cache",
    clearLine: "Pictures come again when an article is opened. Those of saved articles stay.",
    clearButton: "Clear",
    cleared: (size: number) => `${bytes(size)} freed`,
    check: "Check the library",
    checkLine: "Reads the whole database and every saved picture again.",
    checkButton: "Check",
    checking: "Checking",
    sound: (files: number) =>
      plural(files, {
        one: "The database is sound, and # saved picture is what it was.",
        other: "The database is sound, and # saved pictures are what they were.",
      }),
    unsound: (count: number) =>
      plural(count, { one: "# thing is wrong:", other: "# things are wrong:" }),
  },
  privacy: {
    pictures: "Load pictures",
    picturesLine:
      "Always means: from the hosts that articles’ own pictures name. Portraits, video posters and embeds elsewhere come only from hosts that you allow.",
    choices: { always: "Always", click: "On click", never: "Never" },
    allowed: (host: string) => `Pictures from ${host}`,
    allowedFor: (publication: string) => `Allowed for ${publication}`,
    forbid: "Take back",
    forbidOf: (host: string, publication: string) =>
      `Take back: pictures from ${host} for ${publication}`,
    connections: "Connections in the last 24 hours",
    connectionsLine:
      "Kept in memory until you close Broadsheet. What was read at a site is not in it.",
    noConnections: "No site has been asked.",
    requests: (count: number, size: number) =>
      `${plural(count, { one: "# request", other: "# requests" })}, ${bytes(size)}`,
    failed: (count: number) => plural(count, { one: "# failed", other: "# failed" }),
    purposes: { articles: "new articles", pages: "pages", pictures: "pictures" },
    lastAt: (purposes: string[], at: string) => `${list(purposes)}; last at ${time(at)}`,
    clearConnections: "Clear",
    moreConnections: "Show more",
    line: "Broadsheet has no account, no server, and no statistics. It talks to the sites you add and to where their articles keep their pictures, and to nobody else.",
    facts: [
      ["Scripts never run", "Scripts and frames are taken out before an article is stored."],
      ["Known tracking pixels are left out", "They are neither shown nor fetched."],
      ["Links are clean", "Tracking parts are taken off the addresses you copy."],
      ["No cookies", "None are kept, and none are sent."],
      [
        "Video asks first",
        "A still picture stands in; it plays in your browser when you press it.",
      ],
      ["What you read stays here", "It is kept in the library’s folder and sent nowhere."],
    ] as [string, string][],
  },
  publications: {
    line: "What comes in, and how often it is asked for.",
    interval: "Check for new articles",
    intervalLine: "A publication may ask for a slower pace, and gets it.",
    every: (minutes: number) =>
      minutes < 60
        ? plural(minutes, { one: "Every # minute", other: "Every # minutes" })
        : plural(minutes / 60, { one: "Every hour", other: "Every # hours" }),
    never: "Only when I ask",
    asAll: (often: string) => `Like all: ${often.toLocaleLowerCase("en")}`,
    importLine: "Adds every feed of a list from another reader.",
    exportLine: "All your publications and folders, for any other reader.",
    importName: "Import a list (OPML)",
    exportName: "Export the list (OPML)",
    importButton: "Import OPML",
    exportButton: "Export OPML",
    exported: (secret: number) =>
      secret === 0
        ? "Exported"
        : plural(secret, {
            one: "Exported without the password of # private feed",
            other: "Exported without the passwords of # private feeds",
          }),
  },
  keyboard: {
    line: "Press ? anywhere for the same list.",
    letters: "Single-letter keys",
    lettersLine: "j, k, s and the like.",
    change: "Change",
    changeOf: (name: string, key: string) => `Change the key of “${name}”, now ${key}`,
    press: (name: string) => `Press the new key for “${name}”, or Esc to leave it.`,
    pressNow: "Press a key…",
    taken: (name: string) => `That key already does “${name}”. Press another, or Esc.`,
    changed: (name: string) => `The key for “${name}” has changed.`,
    reset: "Give all keys back",
    wereReset: "Every key does what it did at first.",
  },
  about: {
    version: (version: string) => `Broadsheet ${version}`,
    licence: "Free software, MIT or Apache 2.0.",
    openFolder: "Open",
    licences: "Licences",
    licencesLine: "Of everything that Broadsheet is made of.",
    showLicences: "Show",
    fonts: "Typefaces",
    fontsLine: "Source Serif 4, Libre Franklin and Vazirmatn, SIL Open Font License 1.1.",
    icons: "Icons",
    iconsLine: "Lucide, ISC License.",
  },
  recovery: {
    title: "The library could not be opened",
    kept: "Nothing was deleted or changed.",
    folder: (folder: string) => `It is in ${folder}.`,
    again: "Try again",
    check: "Check it again",
    backup: "Copy it to a safe place",
    copied: (folder: string) => `A copy is in ${folder}.`,
    fresh: "Start a new library beside it",
    choose: "Show where it is…",
    advice: {
      library_damaged:
        "Copy it to a safe place first. Then you can start a new library; the damaged one is kept beside it.",
      library_newer: "Install the newest Broadsheet to open it, or start a new library beside it.",
      library_away:
        "Connect its drive and try again, show where it is now, or start a new library; the other stays as it is.",
      library_busy: "Close the other program and try again.",
      library_read_only: "Make its folder writable, then try again.",
      disk_full: "Make some room on the disk, then try again.",
    },
  },
});
