//! What the program was started with.

use std::ffi::OsString;
use std::path::PathBuf;

use broadsheet_core::place::named_by_environment;

use crate::desktop::autostart::HIDDEN;
use crate::desktop::notify::KEEP;

/// `broadsheet [--library DIR] [--hidden] [ADDRESS or OPML file …]`, read.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The library's folder, where one is named; else the reader's own library is meant.
    pub folder: Option<PathBuf>,
    /// Whether the window stays out of sight, as when the desktop starts the program by itself.
    pub hidden: bool,
    /// The program whose notifications are to be kept, by its name on the bus: then there is no window.
    pub keeps_for: Option<OsString>,
    /// What to open.
    pub openings: Vec<OsString>,
}

impl Arguments {
    /// Reads the command line without the program's name.
    pub fn read(given: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut given = given.into_iter();
        let mut named = None;
        let mut hidden = false;
        let mut keeps_for = None;
        let mut openings = Vec::new();
        while let Some(argument) = given.next() {
            if argument == "--library" {
                named = Some(given.next().ok_or("--library needs a folder")?.into());
            } else if let Some(folder) = argument.to_str().and_then(|a| a.strip_prefix("--library=")) {
                named = Some(folder.into());
            } else if argument == KEEP {
                keeps_for = Some(given.next().ok_or("--keep-notifications needs a name on the bus")?);
            } else if argument == HIDDEN {
                hidden = true;
            } else {
                openings.push(argument);
            }
        }
        Ok(Self { folder: named.or_else(named_by_environment), hidden, keeps_for, openings })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[&str]) -> Result<Arguments, String> {
        Arguments::read(given.iter().map(OsString::from))
    }

    #[test]
    fn a_named_library_is_a_world_of_its_own() {
        for given in [&["--library", "/tmp/x"][..], &["--library=/tmp/x"]] {
            let arguments = read(given).expect("both spellings are understood");
            let named = Some(PathBuf::from("/tmp/x"));
            assert_eq!(
                arguments.folder, named,
                "a second window on the reader's own library must stay possible"
            );
        }
    }

    #[test]
    fn what_is_no_option_is_to_be_opened() {
        let arguments =
            read(&["feed:https://a.example/", "--library", "x", "list.opml"]).expect("understood");
        assert_eq!(arguments.openings, ["feed:https://a.example/", "list.opml"]);
    }

    #[test]
    fn a_start_by_the_desktop_is_out_of_sight() {
        let arguments = read(&["--hidden"]).expect("understood");
        assert!(arguments.hidden && arguments.openings.is_empty(), "it is nothing to open");
        assert!(!read(&["list.opml"]).expect("understood").hidden);
    }

    #[test]
    fn who_keeps_notifications_is_told_for_whom_and_of_which_library() {
        let arguments = read(&["--library", "/tmp/x", "--keep-notifications", ":1.7"]).expect("understood");
        assert_eq!(arguments.keeps_for, Some(":1.7".into()));
        assert_eq!(arguments.folder, Some("/tmp/x".into()));
        assert_eq!(read(&[":1.7"]).expect("understood").keeps_for, None);
        assert!(read(&["--keep-notifications"]).is_err(), "nobody to keep them for");
    }

    #[test]
    fn a_library_without_its_folder_is_refused() {
        assert!(read(&["--library"]).is_err(), "the folder must not be guessed");
    }
}
