//! Whether one article fits a query, by its own words alone: what it costs does not grow with what else is stored.

use std::collections::BTreeMap;

use super::terms::{Term, Terms};

/// The words of an article, each column by itself, as the index is given them.
pub(crate) struct Held<'a>(Vec<Column<'a>>);

/// Where each word of a column stands.
type Column<'a> = BTreeMap<&'a str, Vec<usize>>;

impl<'a> Held<'a> {
    /// The words of these columns; see [`indexed`](super::indexed).
    pub(crate) fn of(columns: &'a [String]) -> Self {
        let column = |text: &'a String| {
            let mut column = Column::new();
            for (at, word) in text.split(' ').filter(|word| !word.is_empty()).enumerate() {
                column.entry(word).or_default().push(at);
            }
            column
        };
        Self(columns.iter().map(column).collect())
    }

    /// Whether the index would find it: every term, each wholly in one column.
    pub(crate) fn fits(&self, terms: &Terms) -> bool {
        !terms.is_empty() && terms.0.iter().all(|term| self.holds(term))
    }

    fn holds(&self, term: &Term) -> bool {
        let (tokens, is_beginning) = term.tokens();
        let Some((last, whole)) = tokens.split_last() else { return false };
        self.0.iter().any(|column| {
            let is_there = |token: &str, at: usize| {
                column.get(token).is_some_and(|places| places.binary_search(&at).is_ok())
            };
            // Words that begin so stand side by side.
            let lasts = column.range(last.as_str()..).take_while(|(word, _)| {
                if is_beginning { word.starts_with(last.as_str()) } else { *word == last }
            });
            lasts.flat_map(|(_, places)| places).any(|end| {
                let start = end.checked_sub(whole.len());
                start.is_some_and(|start| (start..).zip(whole).all(|(at, token)| is_there(token, at)))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::indexed;
    use super::*;

    fn fits(query: &str, columns: [&str; 2]) -> bool {
        let columns = columns.map(indexed);
        Held::of(&columns).fits(&Terms::read(query))
    }

    #[test]
    fn words_phrases_and_beginnings() {
        let page = ["Talks on peace begin", "In Damascus, peace talks resume. 東京都で"];
        assert!(fits("peace damascus ", page), "words of either column");
        assert!(fits("\"peace talks\" begin", page), "a phrase");
        assert!(!fits("\"begin in\"", page), "not from one column into the next");
        assert!(!fits("\"talks peace\"", page), "nor the other way round");
        assert!(fits("\"talks on peace beg", page), "an open phrase ends in a beginning");
        assert!(fits("dam", page) && !fits("dam ", page), "a word being typed, and a whole one");
        assert!(fits("京都 ", page) && fits("京 ", page) && !fits("都京 ", page), "inside unspaced text");
        assert!(!fits("", page) && !fits("?!", page), "nothing looked for is nothing found");
        assert!(!fits("peace", ["", ""]), "nor is there anything in nothing");
    }
}
