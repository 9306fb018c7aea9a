//! Lists of what was saved in other programs, whose articles are fetched and saved.

use std::fs;

use broadsheet_core::event::Event;
use broadsheet_core::model::{ArticleQuery, SaveState, SavedFrom};

use crate::newsroom::{Newsroom, PUBLIC};
use crate::server::{Reply, Server};
use crate::transferring::import;

#[tokio::test]
async fn a_list_is_fetched_and_what_cannot_be_had_is_told() {
    let server = Server::start().await;
    let page = |headline: &str| {
        let words = "Words about the harbour and its ferry. ".repeat(60);
        Reply::ok(
            "text/html",
            format!(
                "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>{words}</p><p>{words}</p></article></body></html>"
            ),
        )
    };
    server
        .on("/one", page("Ferry returns"))
        .on("/two", page("Tram returns"))
        .on("/gone", Reply::status(410))
        .on("/missing", Reply::status(404));
    let room = Newsroom::open().await;
    let list = room.folder().join("part_000000.csv");
    let at = |path: &str| server.url(path);
    fs::write(
        &list,
        format!(
            "title,url,time_added,tags,status\nOne,{},1700000000,sea,unread\nTwo,{},1700000001,,archive\n\
             Gone,{},1700000002,,unread\nMissing,{},1700000003,,unread\nBad,mailto:a@b.example,1,,unread\n",
            at("/one"),
            at("/two"),
            at("/gone"),
            at("/missing"),
        ),
    )
    .expect("a file");
    let report = import(&room, &list).await;
    assert_eq!((report.from, report.added, report.already), (SavedFrom::Pocket, 2, 0), "{report:?}");
    let mut failed: Vec<_> = report
        .failed
        .iter()
        .map(|failed| {
            (failed.address.clone(), failed.title.clone().unwrap_or_default(), failed.error.code.clone())
        })
        .collect();
    failed.sort();
    let told = |path: &str, title: &str, code: &str| (at(path), title.to_owned(), code.to_owned());
    assert_eq!(failed, [told("/gone", "Gone", "gone"), told("/missing", "Missing", "http_status")]);
    assert_eq!(report.refused, ["line 6: no usable address: mailto:a@b.example"]);
    let saved = room.list(ArticleQuery { saved: Some(true), ..ArticleQuery::default() }).await;
    let mut lines: Vec<_> = saved
        .iter()
        .map(|article| {
            (
                article.headline.as_str(),
                article.read,
                article.save.as_ref().expect("a save").saved_at.timestamp(),
            )
        })
        .collect();
    let sea = ArticleQuery { label: Some("Sea".to_owned()), ..ArticleQuery::default() };
    assert_eq!(room.list(sea).await.len(), 1, "the reader's own words for it are kept");
    lines.sort();
    assert_eq!(lines, [("Ferry returns", false, 1_700_000_000), ("Tram returns", true, 1_700_000_001)]);

    server.on("/missing", page("Late returns"));
    let again = import(&room, &list).await;
    assert_eq!(
        (again.added, again.already, again.failed.len()),
        (1, 2, 1),
        "only what was missing: {again:?}"
    );
    assert_eq!(server.count("/one"), 1, "what is here is not asked for again");
}

#[tokio::test]
async fn a_list_can_be_stopped_and_gone_on_with() {
    let server = Server::start().await;
    // Another host, so that nobody waits for a turn behind it.
    let silent = Server::start_on(PUBLIC).await;
    let words = "Words about the harbour and its ferry. ".repeat(60);
    let page = format!(
        "<html><body><article><h1>Ferry returns</h1><p>{words}</p><p>{words}</p></article></body></html>"
    );
    server.on("/one", Reply::ok("text/html", page.as_str()));
    let room = Newsroom::open().await;
    let mut list =
        format!("URL,Title,Selection,Folder,Timestamp\n{},One,,Unread,1700000000\n", server.url("/one"));
    for number in 0..20 {
        silent.on(&format!("/silent-{number}"), Reply::silent());
        list.push_str(&format!("{},Silent,,Unread,1700000001\n", silent.url(&format!("/silent-{number}"))));
    }
    let file = room.folder().join("instapaper.csv");
    fs::write(&file, list).expect("a file");
    let mut events = room.library.events();
    let (library, from) = (room.library.clone(), file.clone());
    let importing = tokio::spawn(async move { library.import_saved(from).await });
    while !matches!(events.recv().await, Ok(Event::TransferProgress { done: 1, total: 21 })) {}
    room.library.cancel_transfer().await.expect("asked");
    let report = importing.await.expect("no panic").expect("a report");
    assert_eq!(
        (report.cancelled, report.added, report.failed.len()),
        (true, 1, 0),
        "what came stays: {report:?}"
    );
    assert!(silent.count_all() < 10, "nobody else was asked");
    fs::write(
        &file,
        format!("URL,Title,Selection,Folder,Timestamp\n{},One,,Unread,1700000000\n", server.url("/one")),
    )
    .expect("a file");
    let again = import(&room, &file).await;
    assert_eq!((again.cancelled, again.added, again.already), (false, 0, 1), "{again:?}");
}

#[tokio::test]
async fn an_article_whose_page_is_gone_has_the_text_that_the_list_holds() {
    let server = Server::start_on(PUBLIC).await;
    server
        .on("/gone", Reply::status(410))
        .on("/bare", Reply::status(404))
        .on("/unread", Reply::status(404))
        .on("/a.svg", Reply::ok("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"));
    let words = "Words about the harbour and its ferry. ".repeat(9);
    let content = format!("<p>{words}</p><script>alert(1)</script><p><img src='/a.svg'>And more.</p>");
    let list = serde_json::json!([
        { "url": server.url("/gone"), "title": "Ferry returns", "content": content, "is_archived": 0,
          "tags": ["Sea"], "created_at": "2024-01-01T10:00:00+0000", "published_by": ["Ann Lee"],
          "published_at": "2023-12-31T09:00:00+0000", "language": "en", "preview_picture": null },
        { "url": server.url("/bare"), "title": "Bare", "content": "", "is_archived": 0 },
        { "url": server.url("/unread"), "title": "Unread", "is_archived": 0, "content":
          "<p>wallabag can't retrieve contents for this article. Please troubleshoot this issue.</p>" },
    ]);
    let room = Newsroom::open().await;
    let file = room.folder().join("wallabag.json");
    fs::write(&file, list.to_string()).expect("a file");
    let report = import(&room, &file).await;
    assert_eq!((report.added, report.from_list, report.missing), (1, 1, 0), "{report:?}");
    let mut failed: Vec<_> = report.failed.iter().filter_map(|failed| failed.title.as_deref()).collect();
    failed.sort_unstable();
    assert_eq!(failed, ["Bare", "Unread"], "a list that holds nothing brings nothing");
    let article = room.article("Ferry returns").await;
    assert!(article.content_text.starts_with("Words about the harbour"), "{}", article.content_text);
    assert!(!article.content_html.contains("script"), "made safe as everything: {}", article.content_html);
    assert_eq!(article.pictures.len(), 1, "its pictures are had from where they lie");
    assert_eq!(article.summary.authors[0].name, "Ann Lee");
    assert_eq!(article.summary.labels, ["Sea"]);
    let save = article.summary.save.expect("a save");
    assert_eq!(save.state, SaveState::Complete);
    assert_eq!(save.saved_at.timestamp(), 1_704_103_200, "saved when it was saved there");
    let again = import(&room, &file).await;
    assert_eq!((again.added, again.already, again.from_list), (0, 1, 0), "{again:?}");
}
