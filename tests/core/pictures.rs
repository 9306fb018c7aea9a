//! Pictures: fetched at first view, kept by hash, and only for what is in the library.

use broadsheet_core::model::{Article, ArticleId, Choice, MediaId, Save, SaveState, SourceKind};

use crate::newsroom::{Newsroom, PUBLIC, item, rss};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

/// A PNG's header: all that anybody but a window looks at. `kind` makes it another picture.
pub fn png(kind: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0".to_vec();
    bytes.push(kind);
    bytes
}

/// A feed whose one article, "Harbour reopens", shows the pictures at these addresses.
fn illustrated(pictures: &[String]) -> String {
    let images: String =
        pictures.iter().map(|url| format!("<p>Words.</p><img src='{url}' alt=''>")).collect();
    rss(&[item(1, "Harbour reopens", &format!("<content:encoded><![CDATA[{images}]]></content:encoded>"))])
}

pub async fn illustrated_room(server: &Server, pictures: &[String]) -> (Newsroom, Article) {
    let room = Newsroom::open().await;
    server.on("/feed", Reply::ok(XML, illustrated(pictures)));
    room.add(&server.url("/feed")).await;
    let article = room.article("Harbour reopens").await;
    (room, article)
}

pub fn media_of(article: &Article) -> Vec<MediaId> {
    article.pictures.iter().map(|picture| picture.media.clone()).collect()
}

pub async fn code(room: &Newsroom, id: &MediaId) -> String {
    match room.library.media(id.clone()).await {
        Ok((mime, _)) => mime,
        Err(error) => error.code().to_owned(),
    }
}

#[tokio::test]
async fn a_picture_is_fetched_at_first_view_and_once() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("text/plain", png(1)));
    let (room, article) = illustrated_room(&server, &[server.url("/a.png")]).await;
    assert_eq!(server.count("/a.png"), 0, "nobody looked yet");
    let id = &media_of(&article)[0];
    let (one, other) = tokio::join!(room.library.media(id.clone()), room.library.media(id.clone()));
    for view in [one, other] {
        assert_eq!(
            view.expect("a picture"),
            ("image/png".to_owned(), png(1)),
            "known by its bytes, not its header"
        );
    }
    assert_eq!(server.count("/a.png"), 1, "two views at once are one request");
    server.stop().await;
    assert_eq!(code(&room, id).await, "image/png", "kept on disk");
}

#[tokio::test]
async fn only_pictures_of_the_library_are_served() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", png(1)));
    let room = Newsroom::open().await;
    assert_eq!(code(&room, &MediaId::of(&server.url("/a.png"))).await, "not_found");
    assert_eq!(server.count_all(), 0, "an id from outside asks nobody");
}

#[tokio::test]
async fn what_is_no_picture_is_not_served() {
    let server = Server::start().await;
    server
        .on("/page.png", Reply::ok("image/png", "<!doctype html><script>alert(1)</script>"))
        .on("/empty.png", Reply::ok("image/png", ""));
    let urls = ["/page.png", "/empty.png", "/none.png"].map(|path| server.url(path));
    let (room, article) = illustrated_room(&server, &urls).await;
    let mut codes = Vec::new();
    for id in media_of(&article) {
        codes.push(code(&room, &id).await);
    }
    assert_eq!(codes, ["not_a_picture", "not_a_picture", "http_status"]);
    server.on("/page.png", Reply::ok("image/png", png(1)));
    assert_eq!(code(&room, &media_of(&article)[0]).await, "image/png", "asked again at the next view");
}

#[tokio::test]
async fn a_public_article_cannot_reach_into_a_private_network() {
    let private = Server::start().await;
    private.on("/a.png", Reply::ok("image/png", png(1)));
    let public = Server::start_on(PUBLIC).await;
    public.on("/hop.png", Reply::redirect(302, &private.url("/a.png")));
    let (room, article) = illustrated_room(&public, &[private.url("/a.png"), public.url("/hop.png")]).await;
    for id in media_of(&article) {
        assert_eq!(code(&room, &id).await, "address_private");
    }
    assert_eq!(private.count_all(), 0, "nothing ever arrived there");
}

pub async fn save(room: &Newsroom, id: ArticleId) -> Save {
    room.library.save(id).await.expect("a save")
}

#[tokio::test]
async fn a_saved_article_is_whole_when_the_network_is_gone() {
    let server = Server::start().await;
    let urls: Vec<String> = (0..9).map(|number| server.url(&format!("/{number}.png"))).collect();
    for number in 0..9 {
        server.on(&format!("/{number}.png"), Reply::ok("image/png", png(number)));
    }
    let (room, article) = illustrated_room(&server, &urls).await;
    let saved = save(&room, article.summary.id).await;
    assert_eq!((saved.state, saved.missing, saved.problem), (SaveState::Complete, 0, None));
    assert!(saved.pictures >= 9, "every picture of the body counts: {}", saved.pictures);
    server.stop().await;
    let room = room.close().open().await.expect("the library again");
    let again = room.article("Harbour reopens").await;
    assert!(again.summary.saved);
    assert_eq!(again.content_html, article.content_html);
    assert_eq!(again.pictures.len(), 9);
    for (number, id) in (0..).zip(media_of(&again)) {
        let (_, bytes) = room.library.media(id).await.expect("kept");
        assert_eq!(bytes, png(number), "picture {number}, byte for byte");
    }
    let report = room.library.verify().await.expect("a report");
    assert_eq!((report.checked >= 9, report.damaged.len()), (true, 0));
}

#[tokio::test]
async fn a_save_takes_every_picture_of_the_page() {
    let server = Server::start().await;
    let card = format!(
        "<figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='https://a.example/1'>\
         <div class='kg-bookmark-content'><div class='kg-bookmark-title'>Related</div></div>\
         <div class='kg-bookmark-thumbnail'><img src='{}' alt=''></div></a></figure>",
        server.url("/card.png")
    );
    let posts = serde_json::json!({ "posts": [{
        "id": "1",
        "url": server.url("/harbour-reopens/"),
        "title": "Harbour reopens",
        "feature_image": server.url("/lead.png"),
        "authors": [{ "id": "1", "name": "Mara Lindqvist", "profile_image": server.url("/avatar.png") }],
        "html": format!("<p>Words.</p><img src='{}' alt=''>{card}", server.url("/body.png")),
        "published_at": "2025-09-25T08:00:00.000+00:00",
    }] });
    let settings =
        serde_json::json!({ "settings": { "title": "Harbour Post", "icon": server.url("/icon.png") } });
    server
        .on("/ghost/api/content/posts/", Reply::ok("application/json", posts.to_string()))
        .on("/ghost/api/content/settings/", Reply::ok("application/json", settings.to_string()));
    let names = ["/icon.png", "/lead.png", "/avatar.png", "/body.png", "/card.png"];
    for (kind, name) in (0..).zip(names) {
        server.on(name, Reply::ok("image/png", png(kind)));
    }
    let room = Newsroom::open().await;
    let api = Choice { kind: SourceKind::Ghost, url: server.url("/ghost/api/content/?key=abc") };
    room.library.add(server.url("/"), Some(api)).await.expect("a publication");
    let article = room.article("Harbour reopens").await;
    let saved = save(&room, article.summary.id).await;
    assert_eq!((saved.state, saved.pictures, saved.missing), (SaveState::Complete, 5, 0));
    server.stop().await;
    let shown = [
        article.summary.publication.icon_media.clone(),
        article.summary.lead_image.as_ref().map(|image| image.media.clone()),
        article.summary.authors[0].avatar_media.clone(),
        media_of(&article).pop(),
        article.related[0].thumbnail_media.clone(),
    ];
    for ((kind, name), id) in (0..).zip(names).zip(shown) {
        let (_, bytes) = room.library.media(id.expect(name)).await.expect("kept");
        assert_eq!(bytes, png(kind), "{name}, byte for byte");
    }
}

#[tokio::test]
async fn a_save_says_what_is_missing_and_gets_it_later() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", png(1))).on("/b.png", Reply::status(500));
    let (room, article) = illustrated_room(&server, &[server.url("/a.png"), server.url("/b.png")]).await;
    let id = article.summary.id;
    let saved = save(&room, id).await;
    assert_eq!(
        (saved.state, saved.missing, saved.problem.as_deref()),
        (SaveState::Partial, 1, Some("http_status"))
    );
    let again = saved.retry_at.expect("the server may mend itself");
    server.on("/b.png", Reply::ok("image/png", png(2)));
    room.library.resume_saves().await.expect("resumed");
    assert_eq!(server.count("/b.png"), 1, "not at once");
    room.clock.advance(again - saved.saved_at);
    room.library.resume_saves().await.expect("resumed");
    let article = room.article("Harbour reopens").await;
    let saved = article.summary.save.expect("still saved");
    assert_eq!((saved.state, saved.missing, saved.problem), (SaveState::Complete, 0, None));
    assert_eq!(server.count("/a.png"), 1, "what was here already is not fetched again");
}

#[tokio::test]
async fn damage_is_found_and_mended() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", png(1)));
    let (room, article) = illustrated_room(&server, &[server.url("/a.png")]).await;
    save(&room, article.summary.id).await;
    let hash = blake3::hash(&png(1)).to_hex().to_string();
    let file = room.folder().join("media").join(&hash[..2]).join(&hash[2..]);
    std::fs::write(&file, b"something else").expect("damage");
    let report = room.library.verify().await.expect("a report");
    assert_eq!((report.damaged.len(), &report.mended), (0, &vec![hash.clone()]), "named, and fetched again");
    let state = async || room.article("Harbour reopens").await.summary.save.expect("still saved").state;
    assert_eq!(state().await, SaveState::Complete);

    std::fs::remove_file(&file).expect("removed");
    server.on("/a.png", Reply::status(503));
    let report = room.library.verify().await.expect("a report");
    assert_eq!(report.damaged, std::slice::from_ref(&hash), "a file that is gone is damage too");
    assert_eq!(state().await, SaveState::Partial, "and is no longer told as whole");
    server.on("/a.png", Reply::ok("image/png", png(1)));
    assert_eq!(
        save(&room, article.summary.id).await.state,
        SaveState::Complete,
        "saving again fetches it again"
    );
    assert_eq!(room.library.verify().await.expect("a report").damaged, Vec::<String>::new());
}

#[tokio::test]
async fn unsaving_one_article_leaves_what_another_needs() {
    let server = Server::start().await;
    server.on("/shared.png", Reply::ok("image/png", png(1)));
    let body = format!(
        "<content:encoded><![CDATA[<p>Words.</p><img src='{}' alt=''>]]></content:encoded>",
        server.url("/shared.png")
    );
    server.on("/feed", Reply::ok(XML, rss(&[item(1, "One", &body), item(2, "Two", &body)])));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let (one, two) = (room.id("One").await, room.id("Two").await);
    save(&room, one).await;
    save(&room, two).await;
    room.library.unsave(one).await.expect("unsaved");
    room.library.unsave(one).await.expect("twice is as good as once");
    server.stop().await;
    let article = room.article("Two").await;
    assert!(article.summary.saved && !room.article("One").await.summary.saved);
    assert_eq!(code(&room, &media_of(&article)[0]).await, "image/png");
    assert_eq!(room.library.verify().await.expect("a report").checked, 1);
}

#[tokio::test]
async fn pictures_of_what_was_removed_do_not_stay_behind() {
    let server = Server::start().await;
    let shows = |name: &str| {
        format!(
            "<content:encoded><![CDATA[<p>Words.</p><img src='{}' alt=''>]]></content:encoded>",
            server.url(name)
        )
    };
    server.on("/a.png", Reply::ok("image/png", png(1))).on("/b.png", Reply::ok("image/png", png(2))).on(
        "/feed",
        Reply::ok(XML, rss(&[item(1, "One", &shows("/a.png")), item(2, "Two", &shows("/b.png"))])),
    );
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let (one, two) = (room.article("One").await, room.article("Two").await);
    save(&room, one.summary.id).await;
    assert_eq!(code(&room, &media_of(&two)[0]).await, "image/png", "looked at, not saved");
    room.library.remove_publication(one.summary.publication.id).await.expect("removed");
    room.clock.advance(chrono::TimeDelta::days(100_000));
    // The grace period is over: opening purges, and what follows a start sweeps.
    let room = room.close().open().await.expect("the library again");
    room.library.tidy().await.expect("tidied");
    assert_eq!(code(&room, &media_of(&one)[0]).await, "image/png", "the saved article keeps its picture");
    let hash = blake3::hash(&png(2)).to_hex().to_string();
    assert!(
        !room.folder().join("media").join(&hash[..2]).join(&hash[2..]).exists(),
        "the other's is deleted"
    );
}

#[tokio::test]
async fn saving_what_is_not_there_says_so() {
    let room = Newsroom::open().await;
    let error = room.library.save(ArticleId(7)).await.expect_err("no article");
    assert_eq!(error.code(), "not_found");
}

#[tokio::test]
async fn clearing_the_cache_keeps_what_is_saved_and_fetches_the_rest_again() {
    let server = Server::start().await;
    let shows = |name: &str| {
        format!(
            "<content:encoded><![CDATA[<p>Words.</p><img src='{}' alt=''>]]></content:encoded>",
            server.url(name)
        )
    };
    server.on("/a.png", Reply::ok("image/png", png(1))).on("/b.png", Reply::ok("image/png", png(2))).on(
        "/feed",
        Reply::ok(XML, rss(&[item(1, "One", &shows("/a.png")), item(2, "Two", &shows("/b.png"))])),
    );
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let (one, two) = (room.article("One").await, room.article("Two").await);
    save(&room, one.summary.id).await;
    assert_eq!(code(&room, &media_of(&two)[0]).await, "image/png", "looked at, not saved");
    let before = room.library.stats().await.expect("stats");
    assert_eq!(before.cache_bytes, png(2).len() as u64, "what is saved is no cache");
    // The clock of the tests stands years before the files' own.
    room.clock.advance(chrono::TimeDelta::days(100_000));
    let after = room.library.clear_pictures().await.expect("cleared");
    assert_eq!(
        (after.cache_bytes, after.media_bytes),
        (0, png(1).len() as u64),
        "only the saved one is left"
    );
    let hash = blake3::hash(&png(2)).to_hex().to_string();
    assert!(
        !room.folder().join("media").join(&hash[..2]).join(&hash[2..]).exists(),
        "its room is free at once"
    );
    assert_eq!(code(&room, &media_of(&two)[0]).await, "image/png", "and it comes again when it is looked at");
    server.stop().await;
    assert_eq!(code(&room, &media_of(&one)[0]).await, "image/png", "the saved one needs no network");
    assert_eq!(room.library.verify().await.expect("a report").damaged, Vec::<String>::new());
}

#[tokio::test]
async fn a_private_feeds_pictures_are_asked_for_as_it_is_and_nobody_elses() {
    let (server, other) = (Server::start().await, Server::start().await);
    server.on("/a.png", Reply::ok("image/png", png(1)));
    other.on("/b.png", Reply::ok("image/png", png(2)));
    let room = Newsroom::open().await;
    server.on("/feed", Reply::ok(XML, illustrated(&[server.url("/a.png"), other.url("/b.png")])));
    room.add(&server.url("/feed").replace("://", "://reader:s3cret@")).await;
    for id in media_of(&room.article("Harbour reopens").await) {
        assert_eq!(code(&room, &id).await, "image/png");
    }
    let sent = |server: &Server, path: &str| server.seen(path)[0].header("authorization").map(str::to_owned);
    assert_eq!(
        sent(&server, "/a.png").as_deref(),
        Some("Basic cmVhZGVyOnMzY3JldA=="),
        "as private as the feed"
    );
    assert_eq!(sent(&other, "/b.png"), None, "a password is only for where it belongs");
}
