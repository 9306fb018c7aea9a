//! Two texts → what was taken away, what was added, and what stayed, word by word. Pure.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Change, Run};

/// How long a comparison may take before it becomes coarser.
const PATIENCE: Duration = Duration::from_millis(500);

/// Compares two texts. All runs but the added ones make up `old`, all but the removed ones `new`.
pub(crate) fn compare(old: &str, new: &str) -> Vec<Run> {
    let (old, new) = (tokens(old), tokens(new));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let mut runs: Vec<Run> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Delete => Change::Removed,
            ChangeTag::Insert => Change::Added,
        };
        match runs.last_mut() {
            Some(run) if run.kind == kind => run.text.push_str(change.value()),
            _ => runs.push(Run { kind, text: change.value().to_owned() }),
        }
    }
    runs
}

/// The words of a text, each with the white space behind it, so that changes of words that stand together are one; and
/// the line breaks.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut begin = 0;
    let mut segments = text.split_word_bound_indices().peekable();
    while let Some((at, segment)) = segments.next() {
        let space_follows =
            segments.peek().is_some_and(|(_, next)| is_space(next)) && !segment.contains('\n');
        if !space_follows && let Some(token) = text.get(begin..at + segment.len()) {
            tokens.push(token);
            begin = at + segment.len();
        }
    }
    tokens
}

fn is_space(segment: &str) -> bool {
    segment.trim().is_empty() && !segment.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-removed-]` and `{+added+}`.
    fn marked(old: &str, new: &str) -> String {
        let mark = |run: Run| match run.kind {
            Change::Same => run.text,
            Change::Removed => format!("[-{}-]", run.text),
            Change::Added => format!("{{+{}+}}", run.text),
        };
        compare(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn changes_are_told_word_by_word() {
        assert_eq!(marked("The port opens.", "The port opens."), "The port opens.");
        assert_eq!(
            marked("The old port opens.", "The new harbour opens."),
            "The [-old port -]{+new harbour +}opens."
        );
        assert_eq!(
            marked("One.\nTwo.", "One.\nTwo.\nThree."),
            "One.\nTwo.{+\nThree.+}",
            "what was added below"
        );
        assert_eq!(marked("", "New"), "{+New+}");
        assert_eq!(marked("東京の港", "大阪の港"), "[-東京-]{+大阪+}の港", "words without spaces");
    }

    #[test]
    fn both_texts_can_be_put_together_again() {
        let old = "a b  c\n d e f g ".repeat(2_000);
        let new = "g f e d c b a ".repeat(3_000);
        let runs = compare(&old, &new);
        let without = |kind: Change| -> String {
            runs.iter().filter(|run| run.kind != kind).map(|run| run.text.as_str()).collect()
        };
        assert_eq!(
            (without(Change::Added), without(Change::Removed)),
            (old, new),
            "however different they are"
        );
    }
}
