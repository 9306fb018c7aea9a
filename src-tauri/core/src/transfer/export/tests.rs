use std::collections::HashMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::html::{STYLE, STYLE_HASH};
use super::markdown;
use super::page::{self, Pictures, Shown};
use super::wording::{ENGLISH, UKRAINIAN};
use crate::model::*;

/// An article with everything that can stand round a body.
fn article(html: &str) -> Article {
    let media = MediaId::of;
    let mut told = json!({
        "id": "1", "url": "https://harbour.example/1?a[]=(b)", "canonicalUrl": null,
        "publication": {
            "id": "1", "title": "Harbour Post", "url": "https://harbour.example/", "icon": null, "iconMedia": null,
        },
        "section": "City", "headline": "Ferry & tram <return>", "summary": "What the council decided.",
        "authors": [{
            "id": "1", "name": "Ines *Maravel*", "url": null, "role": "Reporter", "bio": "She writes.",
            "avatar": "https://harbour.example/ines.png", "avatarMedia": media("https://harbour.example/ines.png"),
            "links": [],
        }],
        "publishedAt": "2025-09-25T12:00:00Z", "updatedAt": "2025-09-25T13:00:00Z",
        "firstSeenAt": "2025-09-25T12:00:00Z", "editedAt": null, "sortedAt": "2025-09-25T12:00:00Z",
        "readingMinutes": 2,
        "leadImage": {
            "url": "https://harbour.example/lead.jpg", "media": media("https://harbour.example/lead.jpg"),
            "caption": "The ferry", "credit": "R. Vale", "alt": "A boat", "width": 3, "height": 2,
        },
    });
    let more = json!({
        "tags": [{ "name": "Ferries", "slug": "ferries", "url": null, "foundInText": false }],
        "language": "en", "direction": "ltr", "featured": false, "access": "public", "stub": false,
        "kind": "article", "commentsUrl": null, "commentCount": null,
        "attachments": [{
            "url": "https://harbour.example/a.mp3", "type": "audio/mpeg", "bytes": 12, "durationSeconds": 65,
        }],
        "video": null, "read": false, "saved": true,
        "save": {
            "state": "complete", "savedAt": "2025-09-26T12:00:00Z", "automatic": false, "pictures": 1, "missing": 0, "problem": null,
            "retryAt": null, "bytes": 700,
        },
        "labels": ["Sea & land"], "noted": true, "highlightCount": 1, "begun": null,
        "note": "Ask <the> pilot.\n\n- Twice.",
        "highlights": [{
            "id": "1", "exact": "Some text.", "prefix": "", "suffix": "", "start": null, "note": "1. Which *one*?",
            "madeAt": "2025-09-26T12:00:00Z",
        }],
        "found": null, "cursor": "n1.1",
        "contentHtml": html, "contentText": "Some text.",
        "related": [{
            "url": "https://other.example/", "title": "A card", "description": "About it", "publisher": "Other",
            "author": "Somebody", "thumbnail": "https://other.example/t.png",
            "thumbnailMedia": media("https://other.example/t.png"), "article": null,
        }],
        "videos": [{
            "url": "https://play.example/v", "poster": "https://play.example/p.jpg",
            "posterMedia": media("https://play.example/p.jpg"), "title": "A film", "durationSeconds": 65,
        }],
        "pictures": [],
    });
    let fields = told.as_object_mut().expect("an object");
    fields.extend(more.as_object().expect("an object").clone());
    serde_json::from_value(told).expect("an article")
}

fn pictures(kept: &[&str]) -> Pictures {
    let all = [
        "https://harbour.example/lead.jpg",
        "https://harbour.example/ines.png",
        "https://harbour.example/a.png",
    ];
    let others = ["https://other.example/t.png", "https://play.example/p.jpg"];
    let shown = |address: &&str| match kept.contains(address) {
        true => Shown::At(format!("images/{}", address.rsplit('/').next().unwrap_or_default())),
        false => Shown::Missing("http_status".to_owned()),
    };
    all.iter().chain(&others).map(|address| ((*address).to_owned(), shown(address))).collect()
}

/// The body of a page that says nothing but `html`.
fn body(html: &str) -> String {
    let mut article = article(html);
    article.related.clear();
    article.videos.clear();
    let page = page::write(&article, &pictures(&["https://harbour.example/a.png"]), &ENGLISH).text;
    let begin = page.find("</figure>").expect("the lead picture") + "</figure>".len();
    let end = page.find("<p class=\"file\">").expect("the file behind the body");
    page[begin..end].to_owned()
}

#[test]
fn what_the_reader_wrote_stands_under_the_article_as_they_wrote_it() {
    let page = page::write(&article("<p>Some text.</p>"), &Pictures::new(), &ENGLISH).text;
    let begin = page.find("<section class=\"mine\">").expect("a section");
    for told in [
        "<bdi>Sea &amp; land</bdi>",
        "<p dir=\"auto\">Ask &lt;the&gt; pilot.</p><p dir=\"auto\">- Twice.</p>",
        "<blockquote><p dir=\"auto\">Some text.</p></blockquote><p dir=\"auto\">1. Which *one*?</p>",
    ] {
        assert!(page[begin..].contains(told), "{told}: {}", &page[begin..]);
    }
    let text = markdown::article(&article("<p>Some text.</p>"), &Pictures::new(), &ENGLISH);
    assert!(text.contains("labels: [\"Sea & land\"]\n"), "{text}");
    let end = "**Notes and highlights**\n\nSea &amp; land\n\nAsk \\<the\\> pilot.\n\n\\- Twice.\n\n> Some text.\n\n1\\. Which \\*one\\*?\n";
    assert!(text.ends_with(end), "{text}");
    let mut silent = article("<p>Some text.</p>");
    (silent.note, silent.summary.labels) = (None, Vec::new());
    silent.highlights.clear();
    assert!(
        !page::write(&silent, &Pictures::new(), &ENGLISH).text.contains("mine"),
        "and nothing where they wrote nothing"
    );
    assert!(!markdown::article(&silent, &Pictures::new(), &ENGLISH).contains("Notes"));
}

#[test]
fn a_page_shows_all_that_is_told_of_an_article() {
    let html = "<p>Some text.</p><aside data-related=\"0\"></aside><p>More.</p>";
    let page = page::write(&article(html), &pictures(&["https://other.example/t.png"]), &ENGLISH).text;
    for told in [
        "City",
        "Ferry &amp; tram &lt;return&gt;",
        "What the council decided.",
        "Ines *Maravel*",
        "Harbour Post",
        "2025-09-25 12:00 UTC",
        "Updated ",
        "2 min",
        "The ferry",
        "R. Vale",
        "Reporter",
        "She writes.",
        "Ferries",
        "A card",
        "About it",
        "Other · Somebody",
        "A film",
        "1:05",
        "audio/mpeg",
        "https://harbour.example/1?a%5B%5D=(b)",
        "Saved 2025-09-26 12:00 UTC",
        "[Picture missing: A boat (http_status)]",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(page.find("A card") < page.find("More."), "a card stands in its place");
    assert!(page.find("A film") > page.find("More."), "what has no place stands behind");
    assert_eq!(page.matches("A card").count(), 1, "once");
    assert!(!page.contains("src=\"http"), "nothing is loaded from elsewhere: {page}");
}

#[test]
fn blocks_never_stand_among_words() {
    assert_eq!(body("<p>One <b>two</b></p>"), "<p>One <b>two</b></p>");
    assert_eq!(
        body("<b><p>One</p><p>two</p></b>"),
        "<p>One</p><p>two</p>",
        "a wrapper says nothing of blocks"
    );
    assert_eq!(body("<h2><div>One</div></h2>"), "<h2> One </h2>", "a heading holds words");
    assert_eq!(
        body("<ul>loose<li>One</li></ul>"),
        "<ul><li>loose</li><li>One</li></ul>",
        "a list holds items"
    );
    assert_eq!(body("<dl><dd>Alone</dd></dl>"), "<div><div>Alone</div></div>", "no list of terms");
    assert_eq!(body("<dl><dt>A</dt><dd>b</dd></dl>"), "<dl><dt>A</dt><dd>b</dd></dl>");
    assert_eq!(
        body("<figure>a<figcaption>b</figcaption>c</figure>"),
        "<figure>a<div>b</div>c</figure>",
        "a caption stands at an end"
    );
    assert_eq!(
        body("<a href=\"https://a.example/\">a <a href=\"https://b.example/\">b</a></a>")
            .matches("<a ")
            .count(),
        2
    );
    assert_eq!(body("<details>No summary</details>"), "<div>No summary</div>");
    assert_eq!(body("<p><time datetime=\"yesterday\">then</time></p>"), "<p><span>then</span></p>");
    assert_eq!(body("a\u{1}b"), "ab", "what XML cannot hold goes");
}

#[test]
fn links_within_a_body_lead_somewhere() {
    let noted = "<p>a<sup id=\"note-2\"><a href=\"#note-1\">1</a></sup></p><ol><li id=\"note-1\">b<a href=\"#note-2\">↩</a></li></ol>";
    assert_eq!(body(noted), noted, "a footnote and its mark");
    assert_eq!(body("<p><a href=\"#note-9\">9</a></p>"), "<p>9</p>", "to nothing there is no link");
    assert_eq!(
        body("<p id=\"note-1\">a</p><p id=\"note-1\">b</p><a href=\"#note-1\">c</a>"),
        "<p id=\"note-1\">a</p><p>b</p><a href=\"#note-1\">c</a>",
        "an id stands once"
    );
}

#[test]
fn a_body_of_any_depth_is_written() {
    let deep = format!("{}words{}", "<blockquote>".repeat(3_000), "</blockquote>".repeat(3_000));
    assert!(body(&deep).contains("words"), "and nothing overflows");
    let article = article(&deep);
    assert!(markdown::article(&article, &HashMap::new(), &ENGLISH).contains("words"));
}

#[test]
fn a_body_becomes_markdown() {
    let markdown = |html: &str| {
        let mut article = article(html);
        (article.related, article.videos) = (Vec::new(), Vec::new());
        let text = markdown::article(&article, &pictures(&["https://harbour.example/a.png"]), &ENGLISH);
        let begin = text.find("R. Vale*\n\n").expect("the credit") + "R. Vale*\n\n".len();
        let end = text.find("[https://harbour.example/a.mp3]").expect("the file");
        text[begin..end].trim_end().to_owned()
    };
    let cases = [
        (
            "<h2>One</h2><p>a <em>b</em> <strong>c</strong> <code>d`e</code></p>",
            "## One\n\na *b* **c** ``d`e``",
        ),
        ("<p>2 * 3 _ [x] # <i> i </i></p>", "2 \\* 3 \\_ \\[x\\] \\# *i*"),
        ("<p>1. no list</p><p>- nor this</p><p>+ this</p>", "1\\. no list\n\n\\- nor this\n\n\\+ this"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n\n- c"),
        ("<ol start=\"3\"><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<pre>let a = `1`;\n  b</pre>", "```\nlet a = `1`;\n  b\n```"),
        ("<pre>```</pre>", "````\n```\n````"),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td colspan=\"2\"><p>d</p><p>e</p></td></tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| d<br>e |  |",
        ),
        ("<p><a href=\"https://a.example/b_(c)\">x</a></p>", "[x](https://a.example/b_%28c%29)"),
        (
            "<figure><img src=\"https://harbour.example/a.png\" alt=\"A *b*\"><figcaption>c</figcaption></figure>",
            "![A \\*b\\*](images/a.png)\n\n*c*",
        ),
        (
            "<p><img src=\"https://harbour.example/none.png\" alt=\"A\"></p>",
            "*\\[Picture missing: A (not\\_kept)\\]*",
        ),
        (
            "<p>a<sup id=\"note-2\"><a href=\"#note-1\">1</a></sup></p><hr><ol><li id=\"note-1\"><p>b <a href=\"#note-2\">↩</a></p></li></ol>",
            "a[^1]\n\n---\n\n[^1]: b",
        ),
        (
            "<ul><li><a href=\"#note-1\">Part one</a></li></ul><div id=\"note-1\"><h2>Part one</h2><p>a</p></div>",
            "- [Part one](#note-1)\n\n<a id=\"note-1\"></a>\n\n## Part one\n\na",
        ),
        (
            "<p id=\"note-2\">a <a href=\"#note-1\">[1]</a>, see <a href=\"#note-1\">the note</a></p><p id=\"note-1\">b <a href=\"#note-2\">back</a></p>",
            "a [^1], see the note[^1]\n\n[^1]: b",
        ),
        ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n\n:   b"),
    ];
    for (html, expected) in cases {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn markdown_tells_in_front_what_a_page_tells() {
    let text = markdown::article(&article("<p>Some text.</p>"), &pictures(&[]), &ENGLISH);
    for told in [
        "title: \"Ferry & tram <return>\"\n",
        "authors: [\"Ines *Maravel*\"]\n",
        "saved: \"2025-09-26T12:00:00+00:00\"\n",
        "# Ferry &amp; tram \\<return\\>",
        "Ines \\*Maravel\\* · Harbour Post · 2025-09-25 12:00 UTC",
        "*The ferry — R. Vale*",
        "> **[A card](https://other.example/)**",
        "▶ [A film](https://play.example/v) · 1:05",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
}

#[test]
fn only_our_own_style_applies_to_a_page() {
    let hash = Sha256::digest(STYLE.as_bytes());
    assert_eq!(BASE64_STANDARD.encode(hash), STYLE_HASH, "the policy names the style as it is");
}

#[test]
fn our_own_words_are_in_the_language_of_the_window() {
    let mut article = article("<p>Some text.</p>");
    article.summary.stub = true;
    let page = page::write(&article, &Pictures::new(), &UKRAINIAN).text;
    let text = markdown::article(&article, &Pictures::new(), &UKRAINIAN);
    for told in [
        "Оновлено",
        "2 хв",
        "12 Б",
        "Збережено 2025-09-26",
        "Бракує зображення",
        "Тут лише початок",
        "Нотатки й",
    ] {
        assert!(page.contains(told) && text.contains(told), "{told}");
    }
    assert!(
        page.contains("<span lang=\"uk\" xml:lang=\"uk\" dir=\"ltr\">Збережено"),
        "and said to be: {page}"
    );
    for english in ["Updated", " min", "bytes", "Saved", "missing:", "Only the", "Notes"] {
        assert!(!page.contains(english) && !text.contains(english), "{english}");
    }
}
