use super::testing::*;
use super::*;
use crate::model::*;

/// A publication read by its feed and its API.
fn feed_and_ghost(shelf: &Shelf) -> (SourceId, SourceId) {
    let (publication, feed) = shelf.add("https://harbour.example/feed");
    let url = "https://harbour.example/ghost/api/content/".parse().unwrap();
    let ghost = shelf.write(|tx| source::add(tx, publication, SourceKind::Ghost, &url, start())).unwrap();
    (feed, ghost)
}

fn everything() -> ArticleQuery {
    ArticleQuery::default()
}

#[test]
fn a_new_headline_is_an_edit_and_not_an_article() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![article("1", "Port opns")]);
    let id = shelf.only().summary.id;
    assert_eq!(shelf.keep(source, 5, vec![article("1", "Port opens")]).changed, 1);
    let kept = shelf.only().summary;
    assert_eq!((kept.id, kept.headline.as_str()), (id, "Port opens"), "the same article, told better");
    assert_eq!(kept.first_seen_at, at(0), "an edit does not make it seen later");
    assert_eq!(shelf.headlines(&searching("opns ")), Vec::<String>::new(), "the old words left the index");
    assert_eq!(shelf.headlines(&searching("opens ")), ["Port opens"], "and the new ones came");
}

#[test]
fn what_has_neither_id_nor_address_is_known_by_its_headline() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let told = |text: &str| NewArticle {
        keys: Vec::new(),
        content: format!("<p>{text}</p>").as_str().into(),
        content_text: text.into(),
        ..article("1", "Port opens")
    };
    for date in [None, Some(at(0))] {
        let dated = |text| vec![NewArticle { published_at: date, ..told(text) }];
        shelf.keep(source, 0, dated("Ten ships."));
        assert_eq!(shelf.keep(source, 5, dated("Eleven ships.")).new, 0, "an edit, dated {date:?}");
    }
}

#[test]
fn an_article_is_known_by_any_of_its_keys() {
    let shelf = Shelf::new();
    let (feed, ghost) = feed_and_ghost(&shelf);
    let with_url = |own_id: &str, headline: &str| NewArticle {
        keys: vec![
            ArticleKey::OwnId(own_id.to_owned()),
            ArticleKey::Url("https://harbour.example/port".to_owned()),
        ],
        ..article(own_id, headline)
    };
    shelf.keep(
        feed,
        0,
        vec![NewArticle { summary: Some("From the feed.".into()), ..with_url("f1", "Port (feed)") }],
    );
    shelf.keep(ghost, 1, vec![NewArticle { featured: true, ..with_url("g1", "Port (API)") }]);
    let kept = shelf.only().summary;
    assert_eq!(kept.headline, "Port (API)", "the API knows more than the feed");
    assert_eq!(kept.summary.as_deref(), Some("From the feed."), "what the API does not tell stays");
    assert!(kept.featured);

    let mut edited = with_url("f1", "Port (feed, edited)");
    edited.reading_minutes = Some(3);
    edited.authors = vec![author("Ann Lee")];
    shelf.keep(feed, 2, vec![edited]);
    let kept = shelf.only().summary;
    assert_eq!(kept.headline, "Port (API)", "an edit in the feed does not undo the API");
    assert!(kept.featured, "nor do the feed's empty fields");
    assert_eq!(kept.reading_minutes, Some(3), "but it fills gaps");
    assert_eq!(kept.authors.len(), 1, "of every kind");
}

#[test]
fn what_appeared_elsewhere_first_is_known_where_it_lies_too() {
    let shelf = Shelf::new();
    let (feed, ghost) = feed_and_ghost(&shelf);
    let known_by = |own_id: &str, addresses: &[&str]| NewArticle {
        keys: std::iter::once(ArticleKey::OwnId(own_id.to_owned()))
            .chain(addresses.iter().map(|url| ArticleKey::Url((*url).to_owned())))
            .collect(),
        ..article(own_id, "Port opens")
    };
    let here = "https://harbour.example/port";
    shelf.keep(ghost, 0, vec![known_by("g1", &["https://elsewhere.example/port", here])]);
    shelf.keep(feed, 1, vec![known_by("f1", &[here])]);
    shelf.only();

    let other = Shelf::new();
    let (_, feed) = other.add("https://harbour.example/feed");
    let edition = |own_id: &str| known_by(own_id, &["https://elsewhere.example/day", here]);
    assert_eq!(other.keep(feed, 0, vec![edition("1"), edition("2")]).new, 2, "what both share is no key");
}

#[test]
fn what_several_items_share_is_no_key() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let live = |own_id: Option<&str>, headline: &str| NewArticle {
        keys: own_id
            .map(|id| ArticleKey::OwnId(id.to_owned()))
            .into_iter()
            .chain([ArticleKey::Url("https://harbour.example/live".to_owned())])
            .collect(),
        ..article("live", headline)
    };
    let round =
        || vec![live(Some("1"), "One"), live(Some("2"), "Two"), live(None, "Three"), live(None, "Four")];
    assert_eq!(shelf.keep(source, 0, round()).new, 4, "one page, four pieces");
    assert_eq!(shelf.keep(source, 5, round()), Kept::default(), "known again by id or content");

    let same_id = || vec![article("same", "Five"), article("same", "Six")];
    let other = Shelf::new();
    let (_, source) = other.add("https://harbour.example/feed");
    assert_eq!(other.keep(source, 0, same_id()).new, 2, "an id everything has is no id");
    assert_eq!(other.keep(source, 5, same_id()), Kept::default(), "and they are known again by content");
}

#[test]
fn the_sites_name_is_no_articles_headline() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let aside = || {
        let mut aside = article("aside", "Body");
        aside.made.headline = true;
        aside
    };
    shelf.keep(source, 0, vec![aside()]);
    let id = shelf.only().summary.id;
    let told = NewArticle { headline: "Harbour Post".into(), ..aside() };
    shelf
        .write(|tx| page::note_read(tx, id, Some(NewArticle { made: Made::default(), ..told }), at(1)))
        .unwrap();
    assert_eq!(
        shelf.only().summary.headline,
        "Body",
        "the page has no headline, and its title is the site's"
    );
}

#[test]
fn a_front_page_is_nobodys_address() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let notice = |id: &str, headline: &str| NewArticle {
        keys: vec![ArticleKey::OwnId(id.to_owned()), ArticleKey::Url("https://harbour.example/".to_owned())],
        ..article(id, headline)
    };
    assert_eq!(shelf.keep(source, 0, vec![notice("1", "One")]).new, 1);
    assert_eq!(shelf.keep(source, 5, vec![notice("2", "Two")]).new, 1, "the next notice is another article");
}

#[test]
fn an_item_listed_twice_is_one_article() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let longer = NewArticle { summary: Some("More.".into()), ..article("1", "One") };
    assert_eq!(shelf.keep(source, 0, vec![article("1", "One"), longer, article("1", "One")]).new, 1);
}

#[test]
fn a_key_that_moves_does_not_multiply_articles() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let keyed = |own_id: Option<&str>, path: &str, headline: &str| NewArticle {
        keys: own_id
            .map(|id| ArticleKey::OwnId(id.to_owned()))
            .into_iter()
            .chain([ArticleKey::Url(format!("https://harbour.example/{path}"))])
            .collect(),
        ..article(path, headline)
    };
    shelf.keep(source, 0, vec![keyed(Some("a"), "today", "Monday")]);
    let round = || vec![keyed(Some("a"), "monday", "Monday"), keyed(None, "today", "Tuesday")];
    assert_eq!(shelf.keep(source, 5, round()).new, 1, "the address went to another piece");
    assert_eq!(shelf.keep(source, 9, round()), Kept::default(), "and both are known from then on");
}

#[test]
fn one_id_at_two_sources_is_two_articles() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://harbour.example/feed");
    let (_, two) = shelf.add("https://other.example/feed");
    shelf.keep(one, 0, vec![article("1", "Harbour")]);
    shelf.keep(two, 0, vec![article("1", "Other")]);
    assert_eq!(shelf.list(&everything()).len(), 2, "an own id means something only at its source");
}
