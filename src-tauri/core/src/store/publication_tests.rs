use super::testing::*;
use super::*;
use crate::model::*;

fn save_it(shelf: &Shelf, id: ArticleId) {
    shelf.write(|tx| save::add(tx, id, at(1))).unwrap();
}

fn pictured(own_id: &str, by: &str) -> NewArticle {
    NewArticle {
        authors: vec![NewAuthor { avatar: Some(format!("https://h.example/{by}.png")), ..author(by) }],
        pictures: vec![format!("https://h.example/{own_id}.jpg")],
        ..tagged(article(own_id, own_id), &[own_id, "Sea"])
    }
}

fn open_again(shelf: Shelf, minutes: i64) -> Shelf {
    let Shelf { folder, store } = shelf;
    drop(store);
    let store = Store::open(folder.path(), at(minutes)).unwrap();
    Shelf { folder, store }
}

const DAYS: i64 = 24 * 60;

#[test]
fn adding_what_is_there_is_the_same_publication() {
    let shelf = Shelf::new();
    let first = shelf.write(|tx| publication::add(tx, &adding("https://h.example/feed"), at(0))).unwrap();
    let again = shelf.write(|tx| publication::add(tx, &adding("https://h.example/feed"), at(5))).unwrap();
    assert_eq!((again.publication, again.source), (first.publication, first.source));
    assert_eq!((first.new, again.new), (true, false));
    let at_url = shelf.read(|conn| source::publication_at(conn, &adding("http://h.example/feed/").url));
    assert_eq!(at_url, Some(first.publication), "discovery can say so");
}

#[test]
fn publications_move_between_folders_that_can_be_renamed_and_given_up() {
    let shelf = Shelf::new();
    let (harbour, source) = shelf.add("https://h.example/feed");
    let (other, _) = shelf.add("https://other.example/feed");
    shelf.keep(source, 0, vec![article("1", "One")]);
    let path = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let folder = |id| shelf.read(|conn| publication::get(conn, id, at(0))).folder;
    shelf.write(|tx| folder::put(tx, harbour, &path(&[" News ", "", "Ports"]))).unwrap();
    shelf.write(|tx| folder::put(tx, other, &path(&["Newspapers"]))).unwrap();
    assert_eq!(folder(harbour), ["News", "Ports"], "names stand without space, and empty ones are none");

    shelf.write(|tx| folder::rename(tx, &path(&["News"]), &path(&["World"]))).unwrap();
    assert_eq!(folder(harbour), ["World", "Ports"], "what is in a folder of the folder goes along");
    assert_eq!(folder(other), ["Newspapers"], "a name that only begins alike is another folder");

    let count = |name: &str| {
        let query = ArticleQuery { folder: Some(name.to_owned()), ..ArticleQuery::default() };
        shelf.read(|conn| list::count(conn, &query)).total
    };
    assert_eq!((count("World"), count("Ports")), (1, 0), "a list is of the outermost folder");
    shelf.write(|tx| folder::rename(tx, &path(&["World"]), &[])).unwrap();
    assert_eq!(folder(harbour), ["Ports"], "what was in it stands one step further out");
    shelf.write(|tx| folder::rename(tx, &[], &path(&["Everything"]))).unwrap();
    assert_eq!(folder(other), ["Newspapers"], "no folder is no folder to rename");

    let long = path(&["x".repeat(300).as_str()]);
    assert!(shelf.write(|tx| folder::put(tx, other, &long)).is_err(), "a name has an end");
}

#[test]
fn the_readers_name_stands_over_the_publishers() {
    let shelf = Shelf::new();
    let (id, source) = shelf.add("https://h.example/feed");
    let told = Harvest {
        publication: NewPublication {
            title: Some("The Harbour Post".into()),
            sections: vec![("News Feed".into(), None), ("Opinion".into(), None)],
            icon: Some("https://h.example/icon.png".to_owned()),
            ..NewPublication::default()
        },
        articles: vec![NewArticle { section: Some("opinion".into()), ..article("1", "One") }],
    };
    shelf.write(|tx| keep(tx, source, &told, &note(), at(0))).unwrap();
    shelf.write(|tx| publication::rename(tx, id, "  Harbour ")).unwrap();
    let kept = shelf.read(|conn| publication::get(conn, id, at(0)));
    assert_eq!((kept.title.as_str(), kept.own_title.as_str()), ("Harbour", "The Harbour Post"));
    let sections: Vec<_> = kept.sections.iter().map(|s| (s.name.as_str(), s.articles)).collect();
    assert_eq!(sections, [("News Feed", 0), ("Opinion", 1)], "in the publisher's order, whatever the case");
    assert_eq!(kept.counts, ArticleCounts { total: 1, unread: 1 });
    assert_eq!(
        shelf.read(|conn| media::get(conn, &kept.icon_media.clone().unwrap())).url,
        "https://h.example/icon.png"
    );
    shelf.write(|tx| publication::rename(tx, id, " ")).unwrap();
    assert_eq!(
        shelf.read(|conn| publication::get(conn, id, at(0))).title,
        "The Harbour Post",
        "an empty name brings it back"
    );
    assert_eq!(
        shelf.write(|tx| publication::rename(tx, PublicationId(9), "x")).unwrap_err().code(),
        "not_found"
    );
}

#[test]
fn a_paused_publication_is_asked_only_by_name() {
    let shelf = Shelf::new();
    let (id, _) = shelf.add("https://h.example/feed");
    shelf.write(|tx| publication::pause(tx, id, true)).unwrap();
    assert!(shelf.read(|conn| source::due(conn, at(99))).is_empty());
    assert!(shelf.read(|conn| source::all_to_refresh(conn, None)).is_empty());
    assert_eq!(shelf.read(|conn| source::all_to_refresh(conn, Some(id))).len(), 1);
}

#[test]
fn removing_hides_all_but_the_saved_and_undo_brings_it_back() {
    let shelf = Shelf::new();
    let (id, source) = shelf.add("https://h.example/feed");
    shelf.keep(source, 0, vec![pictured("kept", "Ann"), pictured("gone", "Bo")]);
    let rows = shelf.list(&ArticleQuery::default());
    let (kept, gone) = (rows[0].id, rows[1].id);
    save_it(&shelf, kept);
    shelf.write(|tx| status::mark(tx, &[gone], true, at(1))).unwrap();
    shelf.write(|tx| publication::remove(tx, id, at(2))).unwrap();

    assert_eq!(shelf.headlines(&ArticleQuery::default()), ["kept"], "only what is saved");
    assert!(shelf.read(|conn| publication::all(conn, None, at(2))).is_empty());
    assert!(shelf.read(|conn| source::all_to_refresh(conn, None)).is_empty(), "not asked any more");
    assert_eq!(shelf.read(|conn| author::all(conn, None)).len(), 1, "Bo has no article left to show");
    assert_eq!(shelf.read(|conn| tag::all(conn, None)).len(), 2, "nor has the tag of the hidden one");
    assert_eq!(shelf.write(|tx| article::get(tx, gone)).unwrap_err().code(), "not_found");
    assert_eq!(shelf.read(|conn| article::get(conn, kept)).pictures.len(), 1);

    let shelf = open_again(shelf, 60);
    shelf.write(|tx| publication::restore(tx, id)).unwrap();
    let rows = shelf.list(&ArticleQuery::default());
    assert_eq!(
        rows.iter().map(|row| (row.id, row.read)).collect::<Vec<_>>(),
        [(kept, false), (gone, true)],
        "as it was"
    );
}

#[test]
fn a_day_later_only_what_is_saved_is_left() {
    let shelf = Shelf::new();
    let (id, source) = shelf.add("https://h.example/feed");
    let (other, other_source) = shelf.add("https://other.example/feed");
    shelf.keep(source, 0, vec![pictured("kept", "Ann"), pictured("gone", "Bo")]);
    shelf.keep(other_source, 0, vec![article("stays", "stays")]);
    let rows = shelf.list(&ArticleQuery { publication: Some(id), ..ArticleQuery::default() });
    let (kept, gone) = (rows[0].id, rows[1].id);
    let picture = |own_id: &str| MediaId::of(&format!("https://h.example/{own_id}.jpg"));
    save_it(&shelf, kept);
    shelf.write(|tx| status::mark(tx, &[kept, gone], true, at(1))).unwrap();
    shelf.write(|tx| publication::remove(tx, id, at(2))).unwrap();

    let shelf = open_again(shelf, 2 + DAYS + 1);
    let left = shelf.read(|conn| article::get(conn, kept));
    assert_eq!(
        (left.summary.authors.len(), left.summary.tags.len(), left.pictures.len()),
        (1, 2, 1),
        "whole"
    );
    assert_eq!(left.summary.publication.title, "Harbour Post", "and it says whose it was");
    assert!(shelf.read(|conn| Ok(media::get(conn, &picture("kept")).is_ok())), "its picture is served");
    assert!(shelf.read(|conn| Ok(media::get(conn, &picture("gone")).is_err())), "the other's is forgotten");
    assert!(shelf.headlines(&searching("gone ")).is_empty(), "and so are its words");
    assert!(shelf.read(stats::check).sound, "nothing dangles");
    assert_eq!(
        shelf.read(|conn| publication::get(conn, other, at(2))).counts.total,
        1,
        "others are not touched"
    );

    let added =
        shelf.write(|tx| publication::add(tx, &adding("https://h.example/feed"), at(3 * DAYS))).unwrap();
    assert_eq!(
        (added.publication, added.source, added.new),
        (id, source, true),
        "adding again brings it back"
    );
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, "sea", at(0))).unwrap();
    let brought = shelf.keep(source, 3 * DAYS, vec![pictured("kept", "Ann"), pictured("gone", "Bo")]);
    assert_eq!((brought.new, brought.alerts), (1, 0), "what comes back with it is import");
    let rows = shelf.list(&ArticleQuery { publication: Some(id), ..ArticleQuery::default() });
    assert!(rows.iter().all(|row| row.read), "what the reader read is still read");
}

#[test]
fn without_anything_saved_nothing_is_left() {
    let shelf = Shelf::new();
    let (id, source) = shelf.add("https://h.example/feed");
    shelf.keep(source, 0, vec![pictured("gone", "Bo")]);
    shelf.write(|tx| follow::add(tx, FollowKind::Publication, &id.to_string(), at(0))).unwrap();
    shelf.write(|tx| publication::remove(tx, id, at(2))).unwrap();
    let shelf = open_again(shelf, 2 + DAYS + 1);
    for table in [
        "publication",
        "source",
        "article",
        "article_body",
        "article_key",
        "author",
        "tag",
        "media",
        "follow",
    ] {
        let rows = shelf.read(|conn| {
            Ok(conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))?)
        });
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn a_saved_article_cannot_be_deleted_by_mistake() {
    let shelf = Shelf::new();
    let (id, source) = shelf.add("https://h.example/feed");
    shelf.keep(source, 0, vec![article("1", "One")]);
    save_it(&shelf, shelf.only().summary.id);
    let deleted = shelf.write(|tx| Ok(tx.execute("DELETE FROM publication WHERE id = ?1", [id])?));
    assert!(deleted.is_err(), "the database itself refuses");
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 1);
}

#[test]
fn pictures_are_fetched_only_from_where_their_publication_may() {
    let shelf = Shelf::new();
    let (_, private) = shelf.add("http://192.168.1.5/feed");
    let (_, public) = shelf.add("https://public.example/feed");
    let showing =
        |own_id: &str, url: &str| NewArticle { pictures: vec![url.to_owned()], ..article(own_id, own_id) };
    shelf.keep(private, 0, vec![showing("1", "http://192.168.1.5/own.png")]);
    shelf.keep(public, 0, vec![showing("2", "http://192.168.1.5/spied.png")]);
    let home = |url: &str| shelf.read(|conn| media::home(conn, &media::get(conn, &MediaId::of(url))?));
    assert_eq!(home("http://192.168.1.5/own.png").as_deref(), Some("192.168.1.5"), "its own host");
    assert_eq!(
        home("http://192.168.1.5/spied.png").as_deref(),
        Some("public.example"),
        "never another's private one"
    );
}
