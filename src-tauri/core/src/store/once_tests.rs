//! Whatever happens in whatever order: what is to be told is in the inbox exactly once, and on the desktop once at most.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{FixedOffset, TimeDelta};
use proptest::prelude::*;
use proptest::sample::select;

use super::testing::*;
use super::*;
use crate::clock::{Clock, FixedClock};
use crate::model::*;

/// Sources: two of one publication, one of another, and one of a third.
const SOURCES: usize = 4;
/// Pieces that any of them may carry, each under its own address.
const PIECES: usize = 6;
/// What is followed: two tags, words, and a publication.
const FOLLOWS: usize = 4;

/// How one source lists a piece: with which of several ids of its own, and how often corrected.
#[derive(Debug, Clone, Copy)]
struct Listed {
    piece: usize,
    id: u8,
    edition: u8,
}

/// Where the program ends by force while it shows a pop-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Killed {
    InClaim,
    BeforeShown,
    BeforeNoted,
    AfterNoted,
    Never,
}

#[derive(Debug, Clone)]
enum Step {
    Fetch { source: usize, listed: Vec<Listed> },
    Follow(usize),
    Unfollow(usize),
    Change(usize, FollowChange),
    Show(Killed),
    Read(usize),
    Dismiss,
    Clock { minutes: i64 },
    Travel { hours: i32 },
    Restart,
    Remove(usize),
    Bring(usize),
}

fn listed() -> impl Strategy<Value = Listed> {
    (0..PIECES, 0..3u8, 0..3u8).prop_map(|(piece, id, edition)| Listed { piece, id, edition })
}

fn change() -> impl Strategy<Value = FollowChange> {
    use FollowMode::{Evening, Hourly, Inbox, Instant, Morning};
    let mode = prop::option::of(select(vec![Instant, Instant, Hourly, Morning, Evening, Inbox]));
    (mode, prop::option::of(any::<bool>()), prop::option::of(any::<bool>())).prop_map(
        |(mode, paused, corrections)| FollowChange { mode, paused, corrections, ..FollowChange::default() },
    )
}

fn step() -> impl Strategy<Value = Step> {
    use Killed::{AfterNoted, BeforeNoted, BeforeShown, InClaim, Never};
    prop_oneof![
        8 => (0..SOURCES, prop::collection::vec(listed(), 0..4))
            .prop_map(|(source, listed)| Step::Fetch { source, listed }),
        3 => (0..FOLLOWS).prop_map(Step::Follow),
        1 => (0..FOLLOWS).prop_map(Step::Unfollow),
        2 => (0..FOLLOWS, change()).prop_map(|(follow, change)| Step::Change(follow, change)),
        8 => select(vec![InClaim, BeforeShown, BeforeNoted, AfterNoted, Never, Never]).prop_map(Step::Show),
        1 => (0..PIECES).prop_map(Step::Read),
        1 => Just(Step::Dismiss),
        3 => select(vec![1, 61, 600, 1440, -1, -90, -5000, 500_000])
            .prop_map(|minutes| Step::Clock { minutes }),
        1 => (-11..=13).prop_map(|hours| Step::Travel { hours }),
        2 => Just(Step::Restart),
        1 => (0..SOURCES).prop_map(Step::Remove),
        1 => (0..SOURCES).prop_map(Step::Bring),
    ]
}

/// A library, and what is known of it by other rules than its own.
struct World {
    shelf: Shelf,
    clock: FixedClock,
    sources: Vec<(PublicationId, SourceId)>,
    follows: BTreeMap<usize, FollowId>,
    imported: BTreeSet<usize>,
    removed: BTreeSet<PublicationId>,
    /// The pieces each publication carried, and whether they came as news.
    here: HashMap<(PublicationId, usize), bool>,
    /// The pieces the reader was to be told of.
    told: BTreeSet<usize>,
    /// The alerts that were given out to be shown, and those that somebody saw.
    handed: BTreeSet<AlertId>,
    shown: BTreeSet<AlertId>,
}

impl World {
    fn new(settings: serde_json::Value) -> Self {
        let shelf = Shelf::new();
        let (harbour, one) = shelf.add("https://harbour.example/feed");
        let second = "https://harbour.example/second".parse().unwrap();
        let two = shelf.write(|tx| source::add(tx, harbour, SourceKind::Feed, &second, start())).unwrap();
        let sources = vec![
            (harbour, one),
            (harbour, two),
            shelf.add("https://planet.example/feed"),
            shelf.add("https://c.example/f"),
        ];
        shelf.write(|tx| setting::change(tx, serde_json::from_value(settings).unwrap())).unwrap();
        Self {
            shelf,
            clock: FixedClock::new(start()),
            sources,
            follows: BTreeMap::new(),
            imported: BTreeSet::new(),
            removed: BTreeSet::new(),
            here: HashMap::new(),
            told: BTreeSet::new(),
            handed: BTreeSet::new(),
            shown: BTreeSet::new(),
        }
    }

    fn wish(&self, follow: usize) -> (FollowKind, String) {
        match follow {
            0 => (FollowKind::Tag, "Sea".to_owned()),
            1 => (FollowKind::Tag, "Port".to_owned()),
            2 => (FollowKind::Search, "piece 4".to_owned()),
            _ => (FollowKind::Publication, self.sources[2].0.to_string()),
        }
    }

    fn is_wished(&self, piece: usize, publication: PublicationId) -> bool {
        self.follows.keys().any(|follow| match follow {
            0 => piece.is_multiple_of(2),
            1 => piece.is_multiple_of(3),
            2 => piece == 4,
            _ => publication == self.sources[2].0,
        })
    }

    fn told_as(listed: Listed) -> NewArticle {
        let Listed { piece, id, edition } = listed;
        let address = format!("https://harbour.example/{piece}");
        let tags: Vec<&str> = [(2, "sea"), (3, "port")]
            .iter()
            .filter(|(every, _)| piece.is_multiple_of(*every))
            .map(|(_, tag)| *tag)
            .collect();
        let text = format!("Edition {edition} of the text.");
        let told = NewArticle {
            keys: vec![ArticleKey::OwnId(format!("{piece}-{id}")), ArticleKey::Url(address.clone())],
            url: Some(address.clone()),
            canonical_url: Some(address),
            content: format!("<p>{text}</p>").as_str().into(),
            content_text: text.as_str().into(),
            ..article("", &format!("Piece {piece}"))
        };
        tagged(told, &tags)
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Fetch { source, listed } => self.fetch(*source, listed),
            Step::Follow(follow) => {
                let (kind, value) = self.wish(*follow);
                let now = self.clock.now();
                // A publication that was removed cannot be followed.
                if let Ok((id, _)) = self.shelf.write(|tx| follow::add(tx, kind, &value, now)) {
                    self.follows.insert(*follow, id);
                }
            }
            Step::Unfollow(follow) => {
                if let Some(id) = self.follows.remove(follow) {
                    self.shelf.write(|tx| follow::remove(tx, id)).unwrap();
                }
            }
            Step::Change(follow, change) => {
                if let Some(id) = self.follows.get(follow) {
                    self.shelf.write(|tx| follow::change(tx, *id, change)).unwrap();
                }
            }
            Step::Show(killed) => self.show(*killed),
            Step::Read(piece) => {
                let headline = format!("Piece {piece}");
                let rows = self.shelf.list(&ArticleQuery::default());
                let ids = rows.into_iter().filter(|row| row.headline == headline).map(|row| row.id).collect();
                self.end(alert::Ending::Of(ids));
            }
            Step::Dismiss => {
                let newest = self.shelf.inbox().first().map(|alert| alert.id);
                self.end(alert::Ending::These(newest.into_iter().collect()));
            }
            Step::Clock { minutes } => self.clock.advance(TimeDelta::minutes(*minutes)),
            Step::Travel { hours } => self.clock.travel(FixedOffset::east_opt(hours * 3600).unwrap()),
            Step::Restart => self.restart(),
            Step::Remove(source) => self.remove(*source),
            Step::Bring(source) => self.bring(*source),
        }
    }

    fn fetch(&mut self, source: usize, listed: &[Listed]) {
        let (publication, id) = self.sources[source];
        if self.removed.contains(&publication) {
            return;
        }
        let harvest = Harvest {
            articles: listed.iter().map(|one| Self::told_as(*one)).collect(),
            ..Harvest::default()
        };
        let now = self.clock.now();
        self.shelf.write(|tx| keep(tx, id, &harvest, &note(), now)).unwrap();
        let news = !self.imported.insert(source);
        // What one answer lists twice has no address of its own there; the first of two ids is then another piece, and
        // such answers are left out here.
        for one in listed {
            if self.here.contains_key(&(publication, one.piece)) {
                continue;
            }
            self.here.insert((publication, one.piece), news);
            let is_old = self.here.iter().any(|((other, piece), news)| {
                *piece == one.piece && *other != publication && !*news && !self.removed.contains(other)
            });
            if news && !is_old && self.is_wished(one.piece, publication) {
                self.told.insert(one.piece);
            }
        }
    }

    fn remove(&mut self, source: usize) {
        let (publication, now) = (self.sources[source].0, self.clock.now());
        if self.removed.insert(publication) {
            self.shelf.write(|tx| publication::remove(tx, publication, now)).unwrap();
        }
    }

    /// Undoes a removal, which all sources of the publication outlive.
    fn bring(&mut self, source: usize) {
        let publication = self.sources[source].0;
        if self.removed.remove(&publication) {
            self.shelf.write(|tx| publication::restore(tx, publication)).unwrap();
        }
    }

    /// Shows what is to be shown next, and dies where it is to.
    fn show(&mut self, killed: Killed) {
        let clock = &self.clock;
        let claimed = self.shelf.write(|tx| {
            let claimed = popup::claim(tx, clock)?;
            if killed == Killed::InClaim { Err(unexpected("killed")) } else { Ok(claimed) }
        });
        if let Ok(Some(popup)) = claimed {
            let alerts = popup.alerts();
            self.hand_out(&popup);
            if killed > Killed::BeforeShown {
                self.shown.extend(&alerts);
            }
            if killed > Killed::BeforeNoted {
                self.shelf.write(|tx| popup::note_shown(tx, &alerts)).unwrap();
            }
        }
        if killed != Killed::Never {
            self.restart();
        }
    }

    fn hand_out(&mut self, popup: &Popup) {
        for alert in popup.alerts() {
            assert!(self.handed.insert(alert), "{alert} was given out before");
        }
    }

    fn end(&mut self, ending: alert::Ending) {
        let now = self.clock.now();
        self.shelf.write(|tx| alert::end(tx, ending, now)).unwrap();
    }

    fn restart(&mut self) {
        // The day after which what was removed is purged does not end here: that is another test's.
        self.shelf.store = Store::open(self.shelf.folder.path(), start() - TimeDelta::days(9000)).unwrap();
    }

    /// The inbox with what a removed publication hides, and what it tells of.
    fn whole_inbox(&self) -> Vec<(AlertId, String, u32, AlertState)> {
        self.shelf.read(|conn| {
            let mut statement = conn.prepare(
                "SELECT al.id, a.headline, al.correction, al.state FROM alert al JOIN article a ON a.id = al.article_id",
            )?;
            let rows = statement
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(rows)
        })
    }

    fn check(&self) {
        let inbox = self.whole_inbox();
        let mut told: Vec<&str> = inbox
            .iter()
            .filter(|(_, _, correction, _)| *correction == 0)
            .map(|(_, headline, ..)| &**headline)
            .collect();
        told.sort_unstable();
        let wanted: Vec<String> = self.told.iter().map(|piece| format!("Piece {piece}")).collect();
        assert_eq!(told, wanted, "in the inbox, each once");
        for piece in 0..PIECES {
            let headline = format!("Piece {piece}");
            let corrections =
                inbox.iter().filter(|(_, of, number, _)| *of == headline && *number > 0).count();
            assert!(corrections <= 3, "{headline} has three editions, and each was told of at most once");
        }
        for (id, _, _, state) in &inbox {
            let is_handed = matches!(state, AlertState::Claimed | AlertState::Shown);
            assert_eq!(is_handed, self.handed.contains(id), "{id} {state:?}");
            assert!(*state != AlertState::Shown || self.shown.contains(id), "{id} says that it was shown");
        }
    }
}

/// An answer in which no address stands twice: what does has none of its own there.
fn is_plain(step: &Step) -> bool {
    let Step::Fetch { listed, .. } = step else { return true };
    listed.iter().map(|one| one.piece).collect::<BTreeSet<_>>().len() == listed.len()
}

fn settings() -> impl Strategy<Value = serde_json::Value> {
    let hours = prop::option::of(
        (0..1440u16, 1..1439u16)
            .prop_map(|(from, length)| serde_json::json!({ "from": from, "to": (from + length) % 1440 })),
    );
    (hours, 1..4u32, prop::option::of(1..6u32)).prop_map(|(quiet, at_once, a_day)| {
        serde_json::json!({ "quietHours": quiet, "alertsAtOnce": at_once, "popupsADay": a_day })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_to_be_told_is_told_exactly_once(
        settings in settings(),
        steps in prop::collection::vec(step().prop_filter("plain", is_plain), 1..60),
    ) {
        let mut world = World::new(settings);
        for step in &steps {
            world.take(step);
            world.check();
        }
        // What still waits is all told in the end, unless its publication was removed.
        let open = serde_json::json!({ "quietHours": null, "popupsADay": null });
        world.shelf.write(|tx| setting::change(tx, serde_json::from_value(open).unwrap())).unwrap();
        world.clock.advance(TimeDelta::days(2));
        while let Some(popup) = world.shelf.write(|tx| popup::claim(tx, &world.clock)).unwrap() {
            world.hand_out(&popup);
        }
        world.check();
        let waiting = world.shelf.pending();
        prop_assert!(waiting.is_empty(), "{:?}", waiting);
    }
}
