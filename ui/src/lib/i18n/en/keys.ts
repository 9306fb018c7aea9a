/** The keyboard's help. */
export const keys = {
  title: "Keyboard",
  groups: { reading: "Reading", lists: "Lists", going: "Going places", doing: "Doing" },
  then: "then",
  pending: "Go to…",
  space: "Space",
  enter: "Enter",
  escape: "Esc",
  ctrl: "Ctrl",
  command: "⌘",
  shift: "Shift",
};
