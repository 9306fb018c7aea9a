use super::merge_tests::{Paths, port};
use super::testing::*;
use super::*;
use crate::model::*;

fn headlines_of(shelf: &Shelf) -> Vec<String> {
    let id = shelf.only().summary.id;
    shelf.read(|conn| version::all(conn, id)).into_iter().map(|version| version.headline).collect()
}

#[test]
fn edits_are_kept_as_versions() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.feed, 0, vec![port("Port opns", "It opens.", Extent::Short)]);
    assert_eq!(headlines_of(shelf), ["Port opns"], "what was never changed has one version");
    shelf.keep(paths.feed, 10, vec![port("Port opens", "It opens.", Extent::Short)]);
    shelf.keep(paths.feed, 20, vec![port("Port opens", "It opened.", Extent::Short)]);
    shelf.keep(
        paths.feed,
        30,
        vec![NewArticle { comment_count: Some(3), ..port("Port opens", "It  opened.", Extent::Short) }],
    );
    let id = shelf.only().summary.id;
    let versions = shelf.read(|conn| version::all(conn, id));
    let told: Vec<(u32, &str, &str)> =
        versions.iter().map(|v| (v.number, v.headline.as_str(), v.text.as_str())).collect();
    assert_eq!(
        told,
        [(1, "Port opns", "It opens."), (2, "Port opens", "It opens."), (3, "Port opens", "It  opened.")],
        "white space and comments are no edit"
    );
    assert_eq!(versions.iter().map(|v| v.noticed_at).collect::<Vec<_>>(), [at(0), at(10), at(20)]);
    assert_eq!(shelf.only().summary.edited_at, Some(at(20)));
}

#[test]
fn the_first_and_the_newest_versions_are_kept() {
    let paths = Paths::new();
    for n in 0..50 {
        paths.shelf.keep(paths.feed, n, vec![port(&format!("Headline {n}"), "Text", Extent::Short)]);
    }
    let kept = headlines_of(&paths.shelf);
    assert_eq!(kept.len(), 21, "twenty and how it stands now");
    assert_eq!(
        (kept[0].as_str(), kept[1].as_str(), kept[20].as_str()),
        ("Headline 0", "Headline 30", "Headline 49")
    );
}

#[test]
fn saved_articles_keep_their_versions_when_their_publication_is_purged() {
    let paths = Paths::new();
    let shelf = paths.shelf;
    shelf.keep(paths.feed, 0, vec![port("Port opns", "It opens.", Extent::Short)]);
    shelf.keep(paths.feed, 1, vec![port("Port opens", "It opens.", Extent::Short)]);
    let saved = shelf.only().summary;
    shelf.write(|tx| save::add(tx, saved.id, at(2))).unwrap();
    shelf.write(|tx| publication::remove(tx, saved.publication.id, at(3))).unwrap();
    let Shelf { folder, store } = shelf;
    drop(store);
    let store = Store::open(folder.path(), at(9000)).unwrap();
    let shelf = Shelf { folder, store };
    assert_eq!(headlines_of(&shelf), ["Port opns", "Port opens"]);
}

#[test]
fn versions_from_elsewhere_stand_among_those_known_here_by_their_time() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.feed, 10, vec![port("Port opns", "It opens.", Extent::Short)]);
    shelf.keep(paths.feed, 20, vec![port("Port opens", "It opens.", Extent::Short)]);
    let id = shelf.only().summary.id;
    let told = |number, minutes, headline: &str| Version {
        number,
        noticed_at: at(minutes),
        headline: headline.to_owned(),
        text: "It opens.".to_owned(),
    };
    let more = [told(7, 0, "Port may open"), told(9, 10, "Port opns")];
    shelf.write(|tx| version::take_in(tx, id, &more)).unwrap();
    assert_eq!(headlines_of(shelf), ["Port may open", "Port opns", "Port opens"], "each once");
    let numbers =
        |shelf: &Shelf| shelf.read(|conn| version::all(conn, id)).iter().map(|v| v.number).collect();
    let before: Vec<u32> = numbers(shelf);
    assert_eq!(before, [7, 8, 9], "counting up");
    shelf.write(|tx| version::take_in(tx, id, &more)).unwrap();
    assert_eq!(numbers(shelf), before, "nothing new, nothing changed");
}
