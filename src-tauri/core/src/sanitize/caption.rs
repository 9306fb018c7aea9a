//! Telling what a picture shows from who made it, where the publisher writes both in one line.

use dom_query::Document;

use super::plain::{PARAGRAPH, collapse, line};
use super::temper::temper;
use super::text::PlainText;
use crate::parse::RawText;

/// Words with which a credit begins, in lower case. Those ending in a colon or "by" are not part of the name.
const MARKS: &[&str] = &[
    "photographs by",
    "photograph by",
    "photograph:",
    "photography by",
    "photography:",
    "photos by",
    "photo by",
    "photo credit:",
    "photo courtesy of",
    "photos:",
    "photo:",
    "photo /",
    "photo :",
    "picture by",
    "picture:",
    "pictures:",
    "image credit:",
    "image by",
    "image courtesy of",
    "image:",
    "images:",
    "credits:",
    "credit:",
    "credit...",
    "courtesy of",
    "courtesy:",
    "illustration by",
    "illustration:",
    "graphic:",
    "source:",
    "via ",
    "crédit photo :",
    "crédit photo:",
    "crédit :",
    "crédit:",
    "fotografía:",
    "fotografie:",
    "foto di",
    "foto de",
    "fotos:",
    "foto:",
    "fot. ",
    "bild:",
    "imagen:",
    "фото:",
    "写真：",
    "写真:",
    "写真＝",
];
/// Names that alone make a short text a credit.
const AGENCIES: &[&str] = &[
    "getty images",
    "reuters",
    "associated press",
    "ap photo",
    "afp",
    "epa-efe",
    "epa",
    "shutterstock",
    "unsplash",
    "pexels",
    "pixabay",
    "wikimedia",
    "wikipedia",
    "flickr",
    "alamy",
    "istock",
    "bloomberg",
    "imago",
    "picture alliance",
    "dpa",
    "xinhua",
    "ukrinform",
];
/// How long a credit may be, in characters: longer ones are prose that only looks like one.
const LONGEST: usize = 160;

/// The caption and the credit in one text.
pub(super) fn tell_apart(raw: &RawText) -> (Option<PlainText>, Option<PlainText>) {
    let Some(whole) = line(raw, PARAGRAPH) else { return (None, None) };
    let own_element = match raw {
        RawText::Html(html) => credit_element(html),
        RawText::Plain(_) => None,
    };
    let split = own_element
        .and_then(|credit| whole.strip_suffix(&*credit).map(|caption| (caption.to_owned(), credit)))
        .or_else(|| in_brackets(&whole))
        .or_else(|| after_mark(&whole))
        .or_else(|| last_sentence(&whole));
    match split {
        Some((caption, credit)) => (trimmed(&caption), trimmed(without_mark(credit.trim()))),
        None => (Some(whole), None),
    }
}

/// The text of the element that ends the caption, where that reads as a credit.
fn credit_element(html: &str) -> Option<String> {
    let document = Document::fragment(temper(html));
    let mut last = document.html_root();
    loop {
        let child = last.last_child()?;
        let text = collapse(&child.text(), false);
        if text.is_empty() {
            child.remove_from_parent();
            continue;
        }
        if child.is_text() {
            return None;
        }
        let named = child.class().is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            ["credit", "source", "copyright"].iter().any(|name| class.contains(name))
        });
        if named || child.has_name("cite") || is_credit(&text) {
            return Some(text);
        }
        last = child;
    }
}

/// "Caption text (X/@handle)".
fn in_brackets(text: &str) -> Option<(String, String)> {
    let inner = text.trim_end_matches('.').strip_suffix([')', ']'])?;
    let (caption, credit) = inner.rsplit_once(['(', '['])?;
    let slashed = credit.contains('/') && credit.split_whitespace().count() <= 8;
    let is = is_credit(credit) || credit.contains('@') || slashed;
    is.then(|| (caption.to_owned(), credit.to_owned()))
}

/// "Caption text. Photo: Somebody".
fn after_mark(text: &str) -> Option<(String, String)> {
    let lower = lower(text);
    let marked = MARKS.iter().filter(|mark| !matches!(**mark, "via " | "source:" | "courtesy of"));
    let at = marked.filter_map(|mark| find_at_start(&lower, mark)).chain(find_at_start(&lower, "©")).min()?;
    let (caption, credit) = text.split_at_checked(at)?;
    (credit.chars().count() <= LONGEST).then(|| (caption.to_owned(), credit.to_owned()))
}

/// Where `mark` stands at the beginning of the text or of something in it.
fn find_at_start(text: &str, mark: &str) -> Option<usize> {
    text.match_indices(mark).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        before.is_empty()
            || before.ends_with(['.', '!', '?', '|', '/', '—', '–', '-', '(', '[', '”', '"', '。', '»', ','])
    })
}

/// "Caption text. Somebody/Getty Images", "Caption text | Reuters", or a credit alone.
fn last_sentence(text: &str) -> Option<(String, String)> {
    let last = [". ", " | ", " – ", " — ", "。", "! ", "? "]
        .iter()
        .filter_map(|between| text.rfind(between).map(|at| (at, between.len())))
        .max();
    if let Some((at, width)) = last
        && let Some(credit) = text.get(at + width..)
        && is_credit(credit)
    {
        // The full stop stays with its sentence.
        let caption = text.get(..at + width).unwrap_or_default();
        return Some((caption.to_owned(), credit.to_owned()));
    }
    is_credit(text).then(|| (String::new(), text.to_owned()))
}

/// Whether a whole text reads as a credit: it begins as one, or is a short one that an agency's name ends or, before
/// a stroke, begins.
fn is_credit(text: &str) -> bool {
    let text = lower(text.trim().trim_matches(['(', ')', '[', ']', '.']));
    if text.is_empty() || text.chars().count() > LONGEST {
        return false;
    }
    let marked = text.starts_with('©') || MARKS.iter().any(|mark| text.starts_with(mark));
    let names_agency = |agency: &str| {
        let before = text.strip_suffix(agency).map(|rest| rest.chars().next_back());
        let after = text.strip_prefix(agency).map(|rest| rest.trim_start().chars().next());
        before.is_some_and(|last| !last.is_some_and(char::is_alphanumeric))
            || after.is_some_and(|next| matches!(next, Some('/' | '|' | ',')))
    };
    let signed = text.contains(['/', ',', '|']) || text.contains(" via ") || text.contains(" on ");
    let words = text.split_whitespace().count();
    marked || ((words <= 3 || (signed && words <= 8)) && AGENCIES.iter().any(|agency| names_agency(agency)))
}

/// A credit without the words that only say that it is one.
fn without_mark(credit: &str) -> &str {
    let credit = credit.trim_matches(['(', ')', '[', ']']).trim();
    let lower = lower(credit);
    MARKS
        .iter()
        .filter(|mark| lower.starts_with(**mark) && **mark != "via ")
        .map(|mark| mark.len())
        .max()
        .and_then(|mark| credit.get(mark..))
        .map_or(credit, str::trim)
}

fn trimmed(text: &str) -> Option<PlainText> {
    let text = text.trim().trim_end_matches(['|', '—', '–', '(', '[', '/', '-']).trim();
    (!text.is_empty()).then(|| PlainText(text.to_owned()))
}

/// Lower case that keeps every byte where it is.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(raw: &RawText) -> (String, String) {
        let (caption, credit) = tell_apart(raw);
        let text = |text: Option<PlainText>| text.map(String::from).unwrap_or_default();
        (text(caption), text(credit))
    }

    fn html(html: &str) -> (String, String) {
        parts(&RawText::Html(html.to_owned()))
    }

    fn both(caption: &str, credit: &str) -> (String, String) {
        (caption.to_owned(), credit.to_owned())
    }

    #[test]
    fn credits_in_their_own_element() {
        assert_eq!(
            html(
                "Two delegations met on Tuesday. <em>Photograph: <a href=\"https://e.example/a\">Sample Agency</a></em>"
            ),
            both("Two delegations met on Tuesday.", "Sample Agency")
        );
        assert_eq!(
            html("The bridge. <cite><span>Credit...</span><span>Jane Doe for The Courier</span></cite>"),
            both("The bridge.", "Jane Doe for The Courier")
        );
        assert_eq!(
            html("The bridge <span class=\"image-credit\">Jane Doe</span>"),
            both("The bridge", "Jane Doe")
        );
        assert_eq!(
            html("Pierwsze samochody <span class=source>fot. Jan Nowak / Agencja</span>"),
            both("Pierwsze samochody", "Jan Nowak / Agencja")
        );
        assert_eq!(
            html("<span style=\"white-space: pre-wrap;\">The bridge. Photo: Jane</span>"),
            both("The bridge.", "Jane")
        );
    }

    #[test]
    fn credits_in_brackets() {
        assert_eq!(
            html("The president in Kyiv. (X/@ZelenskyyUa)"),
            both("The president in Kyiv.", "X/@ZelenskyyUa")
        );
        assert_eq!(html("A port at dawn (AP Photo/John Doe)"), both("A port at dawn", "AP Photo/John Doe"));
        assert_eq!(html("A port (Photo by Jane Doe)."), both("A port", "Jane Doe"));
        assert_eq!(
            html("The mayor (left) and the guest (right)"),
            both("The mayor (left) and the guest (right)", "")
        );
    }

    #[test]
    fn credits_after_a_mark_or_from_an_agency() {
        assert_eq!(
            html("A port at dawn. Photo: Jane Doe / Agency"),
            both("A port at dawn.", "Jane Doe / Agency")
        );
        assert_eq!(html("Un port. Crédit photo : Jeanne"), both("Un port.", "Jeanne"));
        assert_eq!(html("A port at dawn. © Jane Doe"), both("A port at dawn.", "© Jane Doe"));
        assert_eq!(
            html("A port at dawn. Jane Doe/AFP via Getty Images"),
            both("A port at dawn.", "Jane Doe/AFP via Getty Images")
        );
        assert_eq!(html("A port at dawn | Reuters"), both("A port at dawn", "Reuters"));
        assert_eq!(html("Photo by Jane Doe on Unsplash"), both("", "Jane Doe on Unsplash"));
        assert_eq!(html("Getty Images"), both("", "Getty Images"));
    }

    #[test]
    fn captions_stay_captions() {
        for caption in [
            "Sample image, no rights reserved",
            "The photo shows the bridge.",
            "Reporters from Reuters and other agencies waited outside the ministry for nine hours. They saw nothing",
            "Wapa residents",
            "Staff leave the London office of Reuters",
            "A source: the river begins here",
        ] {
            assert_eq!(html(caption), both(caption, ""), "{caption}");
        }
        assert_eq!(parts(&RawText::Plain(String::new())), both("", ""));
    }
}
