use proptest::prelude::*;

use super::*;

/// What a list asks for, in a line for each row.
fn rows(list: &str) -> (SavedFrom, Vec<String>, Vec<String>) {
    let list = read(list.as_bytes()).expect("a list that is known");
    let line = |row: &SavedRow| {
        let saved = row.saved_at.map(|at| at.to_rfc3339()).unwrap_or_default();
        let read = if row.read { "read" } else { "unread" };
        let title = row.title.as_deref().unwrap_or("-");
        format!("{} | {title} | {saved} | {} | {read}", row.address, row.written.labels.join("+"))
    };
    (list.from, list.rows.iter().map(line).collect(), list.refused)
}

#[test]
fn pocket_tells_in_csv() {
    let (from, rows, refused) = rows(
        "title,url,time_added,tags,status\n\
         \"Harbour, reopened\",https://harbour.example/1,1700000000,sea|long read,unread\n\
         https://harbour.example/2,https://harbour.example/2,1700000001,,archive\n\
         No address,,1,,unread\n",
    );
    assert_eq!(from, SavedFrom::Pocket);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | Harbour, reopened | 2023-11-14T22:13:20+00:00 | sea+long read | unread",
            "https://harbour.example/2 | https://harbour.example/2 | 2023-11-14T22:13:21+00:00 |  | read",
        ]
    );
    assert_eq!(refused, ["line 4: no usable address: "], "a broken row is told and ends nothing");
}

#[test]
fn pocket_tells_in_html() {
    let (from, rows, refused) = rows(
        "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>\
         <li><a href=\"https://harbour.example/1\" time_added=\"1700000000\" tags=\"sea,long read\">Q&amp;A</a></li>\
         <li><a href=\"javascript:alert(1)\" time_added=\"1\" tags=\"\">Bad</a></li></ul><h1>Read Archive</h1><ul>\
         <li><a href=\"https://harbour.example/2\" time_added=\"1700000001\" tags=\"\">Two</a></li></ul></body></html>",
    );
    assert_eq!(from, SavedFrom::Pocket);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | Q&A | 2023-11-14T22:13:20+00:00 | sea+long read | unread",
            "https://harbour.example/2 | Two | 2023-11-14T22:13:21+00:00 |  | read",
        ]
    );
    assert_eq!(refused, ["link 2: no usable address: javascript:alert(1)"]);
}

#[test]
fn instapaper_tells_in_csv() {
    let (from, rows, _) = rows(
        "\u{feff}URL,Title,Selection,Folder,Timestamp,Tags\r\n\
         https://harbour.example/1,One,,Unread,1700000000,[]\r\n\
         https://harbour.example/2,Two,\"A\nquote\",Archive,1700000001,\"[\"\"sea\"\",\"\"long read\"\"]\"\r\n\
         https://harbour.example/3,Three,,Recipes,1700000002,\r\n",
    );
    assert_eq!(from, SavedFrom::Instapaper);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | One | 2023-11-14T22:13:20+00:00 |  | unread",
            "https://harbour.example/2 | Two | 2023-11-14T22:13:21+00:00 | sea+long read | read",
            "https://harbour.example/3 | Three | 2023-11-14T22:13:22+00:00 | Recipes | unread",
        ]
    );
}

#[test]
fn raindrop_and_instapaper_tell_in_html() {
    let (from, links, refused) = rows(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n\
         <TITLE>Raindrop.io Bookmarks</TITLE>\n<H1>Raindrop.io Bookmarks</H1>\n<DL><p>\n<DT><H3>Unsorted</H3>\n<DL><p>\n\
         <DT><A HREF=\"https://harbour.example/1\" ADD_DATE=\"1700000000\" TAGS=\"sea,long read\">One</A>\n<DD>About it\n</DL><p>\n<DT><H3>Harbours</H3>\n<DL><p>\n\
         <DT><A HREF=\"https://harbour.example/2\" ADD_DATE=\"1700000000\" TAGS=\"\">Two</A>\n\
         <DT><A HREF=\"mailto:a@b.example\" ADD_DATE=\"1700000001\" TAGS=\"\">Mail</A>\n</DL><p>\n</DL><p>\n",
    );
    assert_eq!(from, SavedFrom::Raindrop);
    let one = "https://harbour.example/1 | One | 2023-11-14T22:13:20+00:00 | sea+long read | unread";
    let two = "https://harbour.example/2 | Two | 2023-11-14T22:13:20+00:00 | Harbours | unread";
    assert_eq!(links, [one, two]);
    assert_eq!(refused, ["link 3: no usable address: mailto:a@b.example"]);
    let (from, links, _) = rows(
        "<html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1><ol>\
         <li><a href=\"https://harbour.example/1\">One</a></ol><h1>Archive</h1><ol>\
         <li><a href=\"https://harbour.example/2\">Two</a></ol><h1>Recipes</h1><ol>\
         <li><a href=\"https://harbour.example/3\">Three</a></ol></body></html>",
    );
    assert_eq!(from, SavedFrom::Instapaper);
    assert_eq!(
        links,
        [
            "https://harbour.example/1 | One |  |  | unread",
            "https://harbour.example/2 | Two |  |  | read",
            "https://harbour.example/3 | Three |  | Recipes | unread",
        ]
    );
}

#[test]
fn raindrop_tells_in_csv() {
    let (from, rows, _) = rows(
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
         1,One,,,https://harbour.example/1,Unsorted,\"sea, long read\",2024-03-01T10:00:00.000Z,,,false\n\
         2,Two,A note,,https://harbour.example/2,Work / Go,,2024-03-02T10:00:00.000Z,,,true\n",
    );
    assert_eq!(from, SavedFrom::Raindrop);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | One | 2024-03-01T10:00:00+00:00 | sea+long read | unread",
            "https://harbour.example/2 | Two | 2024-03-02T10:00:00+00:00 | Work / Go | unread",
        ]
    );
}

#[test]
fn readwise_tells_in_csv() {
    let (from, rows, refused) = rows(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
         One,https://harbour.example/1,01a,\"['sea', 'it\\'s long']\",2022-11-06 04:33:50+00:00,0,new,True\n\
         Two,https://harbour.example/2,01b,[],2022-11-06 04:33:51+00:00,0.4,archive,True\n\
         Three,https://harbour.example/3,01c,[],2022-11-06 04:33:52+00:00,0,feed,False\n",
    );
    assert_eq!(from, SavedFrom::Readwise);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | One | 2022-11-06T04:33:50+00:00 | sea+it's long | unread",
            "https://harbour.example/2 | Two | 2022-11-06T04:33:51+00:00 |  | read",
        ]
    );
    assert_eq!(refused, ["1 entries of Reader's feed were never saved"]);
}

#[test]
fn omnivore_tells_in_json() {
    let (from, rows, refused) = rows(
        r#"[
        {"id": "a", "slug": "one", "title": "One", "description": "", "author": "", "url": "https://harbour.example/1",
         "state": "Active", "readingProgress": 12, "thumbnail": "", "labels": ["sea", {"name": "long read"}],
         "savedAt": "2024-01-02T00:00:00.000Z", "updatedAt": "2024-01-02T00:00:00.000Z"},
        {"title": "Two", "url": "https://harbour.example/2", "state": "Archived", "labels": [],
         "savedAt": "2024-01-03T00:00:00.000Z"},
        7]"#,
    );
    assert_eq!(from, SavedFrom::Omnivore);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | One | 2024-01-02T00:00:00+00:00 | sea+long read | unread",
            "https://harbour.example/2 | Two | 2024-01-03T00:00:00+00:00 |  | read",
        ]
    );
    assert_eq!(refused, ["entry 3: no usable address: "]);
}

#[test]
fn wallabag_tells_in_json() {
    let (from, rows, refused) = rows(
        r#"[
        {"is_archived": 0, "is_starred": 1, "tags": ["sea"], "is_public": false, "id": 1, "title": "One",
         "url": "https://harbour.example/1", "content": "<p>Long</p>", "created_at": "2024-01-01T10:00:00+0000"},
        {"is_archived": true, "tags": [], "title": "Two", "url": "https://harbour.example/2",
         "created_at": "2024-01-01T12:00:00+0200"},
        {"is_archived": 0, "#,
    );
    assert_eq!(from, SavedFrom::Wallabag);
    assert_eq!(
        rows,
        [
            "https://harbour.example/1 | One | 2024-01-01T10:00:00+00:00 | sea | unread",
            "https://harbour.example/2 | Two | 2024-01-01T10:00:00+00:00 |  | read",
        ]
    );
    assert_eq!(refused, ["line 6: the rest is not JSON"], "what came before a break is not lost");
}

#[test]
fn texts_of_a_list_are_kept_as_far_as_there_is_room() {
    let row = |number: usize, bytes: usize| {
        let content = "x".repeat(bytes);
        format!(r#"{{"is_archived": 0, "url": "https://harbour.example/{number}", "content": "{content}"}}"#)
    };
    let list = format!("[{},{},{}]", row(1, 40 << 20), row(2, 40 << 20), row(3, 9));
    let rows = read(list.as_bytes()).expect("a list that is known").rows;
    let kept: Vec<bool> = rows.iter().map(|row| row.text.is_some()).collect();
    assert_eq!(kept, [true, false, true], "every row stays, and no more text than one file may hold");
}

/// What a list tells of the reader's own writing on its first row: the note, and each highlight with the note on it.
fn written(list: &str) -> (Option<String>, Vec<(String, String)>) {
    let row = read(list.as_bytes()).expect("a list that is known").rows.remove(0);
    (row.written.note, shown(row.written.highlights))
}

fn shown(highlights: Vec<NewHighlight>) -> Vec<(String, String)> {
    highlights.into_iter().map(|one| (one.quote.exact, one.note.unwrap_or_default())).collect()
}

fn pair(exact: &str, note: &str) -> (String, String) {
    (exact.to_owned(), note.to_owned())
}

#[test]
fn what_the_reader_wrote_elsewhere_comes_along() {
    let instapaper = "URL,Title,Selection,Folder,Timestamp\nhttps://harbour.example/1,One,\"A\nquote\",Unread,1700000000\n";
    assert_eq!(written(instapaper), (None, vec![pair("A\nquote", "")]));
    let raindrop = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n\
         1,One,\"Read, again\",,https://harbour.example/1,Unsorted,,2024-03-01T10:00:00.000Z,,\
         \"Highlight:First\nof two lines\nNote:Why?\nHighlight:Second\",false\n";
    let both = vec![pair("First\nof two lines", "Why?"), pair("Second", "")];
    assert_eq!(written(raindrop), (Some("Read, again".to_owned()), both));
    let wallabag = r#"[{"is_archived": 0, "tags": [], "title": "One", "url": "https://harbour.example/1",
        "annotations": [{"text": "Why?", "quote": "First", "created_at": "2024-01-01T10:00:00+0000", "ranges": []},
            {"text": "", "quote": "Second"}, {"text": "On nothing"}, 7], "created_at": "2024-01-01T10:00:00+0000"}]"#;
    assert_eq!(written(wallabag), (None, vec![pair("First", "Why?"), pair("Second", "")]));
}

/// A ZIP file or folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

fn all_of(folder: &tempfile::TempDir) -> Vec<SavedRow> {
    let bundle = Bundle::open(folder.path()).expect("readable").expect("a folder");
    read_all(bundle, folder.path()).expect("a list").rows
}

#[test]
fn highlights_in_files_of_their_own_find_their_articles() {
    let omnivore = folder(&[
        (
            "metadata_0_to_20.json",
            r#"[{"slug": "one-1", "title": "One", "url": "https://harbour.example/1", "labels": [], "savedAt": "2024-01-02T00:00:00.000Z"},
                {"slug": "../secret", "title": "Two", "url": "https://harbour.example/2", "labels": [], "savedAt": "2024-01-02T00:00:00.000Z"}]"#,
        ),
        ("highlights/one-1.md", "On the whole\n\n> First\n> of two \n\n#sea\n\nWhy?\n\n> Second "),
        ("secret.md", "> Not of this list"),
    ]);
    let rows = all_of(&omnivore);
    assert_eq!(rows[0].written.note.as_deref(), Some("On the whole"));
    assert_eq!(
        shown(rows[0].written.highlights.clone()),
        [pair("First\nof two", "#sea\n\nWhy?"), pair("Second", "")]
    );
    assert_eq!(rows[1].written, Written::default(), "a list leads to no file outside its folder");
    let pocket = folder(&[
        (
            "part_000000.csv",
            "title,url,time_added,tags,status\nOne,https://harbour.example/1,1700000000,sea,archive\n",
        ),
        (
            "annotations/part_000000.json",
            r#"[{"url": "https://harbour.example/1", "title": "One", "highlights": [{"quote": "First", "created_at": 1700000100}]}]"#,
        ),
    ]);
    let rows = all_of(&pocket);
    assert_eq!((rows.len(), rows[0].read, rows[0].written.labels.join("+")), (1, true, "sea".to_owned()));
    assert_eq!(rows[0].written.highlights[0].made_at.map(|at| at.timestamp()), Some(1_700_000_100));
}

#[test]
fn an_address_is_asked_for_once() {
    let list = "title,url,time_added,tags,status\nA,https://harbour.example/1,1,sea,unread\nB,HTTPS://harbour.example/1,2,air,archive\n";
    let (_, rows, _) = rows(list);
    assert_eq!(rows, ["https://harbour.example/1 | A | 1970-01-01T00:00:01+00:00 | air+sea | read"]);
}

#[test]
fn what_is_no_list_is_none() {
    for other in [
        "",
        "name,link\nA,https://a.example/\n",
        "<html><a href='https://a.example/'>A</a></html>",
        "[1, 2]",
        "{}",
    ] {
        assert!(read(other.as_bytes()).is_none(), "{other}");
    }
}

#[test]
fn lists_are_bounded() {
    let mut list = "title,url,time_added,tags,status\n".to_owned();
    for number in 0..MOST_ROWS + 3 {
        list.push_str(&format!("A,https://harbour.example/{number},1,,unread\n"));
    }
    let read_list = read(list.as_bytes()).expect("a list");
    assert_eq!((read_list.rows.len(), read_list.refused.len()), (MOST_ROWS, 3), "rows");
    let broken =
        "title,url,time_added,tags,status\n".to_owned() + &"A,nowhere,1,,unread\n".repeat(MOST_REFUSED + 9);
    let refused = read(broken.as_bytes()).expect("a list").refused;
    assert_eq!((refused.len(), refused.last().map(String::as_str)), (MOST_REFUSED + 1, Some("and 9 more")));
    let long = format!(
        "title,url,time_added,tags,status\n{0},https://a.example/{0},1,{0},unread\n",
        "x".repeat(100_000)
    );
    assert_eq!(read(long.as_bytes()).expect("a list").rows, [], "an address without end is none");
    assert!(read(format!("[{}", "[".repeat(1_000_000)).as_bytes()).is_none(), "no depth is too deep");
    assert!(
        read(format!("<a time_added=1 href=https://a.example/>{}", "<b>".repeat(1_000_000)).as_bytes())
            .is_some()
    );
}

proptest! {
    #[test]
    fn no_bytes_are_too_broken(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..4_usize) {
        let start = ["title,url,time_added,tags,status\n", "[{\"url\":\"https://a.example\",\"is_archived\":1},", "<h1><a time_added=1 href=", ""];
        let _ = read(&[start[kind].as_bytes(), &bytes].concat());
    }
}

#[test]
fn what_is_told_of_one_address_in_many_rows_is_bounded() {
    let rows: Vec<String> = (0..300)
        .map(|n| {
            format!(
                r#"{{"url":"https://a.example/","title":"A","labels":["Label {n}"],"savedAt":"2025-09-25"}}"#
            )
        })
        .collect();
    let list = read(format!("[{}]", rows.join(",")).as_bytes()).expect("a list");
    assert_eq!((list.rows.len(), list.rows[0].written.labels.len()), (1, 100));
    let mut written = Written::default();
    markdown::read(&"> a\n\nb\n\nc\n\n".repeat(3_000), &mut written);
    assert_eq!((written.highlights.len(), written.note), (1_000, None));
    assert_eq!(written.highlights[0].note.as_deref(), Some("b\n\nc"), "each block a paragraph");
}
