use std::path::PathBuf;

use chrono::DateTime;
use serde_json::{Value, json};

use super::*;
use crate::Error;
use crate::model::{
    ArticleCounts, Health, HealthState, PageChoice, Publication, PublicationId, Source, SourceId, SourceRole,
};

fn opml(body: &str) -> Opml {
    read(format!("<opml version=\"2.0\"><body>{body}</body></opml>").as_bytes()).expect("this is OPML")
}

fn urls(opml: &Opml) -> Vec<&str> {
    opml.subscriptions.iter().map(|feed| feed.url.as_str()).collect()
}

fn titles(opml: &Opml) -> Vec<&str> {
    opml.subscriptions.iter().map(|feed| feed.title.as_deref().unwrap_or_default()).collect()
}

#[test]
fn folders_are_kept_and_end_where_they_end() {
    let read = opml(
        "<outline text='News'><outline text='Europe'><outline text='A' xmlUrl='https://a.example/feed'/></outline>\
         <outline text='B' xmlUrl='https://b.example/feed'></outline></outline>\
         <outline text='C' xmlUrl='https://c.example/feed'/>",
    );
    let folders: Vec<_> = read.subscriptions.iter().map(|feed| feed.folder.join("/")).collect();
    assert_eq!(folders, ["News/Europe", "News", ""], "each feed stands in the folders open round it");
}

#[test]
fn attribute_names_have_no_case() {
    let read = opml("<outline TEXT='A' XMLURL='https://a.example/' htmlurl='https://a.example/home'/>");
    assert_eq!(urls(&read), ["https://a.example/"]);
    assert_eq!(read.subscriptions[0].site.as_ref().map(Url::as_str), Some("https://a.example/home"));
}

#[test]
fn the_title_comes_before_the_text() {
    let read = opml(
        "<outline title='T' text='t' xmlUrl='https://a.example/'/><outline title=' ' text='t' xmlUrl='https://b.example/'/>\
         <outline xmlUrl='https://c.example/'/>",
    );
    assert_eq!(titles(&read), ["T", "t", ""], "an empty title is none");
}

#[test]
fn references_are_decoded_and_other_ampersands_stay() {
    let read = opml(
        "<outline text='A &amp;lt; B &#x444; &#1110; R&D &nosuch; &#x110000; &' xmlUrl='https://a.example/?a=1&b=2'/>",
    );
    assert_eq!(titles(&read), ["A &lt; B ф і R&D &nosuch; &#x110000; &"]);
    assert_eq!(urls(&read), ["https://a.example/?a=1&b=2"]);
}

#[test]
fn one_address_is_one_feed() {
    let read =
        opml("<outline xmlUrl='https://a.example/'/><outline text='again' xmlUrl='https://a.example'/>");
    assert_eq!(urls(&read), ["https://a.example/"]);
    assert!(read.refused.is_empty(), "a second mention is no fault");
}

#[test]
fn what_should_be_a_feed_and_has_no_usable_address_is_refused_by_name() {
    let read = opml(
        "<outline text='Empty' type='rss' xmlUrl=''/><outline text='None' type='RSS'/><outline text='Note'/>\
         <outline text='File' xmlUrl='file:///etc/passwd'/><outline xmlUrl='javascript:alert(1)'/>\
         <outline type='source' text='List' xmlUrl='https://a.example/list'/><outline text='Folder'></outline>",
    );
    assert!(urls(&read).is_empty());
    assert_eq!(
        read.refused,
        ["Empty", "None", "File", "javascript:alert(1)"],
        "lines of text and folders are no feeds"
    );
}

#[test]
fn deep_folders_end_in_the_deepest_one_kept() {
    let depth = 100_000;
    let body = "<outline text='f'>".repeat(depth)
        + "<outline xmlUrl='https://a.example/'/>"
        + &"</outline>".repeat(depth);
    assert_eq!(opml(&body).subscriptions[0].folder.len(), 8);
}

#[test]
fn too_many_feeds_are_refused_rather_than_lost_in_silence() {
    let body: String =
        (0..10_003).map(|n| format!("<outline text='{n}' xmlUrl='https://a.example/{n}'/>")).collect();
    let read = opml(&body);
    assert_eq!(read.subscriptions.len(), 10_000);
    assert_eq!(read.refused, ["10000", "10001", "10002"]);
}

#[test]
fn a_fault_in_the_middle_keeps_what_stands_before_it() {
    let cut =
        b"<opml><body><outline text='A' xmlUrl='https://a.example/'/><outline text='B' xmlUrl='https://b";
    assert_eq!(urls(&read(cut).expect("it begins as OPML")), ["https://a.example/"]);
}

#[test]
fn what_is_no_opml_is_refused_whole() {
    let no_opml: [&[u8]; 5] =
        [b"", b"garbage", b"<html><body>Hi</body></html>", b"<rss version='2.0'/>", &[0xff; 64]];
    for bytes in no_opml {
        assert!(matches!(read(bytes), Err(Error::OpmlInvalid)), "{:?}", String::from_utf8_lossy(bytes));
    }
    assert!(
        matches!(read(&vec![b' '; (16 << 20) + 1]), Err(Error::OpmlInvalid)),
        "larger than any list of feeds"
    );
}

#[test]
fn the_encoding_is_the_declared_one_or_else_guessed() {
    let declared = b"<?xml version='1.0' encoding='ISO-8859-5'?><opml><outline text='\xb8' xmlUrl='https://a.example/'/></opml>";
    assert_eq!(titles(&read(declared).expect("OPML")), ["И"]);
    let wrong = b"<?xml version='1.0' encoding='UTF-8'?><opml><outline text='Caf\xe9' xmlUrl='https://a.example/'/></opml>";
    assert_eq!(titles(&read(wrong).expect("OPML")), ["Café"], "what is not UTF-8 is taken for Windows-1252");
    let text = "<opml><outline text='Й' xmlUrl='https://a.example/'/></opml>";
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(titles(&read(&utf16).expect("OPML")), ["Й"], "the byte order mark decides");
}

fn publication(title: &str, kind: SourceKind, url: &str, folder: &[&str]) -> Publication {
    let source = Source {
        id: SourceId(1),
        publication: PublicationId(1),
        kind,
        role: SourceRole::Used,
        url: url.to_owned(),
        private: false,
        pages: PageChoice::Auto,
        health: Health {
            state: HealthState::New,
            sentence: String::new(),
            problem: None,
            params: json!({}),
            failures: 0,
            retry_after: None,
        },
        checked_at: None,
        succeeded_at: None,
        due_at: None,
    };
    Publication {
        id: PublicationId(1),
        title: title.to_owned(),
        own_title: title.to_owned(),
        url: Some("https://site.example/".to_owned()),
        description: None,
        icon: None,
        icon_media: None,
        language: None,
        folder: folder.iter().map(|&name| name.to_owned()).collect(),
        paused: false,
        keep_days: None,
        keep_articles: None,
        pictures: None,
        refresh_minutes: None,
        sample: false,
        sections: Vec::new(),
        sources: vec![source],
        counts: ArticleCounts { total: 0, unread: 0 },
        follow: None,
        added_at: DateTime::UNIX_EPOCH,
    }
}

#[test]
fn what_is_written_is_read_back_the_same() {
    let api = "https://site.example/ghost/api/content/?key=0123456789abcdef";
    let publications = [
        publication(
            "B <&> \"quoted\"",
            SourceKind::Feed,
            "https://b.example/feed?a=1&b=2",
            &["News", "Europe"],
        ),
        publication("A", SourceKind::Ghost, api, &[]),
        publication("C", SourceKind::Feed, "https://c.example/feed", &["News"]),
        publication("D", SourceKind::WordPress, "https://d.example/wp-json/", &["News"]),
    ];
    let written = write(&publications).expect("memory takes it");
    let read = read(written.as_bytes()).expect("we read what we write");
    let all: Vec<_> = read
        .subscriptions
        .iter()
        .map(|feed| {
            (feed.title.as_deref().unwrap_or(""), feed.kind, feed.url.as_str(), feed.folder.join("/"))
        })
        .collect();
    assert_eq!(
        all,
        [
            ("A", SourceKind::Ghost, api, String::new()),
            ("C", SourceKind::Feed, "https://c.example/feed", "News".to_owned()),
            ("D", SourceKind::WordPress, "https://d.example/wp-json/", "News".to_owned()),
            (
                "B <&> \"quoted\"",
                SourceKind::Feed,
                "https://b.example/feed?a=1&b=2",
                "News/Europe".to_owned()
            ),
        ],
        "{written}"
    );
    assert!(read.subscriptions.iter().all(|feed| feed.site.is_some()), "sites are kept");
}

#[test]
fn other_readers_find_the_feed_of_a_site_with_an_api() {
    let api = "https://site.example/blog/ghost/api/content/?key=0123456789abcdef";
    let mut ghost = publication("A", SourceKind::Ghost, api, &[]);
    ghost.url = None;
    let written = write(&[ghost]).expect("memory takes it");
    assert!(written.contains("xmlUrl=\"https://site.example/blog/rss/\""), "{written}");
    let mut wordpress = publication("A", SourceKind::WordPress, "https://site.example/blog/wp-json/", &[]);
    wordpress.url = None;
    let written = write(&[wordpress]).expect("memory takes it");
    assert!(written.contains("xmlUrl=\"https://site.example/blog/feed/\""), "{written}");
}

#[test]
fn secrets_are_left_out_and_the_list_says_so() {
    let mut publication = publication("A", SourceKind::Feed, "https://a.example/feed?token=***&n=5", &[]);
    publication.sources[0].private = true;
    let written = write(&[publication]).expect("memory takes it");
    assert!(written.contains("xmlUrl=\"https://a.example/feed?n=5\""), "{written}");
    assert!(
        written.contains("description=\"A private feed: its password or token was left out"),
        "{written}"
    );
}

#[test]
fn only_what_a_publication_is_read_through_is_exported() {
    let mut publication =
        publication("A", SourceKind::Ghost, "https://a.example/ghost/api/content/?key=1", &[]);
    let mut feed = publication.sources[0].clone();
    (feed.kind, feed.role, feed.url) =
        (SourceKind::Feed, SourceRole::Spare, "https://a.example/news.xml".to_owned());
    publication.sources.push(feed);
    let written = write(&[publication]).expect("memory takes it");
    assert_eq!(written.matches("xmlUrl").count(), 1, "{written}");
    assert!(written.contains("xmlUrl=\"https://a.example/news.xml\""), "the feed known beside it: {written}");
}

#[test]
fn the_sample_edition_is_not_exported() {
    let mut sample = publication("Sample", SourceKind::Feed, "https://sample.example/feed", &[]);
    sample.sample = true;
    assert!(!write(&[sample]).expect("memory takes it").contains("sample.example"));
}

// ---- the corpus ----

/// The corpus beside the checkout, where it is there.
fn corpus() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/opml");
    if folder.is_dir() {
        return Some(folder);
    }
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "skipped: corpus absent");
    None
}

/// `'x'` or `"x"` as x.
fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let quote = text.chars().next().filter(|quote| "'\"".contains(*quote))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}

/// Checks one expectation of the listparser cases; those on what we do not read are passed over.
fn holds(expectation: &str, opml: &Opml) -> bool {
    let expectation = expectation.replace('"', "'");
    let Some((what, wanted)) = expectation.split_once(" == ") else { return true };
    if what == "len(result['feeds'])" {
        return wanted.parse() == Ok(opml.subscriptions.len());
    }
    let field = what.strip_prefix("result['feeds'][").and_then(|rest| rest.split_once("]['"));
    let (Some((index, field)), Some(wanted)) = (field, quoted(wanted)) else { return true };
    let feed = index.parse::<usize>().ok().and_then(|index| opml.subscriptions.get(index));
    match (field, feed) {
        ("title']", Some(feed)) => feed.title.as_deref() == Some(wanted),
        ("url']", Some(feed)) => Some(&feed.url) == Url::parse(wanted).ok().as_ref(),
        ("title']" | "url']", None) => false,
        _ => true,
    }
}

#[test]
fn the_corpus_is_read() {
    let Some(folder) = corpus() else { return };
    let cases = std::fs::read(folder.join("cases.json")).expect("the list of cases");
    let cases: Vec<Value> = serde_json::from_slice(&cases).expect("JSON");
    for case in &cases {
        let file = case["file"].as_str().expect("a file name");
        let result = read(&std::fs::read(folder.join(file)).expect("the case's file"));
        let is_opml =
            !file.contains("/rdf/") && !file.contains("unknown-namespace") && !file.contains("InvalidXML");
        let Ok(opml) = result else {
            assert!(!is_opml, "{file} is OPML, with faults or without");
            continue;
        };
        assert!(is_opml, "{file} is no OPML");
        for expectation in case["expect_raw"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(holds(expectation, &opml), "{file}: {expectation}\n{opml:#?}");
        }
    }
}

#[test]
fn the_corpus_has_these_feeds() {
    let Some(folder) = corpus() else { return };
    for (file, feeds, folders) in [
        ("miniflux/TestParseOpmlVersion1.opml", 2, "Category 1"),
        ("miniflux/TestParseOpmlVersion1WithSeveralNestedOutlines.opml", 3, "My Feeds/Some Category"),
        ("miniflux/TestParseOpmlWithCategories.opml", 3, "My Category 1"),
        ("miniflux/TestParseOpmlWithInvalidCharacterEntity.opml", 1, "Feed 1"),
        ("miniflux/TestParseOpmlWithoutCategories.opml", 13, ""),
        ("miniflux/TestParseOpmlWithEmptyTitleAndEmptySiteURL.opml", 2, ""),
        ("miniflux/TestParseOpmlWithMinifluxSettings.opml", 1, "My Category"),
        // Five feeds are named there, four of them by one address and one by none.
        ("feedvalidator/errors/subscriptionListErrors2.opml", 1, ""),
    ] {
        let opml = read(&std::fs::read(folder.join(file)).expect("the case's file")).expect("OPML");
        assert_eq!(opml.subscriptions.len(), feeds, "{file}");
        assert_eq!(opml.subscriptions[0].folder.join("/"), folders, "{file}");
    }
}
