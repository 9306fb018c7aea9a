//! Whom pictures are asked from, and when: every request is counted at the server, and told in the connection log.

use broadsheet_core::event::Event;
use broadsheet_core::model::{
    Article, Choice, ExportChoice, ExportFormat, Held, MediaId, PictureChoice, Purpose, SaveState, SourceKind,
};
use serde_json::json;

use crate::newsroom::{Newsroom, PUBLIC};
use crate::server::{Reply, Server};

const PICTURES: [&str; 5] = ["/lead.svg", "/body.svg", "/face.svg", "/poster.svg", "/card.svg"];

/// A picture of its own for each path.
fn picture(server: &Server, path: &str) {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' id='{path}'/>");
    server.on(path, Reply::ok("image/svg+xml", svg));
}

/// A publication at `own` whose one article shows a lead picture and one in its text, a portrait, a video's poster and a
/// card's picture, the last three from `else_where`.
async fn newsroom(own: &Server, else_where: &Server) -> (Newsroom, Article) {
    for path in PICTURES {
        picture(own, path);
        picture(else_where, path);
    }
    let card = format!(
        "<figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='https://a.example/1'>\
         <div class='kg-bookmark-content'><div class='kg-bookmark-title'>Related</div></div>\
         <div class='kg-bookmark-thumbnail'><img src='{}' alt=''></div></a></figure>\
         <video src='https://a.example/v.mp4' poster='{}'></video>",
        else_where.url("/card.svg"),
        else_where.url("/poster.svg")
    );
    let posts = json!({ "posts": [{
        "id": "1",
        "url": own.url("/harbour-reopens/"),
        "title": "Harbour reopens",
        "feature_image": own.url("/lead.svg"),
        "authors": [{ "id": "1", "name": "Mara Lindqvist", "profile_image": else_where.url("/face.svg") }],
        "html": format!("<p>{}</p><img src='{}' alt=''>{card}", "Words. ".repeat(200), own.url("/body.svg")),
        "published_at": "2025-09-25T08:00:00.000+00:00",
    }] });
    let settings = json!({ "settings": { "title": "Harbour Post", "url": own.url("/") } });
    own.on("/ghost/api/content/posts/", Reply::ok("application/json", posts.to_string()))
        .on("/ghost/api/content/settings/", Reply::ok("application/json", settings.to_string()));
    let room = Newsroom::open().await;
    let api = Choice { kind: SourceKind::Ghost, url: own.url("/ghost/api/content/?key=abc") };
    room.library.add(own.url("/"), Some(api)).await.expect("a publication");
    let article = room.article("Harbour reopens").await;
    (room, article)
}

/// What is asked of a picture when it is shown: its type, or why it is not there.
async fn look(room: &Newsroom, id: &MediaId) -> String {
    match room.library.media(id.clone()).await {
        Ok((mime, _)) => mime,
        Err(error) => error.code().to_owned(),
    }
}

/// The pictures at these paths of a server, as an article's page would look at them.
async fn look_at(room: &Newsroom, server: &Server, paths: &[&str]) -> Vec<String> {
    let mut seen = Vec::new();
    for path in paths {
        seen.push(look(room, &MediaId::of(&server.url(path))).await);
    }
    seen
}

/// How often each of the pictures was asked for there.
fn asked(server: &Server) -> [usize; 5] {
    PICTURES.map(|path| server.count(path))
}

/// Which hosts the connection log names for pictures.
async fn logged(room: &Newsroom) -> Vec<String> {
    let all = room.library.connections().await.expect("a log");
    let mut hosts: Vec<String> =
        all.into_iter().filter(|one| one.purposes.contains(&Purpose::Pictures)).map(|one| one.host).collect();
    hosts.sort();
    hosts
}

fn host(server: &Server) -> String {
    server.url("").trim_start_matches("http://").to_owned()
}

async fn why(room: &Newsroom) -> Vec<(String, Held)> {
    let article = room.article("Harbour reopens").await;
    let mut held: Vec<_> = article.held.into_iter().map(|one| (one.host, one.why)).collect();
    held.sort_by(|a, b| a.0.cmp(&b.0));
    held
}

#[tokio::test]
async fn other_hosts_are_asked_only_once_the_reader_allows_them() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    room.library.clear_connections().await.expect("cleared");
    assert_eq!(look_at(&room, &own, &["/lead.svg", "/body.svg"]).await, ["image/svg+xml"; 2]);
    let beside = ["/face.svg", "/poster.svg", "/card.svg"];
    assert_eq!(look_at(&room, &other, &beside).await, ["picture_held"; 3]);
    assert_eq!((asked(&own), asked(&other)), ([1, 1, 0, 0, 0], [0; 5]), "nobody else hears of the reader");
    assert_eq!(logged(&room).await, [host(&own)]);
    assert_eq!(why(&room).await, vec![(host(&other), Held::Consent); 3], "and the page can say why");
    let click = room.library.show_picture(MediaId::of(&other.url("/poster.svg"))).await;
    assert_eq!(click.expect_err("a click is no consent").code(), "picture_held");

    let publication = article.summary.publication.id;
    let mut events = room.library.events();
    room.library.allow_host(publication, host(&other)).await.expect("allowed");
    assert_eq!(events.try_recv().expect("a hint"), Event::PublicationsChanged { id: Some(publication) });
    assert_eq!(look_at(&room, &other, &beside).await, ["image/svg+xml"; 3]);
    assert_eq!((asked(&other), why(&room).await), ([0, 0, 1, 1, 1], Vec::new()));
    let allowed = room.library.allowed_hosts().await.expect("a list");
    assert_eq!((allowed.len(), &allowed[0].host, &*allowed[0].title), (1, &host(&other), "Harbour Post"));

    room.library.forbid_host(publication, host(&other)).await.expect("taken back");
    assert_eq!(room.library.allowed_hosts().await.expect("a list"), []);
    assert_eq!(look_at(&room, &other, &beside).await, ["image/svg+xml"; 3], "what came is shown");
    room.clock.advance(chrono::TimeDelta::days(100_000));
    room.library.clear_pictures().await.expect("cleared");
    assert_eq!(look_at(&room, &other, &beside).await, ["picture_held"; 3], "and not asked for again");
    assert_eq!(asked(&other), [0, 0, 1, 1, 1]);
    let error = room.library.allow_host(publication, "no host".into()).await.expect_err("none");
    assert_eq!(error.code(), "invalid");
}

#[tokio::test]
async fn on_click_means_one_request_for_the_picture_that_was_clicked() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    let publication = article.summary.publication.id;
    room.library.choose_pictures(publication, Some(PictureChoice::Click)).await.expect("chosen");
    room.library.refresh(None).await.expect("a refresh");
    assert_eq!(look_at(&room, &own, &["/lead.svg", "/body.svg"]).await, ["picture_held"; 2]);
    assert_eq!(asked(&own), [0; 5], "not before it is clicked, and no icon either");
    assert_eq!(why(&room).await.iter().filter(|(_, why)| *why == Held::Click).count(), 2);
    let body = MediaId::of(&own.url("/body.svg"));
    room.library.show_picture(body.clone()).await.expect("fetched");
    assert_eq!(look_at(&room, &own, &["/lead.svg", "/body.svg"]).await, ["picture_held", "image/svg+xml"]);
    assert_eq!(asked(&own), [0, 1, 0, 0, 0]);
    own.stop().await;
    let room = room.close().open().await.expect("the library again");
    assert_eq!(look(&room, &body).await, "image/svg+xml", "it stays");
}

#[tokio::test]
async fn never_means_never_for_all_and_a_publication_may_differ() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    let choose = async |value: serde_json::Value| {
        let change = serde_json::from_value(value).expect("a change");
        room.library.change_settings(change).await.expect("settings")
    };
    choose(json!({ "pictures": "never" })).await;
    let lead = MediaId::of(&own.url("/lead.svg"));
    assert_eq!(look(&room, &lead).await, "picture_held");
    assert_eq!(
        room.library.show_picture(lead.clone()).await.expect_err("not even so").code(),
        "picture_held"
    );
    assert_eq!(asked(&own), [0; 5]);
    let publication = article.summary.publication.id;
    let chosen = room.library.choose_pictures(publication, Some(PictureChoice::Always)).await;
    assert_eq!(chosen.expect("chosen").pictures, Some(PictureChoice::Always));
    assert_eq!(look(&room, &lead).await, "image/svg+xml", "its own choice goes before");
    room.library.choose_pictures(publication, None).await.expect("chosen");
    assert_eq!(look(&room, &lead).await, "image/svg+xml", "what is kept is always shown");
    assert_eq!(look(&room, &MediaId::of(&own.url("/body.svg"))).await, "picture_held");
}

#[tokio::test]
async fn a_save_asks_the_articles_own_hosts_and_others_once_they_are_allowed() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    let (id, publication) = (article.summary.id, article.summary.publication.id);
    room.library.choose_pictures(publication, Some(PictureChoice::Never)).await.expect("chosen");
    room.library.clear_connections().await.expect("cleared");
    let save = room.library.save(id).await.expect("a save");
    assert_eq!(
        (save.state, save.missing),
        (SaveState::Complete, 0),
        "whole, as its reader sees it: {save:?}"
    );
    assert_eq!((asked(&own), asked(&other)), ([1, 1, 0, 0, 0], [0; 5]));
    assert_eq!(logged(&room).await, [host(&own)]);
    assert_eq!(look(&room, &MediaId::of(&own.url("/lead.svg"))).await, "image/svg+xml", "kept, so shown");

    room.library.allow_host(publication, host(&other)).await.expect("allowed");
    room.library.resume_saves().await.expect("resumed");
    let save = room.article("Harbour reopens").await.summary.save.expect("saved");
    assert_eq!((save.state, save.missing), (SaveState::Complete, 0), "with all that it may have now");
    assert_eq!((asked(&own), asked(&other)), ([1, 1, 0, 0, 0], [0, 0, 1, 1, 1]));
}

#[tokio::test]
async fn a_host_that_articles_own_pictures_name_is_the_publications_own() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, _) = newsroom(&own, &other).await;
    let picture = other.url("/body.svg");
    let posts = json!({ "posts": [{
        "id": "2", "url": own.url("/ferries/"), "title": "Ferries", "published_at": "2025-09-25T09:00:00.000+00:00",
        "html": format!("<p>{}</p><img src='{picture}' alt=''>", "Words. ".repeat(200)),
    }] });
    own.on("/ghost/api/content/posts/", Reply::ok("application/json", posts.to_string()));
    assert_eq!(room.refresh().await, Vec::<String>::new());
    assert_eq!(look_at(&room, &other, &["/body.svg", "/face.svg"]).await, ["image/svg+xml"; 2]);
}

#[tokio::test]
async fn a_host_an_address_sends_on_to_is_asked_like_one_it_names() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    let (id, publication) = (article.summary.id, article.summary.publication.id);
    own.on("/body.svg", Reply::redirect(302, &own.url("/body-2.svg")));
    picture(&own, "/body-2.svg");
    for (to, code) in [("file:///etc/passwd", "address_scheme"), ("http://10.0.0.1/", "address_private")] {
        own.on("/lead.svg", Reply::redirect(302, to));
        assert_eq!(look_at(&room, &own, &["/lead.svg"]).await, [code]);
        assert_eq!(why(&room).await, vec![(host(&other), Held::Consent); 3], "{to}: nothing to be allowed");
    }
    own.on("/lead.svg", Reply::redirect(302, &other.url("/lead.svg")));
    room.library.clear_connections().await.expect("cleared");
    assert_eq!(look_at(&room, &own, &["/lead.svg", "/body.svg"]).await, ["picture_held", "image/svg+xml"]);
    let save = room.library.save(id).await.expect("a save");
    assert_eq!((save.state, save.missing), (SaveState::Complete, 0), "what waits for consent is not missing");
    assert_eq!(asked(&other), [0; 5], "nobody else hears of the reader");
    assert_eq!(own.count("/lead.svg"), 3, "what is known to be held is not asked for again");
    assert_eq!(logged(&room).await, [host(&own)]);
    assert_eq!(why(&room).await, vec![(host(&other), Held::Consent); 4], "the page names whom to allow");

    room.library.allow_host(publication, host(&other)).await.expect("allowed");
    room.library.resume_saves().await.expect("resumed");
    assert_eq!((asked(&other), why(&room).await), ([1, 0, 1, 1, 1], Vec::new()), "sealed with them");
    assert_eq!(look_at(&room, &own, &["/lead.svg"]).await, ["image/svg+xml"]);
}

#[tokio::test]
async fn what_waits_for_consent_is_not_missing_from_an_archive_either() {
    let (own, other) = (Server::start().await, Server::start_on(PUBLIC).await);
    let (room, article) = newsroom(&own, &other).await;
    room.library.save(article.summary.id).await.expect("a save");
    let to = room.folder().join("saved.zip");
    room.library.export(ExportChoice::Saved, ExportFormat::Json, to.clone()).await.expect("written");
    let there = Newsroom::open().await;
    let came = there.library.import_saved(to).await.expect("brought in");
    let save = there.article("Harbour reopens").await.summary.save.expect("saved");
    assert_eq!((came.missing, save.state, save.missing), (0, SaveState::Complete, 0), "as it went out");
}
