use super::testing::*;
use super::*;
use crate::model::*;

/// A shelf whose publisher uses the tag "Syria" in one article.
fn reading() -> (Shelf, SourceId) {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![tagged(article("0", "Talks"), &["Syria"])]);
    (shelf, source)
}

/// What an article is tagged with, and whether by its text.
fn tags(shelf: &Shelf, headline: &str) -> Vec<(String, bool)> {
    let rows = shelf.list(&ArticleQuery::default());
    let row = rows.into_iter().find(|row| row.headline == headline).expect("an article of that headline");
    row.tags.into_iter().map(|tag| (tag.name, tag.found_in_text)).collect()
}

fn id_of(shelf: &Shelf, headline: &str) -> ArticleId {
    shelf.list(&ArticleQuery::default()).into_iter().find(|row| row.headline == headline).unwrap().id
}

/// Looks for a tag in stored articles.
fn look_for(shelf: &Shelf, name: &str) {
    let suspects = shelf.read(|conn| found::suspects(conn, name));
    shelf.write(|tx| found::write_all(tx, &suspects)).unwrap();
}

#[test]
fn a_tag_that_the_text_says_is_found_and_told_apart() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "A way out for Syria"), article("2", "Bread")]);
    assert_eq!(tags(&shelf, "A way out for Syria"), [("Syria".to_owned(), true)]);
    assert!(tags(&shelf, "Bread").is_empty());
    let page = shelf.read(|conn| tag::get(conn, "syria"));
    assert_eq!((page.counts.total, page.found_in_text, page.sought), (2, 1, true));
    assert_eq!(shelf.headlines(&of_tag("Syria")).len(), 2, "in the tag's list");
    shelf.keep(source, 2, vec![tagged(article("1", "A way out for Syria"), &["SYRIA"])]);
    assert_eq!(
        tags(&shelf, "A way out for Syria"),
        [("SYRIA".to_owned(), false)],
        "its publisher comes first"
    );
    shelf.keep(source, 3, vec![article("2", "Bread for Syria")]);
    assert_eq!(
        tags(&shelf, "Bread for Syria"),
        [("SYRIA".to_owned(), true)],
        "an edit is looked through again"
    );
    shelf.keep(source, 4, vec![article("2", "Bread")]);
    assert!(tags(&shelf, "Bread").is_empty(), "and what it says no more goes");
}

#[test]
fn a_followed_tag_is_found_though_no_publisher_uses_it_and_old_articles_are_not_told() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "Мир для Одеси")]);
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, "Одеса", start())).unwrap();
    assert!(tags(&shelf, "Мир для Одеси").is_empty(), "nobody has looked yet");
    look_for(&shelf, "Одеса");
    assert_eq!(
        tags(&shelf, "Мир для Одеси"),
        [("Одеса".to_owned(), true)],
        "what is stored is looked through"
    );
    assert!(shelf.inbox().is_empty(), "and nobody is told");
    assert_eq!(shelf.keep(source, 5, vec![article("2", "Вибух в Одесі")]).alerts, 1, "what is new is told");
    assert_eq!(shelf.inbox()[0].because, ["Одеса"]);
}

#[test]
fn a_tag_taken_away_does_not_come_back() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "A way out for Syria")]);
    let id = id_of(&shelf, "A way out for Syria");
    shelf.write(|tx| found::take(tx, id, "SYRIA")).unwrap();
    assert!(tags(&shelf, "A way out for Syria").is_empty());
    shelf.keep(source, 2, vec![NewArticle { comment_count: Some(3), ..article("1", "A way out for Syria") }]);
    look_for(&shelf, "Syria");
    assert!(
        tags(&shelf, "A way out for Syria").is_empty(),
        "not with an edit, nor when it is looked for again"
    );
    let twice = shelf.write(|tx| found::take(tx, id, "Syria"));
    assert_eq!(twice.unwrap_err().code(), "not_found", "there is nothing to take");
    let own = id_of(&shelf, "Talks");
    let own = shelf.write(|tx| found::take(tx, own, "Syria"));
    assert_eq!(own.unwrap_err().code(), "not_found", "what its publisher says is not for the reader to take");
    shelf.write(|tx| found::give_back(tx, id, "Syria")).unwrap();
    assert_eq!(tags(&shelf, "A way out for Syria").len(), 1, "but for the reader's own word");
}

#[test]
fn a_tag_can_be_kept_out_of_texts() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "A way out for Syria")]);
    shelf.write(|tx| found::set_sought(tx, "syria", false)).unwrap();
    assert!(tags(&shelf, "A way out for Syria").is_empty(), "it goes where it was found");
    shelf.keep(source, 2, vec![article("2", "Waiting for Syria")]);
    let page = shelf.read(|conn| tag::get(conn, "Syria"));
    assert_eq!((page.counts.total, page.sought), (1, false), "and is found no more");
    shelf.write(|tx| found::set_sought(tx, "syria", true)).unwrap();
    look_for(&shelf, "Syria");
    assert_eq!(shelf.read(|conn| tag::get(conn, "Syria")).counts.total, 3, "until the reader says otherwise");
}

#[test]
fn every_name_of_a_tag_is_found() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "Сирія чекає. Що буде з Сирією")]);
    shelf.write(|tx| alias::add(tx, "Syria", "Сирія")).unwrap();
    look_for(&shelf, "Syria");
    let headline = "Сирія чекає. Що буде з Сирією";
    assert_eq!(tags(&shelf, headline), [("Syria".to_owned(), true)], "as the tag it means");
    shelf.write(|tx| alias::remove(tx, "Сирія")).unwrap();
    look_for(&shelf, "Syria");
    assert_eq!(tags(&shelf, headline), [("Сирія".to_owned(), true)], "parted, it is a tag of its own");
}

#[test]
fn what_is_found_goes_by_the_words_of_the_whole_text() {
    let (shelf, source) = reading();
    let body = "A ship came from Syria. In Syria it took on wheat; what Syria sells, few buy.";
    let told = NewArticle { content_text: body.into(), ..article("1", "Wheat") };
    shelf.keep(source, 1, vec![told]);
    assert_eq!(tags(&shelf, "Wheat").len(), 1, "three times in the body");
    shelf.keep(
        source,
        2,
        vec![NewArticle { content_text: "A ship came from Syria.".into(), ..article("2", "Salt") }],
    );
    assert!(tags(&shelf, "Salt").is_empty(), "once is not plain");
}

#[test]
fn articles_that_prove_to_be_one_keep_what_was_taken() {
    let (shelf, source) = reading();
    let one = NewArticle { url: Some("https://harbour.example/a".to_owned()), ..article("1", "To Syria") };
    let other = NewArticle { url: Some("https://harbour.example/b".to_owned()), ..article("2", "To Syria") };
    shelf.keep(source, 1, vec![one, other]);
    let ids: Vec<ArticleId> = shelf.list(&ArticleQuery::default()).iter().map(|row| row.id).collect();
    let newest = *ids.iter().max().unwrap();
    shelf.write(|tx| found::take(tx, newest, "Syria")).unwrap();
    let (first, second) = (ids.iter().filter(|id| **id != newest).max().copied().unwrap(), newest);
    shelf.write(|tx| merge::unite(tx, first, second)).unwrap();
    assert!(tags(&shelf, "To Syria").is_empty(), "on the one that is left too");
}

#[test]
fn tags_found_are_no_tags_of_publishers() {
    let (shelf, source) = reading();
    shelf.keep(source, 1, vec![article("1", "A way out for Syria")]);
    let id = id_of(&shelf, "A way out for Syria");
    assert!(!shelf.write(|tx| tag::any(tx, id)).unwrap(), "what another source tells may still come");
    let names = shelf.read(|conn| tag::own_names(conn, id));
    assert!(names.is_empty(), "and the index holds them once, in the text");
}

#[test]
fn an_upgrade_knows_the_names_of_tags_and_one_apostrophe() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let old = open_tests::other_program(folder.path());
    old.execute_batch(include_str!("../../../../tests/fixtures/library/0001.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO tag (id, slug) VALUES (70, 'камʼянець'), (71, 'кам-янець');
         INSERT INTO tag_spelling (tag_id, publication_id, name) SELECT 70, min(id), 'Камʼянець' FROM publication;
         INSERT INTO tag_spelling (tag_id, publication_id, name) SELECT 71, max(id), 'Кам''янець' FROM publication;
         INSERT INTO article_tag (article_id, tag_id, position) SELECT min(id), 70, 5 FROM article;
         INSERT INTO follow (kind, key, value, label, followed_at) VALUES ('tag', 'одеса', 'Одеса', 'Одеса', 0);",
    )
    .unwrap();
    drop(old);
    assert!(path.is_file());
    let store = Store::open(folder.path(), start()).unwrap();
    let shelf = Shelf { folder, store };
    let tag = shelf.read(|conn| tag::get(conn, "Кам’янець"));
    assert_eq!((tag.slug.as_str(), tag.counts.total), ("кам-янець", 1), "both tags are one");
    let anchors = |name: &str| -> u32 {
        shelf.read(|conn| {
            let sql = "SELECT count(*) FROM tag_term JOIN tag ON tag.id = tag_id WHERE slug = ?1";
            Ok(conn.query_row(sql, [slug(name)], |row| row.get(0))?)
        })
    };
    assert!(
        anchors("Кам'янець") > 0 && anchors("Одеса") > 0,
        "names in use and followed ones are looked for"
    );
}
