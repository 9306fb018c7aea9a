//! The folders that publications stand in.

use rusqlite::Transaction;

use super::publication::there;
use super::row::Json;
use crate::model::PublicationId;
use crate::{Error, Result};

/// Folders in folders, and the letters of a folder's name.
const DEEPEST: usize = 8;
const LONGEST_NAME: usize = 200;

/// Puts a publication into a folder; into none where the folder has no name.
pub(crate) fn put(tx: &Transaction<'_>, id: PublicationId, folder: &[String]) -> Result<()> {
    let changed = tx.execute(
        "UPDATE publication SET folder = ?2 WHERE id = ?1 AND removed_at IS NULL",
        (id, Json(&named(folder)?)),
    )?;
    there(id, changed)
}

/// Gives a folder another name, with all that is in it and in the folders in it. Without a name it is no folder any
/// more: what was in it stands one step further out.
pub(crate) fn rename(tx: &Transaction<'_>, from: &[String], to: &[String]) -> Result<()> {
    let to = named(to)?;
    let mut statement = tx.prepare("SELECT id, folder FROM publication")?;
    let all: Vec<(PublicationId, Vec<String>)> = statement
        .query_map([], |row| Ok((row.get("id")?, row.get::<_, Json<_>>("folder")?.0)))?
        .collect::<rusqlite::Result<_>>()?;
    // One that is removed moves too: it may come back.
    for (id, folder) in all {
        let Some(inside) = folder.strip_prefix(from).filter(|_| !from.is_empty()) else { continue };
        let moved = Json([to.as_slice(), inside].concat());
        tx.execute("UPDATE publication SET folder = ?2 WHERE id = ?1", (id, moved))?;
    }
    Ok(())
}

/// A folder's path as it may be kept: names without space round them, and not without end.
fn named(folder: &[String]) -> Result<Vec<String>> {
    let names: Vec<String> =
        folder.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    if names.len() > DEEPEST || names.iter().any(|name| name.chars().count() > LONGEST_NAME) {
        let value = names.concat().chars().take(LONGEST_NAME).collect();
        return Err(Error::Invalid { what: "a folder", value });
    }
    Ok(names)
}
