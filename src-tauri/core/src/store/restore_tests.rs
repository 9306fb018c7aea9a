use super::merge_tests::{Paths, port};
use super::restore::{Restored, Restoring, restore, save_as_listed};
use super::testing::*;
use super::*;
use crate::model::*;
use crate::transfer::export::Marks;

/// The article as it was when it was saved, of a publication called so at that site.
fn restoring(title: &str, site: Option<&str>) -> Restoring {
    Restoring {
        told: port("Port opens", "It opens, they said.", Extent::Whole),
        publication: NewPublication {
            title: Some(title.into()),
            url: site.map(str::to_owned),
            ..NewPublication::default()
        },
        first_seen_at: at(-60),
        edited_at: Some(at(-50)),
        versions: Vec::new(),
        saved_at: at(-40),
        automatic: false,
        marks: Marks { read_at: Some(at(-45)), position: None },
        written: Written { note: Some("Read again.".to_owned()), ..Written::default() },
        pictures: Vec::new(),
        problems: vec![("https://harbour.example/a.png".to_owned(), "gone".to_owned())],
    }
}

#[test]
fn what_a_save_kept_comes_before_what_the_publisher_tells_now() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.api, 0, vec![port("Port opens", "Removed by request.", Extent::Whole)]);
    let saved = restoring("Harbour Post", None);
    let restored = shelf.write(|tx| restore(tx, &saved, at(1))).unwrap();
    assert_eq!(restored, Restored::Saved { missing: 0 });
    let article = shelf.only();
    assert_eq!(article.content_text, "It opens, they said.");
    assert_eq!(article.summary.first_seen_at, at(0), "this library saw it when it saw it");
    let save = article.summary.save.expect("a save");
    assert_eq!((save.state, save.saved_at), (SaveState::Complete, at(-40)));
    assert!(article.summary.read);
    assert_eq!(shelf.list(&searching("said")).len(), 1, "and is found by it");
    let other = Restoring { saved_at: at(-1), told: port("Port opens", "Another.", Extent::Whole), ..saved };
    assert_eq!(shelf.write(|tx| restore(tx, &other, at(2))).unwrap(), Restored::Already);
    assert_eq!(shelf.only().content_text, "It opens, they said.", "what is saved here stays");
}

#[test]
fn a_picture_that_is_missing_is_told_and_tried_again() {
    let shelf = Shelf::new();
    let mut saved = restoring("Harbour Post", None);
    saved.told.pictures = vec!["https://harbour.example/a.png".to_owned()];
    assert_eq!(shelf.write(|tx| restore(tx, &saved, at(1))).unwrap(), Restored::Saved { missing: 1 });
    let save = shelf.only().summary.save.expect("a save");
    assert_eq!((save.state, save.pictures, save.missing), (SaveState::Partial, 1, 1));
    assert_eq!((save.problem.as_deref(), save.retry_at), (Some("gone"), Some(at(1))));
    assert_eq!(shelf.read(|conn| save::unfinished(conn, Some(at(1)))).len(), 1, "at the next turn");
}

#[test]
fn a_copy_that_a_follow_keeps_becomes_the_readers() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.feed, 0, vec![port("Port opens", "It opens.", Extent::Whole)]);
    let id = shelf.only().summary.id;
    shelf.write(|tx| save::keep_for_follows(tx, &[id], at(1))).unwrap();
    let is_new = shelf.write(|tx| save_as_listed(tx, id, at(-10), true, &Written::default())).unwrap();
    let article = shelf.only().summary;
    let saved = article.save.expect("a save");
    assert_eq!((is_new, saved.automatic, saved.saved_at, article.read), (true, false, at(-10), true));
    assert!(!shelf.write(|tx| save_as_listed(tx, id, at(-20), true, &Written::default())).unwrap(), "once");
}

#[test]
fn an_article_comes_back_to_its_publication() {
    let of = |title: &str, site: Option<&str>| {
        let shelf = Shelf::new();
        let (publication, _) = shelf.add("https://harbour.example/feed");
        shelf.write(|tx| restore(tx, &restoring(title, site), at(1))).unwrap();
        let restored = shelf.only().summary.publication;
        (restored.id == publication, restored.title)
    };
    let harbour = || "Harbour Post".to_owned();
    assert_eq!(
        of("Harbour Post", Some("https://harbour.example/")),
        (true, harbour()),
        "of its name and site"
    );
    assert_eq!(
        of("The Post", Some("https://www.harbour.example/")),
        (true, harbour()),
        "of its site, which is read"
    );
    assert_eq!(of("The Post", None), (true, harbour()), "of the article's own site");
    let elsewhere = Some("https://other.example/");
    assert_eq!(of("Harbour Post", elsewhere), (false, harbour()), "a name alone says little");
}

#[test]
fn what_a_follow_kept_elsewhere_stays_until_a_follow_here_keeps_it_and_lets_go() {
    let shelf = Shelf::new();
    let brought =
        Restoring { automatic: true, written: Written::default(), ..restoring("Harbour Post", None) };
    let restored = |brought: &Restoring| shelf.write(|tx| restore(tx, brought, at(1))).unwrap();
    assert_eq!(restored(&brought), Restored::Saved { missing: 0 });
    let id = shelf.only().summary.id;
    let follows_keep = |wanted: &[ArticleId]| {
        shelf.write(|tx| save::keep_for_follows(tx, wanted, at(2))).unwrap();
        shelf.only().summary.save.map(|save| (save.automatic, save.saved_at))
    };
    assert_eq!(follows_keep(&[]), Some((true, at(-40))), "no follow here knows of it");
    assert_eq!(restored(&brought), Restored::Already, "once");
    assert_eq!(follows_keep(&[id]), Some((true, at(-40))), "a follow here keeps it now");
    assert_eq!(follows_keep(&[]), None, "and lets go of it like of any other");
    assert_eq!(restored(&brought), Restored::Saved { missing: 0 });
    assert_eq!(restored(&Restoring { automatic: false, ..brought }), Restored::Saved { missing: 0 });
    assert_eq!(follows_keep(&[]), Some((false, at(-40))), "the reader saved it elsewhere");
}
