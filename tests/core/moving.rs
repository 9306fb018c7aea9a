//! Moving the library: whole in one place at every moment, and found there.

use std::fs;
use std::path::Path;

use broadsheet_core::event::Event;
use broadsheet_core::place::Places;
use broadsheet_core::transfer::backup;
use broadsheet_core::{Library, Options};

use crate::newsroom::{Newsroom, options};
use crate::pictures::{illustrated_room, media_of, save};
use crate::server::{Reply, Server};

/// The places of a room's library, where it lies in its own.
fn places(room: &Newsroom, settings: &Path) -> Places {
    Places { settings: settings.join("settings"), own: room.folder().to_owned() }
}

async fn saved_room(server: &Server) -> Newsroom {
    let urls: Vec<String> = (0..4).map(|number| server.url(&format!("/{number}.svg"))).collect();
    for number in 0..4 {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{number}'/>");
        server.on(&format!("/{number}.svg"), Reply::ok("image/svg+xml", svg));
    }
    let (room, article) = illustrated_room(server, &urls).await;
    save(&room, article.summary.id).await;
    room
}

fn names(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        all.map(|one| one.expect("one").file_name().into_string().expect("text")).collect();
    names.sort();
    names
}

async fn open_at(folder: &Path) -> broadsheet_core::Result<Library> {
    let (options, _) = options(folder);
    Library::open(Options { folder: folder.to_owned(), ..options }).await
}

/// Whether the one article of a library is there, saved, with the bytes of its pictures.
async fn is_whole(library: &Library) -> bool {
    let list = library.articles(Default::default()).await.expect("a list").items;
    let article = library.article(list[0].id).await.expect("an article");
    for id in media_of(&article) {
        if library.media(id).await.is_err() {
            return false;
        }
    }
    article.summary.saved && library.check().await.expect("a report").sound
}

#[tokio::test]
async fn a_library_is_moved_whole_and_found_where_it_went() {
    let server = Server::start().await;
    let room = saved_room(&server).await;
    server.stop().await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (places, to) = (places(&room, elsewhere.path()), elsewhere.path().join("library"));
    fs::write(room.folder().join("own-notes.txt"), "not the library's").expect("written");
    let report = room.library.move_to(to.clone(), places.clone()).await.expect("moved");
    assert_eq!(
        (report.files, report.missing.len(), report.path.as_str()),
        (4, 0, to.to_str().expect("text"))
    );
    room.library.publications().await.expect_err("this one is closed");
    assert_eq!(
        open_at(room.folder()).await.err().expect("refused").code(),
        "library_newer",
        "nobody goes on here"
    );
    assert!(room.folder().join("media").exists(), "deleted once the other was opened, not before");
    let found = places.find().expect("found");
    assert_eq!(found, to);
    let library = open_at(&found).await.expect("the library");
    assert!(is_whole(&library).await);
    assert_eq!(
        names(room.folder()),
        ["library-folder", "own-notes.txt"],
        "only what says where, and what is not ours"
    );
    assert!(!to.join("moved-from").exists());

    // And back: then nothing is to be said.
    let own = places.own.clone();
    fs::remove_file(own.join("own-notes.txt")).expect("removed");
    fs::remove_file(own.join("library-folder")).expect("removed");
    library.move_to(own.clone(), places.clone()).await.expect("moved");
    assert_eq!(places.find().expect("found"), own);
    assert!(is_whole(&open_at(&own).await.expect("the library")).await);
    assert!(!to.exists(), "an empty folder goes too");
}

#[tokio::test]
async fn a_move_that_cannot_be_leaves_everything_as_it_was() {
    let server = Server::start().await;
    let room = saved_room(&server).await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (places, to) = (places(&room, elsewhere.path()), elsewhere.path().join("library"));
    let code = async |to: &Path, places: &Places| {
        room.library.move_to(to.to_owned(), places.clone()).await.expect_err("refused").code()
    };
    for wrong in [room.folder().join("inside"), "relative".into()] {
        assert_eq!(code(&wrong, &places).await, "invalid", "{wrong:?}");
    }

    // Somebody else has it open.
    let beside = room.beside().await;
    beside.library.publications().await.expect("open");
    assert_eq!(code(&to, &places).await, "library_busy");
    drop(beside);

    // The pointer cannot be written: a file stands where its folder should be.
    fs::write(&places.settings, "").expect("written");
    assert_eq!(code(&to, &places).await, "file");
    fs::remove_file(&places.settings).expect("removed");

    // Stopped.
    let mut events = room.library.events();
    let (library, moving, stop) = (room.library.clone(), places.clone(), room.library.clone());
    let (at, stopping) = (to.clone(), async move {
        while !matches!(events.recv().await, Ok(Event::TransferProgress { .. })) {}
        stop.cancel_transfer().await.expect("asked");
    });
    let (report, ()) = tokio::join!(library.move_to(at, moving), stopping);
    assert!(report.expect("a report").cancelled);

    assert!(!to.exists(), "nothing is left behind");
    assert_eq!(places.find().expect("found"), places.own);
    server.on("/feed", Reply::status(304));
    room.library.mark_read(vec![room.id("Harbour reopens").await], true).await.expect("still written to");
    assert!(is_whole(&room.library).await);
    assert!(!room.folder().join("library-folder").exists());
}

#[tokio::test]
async fn what_a_move_that_was_killed_left_is_no_library_and_no_hindrance() {
    let server = Server::start().await;
    let room = saved_room(&server).await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (places, to) = (places(&room, elsewhere.path()), elsewhere.path().join("library"));
    fs::create_dir_all(to.join("media/ab")).expect("made");
    fs::write(to.join("library-is-coming"), "").expect("written");
    fs::write(to.join("library.db"), "half").expect("written");
    assert_eq!(places.find().expect("found"), places.own);
    room.library.move_to(to.clone(), places.clone()).await.expect("moved");
    assert!(is_whole(&open_at(&to).await.expect("the library")).await);

    // A folder that is used for something else gets it in a folder of its own, and only one.
    let library = open_at(&to).await.expect("the library");
    let report = library.move_to(elsewhere.path().to_owned(), places.clone()).await.expect("moved");
    assert_eq!(report.path, elsewhere.path().join("Broadsheet").to_str().expect("text"));
    let library = open_at(&places.find().expect("found")).await.expect("the library");
    let again = library.move_to(elsewhere.path().to_owned(), places).await;
    assert_eq!(again.err().map(|error| error.code()), Some("invalid"), "it is there already");
}

#[tokio::test]
async fn a_backup_takes_the_place_of_a_library_that_is_in_use_once_that_is_closed() {
    let server = Server::start().await;
    let room = saved_room(&server).await;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let copy = elsewhere.path().join("copy.zip");
    room.library.backup(copy.clone()).await.expect("a backup");
    fs::write(room.folder().join("own-notes.txt"), "not the library's").expect("written");
    let id = room.id("Harbour reopens").await;
    room.library.unsave(id).await.expect("taken away");

    let damaged = elsewhere.path().join("damaged.zip");
    let bytes = fs::read(&copy).expect("the backup");
    fs::write(&damaged, &bytes[..bytes.len() / 2]).expect("written");
    let refused = room.library.prepare_restore(damaged).await.expect_err("refused");
    assert_eq!(refused.code(), "invalid");
    assert_eq!(backup::complete(room.folder()).expect("nothing to do"), None);
    let refused = backup::restore(&copy, room.folder()).expect_err("refused");
    assert_eq!(refused.code(), "library_busy", "a program has it open, and would write beside it");

    assert!(room.library.prepare_restore(copy).await.expect("unpacked"));
    assert!(!is_whole(&room.library).await, "until it is closed the library is what it was");
    let closed = room.close();
    let folder = closed.folder();
    // Ended by force once the pictures were in their place and before the rest was.
    let ready = folder.join("set-aside-ready");
    let aside = folder.join("set-aside-1");
    fs::create_dir(&aside).expect("made");
    for name in names(folder).iter().filter(|name| name.starts_with("library.db") || *name == "media") {
        fs::rename(folder.join(name), aside.join(name)).expect("set aside");
    }
    fs::rename(ready.join("media"), folder.join("media")).expect("put in place");
    for beside in ["library.db-wal", "library.db-shm"] {
        fs::write(folder.join(beside), "another library's, that began here meanwhile").expect("written");
    }
    backup::complete(folder).expect("gone on with");
    let beside: Vec<_> = names(folder).into_iter().filter(|name| name.starts_with("library.db-")).collect();
    assert_eq!(beside, [""; 0], "nothing of it is read into this one");
    assert!(is_whole(&open_at(folder).await.expect("the library")).await, "as it was when it was backed up");
    assert!(aside.join("library.db").exists(), "what was there is set aside");
    assert!(folder.join("own-notes.txt").exists() && !ready.exists());
}

#[tokio::test]
async fn what_a_killed_backup_left_goes_at_the_next_opening() {
    let room = Newsroom::open().await.close();
    let left = room.folder().join("backup-1-0.part");
    fs::create_dir(&left).expect("a folder");
    fs::write(left.join(".writing"), "").expect("its lock, which nobody holds");
    fs::write(left.join("library.db"), "half").expect("a copy");
    let room = room.open().await.expect("opened");
    assert!(!left.exists(), "it took room for nothing");
    let to = room.folder().join("backup.zip");
    room.library.backup(to.clone()).await.expect("written");
    let parts = fs::read_dir(room.folder()).expect("a list");
    let parts =
        parts.filter(|part| part.as_ref().is_ok_and(|part| part.path().extension() == Some("part".as_ref())));
    assert_eq!((parts.count(), to.exists()), (0, true), "one that ends leaves nothing but itself");
}
