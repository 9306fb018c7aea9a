use std::time::{Duration, Instant};

use super::testing::*;
use super::*;
use crate::model::*;

fn front(shelf: &Shelf) -> FrontPage {
    shelf.read(|conn| front::page(conn, None, at(60)))
}

fn headlines(articles: &[ArticleSummary]) -> Vec<&str> {
    articles.iter().map(|article| article.headline.as_str()).collect()
}

fn card(url: &str) -> NewRelatedCard {
    NewRelatedCard {
        url: url.to_owned(),
        title: "A card".into(),
        description: None,
        publisher: None,
        author: None,
        thumbnail: None,
    }
}

/// Three publications, each with one article at the start.
fn three() -> (Shelf, [SourceId; 3]) {
    let shelf = Shelf::new();
    let sources = ["one", "two", "three"].map(|name| {
        let (_, source) = shelf.add(&format!("https://{name}.example/feed"));
        shelf.keep(source, 0, vec![of(name, &format!("First of {name}"))]);
        source
    });
    (shelf, sources)
}

/// An article whose address no other publication's has.
fn of(name: &str, headline: &str) -> NewArticle {
    NewArticle {
        url: Some(format!("https://{name}.example/{}", slug(headline))),
        ..article(headline, headline)
    }
}

#[test]
fn an_empty_library_has_an_empty_page() {
    assert_eq!(front(&Shelf::new()), FrontPage::default(), "nothing leads, and there are no sections");
}

#[test]
fn with_few_publications_there_is_a_lead_and_one_list() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://one.example/feed");
    let filed = |n: usize| NewArticle { section: Some("News".into()), ..of("one", &format!("Story {n}")) };
    shelf.keep(source, 0, (0..8).map(filed).collect());
    let page = front(&shelf);
    assert!(page.lead.is_some() && page.top.is_empty(), "no row of cards for one paper");
    assert_eq!(page.sections.len(), 1, "one list");
    assert_eq!(
        (page.sections[0].name.as_ref(), page.sections[0].articles.len()),
        (None, 7),
        "of all the rest"
    );
    assert!(page.picks.is_empty() && page.popular.is_empty() && page.videos.is_empty(), "no empty sections");
}

#[test]
fn what_others_link_to_leads_and_says_so() {
    let (shelf, [one, two, three]) = three();
    let linking = |name, headline| NewArticle {
        related: vec![card("https://one.example/first-of-one"), card("https://nowhere.example/")],
        ..of(name, headline)
    };
    shelf.keep(two, 10, vec![linking("two", "Two links")]);
    shelf.keep(three, 10, vec![linking("three", "Three links"), linking("three", "Three links again")]);
    shelf.keep(one, 10, vec![linking("one", "One links to itself")]);
    let page = front(&shelf);
    let lead = page.lead.as_ref().expect("a lead");
    assert_eq!(lead.article.headline, "First of one", "older, but talked about");
    assert_eq!(lead.because, Because::Links { publications: 2 }, "each once, and its own not at all");
    assert_eq!(page.popular[0], *lead, "and it is popular for the same reason");

    shelf.keep(
        two,
        20,
        vec![of("two", "Two links"), NewArticle { related: Vec::new(), ..linking("two", "Two links") }],
    );
    let without = front(&shelf).popular;
    assert!(without.len() == 1, "a card that stays away takes nothing else with it");
}

#[test]
fn picks_comments_follows_and_video_stand_where_they_belong() {
    let (shelf, [one, two, _]) = three();
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, "Syria", start())).unwrap();
    shelf.keep(
        one,
        5,
        vec![
            NewArticle { featured: true, ..of("one", "Picked") },
            NewArticle {
                featured: true,
                comment_count: Some(9),
                ..tagged(of("one", "Everything"), &["syria"])
            },
            NewArticle { comment_count: Some(40), ..of("one", "Discussed") },
        ],
    );
    shelf.keep(two, 5, vec![NewArticle { kind: ArticleKind::Video, ..of("two", "A film") }]);
    let page = front(&shelf);
    let lead = page.lead.expect("a lead");
    assert_eq!((lead.article.headline.as_str(), lead.because), ("Everything", Because::Featured));
    assert_eq!(headlines(&page.picks), ["Picked"], "what leads is not picked once more");
    let popular: Vec<_> =
        page.popular.iter().map(|story| (story.article.headline.as_str(), &story.because)).collect();
    assert_eq!(
        popular,
        [("Discussed", &Because::Comments { count: 40 }), ("Everything", &Because::Comments { count: 9 })],
        "most comments first"
    );
    assert_eq!(headlines(&page.videos), ["A film"]);
}

#[test]
fn sections_gather_what_several_publications_file_alike() {
    let (shelf, [one, two, three]) = three();
    let filed =
        |name, section: &str, headline| NewArticle { section: Some(section.into()), ..of(name, headline) };
    shelf.keep(one, 5, vec![filed("one", "Climate", "A"), filed("one", "Opinion", "B")]);
    shelf.keep(two, 5, vec![filed("two", "climate", "C"), filed("two", "CLIMATE", "D")]);
    shelf.keep(three, 5, vec![filed("three", "Climate", "E")]);
    let page = front(&shelf);
    let names: Vec<_> = page.sections.iter().map(|section| section.name.as_deref()).collect();
    assert_eq!(names.last(), Some(&None), "what stands in no section of its own comes behind");
    assert!(
        names.len() == 2 && names[0].is_some_and(|name| slug(name) == "climate"),
        "one section: {names:?}"
    );
    assert!(page.sections[0].articles.len() >= 3, "from whichever publication");
    let mut all: Vec<_> = page.sections.iter().flat_map(|section| headlines(&section.articles)).collect();
    all.extend(page.lead.iter().map(|story| story.article.headline.as_str()));
    all.sort_unstable();
    let whole = all.len();
    all.dedup();
    assert_eq!(all.len(), whole, "no article stands twice");
}

#[test]
fn what_is_old_or_removed_is_on_no_front_page() {
    let (shelf, [one, ..]) = three();
    let old = NewArticle { published_at: Some(at(-60 * 24 * 30)), ..of("one", "Last month") };
    shelf.keep(one, 5, vec![old]);
    let page = shelf.read(|conn| front::page(conn, None, at(60)));
    let all: Vec<_> = page.sections.iter().flat_map(|section| headlines(&section.articles)).collect();
    assert!(!all.contains(&"Last month"), "a week is as far as it looks");
    let first = page.lead.expect("a lead").article.publication.id;
    shelf.write(|tx| publication::remove(tx, first, at(6))).unwrap();
    let lead = front(&shelf).lead.expect("another lead");
    assert_ne!(lead.article.publication.id, first, "a removed publication leads nothing");
}

#[test]
fn ten_thousand_articles_are_looked_through_quickly() {
    let (shelf, [one, ..]) = three();
    for hour in 0..10 {
        let articles = (0..1000)
            .map(|n| NewArticle {
                published_at: Some(at(-60 * hour - n % 60)),
                comment_count: u32::try_from(n % 7).ok(),
                ..of("one", &format!("Story {hour} {n}"))
            })
            .collect();
        shelf.keep(one, 0, articles);
    }
    let begun = Instant::now();
    let page = front(&shelf);
    assert!(begun.elapsed() < Duration::from_secs(2), "bounded, also unoptimised: {:?}", begun.elapsed());
    assert!(page.popular.len() <= 12 && page.sections.iter().all(|section| section.articles.len() <= 24));
}
