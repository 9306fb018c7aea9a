import { render, screen } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";

import type { ArticleSummary } from "../../api";
import { core } from "../../test/core";
import { summary } from "../../test/samples";
import ArticleRow from "./ArticleRow.svelte";

const film = {
  url: "https://videos.example/9",
  poster: "https://videos.example/9.jpg",
  posterMedia: "still9",
  title: null,
  durationSeconds: 65,
};

function row(given: Partial<ArticleSummary>) {
  const article = summary({ summary: null, ...given });
  const rest = { selected: false, reachable: true, showPublication: true, place: 1, outOf: 1 };
  return render(ArticleRow, { article, ...rest, onselect: () => {} });
}

beforeEach(() => void core({}));

describe("a row", () => {
  it("of an article that shows a video says so, with its still and its length", () => {
    const { container } = row({ video: film });
    expect(screen.getByText("With video")).toBeTruthy();
    expect(screen.getByText("1:05")).toBeTruthy();
    expect(container.querySelector("img")?.src, "its still").toContain("still9");
  });

  it("of an article without picture and video has neither", () => {
    const { container } = row({});
    expect(screen.queryByText("With video")).toBeNull();
    expect(container.querySelector("img"), "and no empty frame").toBeNull();
  });
});
