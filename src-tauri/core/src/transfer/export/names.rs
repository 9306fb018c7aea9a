//! Names of files that every system can keep.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

/// How long a name may be, without its ending: in characters, so that paths stay short, and in bytes.
const CHARACTERS: usize = 80;
const BYTES: usize = 160;

/// Names that are given out, so that none is given twice.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// A name for what is called `title`, like no other on a system that does not tell capitals apart.
    pub(super) fn give(&mut self, title: &str) -> String {
        let name = portable(title);
        let mut given = name.clone();
        let mut count = 1_u32;
        while !self.taken.insert(given.to_lowercase()) {
            count += 1;
            given = format!("{name} {count}");
        }
        given
    }
}

/// A title as a name: without what Windows, macOS or a shell would stumble over.
pub(super) fn portable(title: &str) -> String {
    let plain: String = title
        .nfc()
        .map(|c| match c {
            ':' | '/' | '\\' | '|' => '-',
            '"' | '<' | '>' | '?' | '*' => ' ',
            c if c.is_control() || is_unseen(c) => ' ',
            c => c,
        })
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = short(&line).trim_matches(|c: char| c == '.' || c == ' ' || c == '-' || c == '~');
    match name {
        "" => "article".to_owned(),
        name if is_reserved(name) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// As much of a title as a name may hold, up to a word's end.
fn short(title: &str) -> &str {
    let end = title
        .char_indices()
        .enumerate()
        .find(|(count, (at, c))| *count >= CHARACTERS || at + c.len_utf8() > BYTES)
        .map_or(title.len(), |(_, (at, _))| at);
    let kept = title.get(..end).unwrap_or_default();
    // A title without spaces (Chinese, Japanese) is cut where it is.
    let is_cut_within_a_word = title.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c != ' '));
    match kept.rfind(' ').filter(|at| is_cut_within_a_word && *at > end / 2) {
        Some(at) => kept.get(..at).unwrap_or_default(),
        None => kept,
    }
}

/// Characters that steer how a name is shown, and could make it read as another one.
fn is_unseen(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFF)
}

/// Names that mean a device on Windows, whatever ending follows.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_port = |rest: Option<&str>| {
        rest.is_some_and(|rest| {
            let mut digits = rest.chars();
            matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || is_port(stem.strip_prefix("COM"))
        || is_port(stem.strip_prefix("LPT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_for_every_system() {
        assert_eq!(portable("Q&A: what/now?"), "Q&A- what-now");
        assert_eq!(portable("../../etc/passwd"), "etc-passwd", "no way out of the folder");
        assert_eq!(portable(" . .. "), "article", "nothing is left");
        assert_eq!(portable("CON"), "_CON");
        assert_eq!(portable("lpt1.notes"), "_lpt1.notes", "whatever the ending");
        assert_eq!(portable("Console wars"), "Console wars", "only the whole name is a device");
        assert_eq!(portable("evil\u{202E}lmth.exe"), "evil lmth.exe", "reads as it is written");
        assert_eq!(portable("Ends with a dot."), "Ends with a dot", "Windows drops it");
        let long = portable(&"слово ".repeat(100));
        assert!(long.len() <= BYTES && long.chars().count() <= CHARACTERS, "{long}");
        assert!(long.ends_with("слово"), "cut where a word ends");
        assert_eq!(portable(&"あ".repeat(200)).len(), 159, "or where it is, without spaces");
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["Harbour", "harbour", "Harbour 2", "HARBOUR"].iter().map(|title| names.give(title)).collect();
        assert_eq!(given, ["Harbour", "harbour 2", "Harbour 2 2", "HARBOUR 3"], "capitals do not tell apart");
    }
}
