//! What the reader typed, as something to look for. Every text is a query, and no query is an error.

use super::words::{Run, runs};

/// More terms than anybody types; the rest is left out.
const MOST_TERMS: usize = 32;

/// Runs that must stand one behind the other: a word, or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// The runs.
    pub runs: Vec<Run>,
    /// Whether the last run is only the beginning of a word.
    pub open: bool,
}

/// All of which an article must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Terms(pub Vec<Term>);

impl Terms {
    /// Reads a query: words, and phrases in quotation marks. The last word counts as the beginning of one, unless a
    /// space or a quotation mark ends it, so that results come while one types.
    pub(crate) fn read(query: &str) -> Self {
        let mut terms = Vec::new();
        for (index, part) in query.split(['"', '“', '”', '„']).enumerate() {
            if index % 2 == 1 {
                terms.push(Term { runs: runs(part), open: false });
            } else {
                terms.extend(part.split_whitespace().map(|word| Term { runs: runs(word), open: false }));
            }
        }
        terms.retain(|term| !term.runs.is_empty());
        terms.truncate(MOST_TERMS);
        if query.ends_with(|c: char| c.is_alphanumeric())
            && let Some(last) = terms.last_mut()
        {
            last.open = true;
        }
        Self(terms)
    }

    /// Whether there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same in the language of FTS5. Each word is quoted, so nothing in it means anything there.
    pub(crate) fn to_match(&self) -> String {
        self.0.iter().map(Term::to_match).collect::<Vec<_>>().join(" AND ")
    }
}

impl Term {
    fn to_match(&self) -> String {
        let (tokens, is_beginning) = self.tokens();
        format!("\"{}\"{}", tokens.join(" "), if is_beginning { "*" } else { "" })
    }

    /// The tokens that must stand one behind the other, and whether the last is only the beginning of one.
    pub(super) fn tokens(&self) -> (Vec<String>, bool) {
        let mut tokens = Vec::new();
        let mut beginning = self.open;
        for (index, run) in self.runs.iter().enumerate() {
            if index + 1 < self.runs.len() {
                // Another run follows at once, so this one is whole in the text as well.
                tokens.extend(run.tokens());
            } else {
                let (last, is_beginning) = run.sought();
                tokens.extend(last);
                beginning = is_beginning || (beginning && !run.unspaced);
            }
        }
        (tokens, beginning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(query: &str) -> String {
        Terms::read(query).to_match()
    }

    #[test]
    fn words_and_phrases() {
        assert_eq!(matched("Syria peace "), r#""syria" AND "peace""#, "all words are wanted");
        assert_eq!(matched("syria pea"), r#""syria" AND "pea"*"#, "the last word is still being typed");
        assert_eq!(matched(r#""Peace talks" syria "#), r#""peace talks" AND "syria""#, "a phrase");
        assert_eq!(matched(r#""peace talks"#), r#""peace talks"*"#, "an open quotation mark is no error");
        assert_eq!(matched("new-found "), r#""new found""#, "parts of one word stand together");
    }

    #[test]
    fn unspaced_words() {
        assert_eq!(matched("東京"), r#""東京""#);
        assert_eq!(matched("東京都"), r#""東京 京都""#, "a phrase of pairs, found inside longer text");
        assert_eq!(matched("京"), r#""京"*"#, "one sign begins a pair, or ends a run");
        assert_eq!(matched("発売iPhone "), r#""発売 売 iphone""#, "a run that another follows is whole");
    }

    #[test]
    fn nothing_typed_is_an_error() {
        for query in ["", " ", "\"", "*", "AND", "a AND", "NEAR(", "^x", "col:", "-", "(", "'", "\0", "🙂"]
        {
            let terms = Terms::read(query);
            assert!(terms.0.iter().all(|term| !term.runs.is_empty()), "no empty term from {query:?}");
        }
        assert!(Terms::read("🙂 *").is_empty(), "signs alone look for nothing");
        assert_eq!(Terms::read(&"a ".repeat(1000)).0.len(), MOST_TERMS, "a book is no query");
    }
}
