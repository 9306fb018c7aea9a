//! The one error of the core. Each variant has a stable [`code`](Error::code); whoever shows it to a person
//! branches on the code and fills their own sentence from [`params`](Error::params).

use std::path::PathBuf;

use serde::Serialize;
use ts_rs::TS;

/// What the core's methods return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be done.
///
/// `Display` is one plain English sentence. Being offline, cancelled, unchanged or already saved is a state
/// and never arrives here.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    // ---- addresses ----
    /// The text cannot be read as a web address.
    #[error("{}", invalid_sentence(address))]
    AddressInvalid {
        /// What was given.
        address: String,
    },
    /// Only `http` and `https` (and `feed:` standing for them) are followed.
    #[error("Addresses that start with “{scheme}:” are not followed.")]
    AddressScheme {
        /// The scheme, without its colon.
        scheme: String,
    },
    /// A page or redirect led to a private network that the reader did not name.
    #[error("{host} is on a private network, and only you can send Broadsheet there.")]
    AddressPrivate {
        /// The host that was not contacted.
        host: String,
    },

    // ---- the network ----
    /// The host's name could not be found, or nothing answered there.
    #[error("{host} could not be reached.")]
    Unreachable {
        /// The host.
        host: String,
        /// Whether it may be for want of a network: there was no way to it, or its name could not be looked up.
        cut_off: bool,
    },
    /// No secure connection: the other side's certificate cannot be trusted, or it speaks no TLS we know.
    #[error("No secure connection to {host}: {reason}.")]
    Tls {
        /// The host.
        host: String,
        /// Why, in a few words.
        reason: &'static str,
    },
    /// The connection ended before the answer was whole.
    #[error("{host} broke off in the middle of its answer.")]
    ConnectionCut {
        /// The host.
        host: String,
    },
    /// No answer, or no whole answer, in the time allowed.
    #[error("{host} took too long to answer.")]
    TimedOut {
        /// The host.
        host: String,
    },
    /// The server answered with a status that is no success (and is not 410).
    #[error("{host} answered with the error {status}.")]
    HttpStatus {
        /// The host.
        host: String,
        /// The HTTP status code.
        status: u16,
        /// Seconds the server asked us to wait (`Retry-After`, RFC 9110 §10.2.3).
        retry_after: Option<u64>,
    },
    /// 410: the server says that this address is gone for good.
    #[error("{host} says that this address is gone for good.")]
    Gone {
        /// The host.
        host: String,
    },
    /// Too many redirects, or redirects that go round.
    #[error("{host} keeps sending us on to another address.")]
    RedirectLoop {
        /// The host that was asked first.
        host: String,
    },
    /// The answer was larger than the limit for its kind.
    #[error("The answer from {host} is too large (over {}).", size(*limit))]
    TooLarge {
        /// The host.
        host: String,
        /// The limit, in bytes.
        limit: u64,
    },

    // ---- what came back ----
    /// The bytes are no feed of any kind we know.
    #[error("There is no feed at this address.")]
    NotAFeed,
    /// Neither the page nor its host offers anything we can follow.
    #[error("No feed was found at {address}.")]
    NothingFound {
        /// The address that was looked at.
        address: String,
    },
    /// The bytes are no picture we can show.
    #[error("That is not a picture.")]
    NotAPicture,
    /// The picture has more pixels than any window should draw, or more bytes than may stand in an article's text.
    #[error("The picture is too large.")]
    PictureTooLarge,
    /// The picture waits for the reader's consent, or for their click.
    #[error("No pictures are asked from {host} unless you allow it.")]
    PictureHeld {
        /// Who was not asked.
        host: String,
    },
    /// An OPML file that cannot be read at all.
    #[error("This is not an OPML file.")]
    OpmlInvalid,

    // ---- what was asked ----
    /// There is no such thing in the library.
    #[error("There is no such {kind} in the library.")]
    NotFound {
        /// What was asked for: `article`, `author`, `publication`, `source`, `tag`, `follow`, `alert`, `media`, `version`.
        kind: &'static str,
        /// The id or name that was given.
        id: String,
    },
    /// A cursor, id, date or option that cannot be understood.
    #[error("“{value}” cannot be understood as {what}.")]
    Invalid {
        /// What was expected, such as `a cursor`.
        what: &'static str,
        /// What was given.
        value: String,
    },

    // ---- the library ----
    /// The library was written by a newer Broadsheet.
    #[error("This library was made by a newer version of Broadsheet.")]
    LibraryNewer {
        /// The schema version found.
        found: i64,
        /// The newest one this program knows.
        known: i64,
    },
    /// The library was moved to where it cannot be found now, such as a drive that is not there.
    #[error("The library is not where it was moved to: {folder}", folder = folder.display())]
    LibraryAway {
        /// Where it should be, or what should say so.
        folder: PathBuf,
    },
    /// The database file is damaged.
    #[error("The library is damaged: {detail}")]
    LibraryDamaged {
        /// SQLite's words.
        detail: String,
    },
    /// Another program holds the library for longer than we wait.
    #[error("The library is in use by another program.")]
    LibraryBusy,
    /// The disk is full; nothing of the change was kept.
    #[error("The disk is full.")]
    DiskFull,
    /// The library's folder cannot be written.
    #[error("The library cannot be written: its folder or disk is read-only.")]
    LibraryReadOnly,
    /// A file or folder could not be used.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's own reason.
        source: std::io::Error,
    },
    /// Something that should not happen: a bug, told rather than hidden.
    #[error("Something unexpected went wrong: {detail}")]
    Unexpected {
        /// For a bug report.
        detail: String,
    },
}

impl Error {
    /// The stable name of this kind of error, for programs and translations.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::AddressInvalid { .. } => "address_invalid",
            Self::AddressScheme { .. } => "address_scheme",
            Self::AddressPrivate { .. } => "address_private",
            Self::Unreachable { .. } => "unreachable",
            Self::Tls { .. } => "tls",
            Self::ConnectionCut { .. } => "connection_cut",
            Self::TimedOut { .. } => "timed_out",
            Self::HttpStatus { .. } => "http_status",
            Self::Gone { .. } => "gone",
            Self::RedirectLoop { .. } => "redirect_loop",
            Self::TooLarge { .. } => "too_large",
            Self::NotAFeed => "not_a_feed",
            Self::NothingFound { .. } => "nothing_found",
            Self::NotAPicture => "not_a_picture",
            Self::PictureTooLarge => "picture_too_large",
            Self::PictureHeld { .. } => "picture_held",
            Self::OpmlInvalid => "opml_invalid",
            Self::NotFound { .. } => "not_found",
            Self::Invalid { .. } => "invalid",
            Self::LibraryNewer { .. } => "library_newer",
            Self::LibraryAway { .. } => "library_away",
            Self::LibraryDamaged { .. } => "library_damaged",
            Self::LibraryBusy => "library_busy",
            Self::DiskFull => "disk_full",
            Self::LibraryReadOnly => "library_read_only",
            Self::File { .. } => "file",
            Self::Unexpected { .. } => "unexpected",
        }
    }

    /// The named values a translated sentence needs.
    #[must_use]
    pub fn params(&self) -> serde_json::Value {
        use serde_json::json;
        match self {
            Self::AddressInvalid { address } | Self::NothingFound { address } => {
                json!({ "address": address })
            }
            Self::AddressScheme { scheme } => json!({ "scheme": scheme }),
            Self::AddressPrivate { host }
            | Self::Unreachable { host, .. }
            | Self::ConnectionCut { host }
            | Self::TimedOut { host }
            | Self::Gone { host }
            | Self::PictureHeld { host }
            | Self::RedirectLoop { host } => json!({ "host": host }),
            Self::HttpStatus { host, status, retry_after } => {
                json!({ "host": host, "status": status, "retryAfter": retry_after })
            }
            Self::Tls { host, reason } => json!({ "host": host, "reason": reason }),
            Self::TooLarge { host, limit } => json!({ "host": host, "limit": limit }),
            Self::NotFound { kind, id } => json!({ "kind": kind, "id": id }),
            Self::Invalid { what, value } => json!({ "what": what, "value": value }),
            Self::LibraryNewer { found, known } => json!({ "found": found, "known": known }),
            Self::LibraryAway { folder } => json!({ "folder": folder }),
            Self::LibraryDamaged { detail } | Self::Unexpected { detail } => json!({ "detail": detail }),
            Self::File { path, source } => json!({ "path": path, "detail": source.to_string() }),
            Self::NotAFeed
            | Self::NotAPicture
            | Self::PictureTooLarge
            | Self::OpmlInvalid
            | Self::LibraryBusy
            | Self::DiskFull
            | Self::LibraryReadOnly => json!({}),
        }
    }

    /// Whether the same call may go through later without anything being changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::ConnectionCut { .. }
            | Self::TimedOut { .. }
            | Self::LibraryBusy
            | Self::LibraryAway { .. }
            | Self::DiskFull => true,
            Self::HttpStatus { status, .. } => *status == 408 || *status == 429 || *status >= 500,
            _ => false,
        }
    }

    /// The form in which errors cross a seam: to the web UI, or out of the CLI with `--json`.
    #[must_use]
    pub fn to_report(&self) -> ErrorReport {
        ErrorReport {
            code: self.code().to_owned(),
            message: self.to_string(),
            params: self.params(),
            retryable: self.is_retryable(),
        }
    }
}

/// What is wrong with an address somebody typed.
fn invalid_sentence(address: &str) -> String {
    if address.is_empty() {
        "Type the address of a site or a feed.".to_owned()
    } else if crate::fetch::is_path(address) {
        format!("“{address}” is a file or folder, not a web address.")
    } else {
        format!("“{address}” is not a web address.")
    }
}

/// A number of bytes as people say it.
fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{} KB", bytes >> 10),
        megabytes => format!("{megabytes} MB"),
    }
}

/// An [`Error`] as plain data.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErrorReport {
    /// [`Error::code`].
    pub code: String,
    /// One plain English sentence.
    pub message: String,
    /// [`Error::params`].
    #[ts(type = "Record<string, unknown>")]
    pub params: serde_json::Value,
    /// [`Error::is_retryable`].
    pub retryable: bool,
}
