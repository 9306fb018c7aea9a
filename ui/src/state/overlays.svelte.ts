import type { ExportChoice } from "../api";

/** What lies over the page: at most one of each. */
class Overlays {
  /** Whether the sidebar is drawn out, in windows too narrow to show it always. */
  drawer = $state(false);
  /** Whether the first publications are being added: the page that does it stays until it is done. */
  gathering = $state(false);
  /** Whether the keyboard's help is open. */
  help = $state(false);
  /** Whether the palette is open. */
  palette = $state(false);
  /** The dialog that adds publications, with what it opens with. */
  add: { tab: "address" | "import"; address: string } | null = $state.raw(null);

  /** The dialog that writes articles out: which, and how many. */
  export: { choice: ExportChoice; count: number } | null = $state.raw(null);

  openExport(choice: ExportChoice, count: number): void {
    this.export = { choice, count };
  }

  openAdd(address = ""): void {
    this.add = { tab: "address", address };
  }

  openImport(): void {
    this.add = { tab: "import", address: "" };
  }
}

/** The window's overlays. */
export const overlays = new Overlays();
