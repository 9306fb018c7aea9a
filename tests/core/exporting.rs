//! What exports look like: pages, Markdown, books.

use std::fs;

use broadsheet_core::event::Event;
use broadsheet_core::model::{ExportChoice, ExportFormat};
use serde_json::json;

use crate::server::Server;
use crate::transferring::{export, room_with_saves};

#[tokio::test]
async fn pages_hold_all_they_show_and_tell_what_is_missing() {
    let server = Server::start().await;
    let (room, article) = room_with_saves(&server).await;
    let to = room.folder().join("page.html");
    let report = export(&room, ExportFormat::Html, &to).await;
    assert_eq!(
        (report.articles, report.pictures, report.path.as_str()),
        (1, 4, to.to_str().expect("a path"))
    );
    let page = fs::read_to_string(&to).expect("a page");
    assert_eq!(page.matches("src=\"data:image/png;base64,").count(), 4, "every picture is inside");
    for never in ["src=\"http", "<script", "<link", "@import", "url(http", "onload"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'; img-src data:"), "nothing else may load");
    assert!(page.contains("A caption") && page.contains("R. Vale") && page.contains("Other Post · Somebody"));

    let second = room.id("Second").await;
    let both = ExportChoice::These(vec![article.summary.id, second, second]);
    let folder = room.folder().join("pages");
    let report = room.library.export(both, ExportFormat::Html, folder.clone()).await.expect("written");
    assert_eq!(report.articles, 2, "each once");
    let index = fs::read_to_string(folder.join("index.html")).expect("a list");
    assert!(index.contains("href=\"Harbour-%20reopens.html\""), "{index}");
    assert!(folder.join("Harbour- reopens.html").is_file() && folder.join("Second.html").is_file());

    room.library.unsave(article.summary.id).await.expect("let go");
    room.library.clear_pictures().await.expect("cleared");
    let bare = room.folder().join("bare.html");
    let these = ExportChoice::These(vec![article.summary.id]);
    let speak = async |language: &str| {
        let change = serde_json::from_value(json!({ "language": language })).expect("a change");
        room.library.change_settings(change).await.expect("settings");
    };
    speak("en").await;
    let asked = server.count_all();
    let report = room.library.export(these.clone(), ExportFormat::Html, bare.clone()).await.expect("written");
    assert_eq!(
        (report.pictures, report.missing.len(), server.count_all()),
        (0, 4, asked),
        "and nobody is asked"
    );
    let page = fs::read_to_string(&bare).expect("a page");
    assert_eq!(page.matches("[Picture missing:").count(), 4, "each told in its place");
    assert!(!page.contains("<img"), "none stays behind");
    speak("uk").await;
    let other = room.folder().join("other.html");
    room.library.export(these, ExportFormat::Html, other.clone()).await.expect("written");
    let page = fs::read_to_string(&other).expect("a page");
    assert_eq!(page.matches("[Бракує зображення:").count(), 4, "in the language of the window");
}

#[tokio::test]
async fn markdown_and_books_have_their_pictures_beside() {
    let server = Server::start().await;
    let (room, _) = room_with_saves(&server).await;
    let folder = room.folder().join("notes");
    export(&room, ExportFormat::Markdown, &folder).await;
    let text = fs::read_to_string(folder.join("Harbour- reopens.md")).expect("a file");
    assert!(text.contains("title: \"Harbour: reopens?\"") && text.contains("[^1]: A note"), "{text}");
    let images: Vec<String> = text
        .split("](images/")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(images.len(), 4);
    for image in images {
        assert!(folder.join("images").join(&image).is_file(), "{image}");
    }

    let book = room.folder().join("book.epub");
    export(&room, ExportFormat::Epub, &book).await;
    let bytes = fs::read(&book).expect("a book");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "it says what it is where readers look");
}

#[tokio::test]
async fn nothing_is_written_over_and_nothing_half() {
    let server = Server::start().await;
    let (room, article) = room_with_saves(&server).await;
    let (saved, these) = (ExportChoice::Saved, ExportChoice::These(vec![]));
    let mine = room.folder().join("mine.epub");
    fs::write(&mine, "mine").expect("a file");
    let taken = room.library.export(saved.clone(), ExportFormat::Epub, mine.clone()).await;
    assert_eq!(taken.expect_err("it is taken").code(), "file");
    assert_eq!(fs::read(&mine).expect("readable"), b"mine");
    let none = room.library.export(these, ExportFormat::Epub, room.folder().join("none.epub")).await;
    assert_eq!(none.expect_err("no articles").code(), "invalid");
    let nowhere = room.folder().join("no/such/folder/a.epub");
    assert_eq!(
        room.library.export(saved, ExportFormat::Epub, nowhere).await.expect_err("nowhere").code(),
        "file"
    );

    let folder = tempfile::tempdir().expect("a folder");
    let many = ExportChoice::These(vec![article.summary.id, room.id("Second").await]);
    let mut events = room.library.events();
    let library = room.library.clone();
    let to = folder.path().join("pages");
    let writing = tokio::spawn(async move { library.export(many, ExportFormat::Html, to).await });
    while !matches!(events.recv().await, Ok(Event::TransferProgress { .. })) {}
    room.library.cancel_transfer().await.expect("asked");
    let report = writing.await.expect("no panic").expect("a report");
    let there = fs::read_dir(folder.path()).expect("a list").count();
    assert_eq!(there, usize::from(!report.cancelled), "all of it, or nothing: {report:?}");
}
