//! Feeds with something wrong in them: each loses that and nothing else.

use super::tests::{read, rss, url};
use super::*;
use crate::parse::{RawHarvest, RawText};

fn headlines(harvest: &RawHarvest) -> Vec<&str> {
    harvest
        .articles
        .iter()
        .filter_map(|article| match article.headline.as_ref()? {
            RawText::Plain(text) | RawText::Html(text) => Some(text.as_str()),
        })
        .collect()
}

#[test]
fn a_name_in_wide_brackets() {
    let harvest = rss("<item><title>T</title><author>jane@x.org（田中）</author></item>");
    assert_eq!(harvest.articles[0].authors[0].name, Some(RawText::Plain("田中".into())));
}

#[test]
fn roots_in_unknown_namespaces_and_old_ones() {
    for root in [
        r#"<feed xmlns="http://example.com/newformat#">"#,
        r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#">"#,
        r#"<a:feed xmlns:a="HTTPS://www.w3.org/2005/Atom/" xmlns="http://www.w3.org/2005/Atom">"#,
        "<FEED>",
    ] {
        let harvest = read(&format!("{root}<title>F</title><entry><title>T</title></entry>"));
        assert_eq!(headlines(&harvest), ["T"], "{root}");
        assert_eq!(harvest.publication.title, Some(RawText::Plain("F".into())), "{root}");
    }
    for feed in [
        "<RSS><CHANNEL><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>",
        "<rss><channel/><item><title>T</title></item></rss>",
        r#"<rss xmlns="http://backend.userland.com/rss2"><channel><item><title>T</title></item></channel></rss>"#,
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
           <channel/><item rdf:about="https://x.example/1"><title>T</title></item></rdf:RDF>"#,
        r#"<rdf:RDF xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/><item><title>T</title></item></rdf:RDF>"#,
        r#"<Channel xmlns="http://purl.org/net/rss1.1#"><items><item><title>T</title></item></items></Channel>"#,
    ] {
        assert_eq!(headlines(&read(feed)), ["T"], "{feed}");
    }
}

#[test]
fn marks_that_are_none() {
    for (title, expected) in [
        ("Q & A", "Q & A"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("AT&T; more", "AT&T; more"),
        ("caf&eacute; &hellip;", "café …"),
        ("a &nosuch; b", "a &nosuch; b"),
        ("a<!-- x -->b", "ab"),
        ("a <?php echo 1 ?>b", "a b"),
    ] {
        let harvest = rss(&format!("<item><title>{title}</title></item><item><title>next</title></item>"));
        assert_eq!(headlines(&harvest), [expected, "next"], "{title}");
    }
}

#[test]
fn tags_that_do_not_match() {
    for items in [
        "<item><title>A</title><b></item><item><title>B</title></item>",
        "<item><title>A</item><item><title>B</title></item>",
        "<item><title>A</title></i></item><item><title>B</title></item>",
        "<item><title>A</title><item><title>B</title></item>",
        "<category><item><title>A</title></item><item><title>B</title></item>",
        "<item><title>A</title><link href='x></link></item><item><title>B</title></item>",
        "<item><title>A</TITLE></ITEM><item><title>B</title></item>",
    ] {
        assert_eq!(headlines(&rss(items)), ["A", "B"], "{items}");
    }
}

#[test]
fn whole_entries_before_the_end_of_a_cut_feed() {
    let text = "<rss><channel><title>F</title><item><title>A</title></item><item><title>B</title></item></channel></rss>";
    let after_first = text.find("<item><title>B").unwrap();
    for length in 0..text.len() {
        let expected = text.get(..length).map_or(0, |head| head.matches("</item>").count());
        match feed(&text.as_bytes()[..length], &url(), None) {
            Ok(harvest) => assert_eq!(harvest.articles.len(), expected, "cut at {length}"),
            Err(_) => assert!(length < after_first && expected == 0, "cut at {length}"),
        }
    }
    let json =
        r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"A"},{"id":2,"title":"B"}]}"#;
    let harvest = read(&json[..json.len() - 6]);
    assert_eq!(headlines(&harvest), ["A"], "in JSON as well");
}

#[test]
fn what_scripts_print_before_a_feed() {
    for before in [
        "\n\n  ",
        "\u{feff} ",
        "<br />\n<b>Notice</b>: x in y\n",
        "<!-- x --><!DOCTYPE rss [<!ENTITY a 'b'>]>",
    ] {
        let text = format!(
            "{before}<?xml version='1.0'?><rss><channel><item><title>T</title></item></channel></rss>"
        );
        assert_eq!(headlines(&read(&text)), ["T"], "{before}");
    }
}

#[test]
fn json_values_of_the_wrong_kind_lose_themselves_only() {
    let harvest = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":null,"authors":7,"items":[
        {"id":42,"title":"A","url":null,"tags":"x","authors":[3,null,{"name":"Jane"}],"date_published":false,"image":{},
         "attachments":[{"url":5},{"url":"https://x.example/a.mp3","size_in_bytes":"7"},"x"]},
        null, 3, {"id":"b","title":["B"],"content_text":"text"}]}"#,
    );
    assert_eq!(harvest.articles.len(), 2);
    let article = &harvest.articles[0];
    assert_eq!(article.own_id.as_deref(), Some("42"));
    assert_eq!((article.tags.len(), article.attachments.len()), (1, 2));
    assert_eq!(article.attachments[1].bytes, Some(7));
    assert!(article.authors.iter().any(|author| author.name == Some(RawText::Plain("Jane".into()))));
}

#[test]
fn rss_in_json() {
    let harvest = read(
        r##"{"rss":{"version":"2.0","channel":{"title":"F","link":"https://x.example/","item":[
        {"title":"A","guid":{"isPermaLink":"true","#value":"https://x.example/a"},"pubDate":"Wed, 24 Sep 2025 18:05:00 GMT",
         "category":["One","Two"],"enclosure":{"url":"https://x.example/a.mp3","type":"audio/mpeg","length":"9"}}]}}}"##,
    );
    let article = &harvest.articles[0];
    assert_eq!(article.url.as_deref(), Some("https://x.example/a"));
    assert_eq!((article.tags.len(), article.attachments[0].bytes), (2, Some(9)));
    assert!(article.published_at.is_some());
}

#[test]
fn dates_without_a_zone_and_items_that_are_only_a_file() {
    let harvest = rss(
        "<item><enclosure url='https://x.example/a.mp3' type='audio/mpeg' length='0'/><pubDate>2024-03-05 10:00:00</pubDate></item>",
    );
    let article = &harvest.articles[0];
    assert_eq!(article.published_at.map(|date| date.timestamp()), Some(1_709_632_800));
    assert_eq!(article.attachments[0].url, "https://x.example/a.mp3");
}

#[test]
fn a_compressed_feed_that_nobody_announced() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(b"<rss><channel><item><title>T</title></item></channel></rss>").unwrap();
    let harvest = feed(&packed.finish().unwrap(), &url(), Some("text/xml")).expect("a feed");
    assert_eq!(headlines(&harvest), ["T"]);
}

#[test]
fn addresses_are_written_against_xml_base() {
    let harvest = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/x/"><link rel="next" href="?page=2"/>
        <entry xml:base="y/"><title>T</title><link href="z"/><content type="xhtml" xml:base="/c/"><div xmlns="http://www.w3.org/1999/xhtml"><a href="d">e</a></div></content></entry></feed>"#,
    );
    let article = &harvest.articles[0];
    assert_eq!(article.url.as_deref(), Some("https://b.example/x/y/z"));
    assert_eq!(article.base.as_ref().map(Url::as_str), Some("https://b.example/c/"));
    assert_eq!(harvest.next_page.as_ref().map(Url::as_str), Some("https://b.example/x/?page=2"));
}

#[test]
fn an_endless_base_is_kept_for_no_entry() {
    let items = "<item xml:base='b/'><title>T</title><link>z</link></item>".repeat(3);
    let harvest = read(&format!(
        "<rss xml:base='https://b.example/{}'><channel>{items}</channel></rss>",
        "a/".repeat(100_000)
    ));
    assert_eq!(harvest.articles.len(), 3);
    assert!(harvest.articles.iter().all(|article| article.url.as_ref().is_some_and(|url| url.len() < 100)));
}

#[test]
fn a_document_type_is_never_followed_or_expanded() {
    let laughs: String =
        (1..30).map(|n| format!(r#"<!ENTITY l{n} "&l{};&l{};&l{};">"#, n - 1, n - 1, n - 1)).collect();
    let text = format!(
        r#"<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>
        <rss><channel><item><title>&l29;&f;</title></item></channel></rss>"#
    );
    assert_eq!(headlines(&read(&text)), ["&l29;&f;"]);
}

#[test]
fn size_alone_takes_only_its_time() {
    let deep = "<a>".repeat(100_000);
    let wide: String = (0..50_000).map(|n| format!(" a{n}='x'")).collect();
    let marks =
        "<!--".repeat(50_000) + &"<?x".repeat(50_000) + &"<!D".repeat(50_000) + &"< <a ".repeat(50_000);
    for items in [
        format!("<item><title>T</title><description>{deep}</description></item>"),
        format!("<item><title>T</title><description>{deep}</item>"),
        format!("<item><title>T</title><link{wide}>x</link></item>"),
        format!("<item><title>T</title></item>{}", "</b>".repeat(100_000)),
        format!("<item><title>T</title></item>{marks}"),
        format!("<item><title>T</title></item>{}", "<item/>".repeat(1_000_000)),
    ] {
        assert_eq!(headlines(&rss(&items)).first(), Some(&"T"));
    }
    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1","items":[{{"id":1}}],"x":{}"#,
        "[".repeat(100_000)
    );
    assert_eq!(read(&json).articles.len(), 1, "what stands before the depth counts");
    assert!(feed("[".repeat(100_000).as_bytes(), &url(), None).is_err());
}
