//! Saves: several at once, what can be seen of their progress, and how they are stopped, resumed and tried again.

use broadsheet_core::event::Event;
use broadsheet_core::model::{ArticleId, ArticleQuery, Choice, FollowKind, Save, SaveState, SourceKind};
use chrono::TimeDelta;
use serde_json::json;

use crate::newsroom::{Newsroom, item, rss};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

/// The least that is a picture; `kind` makes its bytes its own.
fn picture(kind: u8) -> Reply {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{kind}' height='1'/>");
    Reply::ok("image/svg+xml", svg)
}

/// A library with three articles, each of which shows a picture of its own: `/1.svg` to `/3.svg`.
async fn gallery(server: &Server) -> (Newsroom, Vec<ArticleId>) {
    let items: Vec<String> = (1..=3_u8)
        .map(|number| {
            let image = server.url(&format!("/{number}.svg"));
            let words = "Words. ".repeat(100);
            let body = format!(
                "<content:encoded><![CDATA[<p>{words}</p><img src='{image}' alt=''>]]></content:encoded>"
            );
            server.on(&format!("/{number}.svg"), picture(number));
            item(number.into(), &format!("Story {number}"), &body)
        })
        .collect();
    server.on("/feed", Reply::ok(XML, rss(&items)));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let mut ids = Vec::new();
    for number in 1..=3 {
        ids.push(room.id(&format!("Story {number}")).await);
    }
    (room, ids)
}

async fn save_of(room: &Newsroom, id: ArticleId) -> Option<Save> {
    room.library.article(id).await.expect("an article").summary.save
}

async fn states(room: &Newsroom, ids: &[ArticleId]) -> Vec<Option<SaveState>> {
    let mut states = Vec::new();
    for id in ids {
        states.push(save_of(room, *id).await.map(|save| save.state));
    }
    states
}

#[tokio::test]
async fn several_are_saved_at_once_or_none() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let error = room.library.save_all(vec![ids[0], ArticleId(77)]).await.expect_err("one is not there");
    assert_eq!(error.code(), "not_found");
    assert_eq!(states(&room, &ids).await, [None, None, None], "then none is saved");
    let saves = room.library.save_all(ids.clone()).await.expect("saves");
    assert!(saves.iter().all(|save| save.state == SaveState::Complete) && saves.len() == 3, "{saves:?}");
    assert_eq!(states(&room, &ids).await, [Some(SaveState::Complete); 3]);
}

#[tokio::test]
async fn a_save_tells_how_far_it_is() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let mut events = room.library.events();
    room.library.save(ids[0]).await.expect("a save");
    let mut steps = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::SaveProgress { id, done, total } = event {
            assert_eq!(id, ids[0]);
            steps.push((done, total));
        }
    }
    assert_eq!(steps, [(1, 2), (2, 2)], "the text, then its picture");
}

#[tokio::test]
async fn what_is_stopped_waits_until_it_is_asked_for() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    server.on("/2.svg", Reply::silent());
    let mut events = room.library.events();
    let (library, all) = (room.library.clone(), ids.clone());
    let saving = tokio::spawn(async move { library.save_all(all).await });
    while !matches!(events.recv().await, Ok(Event::SaveProgress { id, .. }) if id == ids[1]) {}
    room.library.stop_saves().await.expect("stopped");
    saving.await.expect("a task").expect("saves");
    let (complete, waiting) = (Some(SaveState::Complete), Some(SaveState::Waiting));
    assert_eq!(
        states(&room, &ids).await,
        [complete, waiting, waiting],
        "what came stays, and every bookmark"
    );
    room.library.resume_saves().await.expect("nothing to do");
    assert_eq!(server.count("/3.svg"), 0, "nothing goes on by itself");
    for id in &ids[1..] {
        let save = save_of(&room, *id).await.expect("a save");
        assert_eq!(save.problem.as_deref(), Some("stopped"), "and says so");
    }
    server.on("/2.svg", picture(2));
    room.library.retry_saves().await.expect("gone on with");
    assert_eq!(states(&room, &ids).await, [complete; 3]);
    assert_eq!(save_of(&room, ids[2]).await.expect("a save").problem, None, "nothing is stopped any more");
}

#[tokio::test]
async fn what_was_stopped_goes_on_at_the_next_start() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    room.library.set_metered(true).await.expect("told");
    room.library.save_all(ids.clone()).await.expect("bookmarks");
    room.library.stop_saves().await.expect("stopped");
    room.library.set_metered(false).await.expect("told");
    let save = save_of(&room, ids[0]).await.expect("a save");
    let told = (save.state, save.problem.as_deref());
    assert_eq!(told, (SaveState::Waiting, Some("stopped")), "another network is no reason to go on");
    let room = room.close().open().await.expect("the library again");
    room.library.resume_saves().await.expect("gone on with");
    assert_eq!(states(&room, &ids).await, [Some(SaveState::Complete); 3]);
}

#[tokio::test]
async fn a_bookmark_of_a_program_that_ended_is_sealed_at_the_next_start() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    server.on("/1.svg", Reply::silent());
    let mut events = room.library.events();
    let (library, id) = (room.library.clone(), ids[0]);
    let saving = tokio::spawn(async move { library.save(id).await });
    while !matches!(events.recv().await, Ok(Event::SaveProgress { .. })) {}
    saving.abort();
    let _ = saving.await;
    server.on("/1.svg", picture(1));
    let room = room.close().open().await.expect("the library again");
    assert_eq!(save_of(&room, id).await.expect("bookmarked").state, SaveState::Waiting);
    room.library.resume_saves().await.expect("resumed");
    assert_eq!(save_of(&room, id).await.expect("bookmarked").state, SaveState::Complete);
}

#[tokio::test]
async fn without_a_network_nothing_is_tried_again_and_again() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    server.stop().await;
    let saves = room.library.save_all(ids.clone()).await.expect("bookmarks");
    assert!(saves.iter().all(|save| save.problem.as_deref() == Some("unreachable")), "{saves:?}");
    room.clock.advance(TimeDelta::minutes(15));
    let mut events = room.library.events();
    room.library.resume_saves().await.expect("tried");
    let mut tried = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::SavesChanged { id } = event {
            tried.push(id);
        }
    }
    assert_eq!(tried.len(), 1, "the first one tells that there is no network");
    let save = save_of(&room, tried[0]).await.expect("a bookmark");
    assert_eq!(save.retry_at, Some(save.saved_at + TimeDelta::minutes(45)), "a longer pause than before");
}

#[tokio::test]
async fn what_will_not_come_is_tried_only_when_asked_for() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    server.on("/1.svg", Reply::status(404));
    let save = room.library.save(ids[0]).await.expect("a save");
    assert_eq!((save.state, save.retry_at), (SaveState::Partial, None));
    room.clock.advance(TimeDelta::days(400));
    room.library.resume_saves().await.expect("nothing to do");
    assert_eq!(server.count("/1.svg"), 1);
    server.on("/1.svg", picture(1));
    room.library.retry_saves().await.expect("tried");
    assert_eq!(save_of(&room, ids[0]).await.expect("a save").state, SaveState::Complete);
}

#[tokio::test]
async fn the_newest_articles_of_a_follow_are_saved_by_themselves() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let saved = async || {
        let list = room.library.articles(ArticleQuery { saved: Some(true), ..ArticleQuery::default() }).await;
        let list = list.expect("a list").items;
        list.into_iter().map(|article| article.headline).collect::<Vec<_>>()
    };
    let publication = room.library.publications().await.expect("a list")[0].id.to_string();
    let follow = room.library.follow(FollowKind::Publication, publication).await.expect("a follow");
    let follow = room.library.keep_newest(follow.id, Some(2)).await.expect("a rule");
    assert_eq!((follow.keep, saved().await), (Some(2), vec!["Story 3".to_owned(), "Story 2".to_owned()]));
    room.library.resume_saves().await.expect("sealed");
    let save = save_of(&room, ids[2]).await.expect("a save");
    assert_eq!((save.state, save.automatic), (SaveState::Complete, true));

    // What the reader saves is theirs; what they take away does not come back.
    assert!(!room.library.save(ids[1]).await.expect("a save").automatic);
    room.library.unsave(ids[2]).await.expect("taken away");
    let four = item(4, "Story 4", "<description>News.</description>");
    server.on("/feed", Reply::ok(XML, rss(&[four])));
    room.refresh().await;
    assert_eq!(saved().await, ["Story 4", "Story 2"]);
    let five = item(5, "Story 5", "<description>News.</description>");
    let six = item(6, "Story 6", "<description>News.</description>");
    server.on("/feed", Reply::ok(XML, rss(&[five, six])));
    room.refresh().await;
    assert_eq!(
        saved().await,
        ["Story 6", "Story 5", "Story 2"],
        "older ones make room, but for the reader's own"
    );

    room.library.unfollow(follow.id).await.expect("ended");
    assert_eq!(saved().await, ["Story 2"]);
    let error = room.library.keep_newest(follow.id, Some(2)).await.expect_err("no follow");
    assert_eq!(error.code(), "not_found");
}

#[tokio::test]
async fn a_search_keeps_its_newest_articles_too() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let follow = room.library.follow(FollowKind::Search, "words".into()).await.expect("a follow");
    assert_eq!(room.library.keep_newest(follow.id, Some(0)).await.expect_err("none").code(), "invalid");
    room.library.keep_newest(follow.id, Some(1)).await.expect("a rule");
    assert_eq!(
        states(&room, &ids).await,
        [None, None, Some(SaveState::Waiting)],
        "the newest, not the best match"
    );
    room.library.keep_newest(follow.id, None).await.expect("no rule");
    assert_eq!(states(&room, &ids).await, [None, None, None]);
}

#[tokio::test]
async fn on_a_metered_network_copies_wait_unless_the_reader_says_otherwise() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let pictures = || [1, 2, 3].map(|number| server.count(&format!("/{number}.svg")));
    let set = async |yes: bool| {
        let change = serde_json::from_value(serde_json::json!({ "saveOnMetered": yes })).expect("a change");
        room.library.change_settings(change).await.expect("settings");
    };
    room.library.set_metered(true).await.expect("told");
    let save = room.library.save(ids[0]).await.expect("a bookmark");
    assert_eq!((save.state, save.problem.as_deref()), (SaveState::Waiting, Some("metered")), "it says why");
    room.library.resume_saves().await.expect("nothing to do");
    assert_eq!(pictures(), [0, 0, 0], "nothing is asked for");

    // Save now.
    room.library.retry_saves().await.expect("sealed");
    let save = save_of(&room, ids[0]).await.expect("a save");
    assert_eq!((save.state, save.problem), (SaveState::Complete, None));

    // Another network.
    room.library.save(ids[1]).await.expect("a bookmark");
    assert_eq!(pictures(), [1, 0, 0]);
    let mut events = room.library.events();
    room.library.set_metered(false).await.expect("told");
    let save = save_of(&room, ids[1]).await.expect("a save");
    assert_eq!((save.state, save.problem), (SaveState::Complete, None), "it goes on at once");
    assert!(matches!(events.try_recv(), Ok(Event::SavesChanged { id }) if id == ids[1]));

    // The reader may want them all the same.
    set(true).await;
    room.library.set_metered(true).await.expect("told");
    assert_eq!(room.library.save(ids[2]).await.expect("a save").state, SaveState::Complete);
    assert_eq!(pictures(), [1, 1, 1]);
}

#[tokio::test]
async fn a_copy_asked_for_again_does_not_wait_for_another_network() {
    let server = Server::start().await;
    let (room, ids) = gallery(&server).await;
    let (complete, waiting) = (Some(SaveState::Complete), Some(SaveState::Waiting));
    room.library.set_metered(true).await.expect("told");
    room.library.save_all(ids.clone()).await.expect("bookmarks");
    assert_eq!(states(&room, &ids).await, [waiting; 3]);
    let save = room.library.save(ids[1]).await.expect("tried again");
    assert_eq!((save.state, save.problem), (SaveState::Complete, None), "the reader asked for this one");
    room.library.resume_saves().await.expect("nothing to do");
    assert_eq!(states(&room, &ids).await, [waiting, complete, waiting], "the others still wait");
    assert_eq!(server.count("/1.svg") + server.count("/3.svg"), 0);
}

#[tokio::test]
async fn a_sealed_article_that_comes_to_show_other_pictures_is_sealed_again() {
    let server = Server::start().await;
    let tell = |number: u8| {
        let path = |name: &str| server.url(&format!("/{name}-{number}.svg"));
        let posts = json!({ "posts": [{
            "id": "1", "url": server.url("/harbour-reopens/"), "title": "Harbour reopens",
            "feature_image": path("lead"),
            "authors": [{ "id": "1", "name": "Mara Lindqvist", "profile_image": path("face") }],
            "html": format!("<p>{}</p>", "Words. ".repeat(200)),
            "published_at": "2025-09-25T08:00:00.000+00:00",
            "updated_at": format!("2025-09-25T09:0{number}:00.000+00:00"),
        }] });
        server
            .on("/ghost/api/content/posts/", Reply::ok("application/json", posts.to_string()))
            .on(&format!("/lead-{number}.svg"), picture(number))
            .on(&format!("/face-{number}.svg"), picture(10 + number));
    };
    tell(1);
    let settings = json!({ "settings": { "title": "Harbour Post", "url": server.url("/") } });
    server.on("/ghost/api/content/settings/", Reply::ok("application/json", settings.to_string()));
    let room = Newsroom::open().await;
    let api = Choice { kind: SourceKind::Ghost, url: server.url("/ghost/api/content/?key=abc") };
    room.library.add(server.url("/"), Some(api)).await.expect("a publication");
    let id = room.id("Harbour reopens").await;
    let save = room.library.save(id).await.expect("a save");
    assert_eq!((save.state, save.missing), (SaveState::Complete, 0));

    tell(2);
    assert_eq!(room.refresh().await, Vec::<String>::new());
    room.library.resume_saves().await.expect("resumed");
    let again = save_of(&room, id).await.expect("saved");
    assert_eq!((again.state, again.missing), (SaveState::Complete, 0), "with what it shows now");
    assert_eq!(["/lead-2.svg", "/face-2.svg"].map(|path| server.count(path)), [1, 1], "both were fetched");
    assert_eq!(again.saved_at, save.saved_at, "and it is the same save");
    let asked = server.count_all();
    room.library.resume_saves().await.expect("resumed");
    assert_eq!(server.count_all(), asked, "once");
}
