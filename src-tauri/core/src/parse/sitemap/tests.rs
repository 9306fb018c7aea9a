use std::io::Write;

use super::*;
use crate::sanitize;

const NEWS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
 <url><loc>https://s.example/2025/ties</loc><lastmod>2025-09-25T08:00:00Z</lastmod>
  <news:news><news:publication><news:name>The Herald</news:name><news:language>en</news:language></news:publication>
   <news:publication_date>2025-09-24T18:05:00+00:00</news:publication_date><news:title>Ties &amp; talks &#8211; <![CDATA[now]]></news:title>
   <news:keywords>Syria, Ukraine,</news:keywords><news:genres>Opinion, Blog</news:genres><news:access>Subscription</news:access></news:news>
  <image:image><image:loc>https://s.example/a.jpg</image:loc><image:caption>Two flags</image:caption></image:image>
  <image:image><image:loc>https://s.example/b.jpg</image:loc></image:image>
  <video:video><video:thumbnail_loc>https://s.example/p.jpg</video:thumbnail_loc><video:title>The talks</video:title>
   <video:player_loc>https://s.example/play</video:player_loc><video:duration>61</video:duration></video:video></url>
 <url><loc>/about</loc></url>
 <url><loc>javascript:alert(1)</loc><news:news><news:title>x</news:title></news:news></url>
</urlset>"#;

fn url() -> Url {
    Url::parse("https://s.example/news.xml").unwrap()
}

fn pages(bytes: &[u8]) -> RawHarvest {
    match sitemap(bytes, &url(), None) {
        Ok(Sitemap::Pages(harvest)) => harvest,
        other => panic!("pages: {other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

#[test]
fn a_news_entry_whole() {
    let raw = pages(NEWS.as_bytes());
    assert_eq!(raw.articles.len(), 2, "pages without news stand there too, addresses off the web do not");
    let harvest = sanitize::harvest(raw);
    assert_eq!(harvest.publication.title.as_deref(), Some("The Herald"));
    assert_eq!(harvest.publication.language.as_deref(), Some("en"));
    let article = &harvest.articles[0];
    assert_eq!(&*article.headline, "Ties & talks – now");
    assert_eq!(article.published_at.unwrap().to_rfc3339(), "2025-09-24T18:05:00+00:00");
    assert!(article.updated_at > article.published_at);
    assert_eq!(article.section.as_deref(), Some("Opinion"));
    assert_eq!(article.tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(), ["Syria", "Ukraine"]);
    assert_eq!(article.access, Access::Paid);
    let lead = article.lead_image.as_ref().expect("the first picture");
    assert_eq!((lead.url.as_str(), lead.caption.as_deref()), ("https://s.example/a.jpg", Some("Two flags")));
    let video = &article.videos[0];
    assert_eq!((video.url.as_str(), video.duration_seconds), ("https://s.example/play", Some(61)));
    assert_eq!(harvest.articles[1].url.as_deref(), Some("https://s.example/about"));
}

#[test]
fn a_compressed_sitemap_is_the_same() {
    assert_eq!(pages(&gzip(NEWS.as_bytes())), pages(NEWS.as_bytes()));
    let whole = gzip(NEWS.as_bytes());
    assert!(sitemap(&whole[..whole.len() / 2], &url(), None).is_ok(), "one that is cut gives what it can");
}

#[test]
fn a_bomb_ends_at_the_limit() {
    let mut bomb = b"<urlset><url><loc>/a</loc></url>".to_vec();
    bomb.resize(200 << 20, b' ');
    let packed = gzip(&bomb);
    assert!(packed.len() < 1 << 20, "small before it is unpacked");
    assert_eq!(pages(&packed).articles.len(), 1);
}

#[test]
fn an_index_names_others() {
    let text =
        "<sitemapindex><sitemap><loc>https://s.example/1.xml.gz</loc><lastmod>2025-09-24</lastmod></sitemap>
        <sitemap><loc>2.xml</loc></sitemap><sitemap><loc>ftp://s.example/</loc></sitemap></sitemapindex>";
    let Ok(Sitemap::Index(children)) = sitemap(text.as_bytes(), &url(), None) else { panic!("an index") };
    let urls: Vec<&str> = children.iter().map(|child| child.url.as_str()).collect();
    assert_eq!(urls, ["https://s.example/1.xml.gz", "https://s.example/2.xml"]);
    assert!(children[0].changed_at.is_some());
}

#[test]
fn what_is_broken_loses_only_itself() {
    let cut = "<urlset><url><loc>/a</loc></url><url><loc>/b</loc><news:news><news:title>x";
    assert_eq!(pages(cut.as_bytes()).articles.len(), 1, "what is whole before the cut");
    let undeclared =
        "<urlset><url><loc>/a?b=1&c=2</loc><n:news><n:title>A &nbsp; B</n:title></n:news></url></urlset>";
    let harvest = pages(undeclared.as_bytes());
    assert_eq!(harvest.articles[0].headline, Some(RawText::Plain("A &nbsp; B".to_owned())));
    for other in ["", "<rss><channel/></rss>", "<html><body>urlset", "{}"] {
        assert!(matches!(sitemap(other.as_bytes(), &url(), None), Err(Error::NotAFeed)), "{other}");
    }
    let deep = format!("<urlset>{}<url><loc>/a</loc></url>", "<x>".repeat(100_000));
    assert!(sitemap(deep.as_bytes(), &url(), None).is_ok(), "a hundred thousand open elements");
    let many = format!("<urlset>{}</urlset>", "<url><loc>/a</loc></url>".repeat(60_000));
    assert_eq!(pages(many.as_bytes()).articles.len(), PAGES, "bounded");
}
