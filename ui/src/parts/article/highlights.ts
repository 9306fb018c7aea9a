// Shows what the reader highlighted. The HTML under it stays as it is: the web view paints it, where it can.

import { textNodes } from "./find";

/** Marks put in by us, where the web view cannot paint ranges. */
const OWN = "mark[data-own]";

/** Shows these ranges of a text, and no others any more. */
export function paint(root: Element, ranges: Range[]): void {
  if ("highlights" in CSS) {
    CSS.highlights.get("marked")?.clear();
    CSS.highlights.set("marked", new Highlight(...ranges));
  } else {
    ranges.forEach((range) => wrap(root, range));
  }
}

/** Shows nothing of it any more. */
export function unpaint(root: Element): void {
  if ("highlights" in CSS) CSS.highlights.get("marked")?.clear();
  for (const mark of root.querySelectorAll(OWN)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

function wrap(root: Element, range: Range): void {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  for (const node of [...textNodes(root)].filter((node) => range.intersectsNode(node))) {
    const piece = new Range();
    piece.selectNodeContents(node);
    if (node === startContainer) piece.setStart(node, startOffset);
    if (node === endContainer) piece.setEnd(node, endOffset);
    if (piece.toString().trim() === "") continue;
    const mark = document.createElement("mark");
    mark.dataset.own = "";
    piece.surroundContents(mark);
  }
}
