use super::forget::{forget, preview};
use super::testing::*;
use super::*;
use crate::model::*;

fn shelf_of(headlines: &[&str]) -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    // The import ends with the first fetch; what comes after it is news.
    shelf.keep(source, 0, told(headlines));
    (shelf, source)
}

fn told(headlines: &[&str]) -> Vec<NewArticle> {
    headlines.iter().map(|headline| article(headline, headline)).collect()
}

fn id_of(shelf: &Shelf, headline: &str) -> ArticleId {
    let all = shelf.list(&ArticleQuery::default());
    all.iter().find(|row| row.headline == headline).unwrap().id
}

fn left(shelf: &Shelf) -> Vec<String> {
    let mut left = shelf.headlines(&ArticleQuery::default());
    left.sort();
    left
}

const DAYS: i64 = 24 * 60;

fn beyond(days: u32) -> Forgetting {
    Forgetting::Beyond { days: Some(days), articles: None }
}

#[test]
fn what_is_saved_or_followed_stays() {
    let (shelf, source) = shelf_of(&["Read", "Saved", "Unread"]);
    shelf.keep(source, 1, vec![tagged(article("Followed", "Followed"), &["Ports"])]);
    let ids = ["Read", "Saved", "Followed"].map(|headline| id_of(&shelf, headline));
    shelf
        .write(|tx| {
            status::mark(tx, &ids, true, at(2))?;
            save::add(tx, ids[1], at(2))?;
            follow::add(tx, FollowKind::Tag, "ports", at(2))
        })
        .unwrap();
    let seen = shelf.read(|conn| preview(conn, Forgetting::Read, at(3)));
    assert_eq!(seen.articles, 1);
    assert_eq!(seen.list[0].headline, "Read", "the reader sees what would go");
    assert_eq!(shelf.write(|tx| forget(tx, Forgetting::Read, at(3))).unwrap(), 1);
    assert_eq!(left(&shelf), ["Followed", "Saved", "Unread"]);
    shelf.write(|tx| forget(tx, beyond(7), at(30 * DAYS))).unwrap();
    assert_eq!(left(&shelf), ["Followed", "Saved"], "whatever their age");
    assert!(shelf.read(stats::check).sound, "nothing hangs in the air");
    assert!(shelf.headlines(&searching("unread")).is_empty(), "nor in the index");
}

#[test]
fn articles_stay_for_so_many_days_after_they_came() {
    let (shelf, source) = shelf_of(&["Old"]);
    shelf.keep(source, 5 * DAYS, told(&["New", "Old"]));
    let went = |minutes| shelf.write(|tx| forget(tx, beyond(7), at(minutes))).unwrap();
    assert_eq!(went(7 * DAYS), 0, "to the minute");
    assert_eq!(went(7 * DAYS + 1), 1);
    assert_eq!(left(&shelf), ["New"], "both were published at once: what counts is when they came");
    let nothing = Forgetting::Beyond { days: None, articles: None };
    assert_eq!(shelf.write(|tx| forget(tx, nothing, at(9000 * DAYS))).unwrap(), 0, "off, nothing goes");
}

#[test]
fn so_many_of_each_publication_stay() {
    let (shelf, _) = shelf_of(&["1", "2", "3", "4"]);
    let (_, other) = shelf.add("https://hill.example/feed");
    shelf.keep(other, 0, told(&["5"]));
    let two = Forgetting::Beyond { days: None, articles: Some(2) };
    assert_eq!(shelf.write(|tx| forget(tx, two, at(1))).unwrap(), 2);
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 3, "two of one, and the other's only one");
    let nothing = Forgetting::Beyond { days: None, articles: None };
    let went = |sql: &str| {
        shelf.write(|tx| {
            tx.execute(&format!("UPDATE publication SET {sql} WHERE own_title LIKE '%harbour%'"), [])?;
            forget(tx, nothing, at(1))
        })
    };
    assert_eq!(went("keep_articles = 0").unwrap(), 0, "all of them");
    assert_eq!(went("keep_articles = 1").unwrap(), 1, "and one of a publication that chose so");
}

#[test]
fn what_went_does_not_come_back_as_news() {
    let (shelf, source) = shelf_of(&["One"]);
    shelf.write(|tx| follow::add(tx, FollowKind::Search, "one", at(0))).unwrap();
    shelf.write(|tx| follow::remove(tx, FollowId(1))).unwrap();
    shelf.write(|tx| forget(tx, beyond(7), at(8 * DAYS))).unwrap();
    shelf.write(|tx| follow::add(tx, FollowKind::Search, "one", at(8 * DAYS))).unwrap();
    let kept = shelf.keep(source, 8 * DAYS + 1, told(&["One", "Two"]));
    assert_eq!((kept.new, kept.alerts), (1, 0), "only what was never here is new");
    assert_eq!(left(&shelf), ["Two"]);
    let publication = shelf.list(&ArticleQuery::default())[0].publication.id;
    shelf.keep_page(publication, 8 * DAYS + 2, &article("One", "One"));
    assert_eq!(left(&shelf), ["One", "Two"], "what the reader adds by hand comes back");
}

#[test]
fn the_picture_cache_lets_go_of_what_was_shown_longest_ago() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let url = |name: &str| format!("https://harbour.example/{name}.png");
    let shows = |name: &str| NewArticle { pictures: vec![url(name)], ..article(name, name) };
    shelf.keep(source, 0, ["saved", "old", "new", "twin"].map(shows).to_vec());
    shelf
        .write(|tx| {
            save::add(tx, id_of_in(tx, "saved")?, at(0))?;
            for (minutes, name, hash) in
                [(1, "saved", "aa"), (2, "old", "bb"), (4, "new", "cc"), (3, "twin", "cc")]
            {
                let id = MediaId::of(&url(name));
                let kept = media::Kept {
                    hash: hash.to_owned(),
                    mime: "image/png".to_owned(),
                    bytes: 100,
                    width: Some(3),
                    height: Some(2),
                    validators: crate::fetch::Validators::default(),
                };
                media::note_fetched(tx, &id, &kept, at(0))?;
                media::note_shown(tx, &id, at(minutes))?;
            }
            Ok(())
        })
        .unwrap();
    let shrink = |budget| shelf.write(|tx| media::forget_cached(tx, budget)).unwrap();
    let kept = || {
        shelf.read(|conn| {
            ["aa", "bb", "cc"].iter().map(|hash| media::is_kept(conn, hash)).collect::<Result<Vec<_>>>()
        })
    };
    assert!(!shrink(200), "there is room for all: the same bytes count once, and saved ones not at all");
    assert!(shrink(199));
    assert_eq!(kept(), [true, false, true], "the one shown longest ago went");
    assert!(shrink(0));
    assert_eq!(kept(), [true, false, false], "what is saved never goes");
    let known = shelf.read(|conn| media::get(conn, &MediaId::of(&url("old"))));
    assert_eq!(known.kept, None, "it is fetched again when it is shown");
}

fn id_of_in(tx: &Transaction<'_>, headline: &str) -> Result<ArticleId> {
    Ok(tx.query_row("SELECT id FROM article WHERE headline = ?1", [headline], |row| row.get(0))?)
}
