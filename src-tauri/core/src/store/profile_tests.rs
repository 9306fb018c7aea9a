//! What lists are made of.

use chrono::TimeDelta;

use super::testing::{Shelf, article, at, author, of_tag, start, tagged};
use super::{profile, save};
use crate::model::*;

fn written(own_id: &str, by: &[&str], tags: &[&str], days: i64) -> NewArticle {
    NewArticle {
        authors: by.iter().map(|name| author(name)).collect(),
        section: Some("News".into()),
        published_at: Some(start() - TimeDelta::days(days)),
        ..tagged(article(own_id, &format!("Story {own_id}")), tags)
    }
}

fn shelf() -> Shelf {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://h.example/feed");
    shelf.keep(
        source,
        0,
        vec![
            written("1", &["Ann"], &["Syria", "Oil"], 1),
            written("2", &["Ann", "Ben"], &["SYRIA"], 6),
            written("3", &["Ben"], &["Oil"], 8),
            written("4", &["Ann"], &["Syria"], 400),
        ],
    );
    shelf
}

fn names<T>(counted: &[Counted<T>], name: impl Fn(&T) -> &str) -> Vec<(&str, u32)> {
    counted.iter().map(|one| (name(&one.it), one.articles)).collect()
}

#[test]
fn a_list_tells_who_writes_it_and_what_about() {
    let profile = shelf().read(|conn| profile::of(conn, &ArticleQuery::default(), at(0)));
    assert_eq!(names(&profile.authors, |one| &one.name), [("Ann", 3), ("Ben", 2)], "who writes most first");
    assert_eq!(names(&profile.tags, |one| &one.slug), [("syria", 3), ("oil", 2)]);
    assert_eq!(names(&profile.sections, |one| &one.name), [("News", 4)]);
}

#[test]
fn what_the_list_is_of_is_not_told_again() {
    let shelf = shelf();
    let profile = shelf.read(|conn| profile::of(conn, &of_tag("syria"), at(0)));
    assert_eq!(names(&profile.tags, |one| &one.slug), [("oil", 1)], "not itself, and only beside it");
    let ann = profile.authors[0].it.id;
    let by = ArticleQuery { author: ann, section: Some("news".into()), ..ArticleQuery::default() };
    let profile = shelf.read(|conn| profile::of(conn, &by, at(0)));
    assert_eq!(names(&profile.authors, |one| &one.name), [("Ben", 1)], "with whom she writes");
    assert!(profile.sections.is_empty());
}

#[test]
fn weeks_are_counted_back_from_now() {
    let shelf = shelf();
    let newest = shelf.list(&ArticleQuery::default())[0].id;
    shelf.write(|tx| save::add(tx, newest, at(1))).unwrap();
    let profile = shelf.read(|conn| profile::of(conn, &ArticleQuery::default(), at(0)));
    assert_eq!(profile.weeks.len(), 26);
    assert_eq!(profile.weeks[23..], [0, 1, 2], "the last seven days stand last");
    assert_eq!(profile.weeks.iter().sum::<u32>(), 3, "what is older than half a year is not there");
    assert_eq!(profile.saved, 1);
    let early = shelf.read(|conn| profile::of(conn, &ArticleQuery::default(), at(-60 * 24 * 3)));
    assert_eq!(early.weeks[25], 3, "where the clock went back, what is ahead of it counts as now");
}
