use super::testing::*;
use super::*;
use crate::model::*;

fn follow_tag(shelf: &Shelf, name: &str) -> FollowId {
    shelf.write(|tx| follow::add(tx, FollowKind::Tag, name, start())).unwrap().0
}

fn claim(shelf: &Shelf) -> Option<Alert> {
    shelf.claim_one()
}

#[test]
fn one_alert_for_an_article_however_many_follows_match() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![article("0", "Import")]);
    follow_tag(&shelf, "syria");
    shelf.write(|tx| follow::add(tx, FollowKind::Publication, &publication.to_string(), start())).unwrap();
    shelf.write(|tx| follow::add(tx, FollowKind::Search, "port OPENS", start())).unwrap();
    shelf.write(|tx| follow::add(tx, FollowKind::Section, "news feed", start())).unwrap();
    let told = || NewArticle {
        section: Some("News Feed".into()),
        ..tagged(article("1", "The port opens"), &["SYRIA"])
    };
    assert_eq!(shelf.keep(source, 5, vec![told(), article("0", "Import")]).alerts, 1);

    let claimed = claim(&shelf).expect("one alert waits");
    assert_eq!(
        claimed.because,
        ["syria", "Harbour Post", "port OPENS", "news feed"],
        "all reasons, as the reader calls them"
    );
    assert_eq!((claimed.headline.as_str(), claimed.state), ("The port opens", AlertState::Claimed));
    assert_eq!(claim(&shelf), None, "claimed once, shown once");
    assert_eq!(
        shelf.keep(source, 9, vec![NewArticle { comment_count: Some(3), ..told() }]).alerts,
        0,
        "an edit is no news"
    );
    shelf.write(|tx| popup::note_shown(tx, &[claimed.id])).unwrap();
    let inbox = shelf.inbox();
    assert_eq!((inbox.len(), inbox[0].state), (1, AlertState::Shown), "the inbox holds it, once");
    assert!(shelf.pending().is_empty(), "nothing pending");
}

#[test]
fn import_is_silent_until_it_is_complete() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://harbour.example/feed");
    follow_tag(&shelf, "Sea");
    let partial = FetchNote { complete: false, ..note() };
    let sea = |own_id: &str| Harvest {
        articles: vec![tagged(article(own_id, own_id), &["sea"])],
        ..Harvest::default()
    };
    let fetch = |source, harvest: &Harvest, note: &FetchNote| {
        shelf.write(|tx| keep(tx, source, harvest, note, at(1))).unwrap().alerts
    };
    assert_eq!(fetch(source, &sea("1"), &partial), 0, "a first piece");
    assert_eq!(fetch(source, &sea("2"), &note()), 0, "the fetch that completes it is import as well");
    assert_eq!(fetch(source, &sea("3"), &note()), 1, "what comes after is news");

    let url = "https://harbour.example/second".parse().unwrap();
    let second = shelf.write(|tx| source::add(tx, publication, SourceKind::Feed, &url, at(2))).unwrap();
    assert_eq!(fetch(second, &sea("4"), &note()), 0, "a source added later is import for itself");
    assert_eq!(fetch(second, &sea("5"), &note()), 1);
    shelf
        .write(|tx| {
            source::change_address(tx, source, &"https://harbour.example/third".parse().unwrap(), at(3))
        })
        .unwrap();
    assert_eq!(fetch(source, &sea("6"), &note()), 0, "so is one whose address was changed");
    assert_eq!(fetch(source, &sea("7"), &note()), 1);
}

#[test]
fn nothing_is_told_twice_after_opening_again() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![]);
    follow_tag(&shelf, "Sea");
    shelf.keep(source, 5, vec![tagged(article("1", "One"), &["sea"]), tagged(article("2", "Two"), &["sea"])]);
    assert_eq!(claim(&shelf).unwrap().headline, "Two", "oldest first, and feeds stand newest first");
    let Shelf { folder, store } = shelf;
    drop(store);
    let store = Store::open(folder.path(), at(9)).unwrap();
    let again = Shelf { folder, store };
    again.keep(
        source,
        10,
        vec![tagged(article("1", "One"), &["sea"]), tagged(article("2", "Two"), &["sea"])],
    );
    assert_eq!(claim(&again).unwrap().headline, "One", "the one nobody claimed is still to be shown");
    assert_eq!(claim(&again), None, "the other is not");
}

#[test]
fn a_tag_not_seen_yet_can_be_followed_once() {
    let shelf = Shelf::new();
    let first = follow_tag(&shelf, "Économie");
    assert_eq!(follow_tag(&shelf, "economie"), first, "another spelling is the same wish");
    let page = shelf.read(|conn| tag::get(conn, "ECONOMIE"));
    assert_eq!((page.name.as_str(), page.follow), ("Économie", Some(first)), "its page is there, empty");
    let nobody = shelf.write(|tx| follow::add(tx, FollowKind::Author, "99", start()));
    assert_eq!(nobody.unwrap_err().code(), "not_found", "an author must be there");
}

#[test]
fn unfollowing_keeps_what_nobody_was_told_in_the_inbox_only() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![]);
    let (sea, sky) = (follow_tag(&shelf, "Sea"), follow_tag(&shelf, "Sky"));
    shelf.keep(
        source,
        5,
        vec![tagged(article("1", "Both"), &["sea", "sky"]), tagged(article("2", "Sea"), &["sea"])],
    );
    let followed = ArticleQuery { followed: Some(true), ..ArticleQuery::default() };
    assert_eq!(shelf.headlines(&followed).len(), 2);
    let follows = shelf.read(|conn| follow::all(conn, None));
    assert_eq!(follows.iter().map(|f| f.articles).collect::<Vec<_>>(), [1, 2], "newest follow first");
    shelf.write(|tx| follow::remove(tx, sea)).unwrap();
    let pending = shelf.pending();
    assert_eq!(
        pending.iter().map(|a| a.headline.as_str()).collect::<Vec<_>>(),
        ["Both"],
        "Sky still wants this one"
    );
    assert_eq!(pending[0].because, ["Sky"]);
    assert_eq!(shelf.inbox().len(), 2, "nothing is lost");
    claim(&shelf);
    shelf.write(|tx| follow::remove(tx, sky)).unwrap();
    assert_eq!(
        shelf.inbox().iter().map(|alert| alert.because.concat()).collect::<Vec<_>>(),
        ["Sky", "Sea"],
        "the inbox keeps what was told, and why"
    );
    assert!(shelf.list(&followed).is_empty(), "nothing is followed any more");
}

#[test]
fn removed_publications_tell_nothing() {
    let shelf = Shelf::new();
    let (publication, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![]);
    follow_tag(&shelf, "Sea");
    shelf.keep(source, 5, vec![tagged(article("1", "One"), &["sea"])]);
    shelf.write(|tx| publication::remove(tx, publication, at(6))).unwrap();
    assert_eq!(claim(&shelf), None, "removed before it was shown");
    shelf.write(|tx| publication::restore(tx, publication)).unwrap();
    assert_eq!(claim(&shelf).unwrap().headline, "One", "brought back, it is told");
}

#[test]
fn without_notifications_alerts_are_kept_and_never_shown_late() {
    let shelf = Shelf::new();
    let (_, source) = shelf.add("https://harbour.example/feed");
    shelf.keep(source, 0, vec![article("0", "Import")]);
    follow_tag(&shelf, "sea");
    let sea = |own_id: &str| tagged(article(own_id, own_id), &["sea"]);
    let set = |on: bool| {
        let change = serde_json::from_value(serde_json::json!({ "notifications": on })).unwrap();
        shelf.write(|tx| setting::change(tx, change)).unwrap();
    };
    let states = || -> Vec<AlertState> { shelf.inbox().iter().map(|alert| alert.state).collect() };

    shelf.keep(source, 1, vec![sea("waits")]);
    set(false);
    shelf.write(alert::hush).unwrap();
    shelf.keep(source, 2, vec![sea("quiet")]);
    assert_eq!(states(), [AlertState::Quiet; 2], "both stand in the inbox");
    set(true);
    assert_eq!(claim(&shelf), None, "turning them on again brings no flood of old ones");
    shelf.keep(source, 3, vec![sea("loud")]);
    assert_eq!(claim(&shelf).expect("the next one is told").headline, "loud");
}
