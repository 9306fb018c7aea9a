import type { Formats } from "../formats";

/** The front page. */
export const today = ({ plural, time }: Formats) => ({
  front: "Front page",
  pages: "Pages",
  title: "Today",
  gathered: (at: Date) => `Gathered at ${time(at)}`,
  gatherAgain: "Gather it again",
  newer: "More has come in since",
  how: "How this page is made",
  howText: [
    "It is put together on this computer, from what your publications sent in the last days. Nobody else sees it.",
    "The top story is the one that most speaks for: others of your publications link to it, its own editors picked it, you follow what it is about, readers discuss it, and it is new.",
    "Editors’ Picks are marked by the publications themselves. Most Popular counts comments, and links from others of your publications.",
    "What you have read changes nothing here.",
  ],
  top: "Top story",
  latest: "Latest",
  picks: "Editors’ Picks",
  picksLine: "Chosen by the publications",
  popular: "Most Popular",
  video: "Video",
  save: "Save",
  saved: "Saved",
  more: "Show more",
  moreOf: (name: string) => `Show more: ${name}`,
  allOf: (section: string) => `All of ${section}`,
  allFrom: (publication: string) => `All from ${publication}`,
  allVideo: "All video",
  because: {
    links: (count: number) =>
      plural(count, {
        one: "Another of your publications links to it",
        other: "# of your other publications link to it",
      }),
    comments: (count: number) => plural(count, { one: "# comment", other: "# comments" }),
    followed: (name: string) => `You follow ${name}`,
    featured: "Picked by its editors",
    recent: "Among the newest",
  },
  empty: {
    title: "Nothing for the front page yet",
    text: "It is made from the last days, and your publications have sent nothing in them. Press r to check them now.",
  },
});
