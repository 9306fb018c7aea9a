//! Sections as pages, and following them.

use super::testing::{Shelf, article, at, start};
use super::{follow, publication, purge, save, section, status};
use crate::model::*;

fn filed(own_id: &str, section: &str, minutes: i64) -> NewArticle {
    NewArticle {
        section: Some(section.into()),
        published_at: Some(at(minutes)),
        ..article(own_id, &format!("Story {own_id}"))
    }
}

/// Two publications with a section of one name.
fn two() -> (Shelf, PublicationId, PublicationId) {
    let shelf = Shelf::new();
    let (one, first) = shelf.add("https://one.example/feed");
    let (other, second) = shelf.add("https://other.example/feed");
    shelf.keep(first, 0, vec![filed("a", "News Feed", -60), filed("b", "Opinion", -50)]);
    shelf.keep(second, 0, vec![filed("c", "News feed", -40), filed("d", "NEWS FEED", -30)]);
    (shelf, one, other)
}

#[test]
fn a_section_belongs_to_one_publication() {
    let (shelf, one, other) = two();
    let page = shelf.read(|conn| section::get(conn, Some(one), "news feed"));
    assert_eq!(page.name, "News Feed", "as its publisher writes it");
    assert_eq!(page.publication.map(|publication| publication.id), Some(one));
    assert_eq!(page.counts, ArticleCounts { total: 1, unread: 1 }, "only its own articles");
    assert_eq!(page.latest_at, Some(at(-60)));
    assert_eq!(page.key, format!("{one}/news-feed"));
    let having: Vec<_> = page.publications.iter().map(|used| (used.publication.id, used.articles)).collect();
    assert_eq!(having, [(other, 2), (one, 1)], "and who else has one of that name, most articles first");
}

#[test]
fn sections_of_one_name_have_a_page_together() {
    let (shelf, one, _) = two();
    let page = shelf.read(|conn| section::get(conn, None, "News Feed"));
    assert_eq!((page.publication, page.counts.total), (None, 3), "of all publications");
    assert_eq!(page.key, "news-feed");
    shelf.write(|tx| publication::remove(tx, one, at(1))).unwrap();
    let page = shelf.read(|conn| section::get(conn, None, "News Feed"));
    assert_eq!(page.publications.len(), 1, "a removed publication has none");
    assert!(shelf.write(|tx| section::get(tx, Some(one), "Opinion")).is_err(), "and no page of its own");
    assert_eq!(shelf.write(|tx| section::get(tx, None, "Sport")).unwrap_err().code(), "not_found");
}

#[test]
fn what_is_saved_of_a_removed_publication_keeps_its_section() {
    let (shelf, one, _) = two();
    let kept = shelf.list(&ArticleQuery { publication: Some(one), ..ArticleQuery::default() });
    let opinion = kept.iter().find(|row| row.section.as_deref() == Some("Opinion")).unwrap();
    shelf.write(|tx| save::add(tx, opinion.id, at(1))).unwrap();
    shelf.write(|tx| publication::remove(tx, one, at(1))).unwrap();
    let page = shelf.read(|conn| section::get(conn, Some(one), "Opinion"));
    assert_eq!((page.counts.total, page.publications[0].articles), (1, 1));
}

#[test]
fn a_section_is_followed_as_its_publisher_writes_it() {
    let (shelf, one, other) = two();
    let key = shelf.read(|conn| section::get(conn, Some(one), "News Feed")).key;
    let (id, _) = shelf.write(|tx| follow::add(tx, FollowKind::Section, &key, start())).unwrap();
    let followed = shelf.read(|conn| follow::get(conn, id));
    assert_eq!((followed.label.as_str(), followed.articles), ("News Feed", 1));
    assert_eq!(shelf.read(|conn| section::get(conn, Some(one), "News Feed")).follow, Some(id));
    assert_eq!(shelf.read(|conn| section::get(conn, Some(other), "News Feed")).follow, None, "only the one");
    assert_eq!(shelf.read(|conn| section::get(conn, None, "News Feed")).follow, None, "and not all");

    let read: Vec<_> = shelf.list(&ArticleQuery::default()).iter().map(|row| row.id).collect();
    shelf.write(|tx| status::mark(tx, &read, true, at(2))).unwrap();
    assert_eq!(shelf.read(|conn| section::get(conn, Some(one), "News Feed")).counts.unread, 0);

    shelf.write(|tx| publication::remove(tx, one, at(3))).unwrap();
    shelf.write(|tx| purge::purge(tx, at(4))).unwrap();
    assert!(shelf.read(|conn| follow::all(conn, None)).is_empty(), "its follow goes with it");
}
