//! Why the program ends with a code other than 0, and how it says so.

use std::io;

use broadsheet_core::Error;
use broadsheet_core::error::ErrorReport;
use clap::error::ErrorKind;
use serde_json::{Value, json};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The core's reason.
    Core(Error),
    /// The command line cannot be understood.
    Usage(Box<clap::Error>),
    /// `verify` found saved files that are not what they were.
    SavedDamaged {
        /// How many.
        damaged: usize,
    },
    /// The reader stopped a refresh; what came until then is kept, and was reported.
    Cancelled,
    /// Nobody reads our output any more (`| head`): no error, but no reason to go on either.
    OutputClosed,
}

impl Failure {
    /// The program's exit code.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::OutputClosed => 0,
            Self::Usage(_) => 2,
            // What a shell gives a program that Ctrl-C ended.
            Self::Cancelled => 130,
            Self::Core(_) | Self::SavedDamaged { .. } => 1,
        }
    }

    /// The error as it is told, where there is something to tell.
    pub fn to_report(&self) -> Option<ErrorReport> {
        let own = |code: &str, message: String, params: Value| {
            Some(ErrorReport { code: code.to_owned(), message, params, retryable: false })
        };
        match self {
            Self::Core(error) => Some(error.to_report()),
            Self::Usage(error) => own("usage", usage_message(error), json!({})),
            Self::SavedDamaged { damaged } => own(
                "saved_damaged",
                format!("Saved files that are damaged or gone: {damaged}."),
                json!({ "damaged": damaged }),
            ),
            Self::Cancelled | Self::OutputClosed => None,
        }
    }
}

/// clap's words without its own "error: " and what it adds below; with no command at all it has none.
fn usage_message(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "A command is missing; --help lists them.".to_owned();
    }
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    text.split("\n\n").next().unwrap_or_default().trim_end().to_owned()
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::Core(Error::File { path: "stdout".into(), source: error })
        }
    }
}
