//! What can be typed after `broadsheet-cli`.

mod follow;
mod kind;
mod library;
mod list;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use follow::{AliasCommand, LimitArgs};
pub use library::{ExportArgs, LibraryCommand, OpmlCommand, PicturesCommand, SourceCommand};

/// Broadsheet without a window: the same library, the same articles, in text or JSON.
#[derive(Debug, Parser)]
#[command(name = "broadsheet-cli", version, propagate_version = true)]
pub struct Cli {
    /// The library's folder [default: $BROADSHEET_LIBRARY, or the platform's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub library: Option<PathBuf>,
    /// Print JSON: one document, or one object a line for lists
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// With a file alone
    #[command(flatten)]
    Files(FileCommand),
    /// In a library
    #[command(flatten)]
    Library(LibraryCommand),
    /// Move your own library to another folder, with all that is in it, and use it there from then on. Close the app before
    MoveLibrary {
        /// An empty folder; in one that is not empty, a new folder is made
        to: PathBuf,
    },
    /// Use the library in another folder as your own, or begin anew in its own place
    UseLibrary {
        /// A library's folder; without it, the place where a library is that was never moved
        folder: Option<PathBuf>,
    },
    /// Make the library what a backup holds; what is there is set aside, not deleted. Close the app before
    Restore {
        /// The backup
        file: PathBuf,
    },
}

/// What needs neither library nor network.
#[derive(Debug, Subcommand)]
pub enum FileCommand {
    /// Read a feed from a file: its publication and articles, without library or network
    Parse {
        /// The feed's bytes
        file: PathBuf,
        /// The address the bytes came from
        #[arg(long)]
        url: String,
        /// The Content-Type they came with
        #[arg(long, value_name = "T")]
        content_type: Option<String>,
    },
    /// Read an article page from a file, without library or network
    Extract {
        /// The page's bytes
        file: PathBuf,
        /// The address the bytes came from
        #[arg(long)]
        url: String,
    },
    /// Make the HTML in a file safe, without library or network
    Sanitize {
        /// The HTML
        file: PathBuf,
        /// The address that relative links in it resolve against
        #[arg(long)]
        url: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
