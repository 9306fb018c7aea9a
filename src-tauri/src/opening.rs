//! What the system asks to be opened: links, files, clicks on notifications.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use broadsheet_core::model::{ArticleId, ImportReport};
use broadsheet_core::{Error, ErrorReport};
use serde::Serialize;
use ts_rs::TS;
use url::Url;

/// Something the system asked to be opened: by a click on a notification or a link, or with a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Opening {
    /// A stored article.
    Article {
        /// Which.
        id: ArticleId,
    },
    /// The inbox: what the reader was told of.
    Alerts,
    /// An address somebody may want to add, from a `feed:` or `broadsheet:` link.
    Address {
        /// The address, still to be looked at.
        address: String,
    },
    /// An OPML file, already imported.
    Opml {
        /// The file's name.
        name: String,
        /// What the import did.
        report: Option<ImportReport>,
        /// Why it could not be imported.
        problem: Option<ErrorReport>,
    },
}

/// An argument of the program, understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// To read this stored article.
    Article(ArticleId),
    /// To add this address.
    Address(String),
    /// To import this OPML file.
    Opml(PathBuf),
}

/// The longest address worth looking at.
const ADDRESS_LIMIT: usize = 8 * 1024;
/// The largest OPML file worth reading: thousands of feeds fit into one megabyte.
const OPML_LIMIT: u64 = 16 * 1024 * 1024;

/// Understands an argument given by the system in the folder `here`; `None` where it is nothing we open.
pub fn understand(argument: &OsStr, here: &Path) -> Option<Asked> {
    if let Some(id) = argument.to_str().and_then(article) {
        return Some(Asked::Article(id));
    }
    if let Some(address) = argument.to_str().and_then(address) {
        return Some(Asked::Address(address));
    }
    // Some desktops hand over files as `file:` addresses.
    let named =
        argument.to_str().and_then(|text| Url::parse(text).ok()).and_then(|url| url.to_file_path().ok());
    let path = here.join(named.as_deref().unwrap_or(Path::new(argument)));
    let is_opml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("opml"));
    is_opml.then_some(Asked::Opml(path))
}

/// The article in a link of our own: `broadsheet:article/7`.
fn article(link: &str) -> Option<ArticleId> {
    let (scheme, rest) = link.split_once(':')?;
    let id = rest.trim_start_matches('/').strip_prefix("article/")?;
    scheme.eq_ignore_ascii_case("broadsheet").then(|| id.parse().ok()).flatten()
}

/// The address in a link: `feed:` and web addresses as they are, what follows `broadsheet:` otherwise.
fn address(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once(':')?;
    let address = match scheme.to_ascii_lowercase().as_str() {
        "feed" | "http" | "https" => link,
        "broadsheet" => rest.trim_start_matches('/'),
        _ => return None,
    };
    (!address.is_empty() && address.len() <= ADDRESS_LIMIT).then(|| address.to_owned())
}

/// Reads an OPML file whole.
pub fn read_opml(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        let mut bytes = Vec::new();
        file.take(OPML_LIMIT + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > OPML_LIMIT {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        Ok(bytes)
    };
    read().map_err(|source| Error::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(argument: &str) -> Option<Asked> {
        understand(OsStr::new(argument), Path::new("/home/reader"))
    }

    #[test]
    fn links_become_addresses() {
        for (link, wanted) in [
            ("feed:https://a.example/rss", "feed:https://a.example/rss"),
            ("FEED://a.example/rss", "FEED://a.example/rss"),
            ("broadsheet:https://a.example/", "https://a.example/"),
            ("broadsheet://a.example/news", "a.example/news"),
            ("https://a.example/", "https://a.example/"),
        ] {
            assert_eq!(asked(link), Some(Asked::Address(wanted.into())), "{link}");
        }
    }

    #[test]
    fn our_own_links_are_stored_articles() {
        for link in ["broadsheet:article/7", "broadsheet://article/7", "BROADSHEET:article/7"] {
            assert_eq!(asked(link), Some(Asked::Article(ArticleId(7))), "{link}");
        }
        let site = Some(Asked::Address("article/x".into()));
        assert_eq!(asked("broadsheet:article/x"), site, "what is no number is no article");
    }

    #[test]
    fn opml_files_are_found_from_where_the_program_was_started() {
        assert_eq!(asked("list.OPML"), Some(Asked::Opml("/home/reader/list.OPML".into())));
        assert_eq!(asked("/tmp/list.opml"), Some(Asked::Opml("/tmp/list.opml".into())));
        #[cfg(unix)]
        assert_eq!(asked("file:///tmp/my%20list.opml"), Some(Asked::Opml("/tmp/my list.opml".into())));
    }

    #[test]
    fn anything_else_is_left_alone() {
        let long = format!("feed:{}", "a".repeat(ADDRESS_LIMIT));
        for argument in ["", "file:///etc/passwd", "javascript:alert(1)", "broadsheet:", "notes.txt", &long] {
            assert_eq!(asked(argument), None, "{argument:.40}");
        }
    }

    #[test]
    fn a_folder_or_a_missing_file_is_an_error_and_no_hang() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [folder.path().to_owned(), folder.path().join("none.opml")] {
            assert!(read_opml(&path).is_err(), "{}", path.display());
        }
    }
}
