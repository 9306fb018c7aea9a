use super::testing::*;
use super::*;
use crate::model::*;

/// A shelf with `count` articles, a minute apart; those that come later in the list are older.
fn filled(count: i64) -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let articles = (0..count)
        .map(|n| NewArticle {
            published_at: Some(at(-n)),
            ..tagged(article(&n.to_string(), &format!("Story {n}")), &["Sea"])
        })
        .collect();
    shelf.keep(source, 0, articles);
    (shelf, source)
}

fn page(shelf: &Shelf, query: &ArticleQuery) -> Page<ArticleSummary> {
    shelf.read(|conn| list::page(conn, query))
}

#[test]
fn pages_hold_while_articles_come() {
    let (shelf, source) = filled(25);
    let mut query = ArticleQuery { limit: Some(10), ..ArticleQuery::default() };
    let mut seen = Vec::new();
    for round in 0.. {
        let page = page(&shelf, &query);
        seen.extend(page.items.into_iter().map(|row| row.headline));
        shelf.keep(
            source,
            round + 1,
            vec![NewArticle { published_at: None, ..article(&format!("new {round}"), "New") }],
        );
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..25).map(|n| format!("Story {n}")).collect();
    assert_eq!(seen, expected, "each once, in order, whatever arrives above");
}

#[test]
fn equal_dates_do_not_lose_rows() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, (0..7).map(|n| article(&n.to_string(), &n.to_string())).collect());
    let mut query = ArticleQuery { limit: Some(2), ..ArticleQuery::default() };
    let mut seen = Vec::new();
    loop {
        let page = page(&shelf, &query);
        let last = page.items.last().unwrap().cursor.clone();
        seen.extend(page.items.into_iter().map(|row| row.headline));
        match page.next {
            Some(next) => assert_eq!(next, last, "the page ends where its last row does"),
            None => break,
        }
        query.after = Some(last);
    }
    assert_eq!(seen, ["0", "1", "2", "3", "4", "5", "6"], "the source's own order breaks ties");
}

#[test]
fn every_field_restricts() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://harbour.example/feed");
    let (_, other) = shelf.add("https://other.example/feed");
    let mut told = tagged(article("1", "Wanted"), &["Économie"]);
    told.section = Some("News Feed".into());
    told.authors = vec![author("Ann Lee")];
    told.published_at = Some(at(-10));
    shelf.keep(source, 0, vec![told, article("2", "Second")]);
    shelf.keep(other, 1, vec![article("3", "Third")]);
    let ann = shelf.read(|conn| author::all(conn, None))[0].author.id;
    let all = ArticleQuery::default;
    for (query, why) in [
        (ArticleQuery { author: ann, ..all() }, "by author"),
        (of_tag("economie"), "by any spelling of a tag"),
        (ArticleQuery { section: Some("NEWS feed".into()), ..all() }, "by section, whatever the case"),
        (ArticleQuery { until: Some(at(-5)), ..all() }, "sorted before"),
        (searching("economie "), "by the words of a tag"),
        (searching("ann"), "by the beginning of an author's name"),
    ] {
        assert_eq!(shelf.headlines(&query), ["Wanted"], "{why}");
        let counts = shelf.read(|conn| list::count(conn, &query));
        assert_eq!(counts, ArticleCounts { total: 1, unread: 1 }, "counted {why}");
    }
    assert_eq!(
        shelf.headlines(&ArticleQuery { publication: Some(publication), ..all() }),
        ["Second", "Wanted"]
    );
    assert_eq!(
        shelf.headlines(&ArticleQuery { since: Some(at(-5)), ..all() }).len(),
        2,
        "sorted at or after"
    );
    assert_eq!(
        shelf.headlines(&ArticleQuery { seen_until: Some(at(0)), ..all() }).len(),
        2,
        "what came later waits"
    );
    assert_eq!(
        shelf.headlines(&ArticleQuery { followed: Some(true), ..all() }).len(),
        0,
        "nothing is followed"
    );
    assert_eq!(shelf.headlines(&ArticleQuery { video: Some(true), ..all() }).len(), 0, "none is a video");
    assert_eq!(shelf.headlines(&ArticleQuery { video: Some(false), ..all() }).len(), 3, "no video at all");
    assert_eq!(shelf.headlines(&ArticleQuery { saved: Some(false), ..all() }).len(), 3, "nothing is saved");
}

#[test]
fn what_shows_a_video_is_listed_with_it() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://h.example/feed");
    let film = |url: &str, seconds| NewVideo {
        url: url.to_owned(),
        poster: Some("https://h.example/still.jpg".to_owned()),
        title: None,
        duration_seconds: seconds,
    };
    let attached = Attachment {
        url: "https://h.example/v.mp4".to_owned(),
        media_type: Some("video/mp4".to_owned()),
        bytes: None,
        duration_seconds: Some(90),
    };
    let heard = Attachment { media_type: Some("audio/mpeg".to_owned()), ..attached.clone() };
    shelf.keep(
        source,
        0,
        vec![
            NewArticle {
                videos: vec![film("https://v.example/1", Some(65)), film("https://v.example/2", None)],
                ..article("a", "In its text")
            },
            NewArticle { attachments: vec![heard.clone(), attached], ..article("b", "Attached") },
            NewArticle { attachments: vec![heard], ..article("c", "Only heard") },
            NewArticle { kind: ArticleKind::Video, ..article("d", "A film") },
            article("e", "Only read"),
        ],
    );
    let with = ArticleQuery { video: Some(true), ..ArticleQuery::default() };
    let mut headlines = shelf.headlines(&with);
    headlines.sort_unstable();
    assert_eq!(headlines, ["A film", "Attached", "In its text"]);
    let without = ArticleQuery { video: Some(false), ..ArticleQuery::default() };
    assert_eq!(shelf.headlines(&without).len(), 2, "the others");

    let rows = shelf.list(&with);
    let of = |headline| rows.iter().find(|row| row.headline == headline).and_then(|row| row.video.as_ref());
    assert_eq!(of("In its text").map(|video| video.url.as_str()), Some("https://v.example/1"), "the first");
    assert!(of("In its text").is_some_and(|video| video.poster_media.is_some()), "its poster");
    assert_eq!(of("Attached").and_then(|video| video.duration_seconds), Some(90));
    assert_eq!(of("A film"), None, "where it is not known where it plays");

    let page = NewArticle { videos: vec![film("https://v.example/9", None)], ..article("e", "Only read") };
    shelf.keep_page(publication, 5, &page);
    assert_eq!(shelf.headlines(&with).len(), 4, "its page told of a video");
}

#[test]
fn a_cursor_that_is_none_is_refused() {
    let (shelf, _) = filled(1);
    for cursor in ["", "x", "n1", "n1.x", "nx.1", "b1.1", "bzz.1", "n99999999999999999999.1"] {
        let query = ArticleQuery { after: Some(cursor.to_owned()), ..ArticleQuery::default() };
        let error = shelf.write(|tx| list::page(tx, &query)).unwrap_err();
        assert_eq!(error.code(), "invalid", "{cursor:?}");
    }
    let best = ArticleQuery { order: Some(Order::Best), ..ArticleQuery::default() };
    assert_eq!(shelf.write(|tx| list::page(tx, &best)).unwrap_err().code(), "invalid", "best of what?");
}

#[test]
fn read_state_is_marked_counted_and_undone() {
    let (shelf, _) = filled(3);
    let unread = ArticleQuery { unread: Some(true), ..ArticleQuery::default() };
    let ids: Vec<ArticleId> = shelf.list(&unread).iter().map(|row| row.id).collect();
    let mark = |ids: &[ArticleId], read| shelf.write(|tx| status::mark(tx, ids, read, at(1))).unwrap();
    assert_eq!(mark(&ids[..1], true), ids[..1]);
    assert_eq!(mark(&ids, true), ids[1..], "what was read already did not change");
    assert!(shelf.list(&unread).is_empty());
    assert_eq!(
        shelf.read(|conn| list::count(conn, &ArticleQuery::default())),
        ArticleCounts { total: 3, unread: 0 }
    );
    assert_eq!(mark(&ids[1..], false), ids[1..], "undone");
    let read = ArticleQuery { unread: Some(false), ..ArticleQuery::default() };
    assert_eq!(shelf.list(&read).len(), 1);
    let nobody = shelf.write(|tx| status::mark(tx, &[ArticleId(99)], true, at(1)));
    assert_eq!(nobody.unwrap_err().code(), "not_found");
}

// ---- search ----

#[test]
fn words_inside_chinese_and_japanese_text_are_found() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let body = |own_id: &str, text: &str| NewArticle { content_text: text.into(), ..article(own_id, own_id) };
    shelf.keep(
        source,
        0,
        vec![
            body("ja", "昨日、東京都は新しいオリンピック施設を発表した。"),
            body("zh", "北京大学今天公布了新的研究结果。"),
            body("ru", "Йод и Украина"),
        ],
    );
    for (query, expected) in [
        ("京都", vec!["ja"]),
        ("東京都", vec!["ja"]),
        ("オリンピック", vec!["ja"]),
        ("大学", vec!["zh"]),
        ("北京大学", vec!["zh"]),
        ("新", vec!["ja", "zh"]),
        ("果", vec!["zh"]),
        ("京大", vec!["zh"]),
        ("東大", vec![]),
        ("йод", vec!["ru"]),
        ("иод", vec![]),
    ] {
        assert_eq!(shelf.headlines(&searching(query)), expected, "{query}");
    }
    let found = shelf.list(&searching("京都")).remove(0).found.unwrap();
    assert!(found.text.iter().any(|piece| piece.hit && piece.text == "京都"), "and shown: {:?}", found.text);
}

#[test]
fn the_best_match_comes_first_in_pages() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let mut articles: Vec<NewArticle> = (0..5)
        .map(|n| NewArticle {
            content_text: format!("{} a harbour is mentioned", "word ".repeat(n * 40)).as_str().into(),
            ..article(&n.to_string(), &format!("Body {n}"))
        })
        .collect();
    articles.push(NewArticle { published_at: Some(at(-99)), ..article("h", "Harbour") });
    shelf.keep(source, 0, articles);
    let mut query = ArticleQuery { order: Some(Order::Best), limit: Some(2), ..searching("harbour") };
    let mut seen = Vec::new();
    loop {
        let page = page(&shelf, &query);
        seen.extend(page.items.into_iter().map(|row| row.headline));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(
        seen,
        ["Harbour", "Body 0", "Body 1", "Body 2", "Body 3", "Body 4"],
        "the headline counts most, then short texts"
    );
    assert_eq!(
        shelf.headlines(&searching("harbour")).last().map(String::as_str),
        Some("Harbour"),
        "newest first otherwise"
    );
}

#[test]
fn no_query_is_an_error() {
    let (shelf, _) = filled(2);
    let odd = [
        "\"",
        "a\"b",
        "AND OR NOT",
        "NEAR(a b, 2)",
        "headline : x",
        "^a",
        "-a",
        "a*",
        "(",
        "\0",
        "%",
        "'; DROP TABLE article",
        "{a b}",
        "🙂",
        "",
    ];
    for query in odd {
        let _ = shelf.list(&searching(query));
        let _ = page(&shelf, &ArticleQuery { order: Some(Order::Best), ..searching(query) });
    }
    assert!(
        shelf.headlines(&searching("")).is_empty(),
        "looking for nothing finds nothing, and marks nothing read"
    );
    assert_eq!(shelf.headlines(&searching("sto")).len(), 2, "the word being typed");
    assert_eq!(shelf.headlines(&searching("sto ")).len(), 0, "a finished word is whole");
    assert_eq!(shelf.headlines(&searching("\"story 1\"")), ["Story 1"], "a phrase");
}

// ---- speed ----

/// What SQLite means to do for a query.
pub(super) fn plan(shelf: &Shelf, query: &ArticleQuery) -> String {
    let (sql, values) = shelf.read(|conn| list::explain(conn, query));
    shelf.read(|conn| {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let rows =
            statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.join("\n"))
    })
}

#[test]
fn lists_read_only_the_rows_they_show() {
    let (shelf, _) = filled(1);
    let all = ArticleQuery::default;
    let cursor = Some("n1.1".to_owned());
    for (query, index) in [
        (all(), "article_feed"),
        (ArticleQuery { after: cursor.clone(), ..all() }, "article_feed"),
        (ArticleQuery { unread: Some(true), ..all() }, "article_feed"),
        (ArticleQuery { video: Some(true), ..all() }, "article_video"),
        (ArticleQuery { publication: Some(PublicationId(1)), after: cursor, ..all() }, "article_publication"),
    ] {
        let plan = plan(&shelf, &query);
        assert!(plan.contains(index), "walks the index {index}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "sorts nothing: {plan}");
        assert!(!plan.contains("SCAN p") && !plan.contains("SCAN st"), "looks others up by key: {plan}");
    }
}

#[test]
fn tags_and_authors_are_looked_up_and_not_searched_for() {
    let (shelf, _) = filled(1);
    for query in [of_tag("sea"), ArticleQuery { author: Some(AuthorId(1)), ..ArticleQuery::default() }] {
        let plan = plan(&shelf, &query);
        assert!(
            plan.contains("SEARCH a USING INTEGER PRIMARY KEY"),
            "goes from the tag to its articles: {plan}"
        );
    }
}
