use std::collections::BTreeSet;

use super::testing::*;
use super::*;
use crate::model::*;

fn follow(shelf: &Shelf, kind: FollowKind, value: &str) -> FollowId {
    shelf.write(|tx| follow::add(tx, kind, value, start())).unwrap().0
}

fn limit(shelf: &Shelf, id: FollowId, exclude: &[(FollowKind, &str)], own_tags: bool) -> Result<()> {
    let exclude: Vec<Exclusion> = exclude
        .iter()
        .map(|(kind, value)| Exclusion { kind: *kind, value: (*value).to_owned(), label: String::new() })
        .collect();
    let change = FollowChange { exclude: Some(exclude), own_tags: Some(own_tags), ..FollowChange::default() };
    shelf.write(|tx| follow::change(tx, id, &change))
}

fn of(id: FollowId) -> ArticleQuery {
    ArticleQuery { follow: Some(id), ..ArticleQuery::default() }
}

/// A shelf whose first import is over.
fn reading() -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![]);
    (shelf, source)
}

fn in_section(mut article: NewArticle, name: &str) -> NewArticle {
    article.section = Some(name.into());
    article
}

/// A few articles: talks, a match, a column, and bread.
fn four() -> Vec<NewArticle> {
    vec![
        tagged(article("1", "Talks begin"), &["Syria"]),
        tagged(article("2", "A match is played"), &["Syria", "Sport"]),
        in_section(tagged(article("3", "What I think of it"), &["Syria"]), "Opinion"),
        tagged(article("4", "How bread is made"), &["Bread"]),
    ]
}

#[test]
fn what_is_left_out_from_now_on_is_not_told_either() {
    let (shelf, source) = reading();
    let syria = follow(&shelf, FollowKind::Tag, "Syria");
    follow(&shelf, FollowKind::Tag, "Sport");
    shelf.keep(source, 5, four());
    limit(&shelf, syria, &[(FollowKind::Tag, "sport"), (FollowKind::Section, "opinion")], false).unwrap();
    let pending = shelf.pending();
    let told = |alert: &Alert| (alert.headline.clone(), alert.because.concat());
    let mut waiting: Vec<_> = pending.iter().map(told).collect();
    waiting.sort();
    assert_eq!(
        waiting,
        [
            ("A match is played".to_owned(), "Sport".to_owned()),
            ("Talks begin".to_owned(), "Syria".to_owned())
        ],
        "another follow still wants the match, and nobody the column"
    );
    assert_eq!(shelf.inbox().len(), 3, "nothing is lost");
}

#[test]
fn a_follow_leaves_out_what_it_is_told_to() {
    let (shelf, source) = reading();
    let syria = follow(&shelf, FollowKind::Tag, "Syria");
    limit(
        &shelf,
        syria,
        &[
            (FollowKind::Tag, "SPORT"),
            (FollowKind::Section, "opinion"),
            (FollowKind::Search, "no such words"),
        ],
        false,
    )
    .unwrap();
    assert_eq!(shelf.keep(source, 5, four()).alerts, 1, "of three with the tag one is told");
    assert_eq!(shelf.pending()[0].headline, "Talks begin");
    assert_eq!(shelf.headlines(&of(syria)), ["Talks begin"], "its list");
    let known = shelf.read(|conn| follow::get(conn, syria));
    assert_eq!((known.articles, known.unread), (1, 1), "its counts");
    assert_eq!(
        known.exclude.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(),
        ["SPORT", "no such words", "opinion"],
        "as the reader calls them"
    );
    let followed = ArticleQuery { followed: Some(true), ..ArticleQuery::default() };
    assert_eq!(shelf.headlines(&followed), ["Talks begin"], "what is followed at all");
    shelf.write(|tx| follow::set_keep(tx, syria, Some(5))).unwrap();
    assert_eq!(shelf.read(follow::kept).len(), 1, "what it keeps saved");
    assert_eq!(shelf.headlines(&of_tag("syria")).len(), 3, "the tag itself has them all");

    limit(&shelf, syria, &[(FollowKind::Search, "\"match is\"")], false).unwrap();
    assert_eq!(shelf.headlines(&of(syria)).len(), 2, "words, in place of what was left out before");
    limit(&shelf, syria, &[], false).unwrap();
    assert_eq!(shelf.headlines(&of(syria)).len(), 3, "nothing any more");
}

#[test]
fn what_cannot_be_left_out_is_refused() {
    let (shelf, _) = reading();
    let syria = follow(&shelf, FollowKind::Tag, "Syria");
    let refused = |exclude: &[(FollowKind, &str)]| limit(&shelf, syria, exclude, false).unwrap_err().code();
    assert_eq!(refused(&[(FollowKind::Author, "1")]), "invalid", "a person");
    assert_eq!(refused(&[(FollowKind::Search, "?!")]), "invalid", "no words");
    assert_eq!(refused(&vec![(FollowKind::Tag, "Sport"); 51]), "invalid", "a book");
    assert_eq!(limit(&shelf, FollowId(99), &[], false).unwrap_err().code(), "not_found");
    let unknown = shelf.write(|tx| list::page(tx, &of(FollowId(99))));
    assert_eq!(unknown.unwrap_err().code(), "not_found", "nor is there its list");
}

#[test]
fn a_search_is_matched_with_every_new_article_and_leaves_out_too() {
    let (shelf, source) = reading();
    let words = follow(&shelf, FollowKind::Search, "\"is made\" bread");
    let all = follow(&shelf, FollowKind::Search, "is");
    limit(&shelf, all, &[(FollowKind::Tag, "Sport")], false).unwrap();
    assert_eq!(shelf.keep(source, 5, four()).alerts, 1, "bread by both, and no sport");
    assert_eq!(shelf.pending()[0].because, ["\"is made\" bread", "is"]);
    assert_eq!(shelf.headlines(&of(words)), ["How bread is made"]);
    assert_eq!(shelf.headlines(&of(all)), ["How bread is made"]);
    let followed = ArticleQuery { followed: Some(true), ..ArticleQuery::default() };
    assert_eq!(shelf.headlines(&followed), ["How bread is made"], "among all that is followed");
}

#[test]
fn only_publishers_own_tags_where_the_reader_wants_that() {
    let (shelf, source) = reading();
    let syria = follow(&shelf, FollowKind::Tag, "Syria");
    let told = |own_id: &str| article(own_id, "What the talks on Syria bring");
    assert_eq!(shelf.keep(source, 5, vec![told("1")]).alerts, 1, "by its text");
    limit(&shelf, syria, &[], true).unwrap();
    assert_eq!(shelf.keep(source, 6, vec![told("2")]).alerts, 0, "not any more");
    assert_eq!(shelf.keep(source, 7, vec![tagged(told("3"), &["SYRIA"])]).alerts, 1, "its publisher says so");
    assert_eq!(shelf.read(|conn| follow::get(conn, syria)).articles, 1, "its counts");
    assert!(shelf.read(|conn| follow::get(conn, syria)).own_tags);
}

#[test]
fn an_alert_and_a_list_go_by_one_rule() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![NewArticle { authors: vec![author("Ann Lee")], ..article("0", "Zero") }]);
    let (one, kinds) = (PublicationId(1), FollowKind::Tag);
    let (other, _) = shelf.add("https://planet.example/feed");
    let follows = [
        follow(&shelf, kinds, "Syria"),
        follow(&shelf, FollowKind::Author, "1"),
        follow(&shelf, FollowKind::Section, "Opinion"),
        follow(&shelf, FollowKind::Section, &format!("{one}/Opinion")),
        follow(&shelf, FollowKind::Section, &format!("{other}/Opinion")),
        follow(&shelf, FollowKind::Publication, &one.to_string()),
        follow(&shelf, FollowKind::Search, "played"),
        follow(&shelf, FollowKind::Search, "what \"think of\""),
    ];
    for id in [follows[0], follows[5], follows[7]] {
        limit(&shelf, id, &[(FollowKind::Tag, "sport"), (FollowKind::Search, "bread")], true).unwrap();
    }
    let mut more = four();
    more.push(in_section(
        NewArticle { authors: vec![author("Ann Lee")], ..article("5", "Opinions") },
        "OPINION",
    ));
    shelf.keep(source, 5, more);
    let articles: Vec<ArticleId> = shelf.list(&ArticleQuery::default()).iter().map(|row| row.id).collect();
    let matched = shelf.read(|conn| follow::matches(conn, &articles));
    let mut by_words = shelf.read(|conn| matching::by_words(conn, &articles));
    let mut by_index = shelf.read(|conn| matching::by_index(conn, &articles));
    for pairs in [&mut by_words, &mut by_index] {
        pairs.retain(|_, follows| !follows.is_empty());
        pairs.values_mut().for_each(|follows| follows.sort_unstable());
    }
    assert_eq!(by_words, by_index, "few articles and many");
    let mut pairs = 0;
    for id in follows {
        let listed: BTreeSet<ArticleId> = shelf.list(&of(id)).iter().map(|row| row.id).collect();
        let told: BTreeSet<ArticleId> = articles
            .iter()
            .copied()
            .filter(|one| matched.get(one).is_some_and(|all| all.contains(&id)))
            .collect();
        assert_eq!(told, listed, "{:?}", shelf.read(|conn| follow::get(conn, id)));
        pairs += listed.len();
    }
    assert!(pairs > 10, "most of them match something: {pairs}");
    let followed = ArticleQuery { followed: Some(true), ..ArticleQuery::default() };
    assert_eq!(shelf.list(&followed).len(), matched.len(), "and together they are what is followed");
}

#[test]
fn matching_asks_the_new_articles_and_reads_no_others() {
    let (shelf, _) = reading();
    let plan = shelf.read(|conn| {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", matching::pairs_sql()))?;
        let rows = statement.query_map(["[1]"], |row| row.get::<_, String>("detail"))?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
    });
    let scans: Vec<&String> = plan.iter().filter(|line| line.starts_with("SCAN")).collect();
    assert!(
        scans
            .iter()
            .all(|line| line.contains("SCAN it ") || line.contains("SCAN m") || line.contains("SCAN (")),
        "only the new articles and their pairs are gone through: {scans:#?}"
    );
    assert_eq!(
        plan.iter().filter(|line| line.contains("sqlite_autoindex_follow_1 (kind=? AND key=?)")).count(),
        4,
        "every kind of follow is found by its key: {plan:#?}"
    );
}
