use std::time::{Duration, Instant};

use super::testing::*;
use super::*;
use crate::model::*;

/// An article of one publication, in a section, with tags, so many minutes before the start.
fn filed(name: &str, minutes: i64, section: Option<&str>, tags: &[&str]) -> NewArticle {
    let bare = article(name, name);
    let told = NewArticle {
        url: Some(format!("https://{name}.example/{name}")),
        section: section.map(Into::into),
        published_at: Some(at(-minutes)),
        ..bare
    };
    tagged(told, tags)
}

fn id_of(shelf: &Shelf, headline: &str) -> ArticleId {
    let rows = shelf.list(&ArticleQuery::default());
    rows.iter().find(|row| row.headline == headline).expect("kept before").id
}

fn round(shelf: &Shelf, headline: &str) -> Around {
    let id = id_of(shelf, headline);
    shelf.read(|conn| around::of(conn, id, at(60)))
}

fn headlines(articles: &[ArticleSummary]) -> Vec<&str> {
    articles.iter().map(|article| article.headline.as_str()).collect()
}

#[test]
fn an_article_alone_has_nothing_round_it() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://one.example/feed");
    shelf.keep(source, 0, vec![filed("alone", 5, Some("News"), &["Syria"])]);
    assert_eq!(round(&shelf, "alone"), Around::default(), "and is never offered itself");
    let gone = shelf.read(|conn| Ok(around::of(conn, ArticleId(99), at(60)).is_err()));
    assert!(gone, "what is not there has nothing round it, and says so");
}

#[test]
fn what_shares_most_comes_first_and_publications_are_told_apart() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    let (_, two) = shelf.add("https://two.example/feed");
    shelf.keep(
        one,
        0,
        vec![
            filed("it", 50, Some("News"), &["Syria", "Ukraine"]),
            filed("same section", 40, Some("News"), &[]),
            filed("one tag", 60, Some("World"), &["syria"]),
            filed("both tags", 70, Some("World"), &["Ukraine", "Syria"]),
            filed("neither", 10, Some("Sport"), &["Chess"]),
        ],
    );
    shelf.keep(
        two,
        0,
        vec![
            filed("their one", 20, Some("News"), &["Ukraine"]),
            filed("their both", 90, None, &["Syria", "Ukraine"]),
            filed("their section", 5, Some("News"), &[]),
        ],
    );
    let around = round(&shelf, "it");
    assert_eq!(
        headlines(&around.more),
        ["both tags", "one tag", "same section"],
        "a tag says more than a section, and what shares nothing stays away"
    );
    assert_eq!(
        headlines(&around.elsewhere),
        ["their both", "their one"],
        "others are alike by tags: their sections are their own"
    );
}

#[test]
fn the_rails_are_of_its_own_publication() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    let (_, two) = shelf.add("https://two.example/feed");
    let picked = |name: &str, minutes| NewArticle { featured: true, ..filed(name, minutes, None, &[]) };
    let discussed =
        |name: &str, count| NewArticle { comment_count: Some(count), ..filed(name, 30, None, &[]) };
    shelf.keep(
        one,
        0,
        vec![
            picked("it", 50),
            picked("picked", 45),
            discussed("talked of", 9),
            discussed("most talked of", 40),
            NewArticle { kind: ArticleKind::Video, ..filed("film", 70, None, &[]) },
        ],
    );
    shelf.keep(two, 0, vec![picked("their pick", 1), discussed("their talk", 99)]);
    let around = round(&shelf, "it");
    assert_eq!(headlines(&around.picks), ["picked"], "not the article itself, nor another paper's pick");
    let popular: Vec<_> = around.popular.iter().map(|story| story.article.headline.as_str()).collect();
    assert_eq!(popular, ["most talked of", "talked of"], "most comments first");
    assert_eq!(around.popular[0].because, Because::Comments { count: 40 }, "and it says why");
    assert_eq!(headlines(&around.videos), ["film"]);
    assert_eq!(around.latest.len(), 4, "the time-line is everything else of the publication");
    assert_eq!(around.newer.map(|next| next.headline).as_deref(), Some("picked"));
    assert_eq!(around.older.map(|next| next.headline).as_deref(), Some("film"));
}

#[test]
fn what_is_hidden_is_offered_nowhere() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    let (gone, two) = shelf.add("https://two.example/feed");
    shelf.keep(one, 0, vec![filed("it", 5, None, &["Syria"])]);
    shelf.keep(two, 0, vec![filed("theirs", 6, None, &["Syria"])]);
    shelf.write(|tx| publication::remove(tx, gone, at(6))).unwrap();
    assert!(round(&shelf, "it").elsewhere.is_empty(), "its publication was removed");
}

#[test]
fn a_busy_tag_is_looked_through_quickly() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    for round in 0..4 {
        let many = (0..1000)
            .map(|n| filed(&format!("{round} {n}"), n, Some("News"), &["News", "World", "Politics"]));
        shelf.keep(one, 0, many.collect());
    }
    let id = id_of(&shelf, "3 7");
    let begun = Instant::now();
    let around = shelf.read(|conn| around::of(conn, id, at(60)));
    assert!(begun.elapsed() < Duration::from_secs(1), "bounded, also unoptimised: {:?}", begun.elapsed());
    assert_eq!((around.more.len(), around.latest.len()), (12, 12), "a rail holds no more");
}
