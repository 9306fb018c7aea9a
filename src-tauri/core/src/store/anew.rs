//! What a backup cannot know: what came since it was written, and what of that the reader was told.

use std::path::Path;

use rusqlite::TransactionBehavior;

use super::open;
use crate::Result;

/// Makes the next fetch of every source of the library in `folder` an import, and has nothing in it told any more: it may
/// have been, after this copy of it was made. The library may be of any schema, and stays so; nobody may have it open.
pub(crate) fn begin_anew(folder: &Path) -> Result<()> {
    let mut writer = open::writer(folder)?;
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute("UPDATE source SET imported_at = NULL", [])?;
    tx.execute("UPDATE alert SET state = 'quiet' WHERE state = 'pending'", [])?;
    let has_pages: bool =
        tx.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'article_page')", [], |row| {
            row.get(0)
        })?;
    if has_pages {
        tx.execute("UPDATE article_page SET news = FALSE", [])?;
    }
    tx.commit()?;
    open::leave_in_one_file(&writer)
}
