//! Lists of saved articles: their orders, and what they can be narrowed to.

use super::testing::*;
use super::*;
use crate::Error;
use crate::fetch::Validators;
use crate::model::*;

/// Three saved articles and one that is not. They were saved the other way round than they were published.
fn shelf() -> Shelf {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let text = |letters: u8| -> String { (0..letters).map(|n| char::from(b'a' + n % 26)).collect() };
    let told = |own_id: &str, minutes: i64, reading: Option<u32>, letters: u8| NewArticle {
        published_at: Some(at(-minutes)),
        reading_minutes: reading,
        content: format!("<p>{}</p>", text(letters)).as_str().into(),
        content_text: text(letters).as_str().into(),
        authors: vec![author("Ines Maravel")],
        ..tagged(article(own_id, own_id), &["Sea"])
    };
    let mut plain = told("Not saved", 9, Some(99), 200);
    plain.tags.clear();
    shelf.keep(
        source,
        0,
        vec![told("One", 1, Some(3), 90), told("Two", 2, None, 9), told("Three", 3, Some(8), 40), plain],
    );
    for (saved_at, headline) in [(1, "One"), (2, "Two"), (3, "Three")] {
        let id = id_of(&shelf, headline);
        shelf.write(|tx| save::add(tx, id, at(saved_at))).unwrap();
    }
    shelf
}

fn id_of(shelf: &Shelf, headline: &str) -> ArticleId {
    let all = shelf.list(&ArticleQuery::default());
    all.iter().find(|row| row.headline == headline).unwrap().id
}

fn saved(order: Order, reversed: bool) -> ArticleQuery {
    ArticleQuery {
        saved: Some(true),
        order: Some(order),
        reversed: Some(reversed),
        limit: Some(1),
        ..ArticleQuery::default()
    }
}

/// All pages of a list, one row each.
fn paged(shelf: &Shelf, mut query: ArticleQuery) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let page = shelf.read(|conn| list::page(conn, &query));
        seen.extend(page.items.into_iter().map(|row| row.headline));
        query.after = page.next;
        if query.after.is_none() {
            return seen;
        }
    }
}

#[test]
fn saved_articles_stand_in_every_order_and_both_ways() {
    let shelf = shelf();
    let ways =
        |order| (paged(&shelf, saved(order, false)).join(" "), paged(&shelf, saved(order, true)).join(" "));
    let both = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(ways(Order::Saved), both("Three Two One", "One Two Three"));
    assert_eq!(ways(Order::Newest), both("One Two Three", "Three Two One"));
    assert_eq!(ways(Order::Length), both("Three One Two", "One Three Two"), "what is not known stands last");
    assert_eq!(ways(Order::Size), both("One Three Two", "Two Three One"));
}

#[test]
fn an_order_that_a_list_cannot_have_is_refused() {
    let shelf = shelf();
    let told = |query: &ArticleQuery| {
        let told = shelf.write(|tx| list::page(tx, query));
        assert!(matches!(told, Err(Error::Invalid { .. })), "{query:?}");
    };
    told(&ArticleQuery { order: Some(Order::Saved), ..ArticleQuery::default() });
    told(&ArticleQuery { order: Some(Order::Size), saved: Some(false), ..ArticleQuery::default() });
    told(&ArticleQuery { order: Some(Order::Best), reversed: Some(true), ..searching("sea") });
    told(&ArticleQuery { after: Some("s1.1".to_owned()), ..saved(Order::Size, false) });
    told(&ArticleQuery { after: Some("b7ff0000000000000.1".to_owned()), ..searching("sea") });
}

#[test]
fn the_room_of_a_copy_is_its_text_and_its_pictures_each_once() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let pictures = ["a", "b"].map(|name| format!("https://harbour.example/{name}.png"));
    shelf.keep(source, 0, vec![NewArticle { pictures: pictures.to_vec(), ..article("A", "A") }]);
    let id = shelf.only().summary.id;
    shelf.write(|tx| save::add(tx, id, at(1))).unwrap();
    let room = || shelf.only().summary.save.map(|save| save.bytes).unwrap();
    let text = room();
    assert!(text > 0, "the text takes some");
    let kept = media::Kept {
        hash: "0".repeat(64),
        mime: "image/png".to_owned(),
        bytes: 700,
        width: None,
        height: None,
        validators: Validators::default(),
    };
    for url in &pictures {
        shelf.write(|tx| media::note_fetched(tx, &MediaId::of(url), &kept, at(2))).unwrap();
    }
    assert_eq!(room(), text + 700, "two addresses of the same bytes are kept once");
}

#[test]
fn saved_articles_are_searched_and_narrowed() {
    let shelf = shelf();
    let (one, two) = (id_of(&shelf, "One"), id_of(&shelf, "Two"));
    shelf
        .write(|tx| {
            label::set(tx, one, &["Work".to_owned()])?;
            let begun = Position { place: 2.0, share: Some(0.25) };
            position::keep(tx, two, Some(begun), at(4))?;
            tx.execute("UPDATE save SET state = 'failed' WHERE article_id = ?1", [two]).map(drop)?;
            Ok(())
        })
        .unwrap();
    let narrowed = |query: ArticleQuery| {
        shelf.headlines(&ArticleQuery { limit: None, ..ArticleQuery { saved: Some(true), ..query } })
    };
    let all = ArticleQuery::default;
    assert_eq!(narrowed(ArticleQuery { label: Some("work".to_owned()), ..all() }), ["One"]);
    assert_eq!(narrowed(ArticleQuery { begun: Some(true), ..all() }), ["Two"]);
    assert_eq!(narrowed(ArticleQuery { lacking: Some(true), ..all() }), ["Two"]);
    assert_eq!(narrowed(searching("maravel")).len(), 3, "and not what is not saved");
    let found = ArticleQuery { order: Some(Order::Saved), reversed: Some(true), ..searching("maravel") };
    assert_eq!(narrowed(found), ["One", "Two", "Three"], "in the order that was asked for");
    assert_eq!(shelf.list(&ArticleQuery { begun: Some(true), ..all() })[0].begun, Some(0.25));

    let facets = shelf.read(|conn| facet::of(conn, &saved(Order::Saved, false)));
    let told = |facets: &[Facet]| -> Vec<String> {
        facets.iter().map(|facet| format!("{} {} {}", facet.key, facet.name, facet.articles)).collect()
    };
    assert_eq!(told(&facets.labels), ["work Work 1"]);
    assert_eq!(told(&facets.tags), ["sea Sea 3"]);
    assert_eq!(told(&facets.publications), ["1 Harbour Post 3"]);
    assert_eq!(told(&facets.authors), ["1 Ines Maravel 3"]);
}

#[test]
fn lists_of_saved_articles_read_no_others() {
    let shelf = shelf();
    for order in [Order::Saved, Order::Size, Order::Length] {
        let plan = list_tests::plan(&shelf, &saved(order, false));
        assert!(!plan.contains("SCAN a"), "looks articles up by what is saved: {plan}");
    }
}
