/** How long paper waits for pictures: longer than that, and it goes without. */
const PATIENCE = 3000;

/** Prints the article with all its pictures: those out of sight have not been loaded yet, and leave empty boxes. */
export async function printArticle(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>(".art img")];
  for (const picture of pictures) picture.loading = "eager";
  const come = pictures.map((picture) => picture.decode().catch(() => {}));
  await Promise.race([Promise.all(come), new Promise((go) => setTimeout(go, PATIENCE))]);
  print();
}
