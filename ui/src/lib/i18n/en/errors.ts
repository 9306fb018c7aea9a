import type { Formats } from "../formats";

type Params = Record<string, unknown>;
const GENERAL = "Something unexpected went wrong.";
const text = (params: Params, name: string) => String(params[name] ?? "");

/** A sentence for each code of the core's errors, from its params. */
export const errors = ({ number, bytes }: Formats) => ({
  codes: {
    address_invalid: () => "That is not a web address.",
    address_scheme: (p) => `Addresses that start with “${text(p, "scheme")}:” are not followed.`,
    address_private: (p) =>
      `${text(p, "host")} is on a private network. Broadsheet goes there only when you type it yourself.`,
    unreachable: (p) =>
      `${text(p, "host")} could not be reached. Check the spelling, or your connection.`,
    tls: (p) => `No secure connection to ${text(p, "host")}: ${text(p, "reason")}.`,
    connection_cut: (p) => `${text(p, "host")} broke off in the middle of its answer.`,
    timed_out: (p) => `${text(p, "host")} took too long to answer.`,
    http_status: (p) =>
      p.status === 404
        ? `${text(p, "host")} has nothing at this address (404).`
        : p.status === 429
          ? `${text(p, "host")} asks us to wait before we try again (429).`
          : p.status === 401 || p.status === 403
            ? `${text(p, "host")} does not let us in (${text(p, "status")}).`
            : `${text(p, "host")} answered with an error (${text(p, "status")}).`,
    gone: (p) => `${text(p, "host")} says that this address is gone for good.`,
    redirect_loop: (p) => `${text(p, "host")} keeps sending us on to another address.`,
    too_large: (p) =>
      `The answer from ${text(p, "host")} is too large (over ${bytes(Number(p.limit ?? 0))}).`,
    not_a_feed: () => "There is no feed at this address.",
    nothing_found: () => "No feed found here. Try a section page, or paste the feed’s address.",
    not_a_picture: () => "That is not a picture.",
    picture_too_large: () => "The picture is too large.",
    picture_held: (p) => `No pictures are loaded from ${text(p, "host")} as you chose.`,
    opml_invalid: () => "This is not an OPML file.",
    not_found: () => "This is no longer in the library.",
    invalid: () => "That could not be understood.",
    library_newer: () => "This library was made by a newer version of Broadsheet.",
    library_away: (p) => `The library is not where it was: ${text(p, "folder")}.`,
    library_damaged: () => "The library is damaged.",
    library_busy: () => "The library is in use by another program.",
    disk_full: () => "The disk is full. Nothing of this change was kept.",
    library_read_only: () => "The library cannot be written: its folder or disk is read-only.",
    file: (p) => `The file ${text(p, "path")} could not be used.`,
    unexpected: () => GENERAL,
  } satisfies Record<string, (params: Params) => string>,
  /** For a code that has no sentence of its own. */
  general: GENERAL,
  /** A source whose health has no code to tell. */
  health: {
    well: "It answers well.",
    new: "It has not been asked yet.",
    failing: "It does not answer as it should.",
    gone: "It is gone.",
  },
  didYouMean: (address: string) => `Did you mean ${address}?`,
  retryIn: (seconds: number) => `It asks us to wait ${number(seconds)} seconds.`,
});
