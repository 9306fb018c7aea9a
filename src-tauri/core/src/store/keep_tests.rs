use super::testing::*;
use super::*;
use crate::model::*;
use crate::source::Terms;

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
        raw_caption: None,
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

// ---- what is not told stays ----

#[test]
fn nothing_told_erases_nothing() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let url = Some("https://harbour.example/ann".to_owned());
    let mut rich = tagged(article("1", "One"), &["Sea"]);
    rich.attachments = vec![Attachment {
        url: "https://x.example/a.mp3".to_owned(),
        media_type: None,
        bytes: None,
        duration_seconds: None,
    }];
    rich.authors = vec![NewAuthor { url: url.clone(), bio: Some("Lives here.".into()), ..author("Ann Lee") }];
    shelf.keep(source, 0, vec![rich]);
    let mut poor = article("1", "");
    poor.content = "".into();
    poor.content_text = "".into();
    poor.published_at = None;
    shelf.keep(source, 5, vec![poor]);
    let mut named = article("2", "Two");
    named.authors = vec![author("ANN  LEE")];
    shelf.keep(source, 6, vec![named]);

    let rows = shelf.list(&everything());
    let one = rows.iter().find(|row| row.headline == "One").unwrap();
    assert_eq!(one.published_at, Some(start()), "the date stayed");
    assert_eq!((one.tags.len(), one.attachments.len()), (1, 1), "tags and files stayed");
    assert_eq!(shelf.read(|conn| article::get(conn, one.id)).content_text, "Body", "the body stayed");
    let two = rows.iter().find(|row| row.headline == "Two").unwrap();
    assert_eq!(two.authors[0].id, one.authors[0].id, "the same person by name");
    assert_eq!(two.authors[0].bio.as_deref(), Some("Lives here."), "whose bio stayed");
    assert_eq!(two.authors[0].url, url, "and address too");
}

#[test]
fn people_of_one_name_and_two_addresses_are_two() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let by = |own_id: &str, url: &str| NewArticle {
        authors: vec![NewAuthor { url: Some(url.to_owned()), ..author("John Smith") }],
        ..article(own_id, own_id)
    };
    shelf.keep(
        source,
        0,
        vec![
            by("1", "http://h.example/js"),
            by("2", "https://h.example/js/"),
            by("3", "https://h.example/js2"),
        ],
    );
    assert_eq!(shelf.read(|conn| author::all(conn, None)).len(), 2, "https is no other person, js2 is");
}

#[test]
fn a_sealed_copy_stays_what_was_saved() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let body = |html: &str, picture: &str| NewArticle {
        content: html.into(),
        pictures: vec![picture.to_owned()],
        ..article("1", "One")
    };
    shelf.keep(source, 0, vec![body("<p>All of it</p>", "https://harbour.example/a.png")]);
    let id = shelf.only().summary.id;
    let sealed = Save {
        state: SaveState::Complete,
        saved_at: at(1),
        pictures: 1,
        missing: 0,
        problem: None,
        retry_at: None,
        automatic: false,
        bytes: 0,
    };
    shelf
        .write(|tx| {
            save::add(tx, id, at(1))?;
            save::note(tx, id, &sealed)
        })
        .unwrap();
    shelf.keep(source, 5, vec![body("<p>Withdrawn</p>", "https://harbour.example/b.png")]);
    let kept = shelf.only();
    assert_eq!(kept.content_html, "<p>All of it</p>", "the publisher cannot take back what was saved");
    assert_eq!(kept.pictures[0].url, "https://harbour.example/a.png", "nor its pictures");
    let save = kept.summary.save.expect("a save");
    assert_eq!(save, Save { bytes: save.bytes, ..sealed });
}

// ---- dates ----

#[test]
fn dates_hold_to_when_it_was_first_seen() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let dated = |own_id: &str, published_at| NewArticle { published_at, ..article(own_id, own_id) };
    shelf.keep(
        source,
        0,
        vec![dated("future", Some(at(9000))), dated("none", None), dated("past", Some(at(-90)))],
    );
    for row in shelf.list(&everything()) {
        let expected = if row.headline == "past" { at(-90) } else { at(0) };
        assert_eq!(row.sorted_at, expected, "{}", row.headline);
    }
    shelf.keep(source, 10, vec![dated("none", Some(at(-5)))]);
    let row = shelf.list(&everything()).into_iter().find(|row| row.headline == "none").unwrap();
    assert_eq!(row.sorted_at, at(-5), "a date that comes later sorts it");
}

// ---- failures and health ----

#[test]
fn a_transaction_that_fails_keeps_nothing() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let harvest = Harvest { articles: vec![article("1", "One")], ..Harvest::default() };
    let failed: Result<()> = shelf.write(|tx| {
        keep(tx, source, &harvest, &note(), at(0))?;
        Err(Error::DiskFull)
    });
    assert_eq!(failed.unwrap_err().code(), "disk_full");
    assert!(shelf.list(&everything()).is_empty(), "no article");
    assert!(shelf.headlines(&searching("one ")).is_empty(), "no words in the index");
    assert_eq!(shelf.read(|conn| source::get(conn, source, at(0))).succeeded_at, None, "no success noted");
    assert_eq!(shelf.keep(source, 5, vec![article("1", "One")]).new, 1, "and it comes the next time");
}

#[test]
fn failures_are_kept_until_it_answers_again() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    let health = |minutes| shelf.read(|conn| source::get(conn, source, at(minutes))).health;
    assert_eq!(health(0).state, HealthState::New);
    let validators =
        crate::fetch::Validators { etag: Some("\"a\"".to_owned()), last_modified: Some("x".to_owned()) };
    let terms = Terms { validators: Some(validators.clone()), ..Terms::default() };
    let fetched = FetchNote { terms, hash: Some("h".to_owned()), complete: true };
    shelf.write(|tx| keep(tx, source, &Harvest::default(), &fetched, at(0))).unwrap();
    assert_eq!((health(0).state, health(0).sentence.as_str()), (HealthState::Well, "Answers well."));

    let report = Error::TimedOut { host: "harbour.example".to_owned() }.to_report();
    for (failures, minutes) in [(1, 60), (2, 120)] {
        shelf
            .write(|tx| {
                source::record_failure(tx, source, &report, failures, Some(at(180)), at(200), at(minutes))
            })
            .unwrap();
    }
    let failing = health(120);
    assert_eq!((failing.state, failing.failures), (HealthState::Failing, 2));
    assert_eq!(failing.problem.as_deref(), Some("timed_out"));
    assert_eq!(failing.params["host"], "harbour.example", "a translated sentence finds its values");
    let turn = shelf.read(|conn| source::turn(conn, source));
    assert_eq!(turn.plan.validators, validators, "a failure does not spoil the validators");
    assert_eq!(turn.plan.hash.as_deref(), Some("h"));
    assert_eq!(turn.retry_after, Some(at(180)));
    assert_eq!(shelf.read(|conn| source::due(conn, at(199))).len(), 0, "not yet");
    assert_eq!(shelf.read(|conn| source::due(conn, at(200))).len(), 1, "now");

    shelf.write(|tx| source::record_unchanged(tx, source, &Terms::default(), at(200))).unwrap();
    assert_eq!((health(200).state, health(200).failures), (HealthState::Well, 0), "304 is an answer");
    let turn = shelf.read(|conn| source::turn(conn, source));
    assert_eq!(turn.plan.validators, validators, "and gives no validators of its own");
    let gone = Error::Gone { host: "harbour.example".to_owned() }.to_report();
    shelf.write(|tx| source::record_gone(tx, source, &gone, at(300))).unwrap();
    assert_eq!(health(300).state, HealthState::Gone);
    assert!(shelf.read(|conn| source::due(conn, at(99_999))).is_empty(), "gone is not asked by itself");
    assert!(
        shelf.read(|conn| source::all_to_refresh(conn, None))[0].gone,
        "and known as gone where all are asked"
    );
}

#[test]
fn a_source_moves_only_to_an_address_nobody_has() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    let (_, two) = shelf.add("https://two.example/feed");
    let moved = |to: &str| {
        let moved_to = Some(to.parse().unwrap());
        FetchNote { terms: Terms { moved_to, ..note().terms }, ..note() }
    };
    let keep_at = |note: FetchNote| {
        for hours in [0, 12, 24] {
            shelf.write(|tx| keep(tx, one, &Harvest::default(), &note, at(60 * hours))).unwrap();
        }
    };
    keep_at(moved("https://two.example/feed"));
    let url = |id| shelf.read(|conn| source::get(conn, id, at(0))).url;
    assert_eq!(
        (url(one).as_str(), url(two).as_str()),
        ("https://one.example/feed", "https://two.example/feed")
    );
    keep_at(moved("https://new.example/feed"));
    assert_eq!(url(one), "https://new.example/feed");
    let taken = shelf
        .write(|tx| source::change_address(tx, one, &"https://two.example/feed".parse().unwrap(), at(0)));
    assert_eq!(taken.unwrap_err().code(), "invalid", "two sources cannot be one");
}

#[test]
fn a_source_moves_only_once_it_is_told_so_again_and_again() {
    let shelf = Shelf::new();
    let (_, one) = shelf.add("https://one.example/feed");
    let answer = |to: Option<&str>, hours: i64| {
        let moved_to = to.map(|to| to.parse().unwrap());
        let terms = Terms { moved_to, ..Terms::default() };
        shelf.write(|tx| source::record_unchanged(tx, one, &terms, at(60 * hours))).unwrap();
        shelf.read(|conn| source::get(conn, one, at(0))).url
    };
    let (old, new) = ("https://one.example/feed", "https://new.example/feed");
    assert_eq!(answer(Some(new), 0), old, "once may be a mistake");
    assert_eq!((answer(Some(new), 1), answer(Some(new), 2)), (old.into(), old.into()), "so may an hour be");
    assert_eq!(answer(None, 20), old, "it was one");
    assert_eq!(answer(Some(new), 30), old);
    assert_eq!(answer(Some("https://other.example/feed"), 40), old);
    assert_eq!(answer(Some(new), 54), old, "another place in between begins anew");
    assert_eq!(answer(Some(new), 80), old, "twice is not enough, however far apart");
    assert_eq!(answer(Some(new), 81), new, "three times, over more than a day");
}

#[test]
fn what_an_api_tells_of_people_comes_before_what_a_feed_does() {
    let shelf = Shelf::new();
    let (publication, feed) = shelf.add("https://harbour.example/feed");
    let api = shelf
        .write(|tx| {
            let url = "https://harbour.example/ghost/api/content/".parse().unwrap();
            source::add(tx, publication, SourceKind::Ghost, &url, start())
        })
        .unwrap();
    let by =
        |own_id: &str, author: NewAuthor| NewArticle { authors: vec![author], ..article(own_id, own_id) };
    shelf.keep(api, 0, vec![by("1", NewAuthor { role: Some("Editor".into()), ..author("Ann Lee") })]);
    let told = NewAuthor { role: Some("Staff".into()), bio: Some("Lives here.".into()), ..author("ANN LEE") };
    shelf.keep(feed, 1, vec![by("2", told)]);
    let people = shelf.read(|conn| author::all(conn, None));
    let [AuthorPage { author: ann, .. }] = people.as_slice() else { panic!("one person: {people:?}") };
    assert_eq!((ann.name.as_str(), ann.role.as_deref()), ("Ann Lee", Some("Editor")), "the API's word");
    assert_eq!(ann.bio.as_deref(), Some("Lives here."), "and the feed fills the gap");
}
