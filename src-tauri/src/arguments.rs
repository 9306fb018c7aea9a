//! What the program was started with.

use std::ffi::OsString;
use std::path::PathBuf;

use broadsheet_core::Options;

/// `broadsheet [--library DIR] [ADDRESS or OPML file …]`, read.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The library's folder.
    pub folder: PathBuf,
    /// Whether that is the folder the program uses by itself.
    pub own_library: bool,
    /// What to open.
    pub openings: Vec<OsString>,
}

impl Arguments {
    /// Reads the command line without the program's name.
    pub fn read(given: impl IntoIterator<Item = OsString>) -> Result<Self, String> {
        let mut given = given.into_iter();
        let mut named = None;
        let mut openings = Vec::new();
        while let Some(argument) = given.next() {
            if argument == "--library" {
                named = Some(given.next().ok_or("--library needs a folder")?.into());
            } else if let Some(folder) = argument.to_str().and_then(|a| a.strip_prefix("--library=")) {
                named = Some(folder.into());
            } else {
                openings.push(argument);
            }
        }
        let own_library = named.is_none() && std::env::var_os("BROADSHEET_LIBRARY").is_none();
        let folder = named
            .or_else(Options::default_folder)
            .ok_or("This system names no folder for programs' data; name one with --library DIR.")?;
        Ok(Self { folder, own_library, openings })
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
            assert_eq!(arguments.folder, PathBuf::from("/tmp/x"));
            assert!(!arguments.own_library, "a second window on the reader's own library must stay possible");
        }
    }

    #[test]
    fn what_is_no_option_is_to_be_opened() {
        let arguments =
            read(&["feed:https://a.example/", "--library", "x", "list.opml"]).expect("understood");
        assert_eq!(arguments.openings, ["feed:https://a.example/", "list.opml"]);
    }

    #[test]
    fn a_library_without_its_folder_is_refused() {
        assert!(read(&["--library"]).is_err(), "the folder must not be guessed");
    }
}
