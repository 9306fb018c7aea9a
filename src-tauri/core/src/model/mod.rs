//! Plain data: what the window and the command line see, word for word.
//!
//! JSON is camelCase, ids are strings, times are RFC 3339 in UTC, and what is absent is `null` or `[]`, never a
//! missing key.

mod alert;
mod around;
mod article;
mod follow;
mod front;
mod id;
mod maintenance;
mod media;
mod new;
mod note;
mod page;
mod preview;
mod profile;
mod publication;
mod settings;
mod slug;
mod transfer;
mod version;

pub use alert::*;
pub use around::*;
pub use article::*;
pub use follow::*;
pub use front::*;
pub use id::*;
pub use maintenance::*;
pub use media::*;
pub use new::*;
pub use note::*;
pub use page::*;
pub use profile::*;
pub use publication::*;
pub use settings::*;
pub use slug::slug;
pub use transfer::*;
pub use version::*;
