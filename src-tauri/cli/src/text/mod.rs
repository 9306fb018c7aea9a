//! Text for people: columns, wrapped paragraphs, dates in the reader's time zone.

pub mod html;

use chrono::{DateTime, Local, Utc};
use console::{Term, measure_text_width, pad_str, truncate_str};

/// Columns of text used where stdout is no terminal, and at the most where it is.
const WIDTH: usize = 100;

/// How many columns there are to write in.
pub fn width() -> usize {
    Term::stdout().size_checked().map_or(WIDTH, |(_, columns)| WIDTH.min(usize::from(columns).max(40)))
}

/// Rows under their titles in aligned columns; on a terminal the last column is cut where the line ends.
pub fn table<const N: usize>(titles: [&str; N], rows: Vec<[String; N]>) -> String {
    let lines: Vec<[String; N]> = std::iter::once(titles.map(str::to_owned)).chain(rows).collect();
    let widths: [usize; N] = std::array::from_fn(|column| {
        lines.iter().map(|line| measure_text_width(&line[column])).max().unwrap_or_default().min(WIDTH / 2)
    });
    let room = if Term::stdout().features().is_attended() { width() } else { usize::MAX };
    lines.iter().map(|line| table_line(line, &widths, room) + "\n").collect()
}

fn table_line(cells: &[String], widths: &[usize], room: usize) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        if !line.is_empty() {
            line.push_str("  ");
        }
        // A long cell in the middle pushes the rest of its own line on rather than being cut: ids and
        // addresses are there to be copied.
        line.push_str(&pad_str(cell, *width, console::Alignment::Left, None));
    }
    truncate_str(line.trim_end(), room, "…").into_owned()
}

/// Names and values, one pair a line; pairs without a value are left out.
pub fn facts<const N: usize>(pairs: &[(&str, Option<String>); N]) -> String {
    let known = || pairs.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let widest = known().map(|(name, _)| measure_text_width(name)).max().unwrap_or_default();
    known()
        .map(|(name, value)| format!("{}  {value}\n", pad_str(name, widest, console::Alignment::Left, None)))
        .collect()
}

/// `text` in lines no longer than `width`, each behind `indent`.
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(measure_text_width(indent)).max(20);
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && measure_text_width(&line) + 1 + measure_text_width(word) > room {
            lines.extend([indent, &line, "\n"]);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.extend([indent, &line, "\n"]);
    }
    lines
}

/// A day as headings name it: "Thursday, September 25, 2025".
pub fn day(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Local).format("%A, %B %-d, %Y").to_string()
}

/// A time of day: "14:05".
pub fn time(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Local).format("%H:%M").to_string()
}

/// A day and time: "2025-09-25 14:05".
pub fn instant(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string()
}

/// [`instant`], or a dash.
pub fn instant_or_dash(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "–".to_owned(), instant)
}

/// A number and its noun: "1 article", "2 articles".
pub fn count(number: u32, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The parts that are there, with a middle dot between them.
pub fn dotted<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows() {
        let rows = vec![["1".to_owned(), "日本".to_owned(), "x".to_owned()]];
        assert_eq!(
            table(["ID", "NAME", "END"], rows),
            "ID  NAME  END\n1   日本  x\n",
            "wide characters take two columns"
        );
    }

    #[test]
    fn facts_leave_out_what_is_not_known() {
        assert_eq!(
            facts(&[("Name", Some("A".into())), ("Role", None), ("At", Some("B".into()))]),
            "Name  A\nAt    B\n"
        );
    }

    #[test]
    fn words_longer_than_a_line_stand_alone() {
        let long = "x".repeat(30);
        assert_eq!(wrap(&format!("a b {long} c"), 22, "  "), format!("  a b\n  {long}\n  c\n"));
        assert_eq!(wrap(" ", 22, "  "), "", "nothing to say is no line");
    }
}
