use super::*;
use crate::model::{Access, NewArticle};
use crate::sanitize;

fn url() -> Url {
    Url::parse("https://site.example/2025/post").unwrap()
}

fn read(html: &str) -> NewArticle {
    sanitize::article(article(html.as_bytes(), &url(), None), &url()).expect("an article")
}

const TEXT: &str = "<p>A paragraph of the article that is long enough to count as one of its own, and then some more words.</p>
    <p>Another paragraph of the article that is long enough to count as one of its own, and then some more words.</p>";

#[test]
fn json_ld_says_most() {
    let article = read(&format!(
        r##"<html lang="en"><head><link rel="canonical" href="/2025/post?utm_source=x"><script type="application/ld+json">
        {{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Site"}},
        {{"@type":["Article","NewsArticle"],"headline":"Q&amp;A","description":"Short.","datePublished":"2025-09-24T18:05:00Z","dateModified":"2025-09-25T18:05:00Z",
        "author":[{{"@id":"#jane"}},"John Roe"],"keywords":"Syria, Ukraine","articleSection":["World","Europe"],"isAccessibleForFree":"False",
        "image":{{"@type":"ImageObject","url":"/a.jpg","width":1200,"caption":"Flags. Photo: Agency"}}}},
        {{"@type":"Person","@id":"#jane","name":"Jane Doe","jobTitle":"Diplomacy editor","url":"/jane","image":"/jane.jpg","sameAs":["https://x.com/jane"]}}]}}
        </script></head><body><nav><p>{}</p></nav><article><h1>Q&amp;A</h1>{TEXT}</article></body>"##,
        "Navigation that is longer than the text ".repeat(40)
    ));
    assert_eq!(&*article.headline, "Q&A");
    assert_eq!(article.canonical_url.as_deref(), Some("https://site.example/2025/post"));
    assert_eq!(
        article.authors.iter().map(|author| &*author.name).collect::<Vec<_>>(),
        ["Jane Doe", "John Roe"]
    );
    assert_eq!(article.authors[0].role.as_deref(), Some("Diplomacy editor"), "the job is stated as jobTitle");
    assert_eq!(article.authors[0].avatar.as_deref(), Some("https://site.example/jane.jpg"));
    assert_eq!(article.section.as_deref(), Some("World"));
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.access, Access::Paid);
    assert!(article.updated_at > article.published_at);
    let lead = article.lead_image.as_ref().expect("a picture");
    assert_eq!((lead.caption.as_deref(), lead.credit.as_deref()), (Some("Flags."), Some("Agency")));
    assert!(article.content.contains("<p>A paragraph"), "{}", &*article.content);
    for beside in ["Navigation", "<h1>", "<h2>", "Q&amp;A"] {
        assert!(!article.content.contains(beside), "neither navigation nor headline: {}", &*article.content);
    }
}

#[test]
fn open_graph_and_the_page_fill_in() {
    let article = read(&format!(
        r#"<html lang="sv"><meta property="og:title" content="Title &amp; more"><meta property="og:description" content="Short.">
        <meta property="og:image" content="/a.jpg"><meta property="og:image:alt" content="Flags"><meta property="article:tag" content="Syria">
        <meta property="article:tag" content="Ukraine"><meta name="author" content="By Jane Doe and John Roe">
        <body><main><time datetime="2025-09-24T18:05:00Z">Wednesday</time>{TEXT}<aside>x</aside></main>"#
    ));
    assert_eq!(&*article.headline, "Title & more");
    assert_eq!(article.summary.as_deref(), Some("Short."));
    assert_eq!(article.authors.len(), 2);
    assert_eq!(article.tags.len(), 2);
    assert_eq!(article.language.as_deref(), Some("sv"));
    assert_eq!(article.published_at.map(|date| date.timestamp()), Some(1_758_737_100));
    assert_eq!(article.lead_image.and_then(|lead| lead.alt).as_deref(), Some("Flags"));
}

#[test]
fn addresses_resolve_against_the_pages_base() {
    let article = read(&format!(
        "<base href='https://cdn.example/x/'><title>T</title><article>{TEXT}<p>And a <a href=y>link</a> in a sentence.</p></article>"
    ));
    assert!(article.content.contains("href=\"https://cdn.example/x/y\""), "{}", &*article.content);
}

#[test]
fn hostile_pages_are_read_all_the_same() {
    for html in [
        String::new(),
        "<".to_owned(),
        "<script type=application/ld+json>{".to_owned(),
        format!("<script type=application/ld+json>{}</script>", "[".repeat(100_000)),
        "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":3,\"image\":[],\"headline\":{}}</script>".to_owned(),
        format!("<title>T</title>{}<p>deep", "<div>".repeat(100_000)),
    ] {
        let raw = article(html.as_bytes(), &url(), None);
        assert!(sanitize::article(raw, &url()).is_some(), "the address alone makes it one: {}", html.len());
    }
}

#[test]
fn no_page_of_the_corpus_ends_the_program() {
    let folder =
        std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/structured-data");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else {
            eprintln!("skipped: corpus absent");
            return;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let raw = article(&std::fs::read(&path).unwrap(), &url(), None);
                assert!(sanitize::article(raw, &url()).is_some(), "{}", path.display());
            }
        }
    }
}

#[test]
fn a_page_that_is_no_declared_article_loses_nothing() {
    let beside = "<div class=infobox><p>Something beside the text.</p><p>And more, with a comma.</p></div>";
    let body =
        format!("<body><article><h1>Other words</h1>{TEXT}{TEXT}{TEXT}{TEXT}{beside}</article></body>");
    let plain = read(&format!("<title>Words</title>{body}"));
    assert!(plain.content.contains("Something beside"), "kept: {}", &*plain.content);
    assert!(plain.content.contains("<aside>"), "and set apart: {}", &*plain.content);
    assert!(!plain.content_text.contains("Something beside"), "it is no part of the text");
    let declared = read(&format!("<title>Words</title><meta property=og:type content=article>{body}"));
    assert!(
        !declared.content.contains("Something beside"),
        "an article is freed of it: {}",
        &*declared.content
    );
}

#[test]
fn links_within_a_page_are_no_pointers() {
    let article = read(&format!(
        "<meta property=og:type content=article><article><h1>T</h1>{TEXT}<h3><a href='#two'>The second part of this long page</a></h3>{TEXT}<p><a href=/other>Another article that is somewhere else</a></p>{TEXT}</article>"
    ));
    assert!(article.content_text.contains("The second part"), "{}", &*article.content_text);
    assert!(!article.content_text.contains("Another article"), "{}", &*article.content_text);
}

#[test]
fn an_invitation_to_a_newsletter_is_no_standfirst() {
    let invitation =
        "Start your day with the latest news and key headlines, and with all the events of the calendar.";
    let article = read(&format!(
        "<meta property=og:type content=article><article><h1>T</h1>{TEXT}{TEXT}</article><div class=newsletter-box><p class=signup-description>{invitation}</p></div>"
    ));
    assert!(!article.content_text.contains("Start your day"), "{}", &*article.content_text);
}

#[test]
fn the_elements_of_amp_are_those_of_html() {
    let text =
        "<p>Words of an article, many enough to be taken for one, and then some more of them.</p>".repeat(5);
    let html = format!(
        "<title>T</title><article><h1>T</h1>{text}<amp-ad>Advertisement</amp-ad><amp-img src=/a.jpg width=800></amp-img>
        <amp-youtube data-videoid=dQw4w9WgXcQ></amp-youtube>{text}</article>"
    );
    let url = Url::parse("https://site.example/2025/post").unwrap();
    let told = sanitize::article(article(html.as_bytes(), &url, None), &url).unwrap();
    assert_eq!(told.pictures, ["https://site.example/a.jpg"]);
    assert_eq!(told.videos.len(), 1, "a player is a video");
    assert!(!told.content_text.contains("Advertisement"), "what is advertised is no text");
}

#[test]
fn microdata_name_the_picture_where_nothing_else_does() {
    let html = format!(
        "<title>T</title><article itemscope itemtype='https://schema.org/NewsArticle'><h1>T</h1>
        <div itemprop=publisher><img itemprop=image src=/logo.png></div><div><img itemprop=image src=/a.jpg></div>
        <div itemprop=articleBody>{TEXT}{TEXT}</div></article>"
    );
    let lead = read(&html).lead_image.expect("a picture");
    assert_eq!(lead.url, "https://site.example/a.jpg");
}

#[test]
fn a_picture_in_the_markup_itself_is_found_as_any_other() {
    let paragraph =
        "<p>The harbour was closed for three weeks, and nobody knew why until the ferry came back.</p>";
    // A PNG's head: 640 by 480 pixels.
    let picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAYAAAA";
    let words = paragraph.repeat(6);
    let article = read(&format!(
        "<html><body><article><h1>Harbour</h1>{words}<figure><img src='{picture}'><figcaption>Ferry</figcaption>\
         </figure>{words}</article></body></html>"
    ));
    assert_eq!((article.pictures.len(), article.inline.0.len()), (1, 1), "{}", &*article.content);
}
