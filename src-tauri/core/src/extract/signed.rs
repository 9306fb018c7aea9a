//! Names that stand in a page and no element says that they are the authors': behind a word ("By", "作者："), before
//! the date, or alone over the first paragraph or under the last.

use dom_query::{Document, NodeRef};

use super::byline::{add, is_name, text_of};
use super::lines::{self, Line};
use super::names;
use crate::parse::{RawAuthor, RawText};

/// Words before a name that is behind them without a colon, as they begin a line.
const BY: &[&str] =
    &["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Written by ", "Autorin/Autor ", "Autor/in "];
/// Words that need a colon behind them, in lower case.
const LABELS: &[&str] = &[
    "by",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "autores",
    "von",
    "par",
    "text",
    "texte",
    "tekst",
    "verfasser",
    "redaktor",
    "reporter",
    "words",
    "автор",
    "авторы",
    "yazar",
    "作者",
    "責任編輯",
    "责任编辑",
    "责编",
    "編輯",
    "编辑",
    "記者",
    "记者",
    "本报记者",
    "文",
    "著者",
    "執筆",
];

/// The authors named there, leaving out the publication itself.
///
/// With `surely` only names that stand alone round the text count.
pub(super) fn names(document: &Document, sites: &[String], surely: bool) -> Vec<RawAuthor> {
    let lines = lines::of(document);
    let by = |line: &&Line<'_>| line.is_short() && BY.iter().any(|by| line.text.starts_with(by));
    if let Some(line) = lines.iter().find(by).filter(|_| !surely) {
        let mut authors = Vec::new();
        add(&line.node, &mut authors, sites, false);
        return authors;
    }
    let worded = || lines.iter().find_map(behind_label).or_else(|| before_date(&lines));
    let found = if surely { alone(&lines) } else { worded().or_else(|| alone(&lines)) };
    let found = found.unwrap_or_default().into_iter().filter(|name| !names::is_house(name, sites));
    found.map(|name| RawAuthor { name: Some(RawText::Plain(name)), ..RawAuthor::default() }).collect()
}

/// The names in a line such as "Author: Jane Doe", "（责编：王小明）".
fn behind_label(line: &Line<'_>) -> Option<Vec<String>> {
    if !line.is_short() {
        return None;
    }
    let text = line.text.trim_matches(|c: char| c.is_whitespace() || "()（）[]【】《》".contains(c));
    let (label, rest) = text.split_once([':', '：'])?;
    let names = names::split(rest);
    let short = names.iter().all(|name| is_name(name) && (1..=4).contains(&name.split_whitespace().count()));
    (LABELS.contains(&label.trim().to_lowercase().as_str()) && short && !names.is_empty()).then_some(names)
}

/// The name before the date, with a bar between: "Jane Doe | 3 April 2025".
fn before_date(lines: &[Line<'_>]) -> Option<Vec<String>> {
    lines.iter().filter(|line| line.is_short()).find_map(|line| {
        let (name, rest) = line.text.split_once(['|', '•', '·'])?;
        let dated = if rest.trim().is_empty() {
            line.node.next_element_sibling().map(|next| text_of_all(&next))?
        } else {
            rest.to_owned()
        };
        let has_year = dated.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4);
        (has_year && is_person(name.trim())).then(|| vec![name.trim().to_owned()])
    })
}

fn text_of_all(node: &NodeRef<'_>) -> String {
    node.text().chars().take(lines::LONGEST).collect()
}

/// The names that are the whole of the first paragraph or of the last, set apart from the text.
fn alone(lines: &[Line<'_>]) -> Option<Vec<String>> {
    const LONG: usize = 160;
    let paragraphs: Vec<&Line<'_>> = lines.iter().filter(|line| line.node.has_name("p")).collect();
    let long = |line: &&&Line<'_>| line.text.chars().count() >= LONG;
    let first = paragraphs.iter().position(|line| long(&line))?;
    let last = paragraphs.iter().rposition(|line| long(&line))?;
    let before = paragraphs.get(first.saturating_sub(4)..first).unwrap_or_default().iter().rev();
    let behind = paragraphs.get(last + 1..).unwrap_or_default().iter().take(1);
    before.chain(behind).find_map(|line| {
        let inner = line.node.element_children();
        let marked = inner.first().is_some_and(|inner| {
            matches!(&*inner.node_name().unwrap_or_default(), "strong" | "b" | "em" | "i")
                && text_of(inner) == line.text
        });
        let names: Vec<String> = line.text.split('/').map(|name| name.trim().to_owned()).collect();
        (marked && names.iter().all(|name| is_person(name))).then_some(names)
    })
}

/// Whether it can be nothing but a person's name, or the desk's: two to four words, each with a capital, and no other
/// sign.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters =
        |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
    let desk = words.len() == 1 && name.to_lowercase().ends_with("-redaktion");
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    desk || ((2..=4).contains(&words.len())
        && words.iter().all(letters)
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<p>A paragraph of the article that is long enough to count as one of its own, and then some more words, and more words again, until nobody could take it for a line.</p>";

    fn found(html: &str) -> Vec<String> {
        let found = names(&Document::from(html), &["thecourier".to_owned()], false);
        let text = |author: RawAuthor| match author.name {
            Some(RawText::Plain(name) | RawText::Html(name)) => name,
            None => String::new(),
        };
        found.into_iter().map(text).collect()
    }

    #[test]
    fn names_stand_behind_a_word() {
        assert_eq!(found("<h1>T</h1><div>By Jane Doe and John Roe</div>"), ["Jane Doe", "John Roe"]);
        assert_eq!(
            found("<h1>T</h1><ul><li><strong>Autorin/Autor</strong> Jane Doe</li></ul>"),
            ["Jane Doe"]
        );
        assert_eq!(found("<h1>T</h1><div class=edit>(责编：王小明、李华)</div>"), ["王小明", "李华"]);
        assert_eq!(found("<h1>T</h1><p>Author: The Courier</p>"), Vec::<String>::new());
    }

    #[test]
    fn names_stand_before_the_date() {
        assert_eq!(found("<h1>T</h1><p>Jane Doe | 3 April 2025</p>"), ["Jane Doe"]);
        assert_eq!(
            found("<h1>T</h1><div><span>Jane Doe |</span><span>03.04.2025</span></div>"),
            ["Jane Doe"]
        );
        assert_eq!(found("<h1>T</h1><p>World news | 3 April 2025</p>"), Vec::<String>::new());
    }

    #[test]
    fn names_stand_alone_round_the_text() {
        assert_eq!(
            found(&format!("<h1>T</h1><p><strong>Jane Doe/John Roe</strong></p>{TEXT}{TEXT}")),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(found(&format!("<h1>T</h1>{TEXT}{TEXT}<p><em>XY-Redaktion</em></p>")), ["XY-Redaktion"]);
        assert_eq!(
            found(&format!("<h1>T</h1>{TEXT}<p><strong>Early Years</strong></p>{TEXT}")),
            Vec::<String>::new()
        );
        assert_eq!(found(&format!("<h1>T</h1><p>Jane Doe</p>{TEXT}")), Vec::<String>::new(), "not set apart");
    }
}
