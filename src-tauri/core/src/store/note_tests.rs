use chrono::TimeDelta;

use super::forget::forget;
use super::testing::*;
use super::*;
use crate::Error;
use crate::model::*;

fn shelf_of(headlines: &[&str]) -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, headlines.iter().map(|headline| article(headline, headline)).collect());
    (shelf, source)
}

fn id_of(shelf: &Shelf, headline: &str) -> ArticleId {
    let all = shelf.list(&ArticleQuery::default());
    all.iter().find(|row| row.headline == headline).unwrap().id
}

fn get(shelf: &Shelf, id: ArticleId) -> Article {
    shelf.read(|conn| article::get(conn, id))
}

fn label(shelf: &Shelf, id: ArticleId, names: &[&str]) -> Vec<String> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    shelf.write(|tx| label::set(tx, id, &names)).unwrap()
}

fn marked(exact: &str, note: Option<&str>) -> NewHighlight {
    let quote = Quote { exact: exact.to_owned(), ..Quote::default() };
    NewHighlight { quote, note: note.map(str::to_owned), made_at: None }
}

fn highlight(shelf: &Shelf, id: ArticleId, exact: &str, note: Option<&str>) -> Highlight {
    shelf.write(|tx| highlight::add(tx, id, &marked(exact, note), at(1))).unwrap()
}

#[test]
fn labels_are_one_whatever_their_spelling() {
    let (shelf, _) = shelf_of(&["A", "B"]);
    let (a, b) = (id_of(&shelf, "A"), id_of(&shelf, "B"));
    assert_eq!(label(&shelf, a, &["Long read", " long  READ ", "", "Sea"]), ["Long read", "Sea"]);
    assert_eq!(label(&shelf, b, &["long-read\n"]), ["Long read"], "spelled as it was first");
    let all = shelf.read(label::all);
    assert_eq!(
        all.iter().map(|one| (one.it.as_str(), one.articles)).collect::<Vec<_>>(),
        [("Long read", 2), ("Sea", 1)]
    );
    let of = |name: &str| ArticleQuery { label: Some(name.to_owned()), ..ArticleQuery::default() };
    assert_eq!(shelf.headlines(&of("LONG READ")).len(), 2);
    assert_eq!(shelf.headlines(&of("sea")), ["A"]);
    assert_eq!(shelf.headlines(&searching("sea")), ["A"], "an article is found by them");
    label(&shelf, a, &[]);
    assert!(shelf.headlines(&searching("sea")).is_empty(), "and not any more");
    let many: Vec<String> = (0..200).map(|n| format!("{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(label(&shelf, a, &many).len(), 100, "there is an end to it");
}

#[test]
fn notes_and_highlights_are_kept_found_and_taken_away() {
    let (shelf, _) = shelf_of(&["A", "B"]);
    let id = id_of(&shelf, "A");
    shelf.write(|tx| note::set(tx, id, Some(" Ask the pilot. "))).unwrap();
    let one = highlight(&shelf, id, "Body", Some("Which ferry?"));
    assert_eq!(highlight(&shelf, id, "Body", Some("Which ferry?")).id, one.id, "the same words are the same");
    let article = get(&shelf, id);
    assert_eq!(article.note.as_deref(), Some("Ask the pilot."));
    assert_eq!((article.highlights, article.summary.highlight_count), (vec![one.clone()], 1));
    for words in ["pilot", "ferry"] {
        let found = shelf.list(&searching(words));
        assert_eq!(found[0].id, id, "{words}");
        assert!(found[0].found.as_ref().unwrap().text.iter().any(|piece| piece.hit), "and it is shown where");
    }
    let noted = |noted| ArticleQuery { noted: Some(noted), ..ArticleQuery::default() };
    assert_eq!(
        (shelf.headlines(&noted(true)), shelf.headlines(&noted(false))),
        (vec!["A".into()], vec!["B".into()])
    );
    shelf.write(|tx| highlight::annotate(tx, one.id, None)).unwrap();
    assert!(shelf.headlines(&searching("ferry")).is_empty(), "what is written anew is found anew");
    shelf.write(|tx| highlight::remove(tx, one.id)).unwrap();
    shelf.write(|tx| note::set(tx, id, Some("  "))).unwrap();
    assert!(shelf.headlines(&noted(true)).is_empty(), "an empty note is none");
    let gone = shelf.write(|tx| highlight::remove(tx, one.id)).expect_err("it is gone");
    assert_eq!(gone.code(), "not_found");
}

#[test]
fn what_is_too_much_is_refused_and_cut_where_it_comes_from_elsewhere() {
    let (shelf, _) = shelf_of(&["A"]);
    let id = id_of(&shelf, "A");
    let long = "x".repeat(20_001);
    let refused = |told: Result<()>| assert!(matches!(told, Err(Error::Invalid { .. })));
    refused(shelf.write(|tx| note::set(tx, id, Some(&long))));
    refused(shelf.write(|tx| highlight::add(tx, id, &marked(&long, None), at(0)).map(drop)));
    refused(shelf.write(|tx| highlight::add(tx, id, &marked(" \n", None), at(0)).map(drop)));
    let written = Written {
        labels: vec!["sea".to_owned()],
        note: Some(long.clone()),
        highlights: vec![marked(&long, Some(&long)), marked("", None)],
    };
    shelf.write(|tx| note::take_in(tx, id, &written, at(0))).unwrap();
    let article = get(&shelf, id);
    assert_eq!(article.note.map(|note| note.len()), Some(20_000));
    assert_eq!(article.highlights.iter().map(|one| one.quote.exact.len()).collect::<Vec<_>>(), [10_000]);
}

#[test]
fn what_comes_in_twice_stands_once_and_nothing_is_lost() {
    let (shelf, _) = shelf_of(&["A"]);
    let id = id_of(&shelf, "A");
    shelf.write(|tx| note::set(tx, id, Some("Mine."))).unwrap();
    highlight(&shelf, id, "Body", None);
    let written = Written {
        labels: vec!["sea".to_owned()],
        note: Some("Theirs.".to_owned()),
        highlights: vec![marked("Body", Some("On it"))],
    };
    for _ in 0..2 {
        shelf.write(|tx| note::take_in(tx, id, &written, at(2))).unwrap();
    }
    let article = get(&shelf, id);
    assert_eq!(article.note.as_deref(), Some("Mine.\n\nTheirs."));
    assert_eq!(article.highlights.len(), 1);
    assert_eq!(article.highlights[0].note.as_deref(), Some("On it"));
    assert_eq!(article.summary.labels, ["sea"]);
}

#[test]
fn nothing_takes_away_what_something_is_written_on() {
    let (shelf, _) = shelf_of(&["Label", "Note", "Highlight", "Nothing"]);
    let ids = ["Label", "Note", "Highlight", "Nothing"].map(|headline| id_of(&shelf, headline));
    label(&shelf, ids[0], &["sea"]);
    shelf.write(|tx| note::set(tx, ids[1], Some("Read again."))).unwrap();
    highlight(&shelf, ids[2], "Body", None);
    shelf
        .write(|tx| {
            status::mark(tx, &ids, true, at(2))?;
            save::add(tx, ids[1], at(2))?;
            save::remove(tx, ids[1]).map(drop)
        })
        .unwrap();
    assert_eq!(shelf.write(|tx| forget(tx, Forgetting::Read, at(3))).unwrap(), 1, "but what nothing is on");
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 3);
    let publication = get(&shelf, ids[0]).summary.publication.id;
    shelf.write(|tx| publication::remove(tx, publication, at(4))).unwrap();
    shelf.write(|tx| purge::purge(tx, at(4) + TimeDelta::days(2))).unwrap();
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 3, "nor with its publication");
    assert_eq!(get(&shelf, ids[1]).note.as_deref(), Some("Read again."), "though it is not saved any more");
    assert!(shelf.read(stats::check).sound);
}

#[test]
fn two_articles_that_are_one_keep_what_is_written_on_both() {
    let paths = merge_tests::Paths::new();
    let shelf = &paths.shelf;
    let url = |own_id: &str, url: &str| NewArticle { url: Some(url.to_owned()), ..article(own_id, own_id) };
    let other = NewArticle {
        keys: vec![ArticleKey::Url("https://harbour.example/b".to_owned())],
        ..url("B", "https://harbour.example/b")
    };
    shelf.keep(paths.feed, 0, vec![url("A", "https://harbour.example/a")]);
    shelf.keep(paths.api, 1, vec![other]);
    let (a, b) = (id_of(shelf, "A"), id_of(shelf, "B"));
    label(shelf, a, &["sea"]);
    label(shelf, b, &["Sea", "port"]);
    shelf.write(|tx| note::set(tx, b, Some("On B."))).unwrap();
    highlight(shelf, b, "Body", None);
    shelf.write(|tx| merge::unite(tx, a, b).map(drop)).unwrap();
    let only = shelf.only();
    assert_eq!(only.summary.labels, ["port", "sea"]);
    assert_eq!((only.note.as_deref(), only.highlights.len()), (Some("On B."), 1));
    assert_eq!(only.highlights[0].made_at, at(1), "as it was made");
}

#[test]
fn writing_on_a_copy_that_a_follow_keeps_makes_it_the_readers() {
    let (shelf, _) = shelf_of(&["A", "B"]);
    let ids = [id_of(&shelf, "A"), id_of(&shelf, "B")];
    shelf.write(|tx| save::keep_for_follows(tx, &ids, at(1))).unwrap();
    label(&shelf, ids[0], &["sea"]);
    label(&shelf, ids[1], &[]);
    shelf.write(|tx| save::keep_for_follows(tx, &[], at(2))).unwrap();
    assert_eq!(
        shelf.headlines(&ArticleQuery { saved: Some(true), ..ArticleQuery::default() }),
        ["A"],
        "it does not go with the follow"
    );
}
