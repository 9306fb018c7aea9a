use super::testing::*;
use super::*;
use crate::model::*;

struct Desk {
    shelf: Shelf,
    source: SourceId,
    articles: u32,
}

impl Desk {
    fn new() -> Self {
        let shelf = Shelf::new();
        let (_, source) = shelf.add("https://harbour.example/feed");
        Self { shelf, source, articles: 0 }
    }

    /// Keeps one more article, signed so.
    fn signed(&mut self, name: &str, url: Option<&str>) {
        self.articles += 1;
        let authors = vec![NewAuthor { url: url.map(str::to_owned), ..author(name) }];
        let told = NewArticle { authors, ..article(&self.articles.to_string(), "Story") };
        self.shelf.keep(self.source, 0, vec![told]);
    }

    /// Everybody with their spellings: "Jane Smith (J. Smith)".
    fn people(&self) -> Vec<String> {
        let pages = self.shelf.read(|conn| author::all(conn, None));
        pages
            .into_iter()
            .map(|page| {
                let spellings: Vec<String> = page.spellings.into_iter().map(|one| one.name).collect();
                if spellings.is_empty() {
                    page.author.name
                } else {
                    format!("{} ({})", page.author.name, spellings.join(", "))
                }
            })
            .collect()
    }

    fn page(&self, name: &str) -> AuthorPage {
        let pages = self.shelf.read(|conn| author::all(conn, None));
        pages.into_iter().find(|page| page.author.name == name).unwrap()
    }

    fn id(&self, name: &str) -> AuthorId {
        self.page(name).author.id.unwrap()
    }

    fn separate(&self, of: &str, spelling: &str) -> Result<AuthorId> {
        let page = self.page(of);
        let ids = page.spellings.into_iter().find(|one| one.name == spelling).unwrap().ids;
        self.shelf.write(|tx| spelling::separate(tx, &ids))
    }
}

#[test]
fn spellings_of_one_person_are_one_author() {
    let mut desk = Desk::new();
    for name in ["J. Smith", "Jane Smith", "JANE SMITH"] {
        desk.signed(name, None);
    }
    assert_eq!(desk.people(), ["Jane Smith (J. Smith, JANE SMITH)"], "under the fullest name");
    desk.signed("Jane S.", Some("https://harbour.example/jane"));
    desk.signed("Jane Smith-Lee", Some("http://harbour.example/jane/"));
    assert_eq!(
        desk.people(),
        ["Jane Smith (J. Smith, JANE SMITH)", "Jane Smith-Lee (Jane S.)"],
        "one address is one person, who has married"
    );
}

#[test]
fn an_initial_that_could_be_two_people_is_neither() {
    let mut desk = Desk::new();
    for name in ["Jane Smith", "John Smith", "J. Smith", "J. Smithson", "Newsroom", "J."] {
        desk.signed(name, None);
    }
    assert_eq!(desk.people(), ["J.", "J. Smith", "J. Smithson", "Jane Smith", "John Smith", "Newsroom"]);
    let mut desk = Desk::new();
    for name in ["J. Smith", "Jane Smith", "John Smith"] {
        desk.signed(name, None);
    }
    assert_eq!(
        desk.people(),
        ["Jane Smith (J. Smith)", "John Smith"],
        "whoever is one already is not the other"
    );
}

#[test]
fn what_the_reader_puts_apart_stays_apart() {
    let mut desk = Desk::new();
    for name in ["Jane Smith", "J. Smith", "JANE SMITH"] {
        desk.signed(name, None);
    }
    desk.separate("Jane Smith", "J. Smith").unwrap();
    assert_eq!(desk.people(), ["J. Smith", "Jane Smith (JANE SMITH)"]);
    assert_eq!(desk.page("J. Smith").counts.total, 1, "with the articles that write it so");
    desk.separate("Jane Smith", "JANE SMITH").unwrap();
    for name in ["J. Smith", "Jane Smith", "JANE SMITH"] {
        desk.signed(name, None);
    }
    let mut people = desk.people();
    people.sort();
    assert_eq!(people, ["J. Smith", "JANE SMITH", "Jane Smith"], "also at the next refresh");
    assert_eq!(desk.page("J. Smith").counts.total, 2);
    assert!(desk.shelf.read(stats::check).sound);
}

#[test]
fn what_the_reader_puts_together_stays_together_until_it_is_undone() {
    let mut desk = Desk::new();
    desk.signed("Jane Smith", Some("https://harbour.example/jane"));
    desk.signed("Jane Doe", Some("https://harbour.example/doe"));
    let (jane, doe) = (desk.id("Jane Smith"), desk.id("Jane Doe"));
    desk.shelf.write(|tx| follow::add(tx, FollowKind::Author, &doe.to_string(), at(0))).unwrap();
    let moved = desk.shelf.write(|tx| spelling::merge(tx, jane, doe)).unwrap();
    desk.signed("Jane Doe", Some("https://harbour.example/doe"));
    assert_eq!(desk.people(), ["Jane Smith (Jane Doe)"], "also at the next refresh");
    let page = desk.page("Jane Smith");
    assert_eq!((page.counts.total, page.author.url.as_deref()), (3, Some("https://harbour.example/jane")));
    assert!(page.follow.is_some(), "who was followed is");
    assert_eq!(desk.shelf.headlines(&searching("smith")).len(), 3, "found by the one name");

    assert_eq!(desk.shelf.write(|tx| spelling::separate(tx, &moved)).unwrap(), doe, "the same as before");
    assert_eq!(desk.people(), ["Jane Doe", "Jane Smith"]);
    assert_eq!(desk.page("Jane Doe").counts.total, 2);
    assert_eq!(desk.page("Jane Doe").author.url.as_deref(), Some("https://harbour.example/doe"));
    assert!(desk.page("Jane Doe").follow.is_some(), "and followed as before");
    assert!(desk.page("Jane Smith").follow.is_none(), "whom nobody followed");
}

#[test]
fn only_what_can_be_one_is_put_together() {
    let mut desk = Desk::new();
    desk.signed("Jane Smith", None);
    let (_, other) = desk.shelf.add("https://hill.example/feed");
    desk.shelf.keep(other, 0, vec![NewArticle { authors: vec![author("Ann Lee")], ..article("x", "Hills") }]);
    let pair = vec![author("Jane Smith"), author("Kim Doe")];
    desk.shelf.keep(desk.source, 0, vec![NewArticle { authors: pair, ..article("y", "Two") }]);
    let (jane, ann, kim) = (desk.id("Jane Smith"), desk.id("Ann Lee"), desk.id("Kim Doe"));
    let code = |outcome: Result<Vec<SpellingId>>| outcome.unwrap_err().code();
    assert_eq!(code(desk.shelf.write(|tx| spelling::merge(tx, jane, ann))), "invalid", "of two publications");
    assert_eq!(code(desk.shelf.write(|tx| spelling::merge(tx, jane, jane))), "invalid", "with themselves");
    assert_eq!(
        code(desk.shelf.write(|tx| spelling::merge(tx, jane, kim))),
        "invalid",
        "who wrote one together"
    );
    assert_eq!(code(desk.shelf.write(|tx| spelling::merge(tx, jane, AuthorId(99)))), "not_found");
    let all = desk.shelf.write(|tx| spelling::separate(tx, &[SpellingId(1)]));
    assert_eq!(all.unwrap_err().code(), "invalid", "nobody would be left");
}
