//! Articles' own pages: for what a feed leaves out, and added by themselves.

use broadsheet_core::model::{Article, FollowKind, PageChoice, SaveState};

use crate::newsroom::{Newsroom, PUBLIC, item, rss};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";

/// A text of so many words that begins with `opening`.
fn text(opening: &str, words: usize) -> String {
    format!("<p>{opening} {}</p>", "and the cranes return to the quay one after another. ".repeat(words / 9))
}

/// An article's page.
fn page(headline: &str, body: &str) -> Reply {
    page_with(headline, body, "")
}

fn page_with(headline: &str, body: &str, json: &str) -> Reply {
    let html = format!(
        "<html><head><title>{headline}</title><meta property='og:title' content='{headline}'>
         <meta property='og:type' content='article'><script type='application/ld+json'>{{
           \"@type\": \"NewsArticle\", \"headline\": \"{headline}\" {json} }}</script></head>
         <body><nav>Home</nav><article><h1>{headline}</h1><div class='entry-content' itemprop='articleBody'>{body}</div>
         </article></body></html>"
    );
    Reply::ok(HTML, html)
}

/// A feed of short items whose pages lie on `server`, number 1 the oldest.
fn short_feed(server: &Server, headlines: &[&str]) -> Reply {
    let items: Vec<String> =
        (1..).zip(headlines).map(|(n, headline)| short_item(server, n, headline)).collect();
    Reply::ok(XML, rss(&items))
}

fn short_item(server: &Server, number: u32, headline: &str) -> String {
    format!(
        "<item><guid isPermaLink='false'>post-{number}</guid><title>{headline}</title><link>{}</link>
         <pubDate>Thu, 25 Sep 2025 0{number}:00:00 GMT</pubDate><description>{headline}, after years […]</description></item>",
        server.url(&format!("/{number}"))
    )
}

#[tokio::test]
async fn a_short_feed_is_filled_from_its_pages() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/feed", short_feed(&server, &["The port opens", "The bridge closes"]))
        .on("/1", page("The port opens", &text("The port opens, after years", 300)))
        .on("/2", Reply::status(503));
    room.add(&server.url("/feed")).await;
    let port = room.article("The port opens").await;
    assert!(port.content_text.contains("cranes return"), "the whole text: {}", port.content_text);
    assert!(!port.summary.stub && port.summary.reading_minutes == Some(2), "and told as a whole one");
    let bridge = room.article("The bridge closes").await;
    assert!(bridge.summary.stub, "a page that failed leaves the opening, told as one");
    assert_eq!(bridge.summary.reading_minutes, None, "how long an opening takes says nothing");
    assert_eq!(port.summary.edited_at, None, "the rest of a text is no edit");

    server.on("/2", page("The bridge closes", &text("The bridge closes, after years", 300)));
    room.refresh().await;
    assert!(
        !room.article("The bridge closes").await.summary.stub,
        "tried again, though the feed has not changed"
    );
    room.refresh().await;
    assert_eq!((server.count("/1"), server.count("/2")), (1, 2), "what is here is not asked again");
}

#[tokio::test]
async fn a_page_that_fails_is_asked_three_times() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", short_feed(&server, &["One", "Two"])).on("/1", Reply::status(503));
    room.add(&server.url("/feed")).await;
    for _ in 0..5 {
        room.refresh().await;
    }
    assert_eq!(server.count("/1"), 3, "a server in trouble gets three chances");
    assert_eq!(server.count("/2"), 1, "404 is an answer");
}

#[tokio::test]
async fn pages_that_give_no_more_are_remembered() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let notes: Vec<String> = (1..=9).map(|n| format!("Note {n}")).collect();
    let all: Vec<&str> = notes.iter().map(String::as_str).collect();
    for (number, note) in (1..).zip(&notes) {
        server.on(&format!("/{number}"), page(note, &format!("<p>{note}, after years […]</p>")));
    }
    server.on("/feed", short_feed(&server, &all[..7]));
    room.add(&server.url("/feed")).await;
    server.on("/feed", short_feed(&server, &all));
    room.refresh().await;
    assert_eq!((server.count("/8"), server.count("/9")), (0, 0), "its pages were in vain until now");

    let ninth = room.id("Note 9").await;
    server.on("/9", page("Note 9", &text("Note 9, after years", 300)));
    let opened = room.library.open_article(ninth).await.expect("an article");
    assert!(!opened.summary.stub, "what the reader opens is asked all the same");
    room.refresh().await;
    assert_eq!(server.count("/8"), 1, "and one that gave more shows that it is worth asking");
}

#[tokio::test]
async fn the_reader_says_whether_pages_are_asked() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let long = text("All of it", 300);
    let items =
        [item(1, "Whole", &format!("<description><![CDATA[{long}]]></description>")), item(2, "Short", "")];
    let feed = rss(&items).replace("https://harbour.example", &server.url(""));
    server.on("/feed", Reply::ok(XML, feed)).on("/1", page("Whole", &text("From the page", 400)));
    server.on("/2", page("Short", &text("From the page", 400)));
    room.add(&server.url("/feed")).await;
    assert_eq!((server.count("/1"), server.count("/2")), (0, 1), "by itself only where the feed is short");

    let source = room.library.sources().await.expect("sources")[0].id;
    let chosen = room.library.choose_pages(source, PageChoice::Always).await.expect("a source");
    assert_eq!(chosen.pages, PageChoice::Always);
    room.refresh().await;
    assert!(
        room.article("Whole").await.content_text.starts_with("From the page"),
        "always means every article"
    );

    room.library.choose_pages(source, PageChoice::Never).await.expect("a source");
    server.on("/feed", short_feed(&server, &["Whole", "Short", "Third"]));
    room.refresh().await;
    let third = room.id("Third").await;
    room.library.open_article(third).await.expect("an article");
    assert_eq!(server.count("/3"), 0, "and never means never");
}

#[tokio::test]
async fn a_feed_sends_nobody_to_hosts_the_reader_did_not_choose() {
    let room = Newsroom::open().await;
    let (server, other) = (Server::start_on(PUBLIC).await, Server::start_on([127, 0, 0, 3].into()).await);
    server.on("/feed", short_feed(&other, &["Linked"]));
    other.on("/1", page("Linked", &text("Linked, after years", 300)));
    room.add(&server.url("/feed")).await;
    assert_eq!(other.count_all(), 0, "an item's link is no choice of the reader's");
    let id = room.id("Linked").await;
    room.library.open_article(id).await.expect("an article");
    assert_eq!(other.count_all(), 0, "nor does opening it lead into a private network");

    let elsewhere = Server::start_on(PUBLIC).await;
    elsewhere.on("/1", page("Elsewhere", &text("Elsewhere, after years", 300)));
    let own = Server::start().await;
    own.on("/feed", short_feed(&elsewhere, &["Elsewhere"]));
    room.add(&own.url("/feed")).await;
    assert_eq!(elsewhere.count_all(), 0);
    let id = room.id("Elsewhere").await;
    assert!(!room.library.open_article(id).await.expect("an article").summary.stub, "the reader went there");
    assert_eq!(elsewhere.count_all(), 1);
}

#[tokio::test]
async fn a_wall_is_told_as_a_wall() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server
        .on("/feed", short_feed(&server, &["The port opens", "The bridge closes", "Away"]))
        .on(
            "/1",
            page_with(
                "The port opens",
                &text("The port opens, after years", 60),
                ", \"isAccessibleForFree\": false",
            ),
        )
        .on("/2", page("Before you continue", &text("We value your privacy", 300)))
        .on("/3", Reply::redirect(302, "/"))
        .on("/", page("Harbour Post", &text("All the news", 300)));
    room.add(&server.url("/feed")).await;
    let port = room.article("The port opens").await;
    assert!(port.summary.stub, "what stands before a wall is an opening: {:?}", port.summary.access);
    let bridge = room.article("The bridge closes").await;
    assert!(!bridge.content_text.contains("privacy"), "a page that asks for consent is no article");
    assert!(!room.article("Away").await.content_text.contains("All the news"), "nor is the front page");

    let save = room.library.save(port.summary.id).await.expect("a save");
    assert_eq!(save.state, SaveState::Complete);
    assert!(room.article("The port opens").await.summary.stub, "a saved opening is still told as one");
}

#[tokio::test]
async fn saving_brings_the_whole_text() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", short_feed(&server, &["The port opens"])).on("/1", Reply::status(404));
    room.add(&server.url("/feed")).await;
    let id = room.id("The port opens").await;
    let save = room.library.save(id).await.expect("a save");
    assert_eq!((save.state, save.problem.as_deref()), (SaveState::Failed, Some("http_status")));
    assert_eq!(save.retry_at, None, "a page that is not there does not come by itself");
    assert!(room.article("The port opens").await.summary.stub, "the page is not there");
    server.on("/1", page("The port opens", &text("The port opens, after years", 300)));
    room.library.save(id).await.expect("a save");
    let saved = room.article("The port opens").await;
    assert!(
        !saved.summary.stub && saved.content_text.contains("cranes"),
        "a saved opening becomes whole when it can"
    );
    assert_eq!(server.count("/1"), 3, "saving insists");
}

#[tokio::test]
async fn news_in_the_text_of_a_page_is_told_once() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", short_feed(&server, &["Import"]));
    room.library.follow(FollowKind::Search, "cranes".into()).await.expect("a follow");
    server.on("/1", page("Import", &text("Import, after years", 300)));
    room.add(&server.url("/feed")).await;
    assert!(room.alerts(false).await.is_empty(), "the text of an import is no news");
    server.on("/2", page("The port opens", &text("The port opens, after years", 300)));
    server.on("/feed", short_feed(&server, &["Import", "The port opens"]));
    room.refresh().await;
    room.refresh().await;
    let alerts = room.alerts(false).await;
    assert_eq!(alerts.len(), 1, "the words stand only on the page: {alerts:?}");
    assert_eq!(alerts[0].headline, "The port opens");
}

// ---- versions ----

#[tokio::test]
async fn an_edit_is_told_word_by_word() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let feed = |headline: &str, body: &str| {
        Reply::ok(
            XML,
            rss(&[item(
                1,
                headline,
                &format!("<description><![CDATA[<p>{body}</p><p>More.</p>]]></description>"),
            )]),
        )
    };
    server.on("/feed", feed("The port opns", "It opens on Monday."));
    room.add(&server.url("/feed")).await;
    server.on("/feed", feed("The port opens", "It opens on  <b>Monday</b>."));
    room.refresh().await;
    server.on("/feed", feed("The port opens", "It opens on Tuesday."));
    room.refresh().await;
    let article: Article = room.article("The port opens").await;
    let id = article.summary.id;
    assert!(article.summary.edited_at.is_some(), "shown as updated");
    let versions = room.library.versions(id).await.expect("versions");
    assert_eq!(versions.iter().map(|v| v.number).collect::<Vec<_>>(), [1, 2, 3]);
    let change = room.library.compare_versions(id, 1, 3).await.expect("a comparison");
    let words = |kind: &str, runs: &[broadsheet_core::model::Run]| -> Vec<String> {
        let name =
            |run: &broadsheet_core::model::Run| serde_json::to_value(run.kind).expect("a word") == kind;
        runs.iter().filter(|run| name(run)).map(|run| run.text.trim().to_owned()).collect()
    };
    assert_eq!(words("removed", &change.headline), ["opns"]);
    assert_eq!(
        (words("removed", &change.text), words("added", &change.text)),
        (vec!["Monday".into()], vec!["Tuesday".into()])
    );
    let missing = room.library.compare_versions(id, 1, 9).await.expect_err("no such version");
    assert_eq!(missing.code(), "not_found");
}

// ---- single pages ----

#[tokio::test]
async fn an_articles_page_can_be_added_by_itself() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/2025/port", page("The port opens", &text("It opens", 300)));
    let address = server.url("/2025/port");
    let found = room.library.discover(address.clone()).await.expect("an article");
    assert!(found.candidates.is_empty(), "nothing to follow");
    let offered = found.article.expect("the article itself");
    assert_eq!((offered.headline.as_str(), offered.stub, offered.already), ("The port opens", false, None));
    assert!(room.headlines().await.is_empty(), "looking stores nothing");

    let publication = room.library.add(address.clone(), None).await.expect("its publication");
    assert!(publication.sources.is_empty(), "nothing is followed");
    assert_eq!((publication.counts.total, publication.title.as_str()), (1, "127.0.0.1"));
    room.library.add(address.clone(), None).await.expect("the same");
    assert_eq!(room.headlines().await, ["The port opens"], "adding twice is adding once");
    assert!(room.library.discover(address.clone()).await.expect("it").article.expect("it").already.is_some());

    let feed = rss(&[item(1, "The port opens", "<description>It opens […]</description>")])
        .replace("https://harbour.example/1", &address);
    server.on("/feed", Reply::ok(XML, feed.replace("https://harbour.example/", &server.url("/"))));
    let followed = room.library.add(server.url("/feed"), None).await.expect("a publication");
    assert_eq!(followed.id, publication.id, "its site's feed belongs to the same publication");
    let article = room.article("The port opens").await;
    assert!(
        article.content_text.contains("cranes"),
        "and its item is the same article, with the text of its page"
    );
    assert_eq!(room.headlines().await.len(), 1);
}

#[tokio::test]
async fn a_publication_made_for_a_page_is_called_what_its_site_calls_itself() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    let site = "<html><head><meta property='og:site_name' content='The Harbour &amp; Port'>";
    let body = format!("{site}<h1>The port opens</h1><article>{}</article>", text("It opens", 300));
    server.on("/2025/port", Reply::ok(HTML, body));
    let publication = room.library.add(server.url("/2025/port"), None).await.expect("its publication");
    assert_eq!(publication.title, "The Harbour & Port");
}

#[tokio::test]
async fn a_page_without_an_article_is_nothing() {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/", Reply::ok(HTML, "<p>Hello")).on("/empty", Reply::ok(HTML, "<p>Hello"));
    let refused = room.library.add_article(server.url("/empty")).await.expect_err("no article");
    assert_eq!(refused.code(), "nothing_found");
    assert!(room.library.publications().await.expect("a list").is_empty(), "nothing was made for it");
}
