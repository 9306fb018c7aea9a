//! Books, as the strictest reader of them sees them: epubcheck, where it is installed.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use broadsheet_core::model::{ArticleQuery, ExportChoice, ExportFormat};

use crate::newsroom::{Newsroom, item, rss};
use crate::server::{Reply, Server};

/// Markup that stands where it must not, links that lead nowhere, addresses that are hardly any.
const NASTY: &str = "<b><p>One</p><div><h2>Two <p>three</p></h2></div></b><ul>loose<li value='3'>item</li><p>no item</p></ul>\
    <ol start='3' reversed><li value='7'>seven</li></ol><dl><dd>no term</dd><dt>term</dt></dl><dl><dt>a</dt><dd>b</dd></dl>\
    <table><caption><p>A caption</p></caption><colgroup><col span='2'></colgroup><tr><td colspan='2'><ul><li>in a cell</li></ul></td></tr>\
    <tfoot><tr><td>foot</td><td></td></tr></tfoot><thead><tr><th>late head</th></tr></thead></table><table></table>\
    <figure><figcaption>first</figcaption><p>middle</p><figcaption>last</figcaption></figure><figure></figure>\
    <details>open<summary>late</summary></details><details><summary><h3>Toggle</h3></summary><p>in it</p></details>\
    <p><time datetime='yesterday'>then</time> <time>now</time> <bdo>plain</bdo> <ruby>漢<rt>kan</rt></ruby> <ruby>bare</ruby>\
    <a href='https://a.example/?b[]=1|2 3#c#d'>odd</a> <a href='mailto:a@b.example'>mail</a> <abbr title=''>x</abbr></p>\
    <p>noted<sup id='fnref1'><a href='#fn1'>1</a></sup> <a href='#fn9'>nowhere</a></p><ol><li id='fn1'>A note <a href='#fnref1'>back</a></li></ol>\
    <blockquote>bare words<br><hr></blockquote><pre>  code\n<b>bold</b></pre><p lang='x-!'>odd tongue</p><p lang='uk' dir='rtl'>мова</p>\
    <q>quoted</q><ins><p>new</p></ins><a href='https://a.example/'><p>a block in a link</p></a><span>\u{b}\u{fffe}</span>";

#[tokio::test]
async fn books_pass_epubcheck() {
    let Some(checker) = checker() else {
        eprintln!("skipped: epubcheck is not installed");
        return;
    };
    let server = Server::start().await;
    let nasty = format!("<content:encoded><![CDATA[{NASTY}]]></content:encoded>");
    let second = item(2, "Second &amp; &lt;last&gt;", "<description>Few words.</description>");
    server.on("/feed", Reply::ok("application/rss+xml", rss(&[item(1, "Nasty", &nasty), second])));
    let room = Newsroom::open().await;
    room.add(&server.url("/feed")).await;
    room.library.add_sample().await.expect("the sample edition");
    let articles = room.list(ArticleQuery::default()).await;
    let wanted = |headline: &str| ["Nasty", "Second & <last>"].contains(&headline) || !headline.is_ascii();
    let ids: Vec<_> =
        articles.iter().filter(|article| wanted(&article.headline)).map(|article| article.id).collect();
    assert!(ids.len() >= 4, "some in other scripts too");
    for id in &ids {
        room.library.save(*id).await.expect("saved");
        crate::transferring::write_on(&room, *id).await;
    }
    let all = room.folder().join("all.epub");
    room.library
        .export(ExportChoice::These(ids.clone()), ExportFormat::Epub, all.clone())
        .await
        .expect("written");
    check(&checker, &all);
    let one = room.folder().join("one.epub");
    room.library
        .export(ExportChoice::These(vec![ids[0]]), ExportFormat::Epub, one.clone())
        .await
        .expect("written");
    check(&checker, &one);
}

fn check(checker: &Path, book: &Path) {
    let mut start = [0; 2];
    let is_jar =
        File::open(checker).and_then(|mut file| file.read_exact(&mut start)).is_ok() && &start == b"PK";
    let mut command = Command::new(if is_jar { Path::new("java") } else { checker });
    if is_jar {
        command.arg("-jar").arg(checker);
    }
    let output = command.arg("--failonwarnings").arg(book).output().expect("it starts");
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
}

/// Where epubcheck is. Some systems install the program itself, some an archive for Java.
fn checker() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let there =
        std::env::split_paths(&path).map(|folder| folder.join("epubcheck")).find(|file| file.is_file())?;
    fs::canonicalize(there).ok()
}
