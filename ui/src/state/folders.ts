// Folders of the sidebar: what is moved where, each with a way back.

import { call, type Publication } from "../api";
import { attempt } from "../lib/articles";
import { t } from "../lib/i18n";
import { library } from "./library.svelte";
import { toasts } from "./toasts.svelte";

/** What a folder is called, with the folders it is in. */
export function nameOf(folder: readonly string[]): string {
  return folder.join(" / ");
}

/** Every folder there is, by name. */
export function allFolders(): string[][] {
  const byName = new Map(library.publications.map(({ folder }) => [nameOf(folder), folder]));
  byName.delete("");
  return [...byName].sort(([a], [b]) => t.format.compare(a, b)).map(([, folder]) => folder);
}

/** Puts a publication into a folder; an empty one is none. */
export async function movePublication(publication: Publication, folder: string[]): Promise<void> {
  const { id, title, folder: before } = publication;
  if (nameOf(before) === nameOf(folder)) return;
  const move = async (to: string[]) => {
    await call("move_publication", { id, folder: to });
    await library.load();
  };
  await attempt(async () => {
    await move(folder);
    const words = t.shell.folder;
    toasts.say(folder.length > 0 ? words.moved(title, nameOf(folder)) : words.movedOut(title), () =>
      move(before),
    );
  });
}

/** Renames a folder; without a name it is gone, and what was in it stands one step further out. */
export async function renameFolder(from: string[], name: string): Promise<void> {
  const to = name === "" ? from.slice(0, -1) : [...from.slice(0, -1), name];
  if (nameOf(from) === nameOf(to)) return;
  const within = library.publications.filter(({ folder }) =>
    from.every((part, depth) => folder[depth] === part),
  );
  // What was there before under the new name is not to be taken along when this is undone.
  const before = within.map(({ id, folder }) => ({ id, folder }));
  await call("rename_folder", { from, to });
  await library.load();
  const words = t.shell.folder;
  toasts.say(name === "" ? words.removed(nameOf(from)) : words.renamed(name), async () => {
    for (const one of before) await call("move_publication", one);
    await library.load();
  });
}
