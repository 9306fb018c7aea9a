//! What an article said at one time and another.

use broadsheet_core::Library;
use broadsheet_core::model::{ArticleId, Change, Comparison, Run, Version};
use console::style;
use serde::Serialize;

use super::Done;
use crate::output::Output;
use crate::text::{instant, width, wrap};

/// A version, and what changed in it since the one before.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    #[serde(flatten)]
    version: Version,
    changes: Option<Comparison>,
}

pub async fn list(library: &Library, id: ArticleId, out: &mut Output) -> Done {
    let mut rows: Vec<Row> = Vec::new();
    for version in library.versions(id).await? {
        let changes = match rows.last() {
            Some(Row { version: before, .. }) => {
                Some(library.compare_versions(id, before.number, version.number).await?)
            }
            None => None,
        };
        rows.push(Row { version, changes });
    }
    out.list(&rows, |rows| rows.iter().map(row_text).collect())
}

fn row_text(Row { version, changes }: &Row) -> String {
    let (headline, body) = match changes {
        Some(Comparison { headline, text }) => (runs_text(headline), runs_text(&nearby(text))),
        None => (version.headline.clone(), version.text.clone()),
    };
    let head = style(format!("{}. {}", version.number, instant(version.noticed_at))).bold();
    format!("{head}\n{}{}\n", wrap(&headline, width(), ""), wrap(&body, width(), "  "))
}

/// The changes with a few words round each.
fn nearby(runs: &[Run]) -> Vec<Run> {
    const ROUND: usize = 8;
    let last = runs.len().saturating_sub(1);
    let shorten = |(place, run): (usize, &Run)| {
        let words: Vec<&str> = run.text.split_whitespace().collect();
        if run.kind != Change::Same || words.len() <= 2 * ROUND {
            return run.clone();
        }
        let begin = words.iter().take(if place == 0 { 0 } else { ROUND }).copied();
        let end = words.iter().skip(words.len() - if place == last { 0 } else { ROUND }).copied();
        let text = begin.chain(["…"]).chain(end).collect::<Vec<_>>().join(" ");
        Run { kind: Change::Same, text: text + " " }
    };
    runs.iter().enumerate().map(shorten).collect()
}

fn runs_text(runs: &[Run]) -> String {
    let text = |run: &Run| match run.kind {
        Change::Same => run.text.clone(),
        Change::Added => style(format!("{{+{}+}}", run.text)).green().to_string(),
        Change::Removed => style(format!("[-{}-]", run.text)).red().to_string(),
    };
    runs.iter().map(text).collect()
}
