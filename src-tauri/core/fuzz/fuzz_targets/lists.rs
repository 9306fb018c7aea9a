//! A list of saved articles that another program wrote: no panic, and bounded.
#![no_main]

use broadsheet_core::model::Written;
use broadsheet_core::transfer::lists;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(list) = lists::read(bytes) {
        assert!(list.rows.len() <= 50_000 && list.refused.len() <= 501);
        for row in &list.rows {
            assert!(row.address.starts_with("http://") || row.address.starts_with("https://"));
            assert!(row.title.as_ref().is_none_or(|title| title.chars().count() <= 300));
            assert!(row.written.labels.len() <= 100 && row.written.highlights.len() <= 1_000);
        }
    }
    lists::markdown::read(&String::from_utf8_lossy(bytes), &mut Written::default());
});
