import { screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { faults } from "../test/accessible";
import { open } from "../test/window";

const ready = () => screen.findByRole("heading", { name: "Most Popular" });

describe("the article's page", () => {
  it("tells what a long piece contains and where to read on, and axe finds nothing", async () => {
    await open("pieces", "#/article/101");
    await ready();
    const rail = screen.getByRole("complementary", { name: "This story" });
    expect(within(rail).getAllByRole("link", { name: /ice|gauges|timetable/ }).length).toBe(3);
    expect(screen.getByRole("navigation", { name: /next article/ }), "beside it").toBeTruthy();
    expect(screen.getByRole("heading", { name: "Read more" }), "alike").toBeTruthy();
    expect(await faults(document.body)).toEqual([]);
  });

  it("opens any picture, goes on by key, and gives the focus back", async () => {
    await open("pieces", "#/article/102");
    await ready();
    const user = userEvent.setup();
    const second = await screen.findByRole("button", { name: "Enlarge: Stall one" });
    second.focus();
    await user.keyboard("{Enter}");
    const viewer = await screen.findByRole("dialog", { name: "Pictures" });
    expect(within(viewer).getByRole("status").textContent, "behind the lead").toContain("2 of 6");
    await user.keyboard("{ArrowRight}");
    expect(within(viewer).getByRole("img", { name: "Stall two" })).toBeTruthy();
    expect(within(viewer).getByText(/Daria Koval/), "with its caption").toBeTruthy();
    await user.keyboard("+");
    expect(within(viewer).getByText("150%"), "enlarged").toBeTruthy();
    await user.keyboard("{ArrowRight}");
    expect(within(viewer).getByRole("status").textContent, "arrows now move over it").toContain(
      "3",
    );
    expect(await faults(viewer)).toEqual([]);
    await user.click(within(viewer).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog"), "closed").toBeNull());
  });

  it("copies a quotation with its source, or says what is missing", async () => {
    const asked = await open("pieces", "#/article/102");
    await ready();
    const user = userEvent.setup();
    getSelection()?.removeAllRanges();
    await user.keyboard("q");
    expect(
      await screen.findByRole("region", { name: "Select some of the text first" }),
    ).toBeTruthy();
    const words = screen.getAllByText(/The ferry leaves at dawn/)[0]!.firstChild!;
    getSelection()?.setBaseAndExtent(words, 0, words, 24);
    await user.keyboard("q");
    await waitFor(() => expect(asked.map(({ name }) => name)).toContain("copy_text"));
    expect(asked.find(({ name }) => name === "copy_text")?.args).toEqual({
      text: "“The ferry leaves at dawn”\n— Twelve mornings at the market, The Quay Gazette\nhttps://quay.example/a",
    });
  });

  it("offers neither listening nor sharing where the system has none", async () => {
    await open("pieces", "#/article/102");
    await ready();
    expect(screen.queryByRole("button", { name: "Listen" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Share" })).toBeNull();
  });
});
