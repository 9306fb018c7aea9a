//! The system's own dialogs for files and folders.

use std::path::{Path, PathBuf};

use broadsheet_core::Error;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

use crate::shell::off_thread;

/// Asks for a folder; `None` if the reader changes their mind.
pub async fn pick_folder(app: &AppHandle) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    app.dialog().file().pick_folder(move |folder| drop(tell.send(folder)));
    chosen(told).await
}

/// Asks for a file to read; `None` if the reader changes their mind.
pub async fn pick_file(app: &AppHandle) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    app.dialog().file().pick_file(move |path| drop(tell.send(path)));
    chosen(told).await
}

/// Asks where to write, proposing `name`; `None` if the reader changes their mind.
pub async fn pick_place(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    // Only the last part: a name from outside must not choose the folder.
    let name = Path::new(name).file_name().unwrap_or_default().to_string_lossy().into_owned();
    app.dialog().file().set_file_name(name).save_file(move |path| drop(tell.send(path)));
    chosen(told).await
}

/// Asks where to write `bytes`, proposing `name`, and writes them there; `false` if the reader changes their mind.
pub async fn save_file(app: &AppHandle, name: &str, bytes: Vec<u8>) -> Result<bool, Error> {
    let Some(path) = pick_place(app, name).await else { return Ok(false) };
    off_thread(move || write(&path, &bytes)).await?;
    Ok(true)
}

async fn chosen(told: oneshot::Receiver<Option<FilePath>>) -> Option<PathBuf> {
    told.await.ok().flatten().and_then(|path| path.into_path().ok())
}

/// Writes beside the file first, so that a full disk leaves what was there.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|source| {
        // What was written so far is worth nothing; that it cannot be removed changes nothing for the reader.
        drop(std::fs::remove_file(&beside));
        Error::File { path: path.to_owned(), source }
    })
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.opml");
        write(&path, b"one").expect("written");
        write(&path, b"two").expect("replaced");
        assert_eq!(std::fs::read(&path).expect("there"), b"two");
        let nowhere = folder.path().join("none/list.opml");
        assert_eq!(write(&nowhere, b"x").expect_err("no such folder").code(), "file");
        let left = std::fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(left, 1, "nothing half-written stays behind");
    }
}
