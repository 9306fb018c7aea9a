import { call, type ImportReport } from "../api";
import { t } from "../lib/i18n";
import { library } from "./library.svelte";
import { toasts } from "./toasts.svelte";

/** No list of publications is longer than this; what is, is another kind of file. */
const LARGEST = 16 * 1024 * 1024;

/** Adds every feed of an OPML file, then fetches them. */
export async function importFile(file: File): Promise<ImportReport | null> {
  if (file.size > LARGEST) {
    toasts.warn(t.add.tooLargeFile);
    return null;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const report = await call("import_opml", { opml: [...bytes] });
  await tellImport(report);
  return report;
}

/** Says what an import did, and fetches what it added. */
export async function tellImport(report: ImportReport): Promise<void> {
  toasts.say(t.add.imported(report.added, report.already));
  if (report.added > 0) await library.refresh();
}
