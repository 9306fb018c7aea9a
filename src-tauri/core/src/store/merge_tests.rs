use proptest::prelude::*;
use url::Url;

use super::testing::*;
use super::*;
use crate::model::*;

/// A publication with a feed, another feed and an API.
pub(super) struct Paths {
    pub shelf: Shelf,
    publication: PublicationId,
    pub feed: SourceId,
    second: SourceId,
    pub api: SourceId,
}

impl Paths {
    pub fn new() -> Self {
        let shelf = Shelf::new();
        let (publication, feed) = shelf.add("https://harbour.example/feed");
        let more = |kind, url: &str| {
            let url = Url::parse(url).unwrap();
            shelf.write(|tx| source::add(tx, publication, kind, &url, start())).unwrap()
        };
        let second = more(SourceKind::Feed, "https://harbour.example/second");
        let api = more(SourceKind::Ghost, "https://harbour.example/ghost/api/content/");
        Self { publication, feed, second, api, shelf }
    }

    fn sources(&self) -> [SourceId; 3] {
        [self.feed, self.second, self.api]
    }
}

const ADDRESS: &str = "https://harbour.example/port";

/// The article at [`ADDRESS`].
pub(super) fn port(headline: &str, text: &str, extent: Extent) -> NewArticle {
    NewArticle {
        keys: vec![ArticleKey::Url(ADDRESS.to_owned())],
        content: format!("<p>{text}</p>").as_str().into(),
        content_text: text.into(),
        extent,
        ..article("port", headline)
    }
}

/// What does not depend on when it was read.
fn told(article: &Article) -> serde_json::Value {
    let mut value = serde_json::to_value(article).unwrap();
    for of_the_library in ["id", "cursor", "firstSeenAt", "sortedAt", "editedAt"] {
        value[of_the_library] = serde_json::Value::Null;
    }
    value["authors"].as_array_mut().unwrap().iter_mut().for_each(|author| author["id"] = 0.into());
    value
}

fn some<T: std::fmt::Debug + Clone>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::of(value)
}

prop_compose! {
    /// One telling of the article: any field told or not, the text whole, cut or missing.
    fn reading()(
        headline in prop::sample::select(vec!["Port opens", "Port opened", "The port"]),
        summary in some("[a-c]{3}"),
        text in prop::sample::select(vec!["", "An opening", "All of the text", "All of it otherwise"]),
        extent in prop::sample::select(vec![Extent::Cut, Extent::Short, Extent::Whole]),
        made in (any::<bool>(), any::<bool>(), any::<bool>()),
        minutes in some(1..9u32),
        days in some(0..5i64),
        flags in (any::<bool>(), any::<bool>(), any::<bool>()),
        names in prop::collection::vec("[A-C]nn", 0..3),
        topics in prop::collection::vec("[a-c]ea", 0..3),
        related in prop::collection::vec("[a-c]", 0..2),
    ) -> NewArticle {
        let (made_summary, counted) = (made.0 || summary.is_none(), made.1 || minutes.is_none());
        let summary = if made_summary { Some(format!("made of {text}")) } else { summary };
        let (featured, paid, video) = flags;
        NewArticle {
            summary: summary.as_deref().map(Into::into).filter(|_| !made_summary || !text.is_empty()),
            content: if text.is_empty() { "".into() } else { format!("<p>{text}</p>").as_str().into() },
            reading_minutes: if counted { u32::try_from(text.len() / 5).ok().filter(|n| *n > 0) } else { minutes },
            published_at: days.map(|days| start() - chrono::TimeDelta::days(days)),
            authors: names.iter().map(|name| author(name)).collect(),
            tags: topics.iter().map(|name| NewTag { name: name.as_str().into(), url: None }).collect(),
            related: related.iter().map(|title| NewRelatedCard {
                url: format!("https://harbour.example/{title}"),
                title: title.as_str().into(),
                description: None,
                publisher: None,
                author: None,
                thumbnail: None,
            }).collect(),
            featured,
            access: if paid { Access::Paid } else { Access::Public },
            kind: if video { ArticleKind::Video } else { ArticleKind::Article },
            made: Made { headline: false, summary: made_summary, reading_minutes: counted, published_at: made.2 },
            extent: if text.is_empty() { Extent::Nothing } else { extent },
            ..port(headline, text, Extent::Whole)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// An article is the same in whatever order its sources tell it.
    #[test]
    fn the_order_of_arrival_does_not_matter(
        readings in prop::collection::vec(reading(), 3),
        page in reading(),
        order in Just((0..4usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let tell = |order: &[usize]| {
            let paths = Paths::new();
            for &teller in order {
                match paths.sources().get(teller) {
                    Some(source) => drop(paths.shelf.keep(*source, 0, vec![readings[teller].clone()])),
                    None => paths.shelf.keep_page(paths.publication, 0, &page),
                }
            }
            told(&paths.shelf.only())
        };
        prop_assert_eq!(tell(&[0, 1, 2, 3]), tell(&order));
    }
}

// ---- precedence ----

#[test]
fn a_worse_value_never_takes_the_place_of_a_better_one() {
    let paths = Paths::new();
    let from_api = NewArticle { featured: true, ..port("Port (API)", "All of the text", Extent::Whole) };
    paths.shelf.keep(paths.api, 0, vec![from_api]);
    let from_feed = NewArticle {
        section: Some("News".into()),
        access: Access::Paid,
        ..port("Port (feed)", "An opening", Extent::Cut)
    };
    paths.shelf.keep(paths.feed, 1, vec![from_feed]);
    let kept = paths.shelf.only();
    assert_eq!(kept.summary.headline, "Port (API)", "the API comes before the feed");
    assert_eq!(kept.content_text, "All of the text");
    assert_eq!(kept.summary.section.as_deref(), Some("News"), "what only the feed tells is taken");
    assert_eq!(kept.summary.access, Access::Public, "an API that says nothing of access says it is free");
    assert!(kept.summary.featured);

    let unpicked = port("Port (API)", "All of the text", Extent::Whole);
    paths.shelf.keep(paths.api, 2, vec![unpicked]);
    assert!(!paths.shelf.only().summary.featured, "the one who picked it may take that back");
}

#[test]
fn an_article_without_a_picture_does_not_get_the_sites_own() {
    let with = |url: &str| NewArticle {
        lead_image: Some(NewImage {
            url: format!("https://harbour.example/{url}"),
            caption: None,
            credit: None,
            raw_caption: None,
            alt: None,
            width: None,
            height: None,
        }),
        ..port("Port", "All of the text", Extent::Whole)
    };
    let bare = port("Port", "All of the text", Extent::Whole);
    for page_first in [true, false] {
        let paths = Paths::new();
        if page_first {
            paths.shelf.keep_page(paths.publication, 0, &with("cover.png"));
            assert!(paths.shelf.only().summary.lead_image.is_some(), "nobody knows better yet");
        }
        paths.shelf.keep(paths.api, 1, vec![bare.clone()]);
        paths.shelf.keep_page(paths.publication, 2, &with("cover.png"));
        assert!(paths.shelf.only().summary.lead_image.is_none(), "its API tells none: {page_first}");
        let picture = || paths.shelf.only().summary.lead_image.map(|image| image.url);
        paths.shelf.keep(paths.feed, 3, vec![with("crane.jpg")]);
        let told = picture();
        paths.shelf.keep_page(paths.publication, 4, &with("cover.png"));
        assert!(told.is_some() && picture() == told, "its feed's stays: {page_first}");
    }
    let paths = Paths::new();
    paths.shelf.keep(paths.feed, 0, vec![bare]);
    paths.shelf.keep_page(paths.publication, 1, &with("crane.jpg"));
    assert!(paths.shelf.only().summary.lead_image.is_some(), "what a feed leaves out its page tells");
}

#[test]
fn of_two_feeds_the_one_we_have_longer_comes_first() {
    let paths = Paths::new();
    paths.shelf.keep(paths.second, 0, vec![port("Second", "Second text", Extent::Whole)]);
    paths.shelf.keep(paths.feed, 1, vec![port("First", "First text", Extent::Whole)]);
    paths.shelf.keep(paths.second, 2, vec![port("Second again", "Second text again", Extent::Whole)]);
    let kept = paths.shelf.only();
    assert_eq!((kept.summary.headline.as_str(), kept.content_text.as_str()), ("First", "First text"));
    assert_eq!(kept.summary.edited_at, None, "that they differ is no edit");
}

#[test]
fn a_whole_text_comes_before_an_opening_whoever_tells_it() {
    let paths = Paths::new();
    paths.shelf.keep(paths.api, 0, vec![port("Port", "An opening", Extent::Cut)]);
    assert!(paths.shelf.only().summary.stub, "an opening is told as one");
    paths.shelf.keep(paths.feed, 1, vec![port("Port", "All of the text", Extent::Whole)]);
    let kept = paths.shelf.only();
    assert_eq!((kept.content_text.as_str(), kept.summary.stub), ("All of the text", false));
    paths.shelf.keep(paths.feed, 2, vec![port("Port", "An opening", Extent::Cut)]);
    assert_eq!(
        paths.shelf.only().content_text,
        "All of the text",
        "a feed that is cut later takes nothing back"
    );
    assert_eq!(paths.shelf.only().summary.edited_at, None, "and that is no edit");
}

#[test]
fn what_was_made_from_the_text_gives_way_to_what_was_told() {
    let paths = Paths::new();
    let made = Made { headline: true, summary: true, reading_minutes: true, published_at: false };
    let bare = NewArticle {
        summary: Some("All of".into()),
        reading_minutes: Some(1),
        made,
        ..port("All of the…", "All of the text", Extent::Whole)
    };
    paths.shelf.keep(paths.api, 0, vec![bare]);
    let full = NewArticle {
        summary: Some("Cranes return.".into()),
        reading_minutes: Some(7),
        ..port("Port opens", "Text of the feed", Extent::Whole)
    };
    paths.shelf.keep(paths.feed, 1, vec![full]);
    let kept = paths.shelf.only();
    assert_eq!(kept.summary.headline, "Port opens");
    assert_eq!(kept.summary.summary.as_deref(), Some("Cranes return."));
    assert_eq!(kept.summary.reading_minutes, Some(7));
    assert_eq!(kept.content_text, "All of the text", "the body is still the API's");
}

#[test]
fn a_day_that_a_page_only_shows_gives_way_to_one_that_was_told() {
    let paths = Paths::new();
    let dated = |at, made| NewArticle {
        published_at: Some(at),
        made: Made { published_at: made, ..Made::default() },
        ..port("Port opens", "All of the text", Extent::Whole)
    };
    paths.shelf.keep_page(paths.publication, 0, &dated(at(-60), true));
    assert_eq!(paths.shelf.only().summary.published_at, Some(at(-60)), "better than none");
    paths.shelf.keep(paths.feed, 1, vec![dated(at(-30), false)]);
    assert_eq!(paths.shelf.only().summary.published_at, Some(at(-30)), "the feed tells it");
    paths.shelf.keep_page(paths.publication, 2, &dated(at(-60), true));
    assert_eq!(paths.shelf.only().summary.published_at, Some(at(-30)), "the page still only shows one");
    paths.shelf.keep_page(paths.publication, 3, &dated(at(-20), false));
    assert_eq!(
        paths.shelf.only().summary.published_at,
        Some(at(-20)),
        "what a page tells comes before a feed"
    );
}

// ---- two rows that prove to be one ----

/// An article known by an id of its source, and perhaps an address.
fn known(own_id: &str, headline: &str, address: bool) -> NewArticle {
    let url = address.then(|| ArticleKey::Url(ADDRESS.to_owned()));
    let keys = [ArticleKey::OwnId(own_id.to_owned())].into_iter().chain(url).collect();
    NewArticle { keys, ..article(own_id, headline) }
}

#[test]
fn two_rows_that_prove_to_be_one_become_one_with_all_the_reader_did() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.feed, 0, vec![]);
    shelf.keep(paths.api, 0, vec![]);
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, "sea", start())).unwrap();
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, "port", start())).unwrap();
    shelf.keep(paths.feed, 1, vec![tagged(known("f1", "Port (feed)", true), &["sea"])]);
    shelf.keep(paths.api, 2, vec![tagged(known("a1", "Port (API)", false), &["port"])]);
    let rows = shelf.list(&ArticleQuery::default());
    let (older, newer) =
        (rows.iter().map(|row| row.id).min().unwrap(), rows.iter().map(|row| row.id).max().unwrap());
    assert_ne!(older, newer, "nothing yet says that they are one");
    shelf.write(|tx| save::add(tx, newer, at(3))).unwrap();
    shelf.write(|tx| status::mark(tx, &[older], true, at(3))).unwrap();
    shelf.claim_one().unwrap();

    shelf.keep(paths.api, 5, vec![tagged(known("a1", "Port (API)", true), &["port"])]);
    let kept = shelf.only();
    assert_eq!(kept.summary.id, newer, "the one that is saved stays");
    assert!(kept.summary.saved && kept.summary.read, "saved and read");
    assert_eq!(kept.summary.headline, "Port (API)");
    assert_eq!(kept.summary.first_seen_at, at(1), "seen when the first of them was");
    let alerts = shelf.inbox();
    assert_eq!(alerts.len(), 1, "one alert: {alerts:?}");
    assert_eq!(
        (alerts[0].article, alerts[0].state),
        (newer, AlertState::Unshown),
        "and it is not shown again"
    );
    assert_eq!(alerts[0].because, ["sea", "port"], "with both reasons");
    assert_eq!(shelf.headlines(&searching("feed ")), Vec::<String>::new(), "the other left the index");
    assert_eq!(shelf.keep(paths.feed, 6, vec![tagged(known("f1", "Port (feed)", true), &["sea"])]).new, 0);
    assert!(shelf.read(stats::check).sound);
}

#[test]
fn what_one_source_lists_apart_stays_apart() {
    let paths = Paths::new();
    let shelf = &paths.shelf;
    shelf.keep(paths.feed, 0, vec![known("1", "Live: Monday", true)]);
    shelf.keep(paths.feed, 5, vec![known("2", "Live: Tuesday", false)]);
    shelf.keep(paths.feed, 9, vec![known("2", "Live: Tuesday", true)]);
    assert_eq!(shelf.list(&ArticleQuery::default()).len(), 2, "one address, but two pieces by their own ids");
}

// ---- items without id or address ----

fn bare(headline: &str, text: &str) -> NewArticle {
    NewArticle {
        keys: vec![ArticleKey::Content(format!("{headline}{text}"))],
        ..port(headline, text, Extent::Whole)
    }
}

#[test]
fn an_edited_item_without_id_or_address_is_the_same_article() {
    let paths = Paths::new();
    let long =
        "The port opens again after twelve years of waiting, and the cranes return one by one. ".repeat(4);
    paths.shelf.keep(paths.feed, 0, vec![bare("Port opns", &long)]);
    paths.shelf.keep(paths.feed, 1, vec![bare("Port opens", &long)]);
    assert_eq!(paths.shelf.only().summary.headline, "Port opens", "known by its text");
    paths.shelf.keep(paths.feed, 2, vec![bare("Port opens", &format!("{long} At last."))]);
    assert!(paths.shelf.only().content_text.ends_with("At last."), "known by its headline and date");
    let tomorrow = NewArticle { published_at: Some(at(1440)), ..bare("Port opens", "Short and otherwise.") };
    paths.shelf.keep(paths.feed, 1440, vec![tomorrow]);
    assert_eq!(
        paths.shelf.list(&ArticleQuery::default()).len(),
        2,
        "the same headline another day is another piece"
    );
}

// ---- cards ----

#[test]
fn cards_without_a_body_hold_to_who_comes_first() {
    let card = |title: &str| NewRelatedCard {
        url: format!("https://harbour.example/{title}"),
        title: title.into(),
        description: None,
        publisher: None,
        author: None,
        thumbnail: None,
    };
    let with = |title| NewArticle {
        content: "".into(),
        related: vec![card(title)],
        ..port("Port", "", Extent::Nothing)
    };
    let paths = Paths::new();
    paths.shelf.keep(paths.feed, 0, vec![with("feeds")]);
    paths.shelf.keep_page(paths.publication, 0, &with("pages"));
    assert_eq!(paths.shelf.only().related[0].title, "pages", "the page comes before the feed");
    paths.shelf.keep(paths.feed, 1, vec![with("feeds-again")]);
    assert_eq!(paths.shelf.only().related[0].title, "pages", "also when the feed tells again");
}
