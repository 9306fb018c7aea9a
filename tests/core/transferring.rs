//! Articles out, and saved articles in.

use std::fs;
use std::path::{Path, PathBuf};

use broadsheet_core::model::{
    Article, ArticleId, ArticleQuery, ExportChoice, ExportFormat, ExportReport, FollowKind, NewHighlight,
    Position, Quote, SaveState, SavedFrom, SavedImport,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::newsroom::{Newsroom, item, rss};
use crate::pictures::png;
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

/// A Content API post with everything an article can have.
fn illustrated(server: &Server) -> String {
    let at = |path: &str| server.url(path);
    let body = format!(
        "<p>{words}</p><figure><img src='{a}' alt='A'><figcaption>A caption</figcaption></figure>\
         <figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='https://other.example/story'>\
         <div class='kg-bookmark-content'><div class='kg-bookmark-title'>A card</div>\
         <div class='kg-bookmark-description'>About it</div><div class='kg-bookmark-metadata'>\
         <span class='kg-bookmark-author'>Other Post</span><span class='kg-bookmark-publisher'>Somebody</span></div></div>\
         <div class='kg-bookmark-thumbnail'><img src='{t}'></div></a></figure>\
         <video src='{v}' poster='{p}'></video><p>{words}</p>\
         <p>Noted<sup id='fnref1'><a href='#fn1'>1</a></sup></p><ol><li id='fn1'>A note <a href='#fnref1'>↩</a></li></ol>",
        words = "Words about the harbour and its ferry. ".repeat(30),
        a = at("/a.png"),
        t = at("/t.png"),
        v = at("/v.mp4"),
        p = at("/p.png"),
    );
    let more = format!(
        "<content:encoded><![CDATA[{body}]]></content:encoded><dc:creator>Ines Maravel</dc:creator>\
         <category>Ferries</category><category>City</category>\
         <media:content url='{}' medium='image'><media:description>The lead</media:description>\
         <media:credit>R. Vale</media:credit></media:content>\
         <enclosure url='{}' length='12' type='audio/mpeg'/>",
        at("/lead.png"),
        at("/a.mp3"),
    );
    rss(&[item(1, "Harbour: reopens?", &more), item(2, "Second", "<description>Few words.</description>")])
        .replace(
            "<rss ",
            "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' ",
        )
}

/// A library that holds that article, saved with its pictures and read.
pub async fn room_with_saves(server: &Server) -> (Newsroom, Article) {
    for (path, kind) in [("/a.png", 1), ("/t.png", 2), ("/p.png", 3), ("/lead.png", 4)] {
        server.on(path, Reply::ok("image/png", png(kind)));
    }
    server.on("/feed", Reply::ok(XML, illustrated(server)));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    let id = room.id("Harbour: reopens?").await;
    room.clock.advance(TimeDelta::minutes(5));
    room.library.mark_read(vec![id], true).await.expect("read");
    room.library.keep_position(id, POSITION).await.expect("a position");
    write_on(&room, id).await;
    room.clock.advance(TimeDelta::minutes(5));
    room.library.save(id).await.expect("saved");
    let article = room.library.article(id).await.expect("an article");
    (room, article)
}

const POSITION: Option<Position> = Some(Position { place: 2.5, share: Some(0.25) });

/// Writes on an article all that can be written on it.
pub async fn write_on(room: &Newsroom, id: ArticleId) {
    let labels = vec!["Work".to_owned(), "Sea".to_owned()];
    room.library.set_labels(id, labels).await.expect("labels");
    room.library.set_note(id, Some("Ask the pilot.\n\nTwice.".to_owned())).await.expect("a note");
    let quote = Quote {
        exact: "the harbour and its ferry".to_owned(),
        prefix: "Words about ".to_owned(),
        suffix: ". Words".to_owned(),
        start: Some(10),
    };
    let note = Some("Which one?".to_owned());
    let highlight = NewHighlight { quote, note, made_at: None };
    room.library.add_highlight(id, highlight).await.expect("a highlight");
}

pub async fn export(room: &Newsroom, format: ExportFormat, to: &Path) -> ExportReport {
    room.library.export(ExportChoice::Saved, format, to.to_owned()).await.expect("written")
}

pub async fn import(room: &Newsroom, from: impl Into<PathBuf>) -> SavedImport {
    room.library.import_saved(from.into()).await.expect("a report")
}

/// What an article is, without what only this library knows of it.
fn told(article: &Article) -> Value {
    let mut told = serde_json::to_value(article).expect("JSON");
    let own = ["id", "cursor", "publication", "authors", "leadImage", "pictures"];
    own.iter().for_each(|field| drop(told.as_object_mut().expect("an object").remove(*field)));
    let summary = &article.summary;
    for highlight in told["highlights"].as_array_mut().expect("a list") {
        highlight["id"] = Value::Null;
    }
    told["publication"] = json!([summary.publication.title, summary.publication.url]);
    told["authors"] = summary
        .authors
        .iter()
        .map(|author| json!([author.name, author.url, author.role, author.bio, author.avatar, author.links]))
        .collect();
    told["leadImage"] = json!(summary.lead_image.as_ref().map(|image| {
        json!([
            image.url,
            image.caption,
            image.credit,
            image.raw_caption,
            image.alt,
            image.width,
            image.height
        ])
    }));
    told["pictures"] = article.pictures.iter().map(|picture| json!([picture.url, picture.width])).collect();
    told
}

#[tokio::test]
async fn what_goes_out_comes_back_whole() {
    let server = Server::start().await;
    let (room, article) = room_with_saves(&server).await;
    let summary = &article.summary;
    assert!(!article.related.is_empty() && !article.videos.is_empty(), "there is something to lose");
    assert!(!summary.attachments.is_empty() && !summary.tags.is_empty() && summary.lead_image.is_some());
    assert_eq!(summary.save.as_ref().map(|save| (save.state, save.missing)), Some((SaveState::Complete, 0)));
    let asked = server.count_all();
    let to = room.folder().join("saved.zip");
    let report = export(&room, ExportFormat::Json, &to).await;
    assert_eq!((report.articles, report.missing.len()), (1, 0));
    assert_eq!(server.count_all(), asked, "nothing was fetched for it");
    server.stop().await;

    let other = Newsroom::open().await;
    other.clock.advance(TimeDelta::days(30));
    let came = import(&other, &to).await;
    assert_eq!(
        (came.from, came.added, came.already, came.missing),
        (SavedFrom::Broadsheet, 1, 0, 0),
        "{came:?}"
    );
    let back = other.article("Harbour: reopens?").await;
    assert_eq!(told(&back), told(&article));
    assert_eq!(other.library.position(back.summary.id).await.expect("a position"), POSITION);
    assert_eq!(back.summary.labels, ["Sea", "Work"]);
    assert_eq!(back.note.as_deref(), Some("Ask the pilot.\n\nTwice."));
    for (before, after) in article.pictures.iter().zip(&back.pictures) {
        let before = room.library.media(before.media.clone()).await.expect("kept");
        assert_eq!(other.library.media(after.media.clone()).await.expect("kept"), before, "byte for byte");
    }
    assert!(other.library.verify().await.expect("a report").damaged.is_empty());
    assert!(other.library.check().await.expect("a report").sound);
    let once_more = import(&other, &to).await;
    assert_eq!((once_more.added, once_more.already), (0, 1), "what is here stays as it is");
    assert_eq!(told(&other.article("Harbour: reopens?").await), told(&article), "and nothing stands twice");
    let found = ArticleQuery { search: Some("ferry".to_owned()), ..ArticleQuery::default() };
    assert_eq!(other.list(found).await.len(), 1, "and is found");

    let again = other.folder().join("again.zip");
    export(&other, ExportFormat::Json, &again).await;
    let third = Newsroom::open().await;
    third.clock.advance(TimeDelta::days(30));
    import(&third, &again).await;
    assert_eq!(told(&third.article("Harbour: reopens?").await), told(&article), "as often as one likes");
}

#[tokio::test]
async fn what_an_article_said_before_and_who_saved_it_come_back() {
    let server = Server::start().await;
    let words = "Words about the harbour and its ferry. ".repeat(30);
    let body = format!("<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>");
    let feed = |headline: &str| rss(&[item(1, headline, &body)]);
    server.on("/feed", Reply::ok(XML, feed("Port opns")));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    for headline in ["Port opens", "Port opens at last"] {
        server.on("/feed", Reply::ok(XML, feed(headline)));
        room.clock.advance(TimeDelta::hours(3));
        room.refresh().await;
    }
    let publication = room.library.publications().await.expect("a list")[0].id.to_string();
    let follow = room.library.follow(FollowKind::Publication, publication).await.expect("a follow");
    room.library.keep_newest(follow.id, Some(5)).await.expect("a rule");
    room.library.resume_saves().await.expect("sealed");
    let article = room.article("Port opens at last").await;
    let versions = room.library.versions(article.summary.id).await.expect("versions");
    assert_eq!(versions.len(), 3, "there is something to lose");
    assert!(article.summary.save.as_ref().is_some_and(|save| save.automatic));
    let to = room.folder().join("saved.zip");
    export(&room, ExportFormat::Json, &to).await;

    let mut from = to;
    for _ in 0..2 {
        let other = Newsroom::open().await;
        other.clock.advance(TimeDelta::days(30));
        assert_eq!(import(&other, &from).await.added, 1);
        let back = other.article("Port opens at last").await;
        assert_eq!(told(&back), told(&article), "as often as one likes");
        assert_eq!(other.library.versions(back.summary.id).await.expect("versions"), versions);
        let follow = other.library.follow(FollowKind::Search, "trams".to_owned()).await.expect("a follow");
        other.library.keep_newest(follow.id, Some(1)).await.expect("another rule");
        let save = other.article("Port opens at last").await.summary.save.expect("still saved");
        assert!(save.automatic, "no rule here lets go of what it did not keep");
        from = room.folder().join("again.zip");
        let _ = fs::remove_file(&from);
        export(&other, ExportFormat::Json, &from).await;
    }
}

#[tokio::test]
async fn what_was_saved_comes_back_over_what_its_publisher_made_of_it() {
    let server = Server::start().await;
    let (room, article) = room_with_saves(&server).await;
    let to = room.folder().join("saved.zip");
    export(&room, ExportFormat::Json, &to).await;
    let other = Newsroom::open().await;
    let edited = item(1, "Harbour: reopens?", "<description>Removed by request.</description>");
    server.on("/feed", Reply::ok(XML, rss(&[edited])));
    other.add(&server.url("/feed")).await;
    assert_eq!(import(&other, &to).await.added, 1);
    let back = other.article("Harbour: reopens?").await;
    assert_eq!(back.content_html, article.content_html);
    assert_eq!(other.headlines().await.len(), 1, "it is the same article");
    other.clock.advance(TimeDelta::hours(3));
    other.refresh().await;
    assert_eq!(other.article("Harbour: reopens?").await.content_html, article.content_html, "and stays");
}

#[tokio::test]
async fn an_archive_may_be_unpacked_damaged_and_hostile() {
    let server = Server::start().await;
    let (room, article) = room_with_saves(&server).await;
    let to = room.folder().join("saved.zip");
    export(&room, ExportFormat::Json, &to).await;
    let folder = room.folder().join("unpacked");
    fs::create_dir_all(folder.join("articles")).expect("a folder");
    fs::create_dir_all(folder.join("media")).expect("a folder");
    let evil = json!({
        "headline": "Evil\u{202e}", "url": "javascript:alert(1)", "publication": { "title": "<b>E</b>", "url": "file:///etc" },
        "contentHtml": "<p onclick='x()'>Hi<script>alert(1)</script><img src='file:///etc/passwd'></p><aside data-related='7'></aside>",
        "leadImage": { "url": server.url("/none.png") }, "place": -1e300, "savedAt": "2999-01-01T00:00:00Z",
        "versions": [{ "number": u32::MAX, "noticedAt": "2999-01-01T00:00:00Z", "headline": "Old\u{202e}", "text": "One\u{0}\n\nTwo" }],
        "media": [{ "url": "https://a.example/a.png", "hash": "../../library.db" }, { "url": server.url("/none.png"), "hash": "0".repeat(64) }],
    });
    fs::write(
        folder.join("broadsheet.json"),
        r#"{"format":"broadsheet-archive","version":1,"madeAt":"2025-09-25T12:00:00Z","articles":3}"#,
    )
    .expect("a file");
    fs::write(folder.join("media").join("0".repeat(64)), png(9)).expect("a file");
    fs::write(folder.join("articles/000001.json"), evil.to_string()).expect("a file");
    fs::write(folder.join("articles/000002.json"), "{").expect("a file");
    fs::write(folder.join("articles/000003.json"), r#"{"contentHtml":"<p>No headline</p>"}"#)
        .expect("a file");
    let other = Newsroom::open().await;
    let came = import(&other, &folder).await;
    assert_eq!((came.added, came.refused.len()), (1, 2), "{came:?}");
    assert_eq!(came.missing, 1, "a picture under another's hash is none");
    let back = other.article("Evil").await;
    assert_eq!(back.content_html, "<p>Hi</p><aside></aside>", "made safe like anything from elsewhere");
    assert_eq!(back.summary.url, None);
    let now = "2025-09-25T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().expect("a date");
    let versions = other.library.versions(back.summary.id).await.expect("versions");
    assert_eq!((versions[0].headline.as_str(), versions[0].text.as_str()), ("Old", "One\nTwo"));
    assert!(versions[0].noticed_at <= now, "never in the future");
    let saved = back.summary.save.expect("a save");
    assert!(saved.saved_at <= now, "{saved:?}");

    let mut bytes = fs::read(&to).expect("the archive");
    let middle = bytes.windows(png(1).len()).position(|window| window == png(1)).expect("a picture in it");
    bytes[middle + 20] ^= 1;
    let damaged = room.folder().join("damaged.zip");
    fs::write(&damaged, &bytes).expect("written");
    server.stop().await;
    let third = Newsroom::open().await;
    let came = import(&third, &damaged).await;
    assert_eq!((came.added, came.missing), (1, 1), "a picture that is not what it was is told as missing");
    assert_eq!(third.article("Harbour: reopens?").await.content_html, article.content_html);
    bytes.truncate(bytes.len() / 2);
    fs::write(&damaged, &bytes).expect("written");
    let refused = third.library.import_saved(damaged).await.expect_err("half an archive");
    assert_eq!(refused.code(), "invalid");
    let nothing = third.library.import_saved(room.folder().join("none")).await.expect_err("nothing there");
    assert_eq!(nothing.code(), "file");
}
