//! What becomes of an article as a whole.

use super::tests::{base, read, with_body};
use super::*;
use crate::model::{ArticleKey, Direction};
use crate::parse::{RawArticle, RawAuthor, RawTag, RawText};

#[test]
fn an_item_without_a_title_gets_a_headline_from_its_text() {
    let article = read(RawArticle {
        content: Some(RawText::Html("<p>First sentence. And a second one.</p><p>More</p>".into())),
        ..RawArticle::default()
    });
    assert_eq!(&*article.headline, "First sentence. And a second one.");
    assert_eq!(super::article(RawArticle::default(), &base()), None, "nothing at all is no article");
    let bare = read(RawArticle { url: Some("/x".into()), ..RawArticle::default() });
    assert_eq!(&*bare.headline, "https://site.example/x", "an address alone still is one");
}

#[test]
fn keys_stand_strongest_first_and_shared_ones_are_none() {
    let raw = |id: Option<&str>, url: &str, text: &str| RawArticle {
        own_id: id.map(str::to_owned),
        url: Some(url.to_owned()),
        headline: Some(RawText::Plain(text.to_owned())),
        ..RawArticle::default()
    };
    let harvest = harvest(RawHarvest {
        kind: crate::model::SourceKind::Feed,
        base: base(),
        publication: RawPublication::default(),
        articles: vec![
            raw(Some("1"), "/a?utm_source=rss", "A"),
            raw(Some("2"), "/shared", "B"),
            raw(None, "/shared", "C"),
            raw(Some("1x"), "/d", "D"),
        ],
        next_page: None,
    });
    let keys: Vec<&[ArticleKey]> = harvest.articles.iter().map(|article| article.keys.as_slice()).collect();
    assert_eq!(
        keys[0],
        [ArticleKey::OwnId("1".into()), ArticleKey::Url("https://site.example/a".into())],
        "the id first, then the address without tracking"
    );
    assert_eq!(keys[1], [ArticleKey::OwnId("2".into())], "a shared address is no key");
    assert!(matches!(keys[2], [ArticleKey::Content(_)]), "then only the text is left");
}

#[test]
fn fields_are_bounded_and_made_plain() {
    let article = read(RawArticle {
        headline: Some(RawText::Html(format!("<b>{}</b>", "long ".repeat(2_000_000)))),
        content: Some(RawText::Plain("One & two\n\nthree < four".into())),
        authors: vec![
            RawAuthor { name: Some(RawText::Plain("Jane\u{202E} Doe".into())), ..RawAuthor::default() },
            RawAuthor { name: Some(RawText::Plain(" jane doe ".into())), ..RawAuthor::default() },
            RawAuthor { name: Some(RawText::Plain("  ".into())), ..RawAuthor::default() },
        ],
        tags: (0..10_000).map(|n| RawTag { name: RawText::Plain(format!("t{n}")), url: None }).collect(),
        ..RawArticle::default()
    });
    assert!(article.headline.chars().count() <= 500, "ten megabytes of headline are cut");
    assert_eq!(article.authors.len(), 1, "one person in two spellings, and nobody");
    assert_eq!(&*article.authors[0].name, "Jane Doe");
    assert_eq!(article.tags.len(), 100);
    assert_eq!(&*article.content, "<p>One &amp; two</p><p>three &lt; four</p>");
    assert_eq!(&*article.content_text, "One & two\nthree < four");
}

#[test]
fn text_decides_direction_and_length() {
    let article = with_body(&format!("<p>{}</p>", "كلمة ".repeat(600)));
    assert_eq!(article.direction, Direction::Rtl);
    assert_eq!(article.language.as_deref(), Some("ar"));
    assert_eq!(article.reading_minutes, Some(3), "600 words at 265 a minute");
    let chinese = with_body(&format!("<p>{}</p>", "新".repeat(1500)));
    assert_eq!(chinese.reading_minutes, Some(3), "1,500 characters at 500 a minute");
    assert_eq!(with_body("").reading_minutes, None, "no text, no time");
}

#[test]
fn a_summary_is_the_publishers_or_cut_at_a_sentence() {
    let text = "A sentence of some words here. ".repeat(30);
    let article = with_body(&format!("<p>{text}</p>"));
    let summary = article.summary.expect("a summary");
    assert!(summary.ends_with("here.") && summary.chars().count() <= 300, "{}", &*summary);
}
