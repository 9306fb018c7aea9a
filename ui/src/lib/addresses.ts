/** The host a typed address names, as far as one can be read from it. */
export function hostOf(address: string): string {
  return /^(?:feed:)?(?:https?:)?(?:\/\/)?([^/?#\s]+)/i.exec(address.trim())?.[1] ?? address.trim();
}

/** The name and password that a private feed asks for. */
export interface Login {
  name: string;
  password: string;
}

/** An address with a name and password in it: how the core is told them (RFC 3986 §3.2.1). They are never shown. */
export function withLogin(address: string, { name, password }: Login): string {
  const [, scheme, rest = ""] =
    /^(?:feed:)?\/*(https?:\/\/)?\/*(?:[^/?#@]*@)?(.*)$/i.exec(address.trim()) ?? [];
  const part = encodeURIComponent;
  return `${scheme ?? "//"}${part(name)}:${part(password)}@${rest}`;
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
