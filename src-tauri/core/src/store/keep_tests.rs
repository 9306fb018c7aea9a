use super::testing::*;
use super::*;
use crate::model::*;

fn everything() -> ArticleQuery {
    ArticleQuery::default()
}

#[test]
fn an_article_comes_back_whole() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://harbour.example/feed");
    let mut told = tagged(article("1", "Syria’s new port"), &["Syria", "Économie"]);
    told.section = Some("News Feed".into());
    told.summary = Some("Cranes return.".into());
    told.authors = vec![NewAuthor {
        role: Some("Reporter".into()),
        avatar: Some("https://harbour.example/ann.png".to_owned()),
        ..author("Ann Lee")
    }];
    told.lead_image = Some(NewImage {
        url: "https://harbour.example/lead.jpg".to_owned(),
        caption: Some("The port".into()),
        credit: Some("Bo".into()),
        alt: None,
        width: Some(10),
        height: None,
    });
    told.related = vec![NewRelatedCard {
        url: "https://harbour.example/1".to_owned(),
        title: "Itself".into(),
        description: None,
        publisher: None,
        author: None,
        thumbnail: Some("https://harbour.example/thumb.jpg".to_owned()),
    }];
    assert_eq!(shelf.keep(source, 0, vec![told]), Kept { new: 1, changed: 0, alerts: 0 });

    let kept = shelf.only();
    assert_eq!(kept.summary.headline, "Syria’s new port");
    assert_eq!(kept.summary.publication.id, publication);
    assert_eq!(kept.summary.section.as_deref(), Some("News Feed"));
    assert_eq!(kept.summary.authors[0].role.as_deref(), Some("Reporter"));
    assert_eq!(
        kept.summary.tags.iter().map(|tag| tag.slug.as_str()).collect::<Vec<_>>(),
        ["syria", "economie"],
        "tags in the publisher's order, normalised"
    );
    assert_eq!(kept.summary.lead_image.unwrap().credit.as_deref(), Some("Bo"));
    assert_eq!(kept.content_html, "<p>Body</p>");
    assert_eq!(kept.related[0].article, Some(kept.summary.id), "a card leads to the stored article in place");
    let pictures = shelf.read(|conn| media::of_article(conn, kept.summary.id));
    assert_eq!(pictures.len(), 3, "lead picture, thumbnail and portrait");
}

#[test]
fn the_same_again_writes_nothing() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let told = || vec![tagged(article("1", "One"), &["Sea"])];
    shelf.keep(source, 0, told());
    let changes = || shelf.read(|conn| Ok(conn.total_changes()));
    let before = changes();
    assert_eq!(shelf.keep(source, 5, told()), Kept::default(), "nothing new, nothing changed");
    assert_eq!(changes() - before, 1, "only the source's own row: its health and next time");
    assert_eq!(shelf.headlines(&everything()), ["One"]);
}
