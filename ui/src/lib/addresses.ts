/** The host a typed address names, as far as one can be read from it. */
export function hostOf(address: string): string {
  return /^(?:feed:)?(?:https?:)?(?:\/\/)?([^/?#\s]+)/i.exec(address.trim())?.[1] ?? address.trim();
}

/** Whether an address can lead anywhere: names under `.invalid` never do (RFC 6761 §6.4), as in the sample edition. */
export function leadsSomewhere(address: string): boolean {
  return !/^[^?#]*\/\/[^/?#]*\.invalid\.?(:|[/?#]|$)/i.test(address);
}

/** What was probably meant by an address that is none: slips of the keyboard put right. `null` where nothing changes. */
export function probablyMeant(address: string): string | null {
  const typed = address.trim();
  const meant = typed
    .replace(/^(h+t+p+s?)[:;]?\/*(?=[^/]+\.)/i, (_, scheme: string) =>
      /s$/i.test(scheme) ? "https://" : "http://",
    )
    .replace(/[,;]+/g, ".")
    .replace(/\s+/g, "")
    .replace(/\.{2,}/g, ".");
  const isHost = /^(https?:\/\/)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([:/?#].*)?$/u.test(meant);
  return isHost && meant !== typed ? meant : null;
}
