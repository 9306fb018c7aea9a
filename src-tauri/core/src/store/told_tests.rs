use super::testing::*;
use super::*;
use crate::model::*;
use crate::source::Terms;

fn follow_tag(shelf: &Shelf, name: &str) -> FollowId {
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, name, start())).unwrap().0
}

fn change(shelf: &Shelf, id: FollowId, change: &FollowChange) {
    shelf.write(|tx| follow::change(tx, id, change)).unwrap();
}

fn corrections() -> FollowChange {
    FollowChange { corrections: Some(true), ..FollowChange::default() }
}

/// An article about the sea, known by an id of its source and by its address.
fn sea(own_id: &str, address: &str) -> NewArticle {
    let address = format!("https://harbour.example/{address}");
    let keys = vec![ArticleKey::OwnId(own_id.to_owned()), ArticleKey::Url(address.clone())];
    let told = NewArticle {
        keys,
        url: Some(address.clone()),
        canonical_url: Some(address),
        ..article(own_id, own_id)
    };
    tagged(told, &["sea"])
}

/// A library that has read two publications, and follows the sea.
fn shelf_of_two() -> (Shelf, [SourceId; 2], FollowId) {
    let shelf = Shelf::new();
    let sources = ["https://harbour.example/feed", "https://planet.example/feed"].map(|url| shelf.add(url).1);
    for source in sources {
        shelf.keep(source, 0, vec![]);
    }
    let follow = follow_tag(&shelf, "Sea");
    (shelf, sources, follow)
}

fn publication(shelf: &Shelf, source: SourceId) -> PublicationId {
    shelf.read(|conn| source::turn(conn, source)).publication
}

fn remove(shelf: &Shelf, source: SourceId, minutes: i64) {
    let id = publication(shelf, source);
    shelf.write(|tx| publication::remove(tx, id, at(minutes))).unwrap();
}

fn open_again(shelf: Shelf, minutes: i64) -> Shelf {
    let Shelf { folder, store } = shelf;
    drop(store);
    Shelf { store: Store::open(folder.path(), at(minutes)).unwrap(), folder }
}

const DAY: i64 = 24 * 60;

// ---- one article, by many ways ----

#[test]
fn an_article_that_two_publications_carry_is_told_once() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    assert_eq!(shelf.keep(harbour, 1, vec![sea("h1", "port")]).alerts, 1);
    assert_eq!(
        shelf.keep(planet, 2, vec![sea("p1", "port"), sea("p2", "quay")]).alerts,
        1,
        "only the quay is new"
    );
    assert_eq!(shelf.keep(planet, 3, vec![sea("p3", "port")]).alerts, 0, "nor with another id there");
    assert_eq!(shelf.inbox().len(), 2);
}

#[test]
fn an_article_that_is_known_from_an_import_is_no_news_through_another_publication() {
    let (shelf, [_, planet], _) = shelf_of_two();
    let (_, third) = shelf.add("https://third.example/feed");
    assert_eq!(shelf.keep(third, 1, vec![sea("t1", "port")]).alerts, 0, "a first import");
    assert_eq!(shelf.keep(planet, 2, vec![sea("p1", "port")]).alerts, 0, "known since then");
    assert_eq!(shelf.keep(third, 3, vec![sea("t2", "quay")]).alerts, 1, "what comes after it is news");
}

#[test]
fn an_article_that_matched_nothing_the_first_way_is_told_when_it_matches_the_second() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    let untagged = NewArticle { tags: Vec::new(), ..sea("h1", "port") };
    assert_eq!(shelf.keep(harbour, 1, vec![untagged]).alerts, 0, "this feed tells no tags");
    assert_eq!(shelf.keep(planet, 1, vec![sea("p1", "port")]).alerts, 1, "this one does, and it is news");
}

#[test]
fn the_reasons_of_all_ways_stand_in_the_one_alert_and_the_most_urgent_counts() {
    let (shelf, [harbour, planet], sea_follow) = shelf_of_two();
    change(&shelf, sea_follow, &FollowChange { mode: Some(FollowMode::Inbox), ..FollowChange::default() });
    follow_tag(&shelf, "Port");
    shelf.keep(harbour, 1, vec![sea("h1", "port")]);
    assert_eq!(shelf.claim(), None, "this follow tells in the inbox only");
    shelf.keep(planet, 2, vec![tagged(sea("p1", "port"), &["port"])]);
    let alert = shelf.claim_one().expect("this one tells at once");
    assert_eq!((alert.because, alert.mode), (vec!["Sea".to_owned(), "Port".to_owned()], FollowMode::Instant));
    assert_eq!(shelf.inbox().len(), 1);
}

#[test]
fn a_new_id_or_a_new_source_for_an_address_is_the_same_article() {
    let (shelf, [harbour, _], _) = shelf_of_two();
    assert_eq!(shelf.keep(harbour, 1, vec![sea("1", "port")]).alerts, 1);
    assert_eq!(shelf.keep(harbour, 2, vec![sea("2", "port")]).alerts, 0, "published again under another id");
    let of_archive = shelf.write(|tx| keep_archive(tx, harbour, &[sea("3", "old")], 10, at(3))).unwrap();
    assert_eq!(of_archive.0, 1, "an archive brings what is old");
    assert_eq!(shelf.keep(harbour, 4, vec![sea("4", "old")]).alerts, 0, "and it stays old");
    let page = sea("5", "added");
    shelf.keep_page(publication(&shelf, harbour), 5, &page);
    assert_eq!(shelf.keep(harbour, 6, vec![page]).alerts, 0, "what the reader added is known");
    assert_eq!(shelf.inbox().len(), 1);
}

#[test]
fn two_pieces_under_one_address_are_two() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    let live = || vec![sea("Monday", "live"), sea("Tuesday", "live")];
    assert_eq!(shelf.keep(harbour, 1, live()).alerts, 2, "an address that both have is no mark of either");
    assert_eq!(shelf.keep(planet, 1, vec![sea("Monday", "live")]).alerts, 1, "nobody can tell which it is");
}

// ---- what goes and comes back ----

#[test]
fn what_was_told_is_never_told_again_though_all_trace_of_it_went() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    shelf.claim().unwrap();
    remove(&shelf, harbour, 2);
    let shelf = open_again(shelf, 2 + DAY + 1);
    assert!(shelf.inbox().is_empty(), "what the reader removed is gone a day later, with its alerts");
    let (_, again) = shelf.add("https://harbour.example/feed");
    shelf.keep(again, 2 * DAY, vec![]);
    assert_eq!(shelf.keep(again, 2 * DAY + 1, vec![sea("1", "port")]).alerts, 0, "listed once more, late");
    assert_eq!(shelf.keep(planet, 2 * DAY + 1, vec![sea("9", "port")]).alerts, 0, "nor by anybody else");
}

#[test]
fn what_the_reader_read_before_it_went_is_no_news_when_it_comes_back() {
    let (shelf, [harbour, _], follow) = shelf_of_two();
    shelf.write(|tx| follow::remove(tx, follow)).unwrap();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    let id = shelf.only().summary.id;
    shelf.write(|tx| status::mark(tx, &[id], true, at(1))).unwrap();
    remove(&shelf, harbour, 2);
    let shelf = open_again(shelf, 2 + DAY + 1);
    follow_tag(&shelf, "Sea");
    let (_, again) = shelf.add("https://harbour.example/feed");
    shelf.keep(again, 2 * DAY, vec![]);
    assert_eq!(shelf.keep(again, 2 * DAY + 1, vec![sea("1", "port"), sea("2", "quay")]).alerts, 1);
    assert_eq!(shelf.inbox()[0].headline, "2");
}

#[test]
fn what_a_removed_publication_never_told_is_told_by_another() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    remove(&shelf, harbour, 2);
    assert_eq!(shelf.claim(), None);
    shelf.keep(planet, 3, vec![sea("9", "port")]);
    assert_eq!(shelf.claim_one().unwrap().headline, "9", "the alert is this article's now");
    let id = publication(&shelf, harbour);
    shelf.write(|tx| publication::restore(tx, id)).unwrap();
    assert_eq!((shelf.claim(), shelf.inbox().len()), (None, 1), "and there is none besides");
}

#[test]
fn what_comes_back_with_a_publication_is_an_import() {
    let (shelf, [harbour, _], _) = shelf_of_two();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    shelf.claim().unwrap();
    shelf.keep(harbour, 2, vec![sea("4", "mole")]);
    remove(&shelf, harbour, 2);
    assert_eq!(shelf.keep(harbour, 2, vec![sea("5", "reef")]), Kept::default(), "it was asked before that");
    shelf.write(|tx| publication::add(tx, &adding("https://harbour.example/feed"), at(3))).unwrap();
    assert!(shelf.pending().is_empty(), "nor is anything news that waited");
    assert_eq!(shelf.keep(harbour, 3, vec![sea("1", "port"), sea("2", "quay")]).alerts, 0);
    assert_eq!(shelf.keep(harbour, 4, vec![sea("3", "pier")]).alerts, 1);
    assert_eq!(shelf.inbox().len(), 3);
}

#[test]
fn what_the_reader_was_not_told_yet_is_not_let_go_of() {
    let (shelf, [harbour, _], follow) = shelf_of_two();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    shelf.write(|tx| follow::remove(tx, follow)).unwrap();
    let beyond = Forgetting::Beyond { days: Some(7), articles: None };
    let went = |minutes| shelf.write(|tx| forget::forget(tx, beyond, at(minutes))).unwrap();
    assert_eq!(went(30 * DAY), 0, "it is in the inbox");
    shelf.write(|tx| alert::end(tx, alert::Ending::All, at(30 * DAY))).unwrap();
    assert_eq!(went(30 * DAY), 1);
    assert_eq!(shelf.keep(harbour, 31 * DAY, vec![sea("1", "port")]).alerts, 0, "it does not come back");
}

// ---- after a restored backup ----

#[test]
fn the_next_fetch_after_a_restored_backup_is_an_import() {
    let (shelf, [harbour, planet], _) = shelf_of_two();
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    let Shelf { folder, store } = shelf;
    drop(store);
    begin_anew(folder.path()).unwrap();
    assert!(!folder.path().join("library.db-wal").exists(), "all of it lies in one file");
    let shelf = Shelf { store: Store::open(folder.path(), at(5)).unwrap(), folder };
    assert_eq!(shelf.claim(), None, "what waited when the backup was made may have been shown since");
    assert_eq!(shelf.inbox()[0].state, AlertState::Quiet, "it stays in the inbox");
    assert_eq!(shelf.keep(harbour, 6, vec![sea("2", "quay")]).alerts, 0, "it came while the backup lay by");
    assert_eq!(shelf.keep(harbour, 7, vec![sea("3", "pier")]).alerts, 1);

    shelf.write(|tx| source::record_unchanged(tx, planet, &Terms::default(), at(8))).unwrap();
    assert_eq!(shelf.keep(planet, 9, vec![sea("4", "mole")]).alerts, 1, "nothing came to that one meanwhile");
}

// ---- corrections ----

fn worded(own_id: &str, address: &str, text: &str) -> NewArticle {
    NewArticle {
        content: format!("<p>{text}</p>").as_str().into(),
        content_text: text.into(),
        ..sea(own_id, address)
    }
}

#[test]
fn a_correction_is_told_where_a_follow_asks_for_it_once_for_each_version() {
    let (shelf, [harbour, _], follow) = shelf_of_two();
    let tell = |minutes, text| shelf.keep(harbour, minutes, vec![worded("1", "port", text)]).alerts;
    assert_eq!(tell(1, "Ten ships."), 1);
    assert_eq!(tell(2, "Eleven ships."), 0, "nobody asked for corrections");
    change(&shelf, follow, &corrections());
    assert_eq!(tell(3, "Twelve ships."), 1);
    assert_eq!(tell(3, "Twelve ships."), 0, "the same answer once more");
    let counted = NewArticle { comment_count: Some(4), ..worded("1", "port", "Twelve ships.") };
    assert_eq!(
        shelf.keep(harbour, 3, vec![counted]).alerts,
        0,
        "that is no correction, though at the same instant"
    );
    assert_eq!(tell(4, "Thirteen ships."), 1);
    assert_eq!(tell(5, "Twelve ships."), 0, "the reader was told of this version");
    assert_eq!(tell(6, "Thirteen ships."), 0, "and of this");
    let corrections: Vec<_> = shelf.inbox().iter().map(|alert| (alert.id, alert.correction)).collect();
    let numbers: Vec<_> = corrections.iter().map(|(_, correction)| *correction).collect();
    assert_eq!(numbers, [Some(4), Some(3), None], "newest first, and the article's own says it is none");
}

#[test]
fn no_correction_is_told_of_an_import() {
    let (shelf, [_, _], follow) = shelf_of_two();
    change(&shelf, follow, &corrections());
    let (_, third) = shelf.add("https://third.example/feed");
    shelf.keep(third, 1, vec![worded("1", "port", "Ten ships.")]);
    assert_eq!(
        shelf.keep(third, 2, vec![worded("1", "port", "Eleven ships.")]).alerts,
        1,
        "of an article from before"
    );
    shelf.write(|tx| Ok(tx.execute("UPDATE source SET imported_at = NULL", [])?)).unwrap();
    assert_eq!(shelf.keep(third, 3, vec![worded("1", "port", "Twelve ships.")]).alerts, 0, "by an import");
}

#[test]
fn a_correction_that_two_publications_carry_is_told_once() {
    let (shelf, sources, follow) = shelf_of_two();
    change(&shelf, follow, &corrections());
    let tell = |minutes, text| -> u32 {
        sources
            .iter()
            .map(|source| shelf.keep(*source, minutes, vec![worded("1", "port", text)]).alerts)
            .sum()
    };
    assert_eq!(tell(1, "Ten ships."), 1);
    assert_eq!(tell(2, "Eleven ships."), 1);
    assert_eq!(shelf.inbox().len(), 2);
}

#[test]
fn a_correction_may_stand_on_an_articles_page_only() {
    let (shelf, [harbour, _], follow) = shelf_of_two();
    change(&shelf, follow, &corrections());
    shelf.keep(harbour, 1, vec![NewArticle { extent: Extent::Cut, ..worded("1", "port", "Ten") }]);
    let id = shelf.only().summary.id;
    let read = |minutes, text| {
        let told = NewArticle { headline: "1".into(), ..worded("1", "port", text) };
        shelf.write(|tx| page::note_read(tx, id, Some(told), at(minutes))).unwrap()
    };
    assert!(
        !read(2, "Ten ships came in today.").alert,
        "the rest of the text is no correction, and no second alert"
    );
    assert!(read(3, "Eleven ships came in today.").alert);
    assert!(!read(4, "Eleven ships came in today.").alert, "once");
    shelf
        .write(|tx| Ok(tx.execute("UPDATE source SET imported_at = ?1", [at(5).timestamp_millis()])?))
        .unwrap();
    assert!(!read(6, "Twelve ships came in today.").alert, "it was read before an import that came since");
    assert_eq!(shelf.inbox().iter().map(|alert| alert.correction).collect::<Vec<_>>(), [Some(2), None]);
}

// ---- what only the page of an article tells ----

/// Reads the page of the only article: it tells its tag, too.
fn read_page(shelf: &Shelf, minutes: i64) -> bool {
    let id = shelf.only().summary.id;
    let told = NewArticle { headline: "1".into(), ..worded("1", "port", "Ten ships came in today.") };
    shelf.write(|tx| page::note_read(tx, id, Some(told), at(minutes))).unwrap().alert
}

/// A library that follows the publication of an article, told without its tag, and with `change` how.
fn shelf_of_untagged(follow: &FollowChange) -> Shelf {
    let (shelf, [harbour, _], _) = shelf_of_two();
    let key = publication(&shelf, harbour).to_string();
    let whole = shelf.write(|tx| follow::add(tx, FollowKind::Publication, &key, start())).unwrap().0;
    change(&shelf, whole, follow);
    let told = NewArticle { extent: Extent::Cut, tags: Vec::new(), ..worded("1", "port", "Ten") };
    assert_eq!(shelf.keep(harbour, 1, vec![told]).alerts, 1);
    shelf
}

#[test]
fn a_tag_that_only_the_page_tells_makes_a_quiet_alert_heard() {
    let quiet = FollowChange { mode: Some(FollowMode::Inbox), ..FollowChange::default() };
    let shelf = shelf_of_untagged(&quiet);
    assert!(shelf.pending().is_empty(), "so far it is only what is told quietly");
    assert!(read_page(&shelf, 2), "now it is something else");
    let told = shelf.claim_one().expect("it waits for the desktop");
    assert_eq!(told.because.len(), 2, "both follows are why: {:?}", told.because);
    assert!(!read_page(&shelf, 3), "a page that is read again is no news");
    assert_eq!(shelf.inbox().len(), 1);
}

#[test]
fn what_a_follow_leaves_out_may_be_told_by_the_page_only() {
    let sea = Exclusion { kind: FollowKind::Tag, value: "Sea".into(), label: String::new() };
    let limited = FollowChange { exclude: Some(vec![sea]), ..FollowChange::default() };
    let shelf = shelf_of_untagged(&limited);
    shelf.write(|tx| Ok(tx.execute("DELETE FROM follow WHERE kind = 'tag'", [])?)).unwrap();
    assert_eq!(shelf.pending().len(), 1, "nothing speaks against it so far");
    assert!(!read_page(&shelf, 2));
    assert!(shelf.inbox().is_empty(), "nobody wants to be told of it");
}

// ---- two rows that prove to be one ----

#[test]
fn whoever_claimed_one_of_two_alerts_that_become_one_still_knows_it() {
    let (shelf, [harbour, _], _) = shelf_of_two();
    let unknown =
        |own_id: &str| NewArticle { keys: vec![ArticleKey::OwnId(own_id.to_owned())], ..sea(own_id, own_id) };
    let id = publication(&shelf, harbour);
    let url = "https://harbour.example/second".parse().unwrap();
    let second = shelf.write(|tx| source::add(tx, id, SourceKind::Feed, &url, at(0))).unwrap();
    shelf.keep(second, 0, vec![]);
    shelf.keep(harbour, 1, vec![sea("1", "port")]);
    assert_eq!(shelf.keep(second, 2, vec![unknown("2")]).alerts, 1, "nothing yet says that they are one");
    let first = shelf.claim_one().unwrap();
    let claimed = shelf.claim_one().unwrap();
    assert_eq!((first.headline.as_str(), claimed.headline.as_str()), ("1", "2"));
    shelf
        .write(|tx| Ok(tx.execute("UPDATE alert SET state = 'pending' WHERE id = ?1", [first.id])?))
        .unwrap();

    shelf.keep(second, 3, vec![sea("2", "port")]);
    assert_eq!(shelf.inbox().iter().map(|alert| alert.id).collect::<Vec<_>>(), [claimed.id]);
    shelf.write(|tx| popup::note_shown(tx, &[claimed.id])).unwrap();
    assert_eq!(shelf.inbox()[0].state, AlertState::Shown);
    assert_eq!(shelf.claim(), None, "nor is it shown once more");
    assert_eq!(shelf.keep(harbour, 4, vec![sea("7", "port")]).alerts, 0);
}
