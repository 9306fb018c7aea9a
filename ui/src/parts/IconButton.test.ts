import { render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { expect, it } from "vitest";

import IconButton from "./IconButton.svelte";

it("is heard once, its key apart, and shows both to the mouse", () => {
  const children = createRawSnippet(() => ({ render: () => "<svg></svg>" }));
  render(IconButton, { name: "Save for offline", does: "save", onclick: () => {}, children });
  const button = screen.getByRole("button", { name: "Save for offline" });
  expect(button.title, "a title of its own would be heard after its name").toBe("");
  expect(button.getAttribute("aria-keyshortcuts")).toBe("s");
  expect(button.querySelector("[title]")?.getAttribute("title")).toBe("Save for offline (s)");
});
