import { describe, expect, it } from "vitest";

import type { Candidate, Discovery } from "../api";
import { core, report } from "../test/core";
import { article, publication } from "../test/samples";
import { Adding } from "./adding.svelte";

const candidate = (some: Partial<Candidate> = {}): Candidate => ({
  kind: "feed",
  url: "https://quay.example/feed",
  title: "The Quay Gazette",
  description: null,
  site: null,
  icon: null,
  language: null,
  latest: [],
  articles: 3,
  already: null,
  ...some,
});
const found = (address: string): Discovery => ({
  address,
  candidates: [candidate({ title: address })],
  article: null,
});

describe("adding a publication", () => {
  it("shows what was found, the best picked, and adds that", async () => {
    const asked = core({ discover: ({ address }) => found(address), add: () => publication() });
    const adding = new Adding();
    await adding.look("quay.example");
    expect(adding.candidate?.title).toBe("quay.example");
    expect(await adding.add()).not.toBeNull();
    expect(asked.at(-1)?.args).toEqual({
      address: "quay.example",
      choice: { kind: "feed", url: "https://quay.example/feed" },
    });
  });

  it("adds nothing that was not found", async () => {
    core({});
    expect(await new Adding().add()).toBeNull();
  });

  it("drops an answer that something else overtook", async () => {
    let answer = () => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    core({
      discover: (({ address }: { address: string }) =>
        address === "slow" ? slow.then(() => found("slow")) : found(address)) as never,
    });
    const adding = new Adding();
    const first = adding.look("slow");
    await adding.look("quick");
    answer();
    await first;
    expect(adding.candidate?.title).toBe("quick");
  });

  it("drops an answer that comes after the reader typed on", async () => {
    core({ discover: ({ address }) => found(address) });
    const adding = new Adding();
    const looking = adding.look("quay.example");
    adding.reset();
    await looking;
    expect(adding.step.at).toBe("typing");
  });

  it("offers the article alone where there is nothing to follow", async () => {
    const url = "https://quay.example/a";
    const alone = {
      url,
      headline: "A",
      summary: null,
      authors: [],
      publishedAt: null,
      stub: false,
      already: null,
    };
    const asked = core({
      discover: ({ address }) => ({ address, candidates: [], article: alone }),
      add_article: () => article({ id: "7" }),
    });
    const adding = new Adding();
    await adding.look("quay.example/a");
    expect([adding.candidate, adding.article?.headline]).toEqual([null, "A"]);
    expect(await adding.add()).toMatchObject({ article: { id: "7" } });
    expect(asked.at(-1)).toEqual({ name: "add_article", args: { address: url } });
  });

  it("sends a name and password along, and shows them nowhere", async () => {
    const asked = core({
      discover: ({ address }) => {
        if (!address.includes("@")) throw { ...report("http_status", ""), params: { status: 401 } };
        return found(address.replace(/\/\/.*@/, ""));
      },
      add: () => publication(),
    });
    const adding = new Adding();
    await adding.look("quay.example");
    expect(adding.asksForLogin).toBe("first");
    await adding.look("quay.example", { name: "ada", password: "secret" });
    expect(JSON.stringify(adding.step)).not.toContain("secret");
    await adding.add();
    expect(asked.at(-1)?.args).toMatchObject({ address: "//ada:secret@quay.example" });
  });

  it("keeps the reason where nothing was found", async () => {
    core({
      discover: () => {
        throw report("nothing_found", "No feed was found.");
      },
    });
    const adding = new Adding();
    await adding.look("quay.example");
    expect(adding.step).toMatchObject({ at: "failed", problem: { code: "nothing_found" } });
  });
});
