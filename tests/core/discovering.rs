//! What is found at an address before it is added, and a Ghost site read whole.

use broadsheet_core::model::{Discovery, SourceKind};

use crate::newsroom::{Newsroom, PUBLIC, rss, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";
const KEY: &str = "22444f78447824223cefc48062";

async fn discover(room: &Newsroom, address: &str) -> Discovery {
    room.library.discover(address.to_owned()).await.expect("something is found")
}

async fn refusal(room: &Newsroom, address: &str) -> String {
    match room.library.discover(address.to_owned()).await {
        Ok(found) => format!("found {}", found.candidates.len()),
        Err(error) => error.code().to_owned(),
    }
}

fn urls(found: &Discovery) -> Vec<&str> {
    found.candidates.iter().map(|candidate| candidate.url.as_str()).collect()
}

#[tokio::test]
async fn a_feeds_own_address_is_one_source_with_its_newest_headlines() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["One", "Two", "Three", "Four"])));
    let typed = server.url("/feed").replace("http://", "feed://");
    let found = discover(&room, &typed).await;
    let [candidate] = found.candidates.as_slice() else { panic!("one source: {found:?}") };
    assert_eq!((candidate.kind, candidate.articles, candidate.latest.len()), (SourceKind::Feed, 4, 3));
    assert_eq!(server.count_all(), 1, "an address that is a feed is asked once");
    assert!(room.library.publications().await.expect("a list").is_empty(), "looking stores nothing");

    room.add(&server.url("/feed")).await;
    assert!(discover(&room, &typed).await.candidates[0].already.is_some(), "what is here already says so");
}

#[tokio::test]
async fn a_page_leads_to_its_feeds() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let page = "<base href='/blog/'><link rel=alternate type=application/rss+xml href=feed.xml>
        <link rel=alternate type=application/rss+xml href=gone.xml><link rel=icon href=/i.png>";
    server.on("/", Reply::ok(HTML, page)).on("/blog/feed.xml", Reply::ok(XML, rss_of(&["One"])));
    let found = discover(&room, &server.url("/")).await;
    assert_eq!(
        urls(&found),
        [server.url("/blog/feed.xml")],
        "a linked feed that does not answer is left out"
    );
    assert_eq!(found.candidates[0].icon.as_deref(), Some(server.url("/i.png").as_str()), "the page's icon");
}

#[tokio::test]
async fn without_links_the_home_page_and_the_usual_places_are_tried() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/2025/story", Reply::ok(HTML, "<p>A story")).on("/rss.xml", Reply::ok(XML, rss_of(&["One"])));
    assert_eq!(urls(&discover(&room, &server.url("/2025/story")).await), [server.url("/rss.xml")]);
    assert!(server.count_all() <= 8, "one polite pass: {}", server.count_all());

    server.on("/", Reply::ok(HTML, "<link rel=alternate type=application/atom+xml href=/news.xml>"));
    server.on("/news.xml", Reply::ok(XML, rss_of(&["Two"])));
    assert_eq!(urls(&discover(&room, &server.url("/2025/story")).await), [server.url("/news.xml")]);
}

#[tokio::test]
async fn nothing_is_said_to_be_nothing() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/", Reply::ok(HTML, "<p>Hello"));
    assert_eq!(refusal(&room, &server.url("/")).await, "nothing_found");
    assert_eq!(refusal(&room, &server.url("/gone")).await, "http_status", "what the server says comes first");
    assert_eq!(refusal(&room, "gopher://x.example/").await, "address_scheme");
}

#[tokio::test]
async fn a_public_page_leads_to_no_private_host() {
    let room = Newsroom::open().await;
    let (public, private) = (Server::start_on(PUBLIC).await, Server::start().await);
    let link = format!("<link rel=alternate type=application/rss+xml href='{}'>", private.url("/feed"));
    public.on("/", Reply::ok(HTML, link));
    private.on("/feed", Reply::ok(XML, rss_of(&["Secret"])));
    assert_eq!(refusal(&room, &public.url("/")).await, "nothing_found");
    assert_eq!(private.count_all(), 0, "a page cannot send us into the reader's own network");
}

/// A Ghost site of one post by two authors; its pages state one author's job.
pub fn ghost(server: &Server) {
    let site = server.url("/");
    let page = format!(
        "<script data-ghost='{site}' data-key='{KEY}' data-api='{site}ghost/api/content/'></script>
        <link rel=alternate type=application/rss+xml href=/rss/>"
    );
    let posts = format!(
        r#"{{"posts":[{{"id":"p1","title":"Ties restored","url":"{site}ties/","html":"<p>Text.</p>","reading_time":2,
        "published_at":"2025-09-24T18:05:00.000+00:00","tags":[{{"name":"Syria","slug":"syria","url":"{site}tag/syria/"}}],
        "authors":[{{"name":"Mara Lindqvist","bio":"Mara Lindqvist is diplomacy editor at The Courier."}},{{"name":"Tomás Okafor"}}]}}]}}"#
    );
    let settings = format!(
        r#"{{"settings":{{"title":"The Courier","url":"{site}","navigation":[{{"label":"Near East","url":"{site}tag/syria/"}}]}}}}"#
    );
    let story = r#"<script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Tomás Okafor","jobTitle":"Energy correspondent"}}</script>"#;
    server
        .on("/", Reply::ok(HTML, page))
        .on("/rss/", Reply::ok(XML, rss_of(&["Ties restored"])))
        .on("/ghost/api/content/posts/", Reply::ok("application/json", posts).header("ETag", "W/\"1\""))
        .on("/ghost/api/content/settings/", Reply::ok("application/json", settings))
        .on("/ties/", Reply::ok(HTML, story));
}

#[tokio::test]
async fn a_ghost_site_is_read_through_its_api() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    ghost(&server);
    let found = discover(&room, &server.url("/")).await;
    let kinds: Vec<SourceKind> = found.candidates.iter().map(|candidate| candidate.kind).collect();
    assert_eq!(
        kinds,
        [SourceKind::Ghost, SourceKind::Feed],
        "the API is the best, its feed the other choice"
    );

    room.add(&server.url("/")).await;
    let article = room.article("Ties restored").await.summary;
    assert_eq!(article.section.as_deref(), Some("Near East"), "its tag stands in the navigation");
    assert_eq!(article.reading_minutes, Some(2), "as Ghost states it");
    let roles: Vec<Option<&str>> = article.authors.iter().map(|author| author.role.as_deref()).collect();
    assert_eq!(
        roles,
        [Some("Diplomacy editor"), Some("Energy correspondent")],
        "one from the bio, one from the page"
    );

    let before = server.count_all();
    assert!(room.refresh().await.is_empty(), "the second reading goes well");
    assert_eq!(server.count_all() - before, 1, "unchanged posts are one request");
}

/// A WordPress site of one post; its page announces the API in a header.
pub fn wordpress(server: &Server) {
    let site = server.url("/");
    let post = format!(
        r#"[{{"id":7,"link":"{site}2025/ties/","title":{{"rendered":"Ties &amp; talks"}},"content":{{"rendered":"<p>Text.</p>"}},
        "date_gmt":"2025-09-24T18:05:00","_embedded":{{"author":[{{"name":"Mara Lindqvist","link":"{site}author/mara/"}}],
        "wp:term":[[{{"taxonomy":"category","name":"World","link":"{site}category/world/"}}]]}}}}]"#
    );
    let index = format!(
        r#"{{"name":"The Herald","description":"News","home":"{site}","site_icon_url":"{site}i.png"}}"#
    );
    let api = format!("<{site}wp-json/>; rel=\"https://api.w.org/\"");
    server
        .on(
            "/",
            Reply::ok(HTML, "<html lang=en-GB><link rel=alternate type=application/rss+xml href=/feed/>")
                .header("Link", &api),
        )
        .on("/feed/", Reply::ok(XML, rss_of(&["Ties & talks"]).replace("& ", "&amp; ")))
        .on("/wp-json/", Reply::ok("application/json", index))
        .on("/wp-json/wp/v2/posts", Reply::ok("application/json", post));
}

#[tokio::test]
async fn a_wordpress_site_is_read_through_its_api() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    wordpress(&server);
    let found = discover(&room, &server.url("/")).await;
    let kinds: Vec<SourceKind> = found.candidates.iter().map(|candidate| candidate.kind).collect();
    assert_eq!(
        kinds,
        [SourceKind::WordPress, SourceKind::Feed],
        "the API is the best, its feed the other choice"
    );
    assert_eq!(found.candidates[0].title, "The Herald");

    room.add(&server.url("/")).await;
    let article = room.article("Ties & talks").await.summary;
    assert_eq!(article.section.as_deref(), Some("World"));
    assert_eq!(article.authors[0].name, "Mara Lindqvist");
    assert_eq!(article.language.as_deref(), Some("en-GB"), "the API tells none, the site's page does");

    let before = server.count_all();
    assert!(room.refresh().await.is_empty(), "the second reading goes well");
    assert_eq!(server.count_all() - before, 1, "unchanged posts are one small request");
}

#[tokio::test]
async fn the_main_feed_of_a_site_leads_to_its_api_and_the_feed_of_a_tag_does_not() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    wordpress(&server);
    let written = |title: &str| {
        let channel =
            format!("<generator>https://wordpress.org/?v=6.8</generator><link>{}</link>", server.url("/"));
        rss_of(&[title]).replacen("<channel>", &format!("<channel>{channel}"), 1)
    };
    server
        .on("/feed/", Reply::ok(XML, written("Ties")))
        .on("/tag/world/feed/", Reply::ok(XML, written("Ties")));
    let kinds = async |address: &str| -> Vec<SourceKind> {
        let found = discover(&room, &server.url(address)).await;
        found.candidates.iter().map(|candidate| candidate.kind).collect()
    };
    assert_eq!(kinds("/feed/").await, [SourceKind::WordPress, SourceKind::Feed]);
    assert_eq!(kinds("/tag/world/feed/").await, [SourceKind::Feed], "the reader wants that tag");
}

#[tokio::test]
async fn a_wordpress_site_that_hides_its_users_is_signed_by_its_feed() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    wordpress(&server);
    let post = format!(
        r#"[{{"id":7,"link":"{}","title":{{"rendered":"Ties"}},"content":{{"rendered":"<p>Text.</p>"}}}}]"#,
        server.url("/2025/ties/")
    );
    let item = format!(
        "<item><title>Ties</title><link>{}</link><dc:creator>Mara Lindqvist</dc:creator></item>",
        server.url("/2025/ties/")
    );
    server
        .on("/wp-json/wp/v2/posts", Reply::ok("application/json", post))
        .on("/feed/", Reply::ok(XML, rss(&[item])));
    room.add(&server.url("/")).await;
    let article = room.article("Ties").await.summary;
    assert_eq!(article.authors.iter().map(|author| &*author.name).collect::<Vec<_>>(), ["Mara Lindqvist"]);
}

/// A news sitemap with one article.
fn news(server: &Server, headline: &str) -> String {
    format!(
        "<urlset><url><loc>{}</loc><news:news><news:publication><news:name>The Harbour Desk</news:name></news:publication>\
         <news:publication_date>2025-09-24T18:05:00Z</news:publication_date><news:title>{headline}</news:title></news:news></url>\
         <url><loc>{}</loc></url></urlset>",
        server.url("/2025/cranes"),
        server.url("/about")
    )
}

#[tokio::test]
async fn a_site_with_neither_feed_nor_api_is_read_through_its_news_sitemap() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let index = |children: &[&str]| {
        let children: String = children
            .iter()
            .map(|path| format!("<sitemap><loc>{}</loc></sitemap>", server.url(path)))
            .collect();
        Reply::ok("application/xml", format!("<sitemapindex>{children}</sitemapindex>"))
    };
    server
        .on("/", Reply::ok(HTML, "<p>Hello"))
        .on("/robots.txt", Reply::ok("text/plain", format!("Sitemap: {}", server.url("/sitemap.xml"))))
        .on("/sitemap.xml", index(&["/sitemap.xml", "/pages.xml", "/news-2025-09.xml.gz"]))
        .on("/pages.xml", Reply::ok("application/xml", "<urlset><url><loc>/about</loc></url></urlset>"))
        .on(
            "/news-2025-09.xml.gz",
            Reply::ok("application/gzip", gzip(news(&server, "Cranes return").as_bytes())),
        );
    let found = discover(&room, &server.url("/")).await;
    assert_eq!(urls(&found), [server.url("/sitemap.xml")], "the index stays when the month ends");
    assert_eq!(
        (found.candidates[0].kind, &*found.candidates[0].title),
        (SourceKind::Sitemap, "The Harbour Desk")
    );
    assert_eq!(server.count("/sitemap.xml"), 1, "an index that contains itself is read once");
    assert!(server.count_all() <= 20, "one polite pass: {}", server.count_all());

    assert_eq!(room.add(&server.url("/")).await, ["Cranes return"], "what is no news is no article");
    server.on("/news-2025-09.xml.gz", Reply::ok("application/xml", news(&server, "Cranes leave again")));
    assert!(room.refresh().await.is_empty());
    assert_eq!(room.headlines().await, ["Cranes leave again"], "the same article, told anew");
    assert_eq!(
        urls(&discover(&room, &server.url("/sitemap.xml")).await),
        [server.url("/sitemap.xml")],
        "typed itself"
    );
}

#[tokio::test]
async fn indexes_without_end_are_given_up() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    for number in 0..100 {
        let next =
            (0..20).map(|step| format!("<sitemap><loc>/{}.xml</loc></sitemap>", number * 20 + step + 1));
        let index = format!("<sitemapindex>{}</sitemapindex>", next.collect::<String>());
        server.on(&format!("/{number}.xml"), Reply::ok("application/xml", index));
    }
    server.on("/", Reply::ok(HTML, "<p>Hello")).on("/robots.txt", Reply::ok("text/plain", "Sitemap: /0.xml"));
    assert_eq!(refusal(&room, &server.url("/")).await, "nothing_found");
    assert!(server.count_all() <= 20, "{}", server.count_all());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(bytes).expect("memory");
    to.finish().expect("memory")
}

#[tokio::test]
async fn a_page_without_links_leads_to_the_page_it_calls_its_own() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/amp/story", Reply::ok(HTML, "<link rel=canonical href=/blog/story>"))
        .on("/blog/story", Reply::ok(HTML, "<link rel=alternate type=application/rss+xml href=/blog/feed>"))
        .on("/blog/feed", Reply::ok(XML, rss_of(&["One"])));
    assert_eq!(urls(&discover(&room, &server.url("/amp/story")).await), [server.url("/blog/feed")]);
}

#[tokio::test]
async fn a_profile_of_the_fediverse_has_its_feed_beside_it() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/@desk", Reply::ok(HTML, "<p>Posts")).on("/@desk.rss", Reply::ok(XML, rss_of(&["One"])));
    assert_eq!(urls(&discover(&room, &server.url("/@desk")).await), [server.url("/@desk.rss")]);
}
