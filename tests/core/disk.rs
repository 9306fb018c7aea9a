//! What disks and folders do wrong: each has its code, and nothing stored is lost by it.

use std::fs::{self, OpenOptions};
use std::future::Future;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use broadsheet_core::Library;

use crate::newsroom::{Closed, Newsroom, item, options, rss, rss_of};
use crate::server::{Reply, Server};

const XML: &str = "application/rss+xml";

/// A closed library with one article in it.
async fn one_article() -> Closed {
    let room = Newsroom::open().await;
    let server = Server::start().await;
    server.on("/feed", Reply::ok(XML, rss_of(&["Kept"])));
    room.add(&server.url("/feed")).await;
    room.close()
}

fn overwrite(file: &Path, at: u64, bytes: &[u8]) {
    let mut file = OpenOptions::new().write(true).open(file).expect("the database");
    file.seek(SeekFrom::Start(at)).expect("a place in it");
    file.write_all(bytes).expect("written");
}

#[tokio::test]
async fn a_library_from_a_newer_version_is_refused_and_left_alone() {
    let closed = one_article().await;
    let file = closed.folder().join("library.db");
    // Where SQLite's header keeps the schema's version.
    overwrite(&file, 60, &9_999u32.to_be_bytes());
    let before = fs::read(&file).expect("the database");
    assert_eq!(closed.refusal().await, "library_newer");
    assert_eq!(fs::read(&file).expect("the database"), before, "not a byte changed");
}

#[tokio::test]
async fn a_damaged_library_is_refused_and_left_alone() {
    let closed = one_article().await;
    let file = closed.folder().join("library.db");
    overwrite(&file, 0, b"no database any more");
    let before = fs::read(&file).expect("the database");
    assert_eq!(closed.refusal().await, "library_damaged");
    assert_eq!(fs::read(&file).expect("the database"), before, "not a byte changed, and nothing deleted");
}

#[tokio::test]
async fn damage_inside_is_found_by_checking() {
    let closed = one_article().await;
    let file = closed.folder().join("library.db");
    let pages = fs::metadata(&file).expect("the database").len() / 4096;
    for page in 2..pages {
        overwrite(&file, page * 4096 + 100, &[0xa5; 1000]);
    }
    match closed.open().await {
        Err(error) => assert_eq!(error.code(), "library_damaged"),
        Ok(room) => match room.library.check().await {
            Err(error) => assert_eq!(error.code(), "library_damaged"),
            Ok(report) => assert!(!report.sound && !report.problems.is_empty(), "{report:?}"),
        },
    }
}

#[tokio::test]
async fn a_folder_that_is_a_file_is_told_as_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("library");
    fs::write(&file, "not a folder").expect("written");
    let error = Library::open(options(&file).0).await.err().expect("no library");
    assert_eq!(error.code(), "file", "{error:?}");
    assert!(error.to_string().contains("library"), "it names the file: {error}");
}

/// Runs `work` on a small disk of its own: this test program again, inside a mount namespace of its own.
fn on_a_small_disk<F: Future<Output = ()>>(test: &str, work: impl FnOnce(PathBuf) -> F) {
    const DISK: &str = "BROADSHEET_TEST_DISK";
    if let Some(disk) = std::env::var_os(DISK).map(PathBuf::from) {
        run("mount", &["-t", "tmpfs", "-o", "size=6m", "tmpfs", &disk.to_string_lossy()]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        return runtime.block_on(work(disk));
    }
    let permitted = Command::new("unshare").args(["--mount", "true"]).output();
    if !permitted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this system permits no mount namespaces");
        return;
    }
    let disk = tempfile::tempdir().expect("a folder to mount on");
    let inside = Command::new("unshare")
        .arg("--mount")
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture"])
        .env(DISK, disk.path())
        .output()
        .expect("unshare");
    let told =
        String::from_utf8_lossy(&inside.stdout).into_owned() + &String::from_utf8_lossy(&inside.stderr);
    assert!(inside.status.success() && told.contains("1 passed"), "inside: {told}");
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().expect(program);
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Writes until nothing more fits.
fn fill(disk: &Path) -> PathBuf {
    let path = disk.join("ballast");
    let mut file = fs::File::create(&path).expect("ballast");
    for size in [1024 * 1024, 64 * 1024, 4096, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {}
    }
    path
}

#[test]
fn a_full_disk_keeps_what_is_there() {
    on_a_small_disk("disk::a_full_disk_keeps_what_is_there", |disk| async move {
        let library = Library::open(options(&disk.join("library")).0).await.expect("a library");
        let server = Server::start().await;
        server.on("/feed", Reply::ok(XML, rss_of(&["Kept"])));
        library.add(server.url("/feed"), None).await.expect("a publication");
        let ballast = fill(&disk);
        let noise: String =
            (0..40_000u32).map(|number| format!("{} ", blake3::hash(&number.to_le_bytes()))).collect();
        let body = format!("<description>{noise}</description>");
        server.on("/feed", Reply::ok(XML, rss(&[item(1, "Kept", ""), item(2, "Too much", &body)])));
        let code = match library.refresh(None).await {
            Ok(report) => report.failed.first().map(|failure| failure.error.code.clone()),
            Err(error) => Some(error.code().to_owned()),
        };
        assert_eq!(code.as_deref(), Some("disk_full"));
        let articles = library.articles(Default::default()).await.expect("reading goes on").items;
        assert_eq!(articles.len(), 1, "nothing half of the change is there");
        assert_eq!(articles[0].headline, "Kept");
        fs::remove_file(ballast).expect("room again");
        let body = "<description>Short.</description>";
        server.on("/feed", Reply::ok(XML, rss(&[item(1, "Kept", ""), item(2, "Fits now", body)])));
        library.refresh(None).await.expect("the rest goes on");
        assert_eq!(library.articles(Default::default()).await.expect("a list").items.len(), 2);
        assert!(library.check().await.expect("a report").sound);
    });
}

#[test]
fn a_read_only_disk_is_told_as_one() {
    on_a_small_disk("disk::a_read_only_disk_is_told_as_one", |disk| async move {
        let at = disk.to_string_lossy().into_owned();
        let folder = disk.join("library");
        let library = Library::open(options(&folder).0).await.expect("a library");
        let server = Server::start().await;
        server.on("/feed", Reply::ok(XML, rss_of(&["Kept"])));
        library.add(server.url("/feed"), None).await.expect("a publication");
        drop(library);
        run("mount", &["-o", "remount,ro", &at]);
        for wanted in [&folder, &disk.join("new")] {
            let error = Library::open(options(wanted).0).await.err().expect("nothing can be written");
            assert_eq!(error.code(), "library_read_only", "{}: {error:?}", wanted.display());
        }
        run("mount", &["-o", "remount,rw", &at]);
        let library = Library::open(options(&folder).0).await.expect("writable again");
        assert_eq!(
            library.articles(Default::default()).await.expect("a list").items.len(),
            1,
            "nothing lost"
        );
    });
}
