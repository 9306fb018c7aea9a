//! What the reader chose: only what differs from the defaults stands in the table, so that a default can become better.

use rusqlite::{Connection, Transaction};
use serde_json::{Map, Value};

use super::row::Json;
use crate::Result;
use crate::model::{Settings, SettingsChange};

/// All settings. What is stored and cannot be had any more, such as a theme that went, is as if never set.
pub(crate) fn all(conn: &Connection) -> Result<Settings> {
    let mut statement = conn.prepare_cached("SELECT name, value FROM setting")?;
    let stored = statement
        .query_map([], |row| Ok((row.get("name")?, row.get::<_, Json<Value>>("value")?.0)))?
        .collect::<rusqlite::Result<Vec<(String, Value)>>>()?;
    let begin = Settings::default();
    Ok(stored.into_iter().fold(begin, |settings, (name, value)| {
        let one = Map::from_iter([(name, value)]);
        settings.with(SettingsChange(one)).unwrap_or(settings)
    }))
}

/// Changes some settings. Returns all as they were, and as they are.
pub(crate) fn change(tx: &Transaction<'_>, change: SettingsChange) -> Result<(Settings, Settings)> {
    let before = all(tx)?;
    let names: Vec<String> = change.0.keys().cloned().collect();
    let after = before.with(change)?;
    let (values, defaults) = (after.to_map(), Settings::default().to_map());
    for name in names {
        let Some(value) = values.get(&name) else { continue };
        if defaults.get(&name) == Some(value) {
            tx.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([name])?;
        } else {
            tx.prepare_cached(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?
            .execute((name, Json(value)))?;
        }
    }
    Ok((before, after))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::Shelf;
    use super::*;
    use crate::model::Theme;

    fn changed(shelf: &Shelf, wanted: Value) -> Result<(Settings, Settings)> {
        let wanted = serde_json::from_value(wanted).unwrap();
        shelf.write(|tx| change(tx, wanted))
    }

    fn rows(shelf: &Shelf) -> u32 {
        shelf.read(|conn| Ok(conn.query_row("SELECT count(*) FROM setting", [], |row| row.get(0))?))
    }

    #[test]
    fn only_what_differs_from_the_defaults_is_kept() {
        let shelf = Shelf::new();
        assert_eq!(shelf.read(all), Settings::default(), "a new library has chosen nothing");
        let (before, after) = changed(&shelf, json!({ "theme": "sepia", "textSize": 19 })).unwrap();
        assert_eq!((before.theme, after.theme), (Theme::System, Theme::Sepia), "told as it was and as it is");
        assert_eq!(shelf.read(all), after, "and so it stays");
        assert_eq!(rows(&shelf), 1, "the size is the default and needs no row");
        changed(&shelf, json!({ "theme": "system" })).unwrap();
        assert_eq!(rows(&shelf), 0, "back at the default, nothing is left behind");
    }

    #[test]
    fn a_refused_change_changes_nothing() {
        let shelf = Shelf::new();
        changed(&shelf, json!({ "theme": "dark", "refreshMinutes": 2 })).unwrap_err();
        assert_eq!(shelf.read(all), Settings::default(), "all of a change is kept, or none of it");
    }

    #[test]
    fn a_stored_value_that_is_none_any_more_harms_no_other() {
        let shelf = Shelf::new();
        changed(&shelf, json!({ "accent": "ochre" })).unwrap();
        shelf
            .write(|tx| {
                let rows = "INSERT INTO setting (name, value) VALUES ('theme', '\"mauve\"'), ('went', '1')";
                Ok(tx.execute(rows, [])?)
            })
            .unwrap();
        let wanted = Settings { accent: crate::model::Accent::Ochre, ..Settings::default() };
        assert_eq!(shelf.read(all), wanted, "what cannot be read is the default, and the rest stays");
    }
}
