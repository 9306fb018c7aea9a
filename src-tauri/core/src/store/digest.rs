//! What a database holds, as one hash: two that have the same hold the same.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::Result;

/// The hash of every row of every table, and of what the tables are.
pub(crate) fn digest(conn: &Connection) -> Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    // What is virtual has its rows in other tables.
    let mut tables = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let quoted = |name: &String| format!("\"{}\"", name.replace('"', "\"\""));
    for name in tables.iter().map(quoted).chain(["sqlite_schema".to_owned()]) {
        let mut statement = conn.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        add(&mut hasher, b't', name.as_bytes());
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Null => add(&mut hasher, b'n', &[]),
                    ValueRef::Integer(number) => add(&mut hasher, b'i', &number.to_le_bytes()),
                    ValueRef::Real(number) => add(&mut hasher, b'r', &number.to_le_bytes()),
                    ValueRef::Text(text) => add(&mut hasher, b's', text),
                    ValueRef::Blob(bytes) => add(&mut hasher, b'b', bytes),
                }
            }
        }
    }
    Ok(hasher.finalize())
}

fn add(hasher: &mut blake3::Hasher, kind: u8, bytes: &[u8]) {
    hasher.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}
