use super::*;
use crate::model::{ArticleKind, NewArticle};
use crate::parse::{MAX_ARTICLES, RawText};
use crate::sanitize;

pub(super) fn url() -> Url {
    Url::parse("https://site.example/feed.xml").unwrap()
}

pub(super) fn read(text: &str) -> RawHarvest {
    feed(text.as_bytes(), &url(), None).expect("a feed")
}

pub(super) fn rss(items: &str) -> RawHarvest {
    read(&format!(
        r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>The Site</title>
        <link>https://site.example/</link><description>About &amp; more</description><language>en-GB</language>{items}</channel></rss>"#
    ))
}

fn safe(harvest: RawHarvest) -> Vec<NewArticle> {
    sanitize::harvest(harvest).articles
}

#[test]
fn an_rss_item_whole() {
    let articles = safe(rss(
        r#"<item><title>Q&amp;amp;A: five &amp;lt; six</title><link>https://site.example/a</link><guid isPermaLink="false">id-1</guid>
        <dc:creator>Jane Doe</dc:creator><category>Syria</category><category>Ukraine</category>
        <pubDate>Wed, 24 Sep 2025 18:05:00 GMT</pubDate><description>Short.</description>
        <content:encoded><![CDATA[<p>Long &amp; whole.</p>]]></content:encoded><comments>https://site.example/a#comments</comments>
        <media:content url="https://site.example/a.jpg" medium="image"><media:description>Two flags</media:description>
        <media:credit>Agency</media:credit></media:content></item>
        <item><title>B</title><enclosure url="https://site.example/a.mp3" length="123" type="audio/mpeg"/></item>"#,
    ));
    let article = &articles[0];
    assert_eq!(&*article.headline, "Q&A: five < six", "titles hold escaped HTML in practice");
    assert_eq!(article.summary.as_deref(), Some("Short."));
    assert_eq!(&*article.content, "<p>Long &amp; whole.</p>");
    assert_eq!(&*article.authors[0].name, "Jane Doe");
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.published_at.map(|date| date.timestamp()), Some(1_758_737_100));
    assert_eq!(article.updated_at, None, "RSS states no later change");
    let lead = article.lead_image.as_ref().expect("a lead picture");
    assert_eq!((lead.caption.as_deref(), lead.credit.as_deref()), (Some("Two flags"), Some("Agency")));
    assert_eq!(article.comments_url.as_deref(), Some("https://site.example/a#comments"));
    assert_eq!(article.language.as_deref(), Some("en-GB"), "the feed's own, where the item states none");
    assert_eq!(articles[1].attachments[0].bytes, Some(123));
    assert_eq!(articles[1].kind, ArticleKind::Audio);
}

#[test]
fn an_id_is_the_publishers_or_none() {
    let harvest =
        rss("<item><title>A</title></item><item><title>B</title><link>https://site.example/b</link></item>");
    assert_eq!(
        harvest.articles.iter().map(|article| article.own_id.clone()).collect::<Vec<_>>(),
        [None, None]
    );
    assert_eq!(harvest.articles[0].published_at, None, "nor is a date made up");
    let again =
        rss("<item><title>A</title></item><item><title>B</title><link>https://site.example/b</link></item>");
    let keys = |harvest| safe(harvest).into_iter().map(|article| article.keys).collect::<Vec<_>>();
    assert_eq!(keys(harvest), keys(again), "what they are recognised by is the same at every reading");
}

#[test]
fn atoms_elements_count_without_their_namespace() {
    let harvest = rss("<link rel='self' href='https://site.example/feed.xml'/><link rel='hub' href='https://hub.example/'/>
        <item><title>A</title><link href='https://site.example/1'/><id>urn:1</id><updated>2012-03-26T23:25:19Z</updated>
        <link rel='enclosure' type='audio/mpeg' length='12345' href='https://site.example/1.mp3'/></item>");
    assert_eq!(harvest.publication.url.as_deref(), Some("https://site.example/"));
    let article = &harvest.articles[0];
    assert_eq!(
        (article.url.as_deref(), article.own_id.as_deref()),
        (Some("https://site.example/1"), Some("urn:1"))
    );
    assert!(article.updated_at.is_some() && article.published_at.is_some());
    assert_eq!(article.attachments[0].bytes, Some(12345));
}

#[test]
fn content_of_odd_types() {
    let text = |content: &str| {
        safe(read(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content {content}</content></entry></feed>")))
            .remove(0)
            .content_text
            .to_string()
    };
    assert_eq!(text("type='image/png'>iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"), "", "a picture is no text");
    assert_eq!(text("type='multipart/alternative'>Some content."), "Some content.");
    assert_eq!(text("type='application/octet-stream'>RXhhbXBsZQ=="), "Example");
}

#[test]
fn what_has_no_words_is_kept_by_what_it_shows() {
    let articles = safe(rss(
        "<item><enclosure url='/a.mp3' type='audio/mpeg'/></item>
        <item><description>&lt;img src='/b.png'&gt;</description></item><item><category>c</category></item>",
    ));
    let headlines: Vec<&str> = articles.iter().map(|article| &*article.headline).collect();
    assert_eq!(headlines, ["https://site.example/a.mp3", "https://site.example/b.png"]);
}

#[test]
fn lines_of_a_text_without_markup_are_kept() {
    let description = "One &amp;amp; two.\r\n \r\nThree\nfour. https://site.example/";
    let article =
        &safe(rss(&format!("<item><title>T</title><description>{description}</description></item>")))[0];
    assert_eq!(&*article.content, "<p>One &amp; two.</p><p>Three<br>four. https://site.example/</p>");
    let group = format!(
        "<item><title>T</title><media:group><media:description>{description}</media:description></media:group></item>"
    );
    assert_eq!(safe(rss(&group))[0].content_text.lines().count(), 3, "what YouTube writes under a video");
}

#[test]
fn an_enclosure_lies_where_feedburner_leads() {
    let item = "<item><title>T</title><enclosure url='https://proxy.example/1.mp3' type='audio/mpeg'/>
        <feedburner:origEnclosureLink>https://site.example/a.mp3</feedburner:origEnclosureLink></item>";
    assert_eq!(safe(rss(item))[0].attachments[0].url, "https://site.example/a.mp3");
}

#[test]
fn a_media_category_is_called_by_its_label() {
    let categories = "<media:category label='Visual Art'>visual_art</media:category><media:category>music</media:category>";
    let article = safe(rss(&format!("<item><title>T</title>{categories}</item>"))).remove(0);
    let names: Vec<&str> = article.tags.iter().map(|tag| &*tag.name).collect();
    assert_eq!(names, ["Visual Art", "music"]);
}

#[test]
fn enclosures_are_what_they_say_or_are_called() {
    let kind = |enclosure: &str| {
        let article = safe(rss(&format!("<item><title>T</title><enclosure {enclosure}/></item>"))).remove(0);
        (article.kind, article.videos.len(), article.attachments.len(), article.lead_image.is_some())
    };
    assert_eq!(kind("url='/a' type='video/mp4'"), (ArticleKind::Video, 1, 1, false));
    assert_eq!(kind("url='/a.mp4?x=1'"), (ArticleKind::Video, 1, 1, false));
    assert_eq!(kind("url='/a.mp3' type='application/octet-stream'"), (ArticleKind::Audio, 0, 1, false));
    assert_eq!(kind("url='/a.jpg' type='application/octet-stream'"), (ArticleKind::Article, 0, 0, true));
    assert_eq!(kind("url='/a.pdf' type='application/pdf'"), (ArticleKind::Article, 0, 1, false));
}

#[test]
fn pictures_beside_a_text_are_shown_in_it() {
    let media = |file: &str| {
        format!(
            "<media:content url='https://f.example/{file}' medium='image'><media:description>Alt &lt;b&gt;</media:description></media:content>"
        )
    };
    let post = |text: &str, files: &[&str]| {
        let media: String = files.iter().map(|file| media(file)).collect();
        safe(rss(&format!(
            "<item><link>https://m.example/1</link><description>{text}</description>{media}</item>"
        )))
        .remove(0)
    };
    let article =
        post("&lt;p&gt;Hello&lt;/p&gt;", &["a.png", "b.png", "b.png", "a-300x200.png", "avatar/c.png"]);
    assert_eq!(article.lead_image.as_ref().map(|image| &*image.url), Some("https://f.example/a.png"));
    assert_eq!(article.pictures, ["https://f.example/b.png"], "{}", &*article.content);
    assert_eq!(&*article.content_text, "Hello", "what a picture shows is no text of the article's");
    let shown =
        post("&lt;p&gt;Hello&lt;img src='https://f.example/x.png'&gt;&lt;/p&gt;", &["a.png", "b.png"]);
    assert_eq!(shown.pictures, ["https://f.example/x.png"], "it shows what it wants shown");
}

#[test]
fn an_avatar_is_no_lead_picture() {
    let lead = |width: &str| {
        safe(rss(&format!(
            "<item><title>T</title><media:thumbnail width='{width}' url='https://f.example/u'/></item>"
        )))[0]
            .lead_image
            .is_some()
    };
    assert_eq!((lead("30"), lead("75"), lead("")), (false, true, true));
}

#[test]
fn html_that_was_escaped_twice() {
    let text = |text: &str| {
        safe(rss(&format!("<item><title>T</title><description>{text}</description></item>")))[0]
            .summary
            .clone()
    };
    assert_eq!(text("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;").as_deref(), Some("One."));
    assert_eq!(text("Use &amp;lt;b&amp;gt;").as_deref(), Some("Use <b>"));
}

#[test]
fn a_guid_is_an_address_where_it_can_be_one() {
    let url = |guid: &str| safe(rss(&format!("<item><title>A</title>{guid}</item>")))[0].url.clone();
    for (guid, expected) in [
        ("<guid>https://site.example/a</guid>", Some("https://site.example/a")),
        ("<guid isPermaLink='true'>/a</guid>", Some("https://site.example/a")),
        ("<guid isPermaLink='true'>tag:a,2025:1</guid>", None),
        ("<guid isPermaLink='true'>a-1</guid>", None),
        ("<guid>/a</guid>", None),
    ] {
        assert_eq!(url(guid).as_deref(), expected, "{guid}");
    }
}

#[test]
fn markup_in_titles_is_told_from_text() {
    let title = |title: &str| {
        safe(rss(&format!("<item><title><![CDATA[{title}]]></title></item>")))[0].headline.to_string()
    };
    assert_eq!(title("Q&A: <script> tags, “quotes” & 5 < 6"), "Q&A: <script> tags, “quotes” & 5 < 6");
    assert_eq!(title("The <em>Titanic</em> &#8211; again"), "The Titanic – again");
}

#[test]
fn a_description_that_is_the_whole_text_is_the_body() {
    let articles = safe(rss(
        "<item><title>T</title><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description></item>",
    ));
    assert_eq!(&*articles[0].content, "<p>One.</p><p>Two.</p>");
    assert_eq!(articles[0].summary.as_deref(), Some("One. Two."));
}

#[test]
fn atom_inherits_authors_and_says_what_its_texts_are() {
    let harvest = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><id>x</id><updated>2025-09-24T18:05:00Z</updated>
        <author><name>Redaktion</name></author><link rel="self" href="https://site.example/feed.xml"/><link href="https://site.example/"/>
        <entry><id>tag:1</id><title type="text">5 &lt; 6 &amp;amp; 7</title><link rel="alternate" href="/a"/>
        <published>2025-09-24T18:05:00Z</published><updated>2025-09-25T18:05:00Z</updated>
        <content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"#,
    );
    assert_eq!(harvest.publication.url.as_deref(), Some("https://site.example/"));
    let article = &safe(harvest)[0];
    assert_eq!(&*article.headline, "5 < 6 &amp; 7", "plain text means itself");
    assert_eq!(article.url.as_deref(), Some("https://site.example/a"));
    assert_eq!(&*article.authors[0].name, "Redaktion");
    assert!(article.updated_at > article.published_at, "a later change is told");
    assert_eq!(article.language.as_deref(), Some("de"));
}

#[test]
fn json_feed() {
    let harvest = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://site.example/","language":"sv","items":[
        {"id":"1","url":"https://site.example/a","title":"A & <b>","content_html":"<p>x</p>","tags":["Syria"],"authors":[{"name":"Jane"}],
        "attachments":[{"url":"https://site.example/a.mp3","mime_type":"audio/mpeg","size_in_bytes":5,"duration_in_seconds":61.5}]}]}"#,
    );
    let article = &safe(harvest)[0];
    assert_eq!(&*article.headline, "A & <b>", "titles are plain text in JSON Feed");
    assert_eq!((article.tags.len(), article.attachments.len()), (1, 1));
    assert_eq!(article.attachments[0].duration_seconds, Some(61));
}

#[test]
fn a_wrong_charset_is_set_right() {
    let text = r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Grüße aus Köln und Düsseldorf</title></channel></rss>"#;
    let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let harvest = feed(&bytes, &url(), Some("text/xml; charset=utf-8")).expect("a feed");
    assert_eq!(harvest.publication.title, Some(RawText::Plain("Grüße aus Köln und Düsseldorf".into())));
    let mislabelled = text.replace("utf-8", "iso-8859-1");
    assert_eq!(
        read(&mislabelled).publication.title,
        harvest.publication.title,
        "UTF-8 that calls itself Latin-1"
    );
}

#[test]
fn what_is_no_feed_is_said_to_be_none() {
    let bad = [
        "",
        " ",
        "<",
        "{",
        "[]",
        "null",
        "<html><body><h1>Not found</h1></body></html>",
        "<!DOCTYPE html><html><head><title>x",
        "{\"posts\":[]}",
        "just words",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    ];
    for text in bad {
        assert!(matches!(feed(text.as_bytes(), &url(), None), Err(Error::NotAFeed)), "{text}");
    }
}

#[test]
fn an_empty_feed_is_a_feed() {
    assert!(rss("").articles.is_empty());
    assert!(read("<rss version=\"2.0\"></rss>").articles.is_empty());
}

#[test]
fn numbers_too_large_end_nothing() {
    let harvest = feed(
        br#"<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>x</title><item><title>a</title>
        <itunes:duration>99999999999999999999999999:00:00</itunes:duration></item></channel></rss>"#,
        &url(),
        None,
    );
    assert!(matches!(harvest, Ok(_) | Err(Error::NotAFeed)));
}

#[test]
fn articles_are_bounded() {
    let items = "<item><title>x</title></item>".repeat(MAX_ARTICLES + 500);
    assert_eq!(rss(&items).articles.len(), MAX_ARTICLES);
}

#[test]
fn what_common_feeds_leave_out_is_found_where_they_put_it() {
    let rss = r#"<rss version="2.0"><channel><title>T</title><item><title>x</title>
        <guid>https://example.org/x</guid><author>jane@example.org (Jane Doe)</author></item></channel></rss>"#;
    let harvest = feed(rss.as_bytes(), &Url::parse("https://example.org/feed").unwrap(), None).unwrap();
    let article = &harvest.articles[0];
    assert_eq!(article.url.as_deref(), Some("https://example.org/x"), "a guid is an address");
    assert_eq!(article.authors[0].name, Some(RawText::Plain("Jane Doe".into())), "a name stands in brackets");

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>t</id>
        <updated>2015-06-01T00:00:00Z</updated><entry><id>e</id><title>x</title>
        <updated>2015-06-01T00:00:00Z</updated></entry></feed>"#;
    let harvest = feed(atom.as_bytes(), &Url::parse("https://example.org/feed").unwrap(), None).unwrap();
    let published = harvest.articles[0].published_at.map(|at| at.to_rfc3339());
    assert_eq!(
        published.as_deref(),
        Some("2015-06-01T00:00:00+00:00"),
        "it appeared when it was last updated"
    );
}
