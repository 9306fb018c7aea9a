/** What was selected, as text for a quotation: paragraphs stay, other white space and marks round all of it do not. */
export function quotable(selected: string): string {
  const text = selected
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
  const inner = /^["“«„](.+)["”»“]$/su.exec(text)?.[1];
  return inner && !/["“”«»„]/u.test(inner) ? inner : text;
}

/** What is selected in an element; nothing where the selection only begins or ends there. */
export function selectedIn(root: Element, selection: Selection | null): string {
  if (!selection || selection.isCollapsed) return "";
  const { anchorNode, focusNode } = selection;
  return root.contains(anchorNode) && root.contains(focusNode) ? selection.toString() : "";
}
