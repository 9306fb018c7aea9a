use super::testing::*;
use super::*;
use crate::model::*;

fn reading() -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![]);
    let told = |own_id: &str, tag: &str| tagged(article(own_id, own_id), &[tag]);
    shelf.keep(
        source,
        1,
        vec![
            told("1", "Zelensky"),
            told("2", "Zelenskyy"),
            tagged(article("3", "3"), &["Zelensky", "Zelenskyy", "Kyiv"]),
        ],
    );
    (shelf, source)
}

fn add(shelf: &Shelf, tag: &str, alias: &str) -> Result<String> {
    shelf.write(|tx| alias::add(tx, tag, alias))
}

fn page(shelf: &Shelf, name: &str) -> TagPage {
    shelf.read(|conn| tag::get(conn, name))
}

#[test]
fn names_that_are_one_have_their_articles_together() {
    let (shelf, source) = reading();
    assert_eq!(add(&shelf, "Zelensky", "ZELENSKYY").unwrap(), "zelensky");
    add(&shelf, "zelenskyy", "Volodymyr Zelensky").unwrap();
    for name in ["Zelensky", "zelenskyy", "Volodymyr Zelensky"] {
        let page = page(&shelf, name);
        assert_eq!((page.name.as_str(), page.slug.as_str()), ("Zelensky", "zelensky"), "by any name: {name}");
        assert_eq!(page.counts.total, 3, "each article once");
        assert_eq!(page.publications[0].articles, 3);
        let aliases: Vec<&str> = page.aliases.iter().map(|alias| alias.name.as_str()).collect();
        assert_eq!(aliases, ["Volodymyr Zelensky", "ZELENSKYY"], "as the reader wrote them");
        assert_eq!(shelf.headlines(&of_tag(name)).len(), 3, "its list");
    }
    assert_eq!(shelf.read(|conn| tag::all(conn, None)).len(), 2, "and Kyiv");
    let tags = |headline: &str| -> Vec<(String, String)> {
        let rows = shelf.list(&ArticleQuery::default());
        let row = rows.into_iter().find(|row| row.headline == headline).unwrap();
        row.tags.into_iter().map(|tag| (tag.name, tag.slug)).collect()
    };
    let pair = |name: &str, slug: &str| (name.to_owned(), slug.to_owned());
    assert_eq!(tags("2"), [pair("Zelenskyy", "zelensky")], "publishers' words stay");
    assert_eq!(tags("3"), [pair("Zelensky", "zelensky"), pair("Kyiv", "kyiv")], "one topic once");
    let facets = shelf.read(|conn| facet::of(conn, &ArticleQuery::default())).tags;
    assert_eq!(
        facets.iter().map(|one| one.articles).collect::<Vec<_>>(),
        [3, 1],
        "in what lists are narrowed to"
    );

    shelf.keep(source, 2, vec![tagged(article("4", "4"), &["Volodymyr Zelensky"])]);
    assert_eq!(page(&shelf, "zelensky").counts.total, 4, "a name that no publisher used until now");
}

#[test]
fn follows_of_names_that_are_one_are_one() {
    let (shelf, source) = reading();
    let follow = |name: &str| shelf.write(|tx| follow::add(tx, FollowKind::Tag, name, start())).unwrap();
    let (first, _) = follow("Zelensky");
    let (second, _) = follow("Zelenskyy");
    shelf.write(|tx| follow::set_keep(tx, second, Some(7))).unwrap();
    let told = |own_id: &str| tagged(article(own_id, own_id), &["Zelenskyy"]);
    assert_eq!(shelf.keep(source, 3, vec![told("4")]).alerts, 1);
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    let follows = shelf.read(|conn| follow::all(conn, None));
    assert_eq!(follows.iter().map(|one| (one.id, one.keep)).collect::<Vec<_>>(), [(first, Some(7))]);
    assert_eq!(follows[0].articles, 4);
    assert_eq!(shelf.pending().len(), 1, "the alert of the other is still to be told");
    assert_eq!(shelf.keep(source, 4, vec![told("5")]).alerts, 1, "either name is told, once");
    assert_eq!(follow("ZELENSKYY"), (first, false), "following the other name changes nothing");
    shelf.write(|tx| follow::remove(tx, first)).unwrap();
    assert_eq!(page(&shelf, "Zelenskyy").follow, None);
    let (third, new) = follow("Zelenskyy");
    assert!(new);
    assert_eq!(page(&shelf, "Zelensky").follow, Some(third), "whichever name is followed");
}

#[test]
fn names_that_part_have_each_the_follow_they_had() {
    let (shelf, source) = reading();
    let follow = |name: &str| shelf.write(|tx| follow::add(tx, FollowKind::Tag, name, start())).unwrap().0;
    let part = |name: &str| shelf.write(|tx| alias::remove(tx, name)).unwrap();
    let (first, second) = (follow("Zelensky"), follow("Zelenskyy"));
    let quiet = FollowChange { mode: Some(FollowMode::Inbox), ..FollowChange::default() };
    shelf.write(|tx| follow::change(tx, first, &quiet)).unwrap();
    let exclude = [(FollowKind::Tag, "Sport"), (FollowKind::Search, "ten ships")];
    let exclude = exclude.map(|(kind, value)| Exclusion { kind, value: value.into(), label: String::new() });
    let limited = FollowChange { exclude: Some(exclude.into()), ..FollowChange::default() };
    shelf.write(|tx| follow::change(tx, second, &limited)).unwrap();
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    let modes = || {
        shelf
            .read(|conn| follow::all(conn, None))
            .into_iter()
            .map(|one| (one.id, one.mode))
            .collect::<Vec<_>>()
    };
    assert_eq!(modes(), [(first, FollowMode::Instant)], "it tells as soon as either did");
    part("Zelenskyy");
    assert_eq!(modes(), [(second, FollowMode::Instant), (first, FollowMode::Instant)]);
    let left_out = tagged(article("5", "Ten ships"), &["Zelenskyy"]);
    let told = tagged(article("4", "4"), &["Zelenskyy"]);
    assert_eq!(shelf.keep(source, 3, vec![told, left_out]).alerts, 1, "what it leaves out it leaves out");
    assert_eq!(shelf.inbox()[0].because, ["Zelenskyy"]);

    // One that was made while they were one goes with the name it was made by.
    add(&shelf, "Kyiv", "Kiev").unwrap();
    let third = follow("Kiev");
    part("Kiev");
    assert_eq!((page(&shelf, "Kiev").follow, page(&shelf, "Kyiv").follow), (Some(third), None));
    assert_eq!(shelf.read(|conn| follow::get(conn, third)).label, "Kiev");

    // One that was ended is not there again.
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    shelf.write(|tx| follow::remove(tx, first)).unwrap();
    part("Zelenskyy");
    assert_eq!(page(&shelf, "Zelenskyy").follow, None);
}

#[test]
fn what_was_made_one_can_be_parted() {
    let (shelf, _) = reading();
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    assert_eq!(shelf.write(|tx| alias::remove(tx, "zelenskyy")).unwrap(), ["zelensky", "zelenskyy"]);
    assert_eq!(page(&shelf, "Zelensky").counts.total, 2);
    assert_eq!(page(&shelf, "Zelenskyy").counts.total, 2);
    assert!(page(&shelf, "Zelensky").aliases.is_empty());
    let again = shelf.write(|tx| alias::remove(tx, "zelenskyy"));
    assert_eq!(again.unwrap_err().code(), "not_found", "there is no such alias now");
}

#[test]
fn what_was_one_with_an_alias_is_one_with_its_tag() {
    let (shelf, _) = reading();
    add(&shelf, "Zelenskyy", "Ze").unwrap();
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    assert_eq!(page(&shelf, "ze").slug, "zelensky", "a name of a name");
    add(&shelf, "Kyiv", "Ze").unwrap();
    assert_eq!(page(&shelf, "ze").slug, "kyiv", "the last word is the reader's");
    for (tag, alias) in [("Kyiv", "KYIV"), ("", "x"), ("x", " "), ("kyiv", "Ze\u{301}".repeat(60).as_str())] {
        assert_eq!(add(&shelf, tag, alias).unwrap_err().code(), "invalid", "{tag} and {alias}");
    }
    assert_eq!(add(&shelf, "Ze", "Kyiv").unwrap_err().code(), "invalid", "a tag is no other name of itself");
}

#[test]
fn an_alias_outlives_its_articles() {
    let (shelf, source) = reading();
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    shelf.write(|tx| publication::remove(tx, PublicationId(1), at(1))).unwrap();
    shelf.write(|tx| purge::purge(tx, at(10))).unwrap();
    assert_eq!(shelf.read(alias::all).len(), 1, "it is the reader's");
    assert_eq!(page(&shelf, "Zelenskyy").counts.total, 0, "and the tag an empty page");
    assert!(shelf.write(|tx| source::turn(tx, source)).is_err(), "though its source went");
}

#[test]
fn what_is_left_out_goes_by_all_its_names() {
    let (shelf, source) = reading();
    let kyiv = shelf.write(|tx| follow::add(tx, FollowKind::Tag, "Kyiv", start())).unwrap().0;
    let zelensky = Exclusion { kind: FollowKind::Tag, value: "Zelenskyy".to_owned(), label: String::new() };
    let change = FollowChange { exclude: Some(vec![zelensky]), ..FollowChange::default() };
    shelf.write(|tx| follow::change(tx, kyiv, &change)).unwrap();
    add(&shelf, "Zelensky", "Zelenskyy").unwrap();
    let told = tagged(article("9", "9"), &["Kyiv", "Zelensky"]);
    assert_eq!(shelf.keep(source, 5, vec![told]).alerts, 0, "the other name is left out too");
}
