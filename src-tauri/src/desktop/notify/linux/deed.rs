//! What the keeper does in the program's place while that is gone.

use std::path::{Path, PathBuf};

use broadsheet_core::model::ArticleId;
use broadsheet_core::place::Places;
use broadsheet_core::{Error, Library, Options};
use tokio::sync::oneshot;

use super::kept::{self, command};
use crate::desktop::notify::Action;

/// Does in the library in `folder`, where one was named, what the reader wants of an article in the one with this
/// `identity`. It is open only meanwhile.
pub async fn act(
    folder: Option<PathBuf>,
    identity: Option<&str>,
    article: ArticleId,
    action: Action,
) -> Result<(), Error> {
    let folder = folder.map_or_else(|| Places::of_system()?.find(), Ok)?;
    match kept::identity(&folder) {
        // One that is away is not begun anew.
        None => return Err(Error::LibraryAway { folder }),
        found if found.as_deref() != identity => {
            return Err(Error::NotFound { kind: "article", id: article.to_string() });
        }
        Some(_) => {}
    }
    let library = Library::open(Options::new(folder)).await?;
    match action {
        Action::Save => library.save(article).await.map(drop),
        Action::MarkRead => library.mark_read(vec![article], true).await.map(drop),
        Action::Open => Ok(()),
    }
}

/// Starts the program on the library in `folder`, where one was named, with a `token` where the desktop gave one for its
/// window. It says nothing but that it ended.
pub fn start(folder: Option<&Path>, token: Option<&str>) -> std::io::Result<oneshot::Receiver<()>> {
    let place = folder.map_or_else(|| Places::of_system()?.find(), |folder| Ok(folder.to_owned()));
    // One that is away is not begun anew. Why it cannot be found the program tells.
    if place.is_ok_and(|place| kept::identity(&place).is_none()) {
        return Err(std::io::ErrorKind::NotFound.into());
    }
    let mut command = command(folder)?;
    for name in ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"] {
        match token {
            Some(token) => command.env(name, token),
            // One that we were started with was for another window.
            None => command.env_remove(name),
        };
    }
    let mut program = command.spawn()?;
    let (tell, told) = oneshot::channel();
    std::thread::spawn(move || {
        drop(program.wait());
        drop(tell);
    });
    Ok(told)
}
