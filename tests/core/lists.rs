//! Lists of what was saved in other programs, whose articles are fetched and saved.

use std::fs;

use broadsheet_core::event::Event;
use broadsheet_core::model::{ArticleQuery, SavedFrom};

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
