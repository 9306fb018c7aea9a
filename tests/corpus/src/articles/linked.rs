//! Structured data, just as pages state it.

use broadsheet_core::extract::linked_data;
use serde::Deserialize;
use serde_json::Value;

use crate::corpus::Corpus;
use crate::row::Row;

#[derive(Deserialize)]
struct Case {
    file: String,
    expected_files: Vec<String>,
}

/// Pages whose JSON-LD is read to the value.
pub fn measure(corpus: &Corpus) -> Vec<Row> {
    let cases: Vec<Case> = corpus.json("structured-data/index.json").unwrap_or_default();
    let (mut right, mut counted) = (0, 0);
    for case in cases {
        let Some(file) = case.expected_files.iter().find(|file| file.ends_with(".jsonld")) else { continue };
        let expected: Option<Value> = corpus.json(&format!("structured-data/{file}"));
        let page = corpus.read(&format!("structured-data/{}", case.file));
        let (Some(expected), Some(page)) = (expected, page) else { continue };
        counted += 1;
        // The oracle opens lists that stand at the top, here and there.
        let found = things(Value::Array(linked_data(&page)));
        // Some name the list.
        let expected = things(expected.get("items").cloned().unwrap_or(expected));
        if found == expected {
            right += 1;
        } else {
            corpus.explain(|| format!("structured data: {}: {found:?}, not {expected:?}", case.file));
        }
    }
    if counted == 0 {
        Vec::new()
    } else {
        vec![Row::share("JSON-LD, to the value", "structured-data", 1.0, right, counted)]
    }
}

/// Every thing described, lists in lists opened.
fn things(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values.into_iter().flat_map(things).collect(),
        Value::Object(_) => vec![value],
        _ => Vec::new(),
    }
}
