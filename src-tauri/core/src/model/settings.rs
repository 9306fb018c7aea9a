//! What the reader chose.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::{ArticleId, Forgetting};
use crate::{Error, Result};

/// How often a source can be asked by itself, in minutes.
pub(crate) const INTERVALS: RangeInclusive<u32> = 15..=1440;

/// How many days articles can stay.
pub(crate) const KEEP_DAYS: RangeInclusive<u32> = 7..=3650;

/// How many articles of a publication can stay.
pub(crate) const KEEP_ARTICLES: RangeInclusive<u32> = 50..=100_000;

/// The minutes of a day.
const MINUTES: RangeInclusive<u32> = 0..=24 * 60 - 1;

/// Everything that can be set, as it stands. The defaults are those of [`Settings::default`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// The colours of the window.
    pub theme: Theme,
    /// The colour of kickers, unread dots and progress.
    pub accent: Accent,
    /// How much of each article a list shows.
    pub density: Density,
    /// Whether pictures are dimmed in the dark theme.
    pub dim_pictures: bool,
    /// What articles are set in.
    pub typeface: Typeface,
    /// The size of an article's text in pixels: 15, 17, 19, 21, 24 or 28.
    pub text_size: u8,
    /// The space between an article's lines.
    pub line_spacing: LineSpacing,
    /// The width of an article's column.
    pub measure: Measure,
    /// What the window speaks.
    pub language: Language,
    /// Whether single letters are keys.
    pub letter_keys: bool,
    /// Keys the reader chose, by what they do; everything else keeps its own.
    pub keys: BTreeMap<String, String>,
    /// Whether the news feed opens articles beside itself, where there is room.
    pub split_view: bool,
    /// Where the reader was last, for the next start; `null` before there was anything.
    pub place: Option<Place>,
    /// Folders of the sidebar that are closed, by name.
    pub closed_folders: Vec<String>,
    /// What was chosen last where one goes to anything, newest first: addresses of pages and names of actions, 20 at
    /// most.
    pub recent: Vec<String>,
    /// How often sources are asked by themselves, in minutes (15 to 1440); `null` only when the reader asks.
    pub refresh_minutes: Option<u32>,
    /// When pictures are asked for, where a publication has no choice of its own.
    pub pictures: PictureChoice,
    /// How many days articles stay after they came (7 to 3650); `null` for ever. Saved and followed ones always stay.
    pub keep_days: Option<u32>,
    /// How many articles of each publication stay, the newest (50 to 100,000); `null` all of them.
    pub keep_articles: Option<u32>,
    /// What pictures that no saved article shows may take, in megabytes (50 to 100,000); `null` as much as they like.
    pub cache_megabytes: Option<u32>,
    /// Whether copies are sealed and icons looked for also where each byte is paid for; else they wait.
    pub save_on_metered: bool,
    /// Whether what comes in for a follow is shown on the desktop. It is kept in the inbox either way.
    pub notifications: bool,
    /// Until when nothing is shown on the desktop; `null` where that is not put off.
    pub alerts_paused_until: Option<DateTime<Utc>>,
    /// Between which hours nothing is shown on the desktop; `null` for none.
    pub quiet_hours: Option<QuietHours>,
    /// On which days something is shown on the desktop, Monday first.
    pub alert_days: [bool; 7],
    /// When the morning's digest is shown, in minutes of the day (0 to 1439).
    pub morning_digest: u16,
    /// When the evening's is.
    pub evening_digest: u16,
    /// How many alerts are shown one by one (1 to 20); more at once become one summary.
    pub alerts_at_once: u32,
    /// How often something is shown on the desktop in a day (1 to 500); `null` as often as there is something.
    pub popups_a_day: Option<u32>,
    /// Whether what is shown on the desktop makes a sound.
    pub alert_sound: bool,
    /// What the button that closes the window does.
    pub close_to: CloseTo,
}

/// Hours of each day, in minutes of it (0 to 1439) by the reader's clock: from `from` until `to`, over midnight where that
/// comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuietHours {
    /// When they begin.
    pub from: u16,
    /// When they end; never when they begin.
    pub to: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            accent: Accent::Press,
            density: Density::Comfortable,
            dim_pictures: true,
            typeface: Typeface::Serif,
            text_size: 19,
            line_spacing: LineSpacing::Normal,
            measure: Measure::Normal,
            language: Language::System,
            letter_keys: true,
            keys: BTreeMap::new(),
            split_view: false,
            place: None,
            closed_folders: Vec::new(),
            recent: Vec::new(),
            refresh_minutes: Some(30),
            pictures: PictureChoice::Always,
            keep_days: None,
            keep_articles: None,
            cache_megabytes: Some(1000),
            save_on_metered: false,
            notifications: true,
            alerts_paused_until: None,
            quiet_hours: None,
            alert_days: [true; 7],
            morning_digest: 8 * 60,
            evening_digest: 18 * 60,
            alerts_at_once: 3,
            popups_a_day: None,
            alert_sound: false,
            close_to: CloseTo::Quit,
        }
    }
}

/// A place in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Place {
    /// The page, as the window's address names it.
    pub address: String,
    /// The article at the top of its list.
    pub article: Option<ArticleId>,
}

/// Some settings, each under its name in [`Settings`], with what it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct SettingsChange(#[ts(type = "Partial<Settings>")] pub Map<String, Value>);

impl Settings {
    /// The steps of [`text_size`](Self::text_size).
    const TEXT_SIZES: [u8; 6] = [15, 17, 19, 21, 24, 28];
    /// More keys than anything has, and longer names than any has.
    const MOST_KEYS: usize = 200;
    const LONGEST_KEY: usize = 60;
    const LONGEST_ADDRESS: usize = 2000;
    const MOST_RECENT: usize = 20;

    /// These settings with others in place of some.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name there is no setting of, or a value its setting cannot have.
    pub fn with(&self, change: SettingsChange) -> Result<Self> {
        let invalid =
            |value: String| Error::Invalid { what: "a setting", value: value.chars().take(120).collect() };
        let mut all = self.to_map();
        all.extend(change.0);
        let changed: Self =
            serde_json::from_value(Value::Object(all)).map_err(|error| invalid(error.to_string()))?;
        if !Self::TEXT_SIZES.contains(&changed.text_size) {
            return Err(invalid(format!("textSize {}", changed.text_size)));
        }
        let short = |text: &String| text.len() <= Self::LONGEST_KEY;
        if changed.keys.len() > Self::MOST_KEYS || !changed.keys.iter().all(|(a, b)| short(a) && short(b)) {
            return Err(invalid("keys".to_owned()));
        }
        if changed.place.as_ref().is_some_and(|place| place.address.len() > Self::LONGEST_ADDRESS) {
            return Err(invalid("place".to_owned()));
        }
        let fits = |address: &String| address.len() <= Self::LONGEST_ADDRESS;
        if changed.recent.len() > Self::MOST_RECENT || !changed.recent.iter().all(fits) {
            return Err(invalid("recent".to_owned()));
        }
        let bounds = [
            ("refreshMinutes", changed.refresh_minutes, INTERVALS),
            ("keepDays", changed.keep_days, KEEP_DAYS),
            ("keepArticles", changed.keep_articles, KEEP_ARTICLES),
            ("cacheMegabytes", changed.cache_megabytes, 50..=100_000),
            ("alertsAtOnce", Some(changed.alerts_at_once), 1..=20),
            ("popupsADay", changed.popups_a_day, 1..=500),
            ("morningDigest", Some(changed.morning_digest.into()), MINUTES),
            ("eveningDigest", Some(changed.evening_digest.into()), MINUTES),
            ("quietHours", changed.quiet_hours.map(|hours| hours.from.into()), MINUTES),
            ("quietHours", changed.quiet_hours.map(|hours| hours.to.into()), MINUTES),
        ];
        for (name, value, bounds) in bounds {
            if let Some(value) = value.filter(|value| !bounds.contains(value)) {
                return Err(invalid(format!("{name} {value}")));
            }
        }
        if changed.quiet_hours.is_some_and(|hours| hours.from == hours.to) {
            return Err(invalid("quietHours that end when they begin".to_owned()));
        }
        Ok(changed)
    }

    /// What these settings say is to be let go.
    pub(crate) fn forgetting(&self) -> Forgetting {
        Forgetting::Beyond { days: self.keep_days, articles: self.keep_articles }
    }

    /// What pictures that no saved article shows may take, in bytes.
    pub(crate) fn cache_bytes(&self) -> u64 {
        self.cache_megabytes.map_or(i64::MAX as u64, |megabytes| u64::from(megabytes) * 1_000_000)
    }

    /// Each setting by its name.
    pub(crate) fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(all)) => all,
            // Plain data under plain names is always an object.
            _ => Map::new(),
        }
    }
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$of])* $variant),* }
    )*};
}

choices! {
    /// The colours of the window.
    Theme {
        /// As the desktop has it.
        System,
        /// Ink on white.
        Light,
        /// Ink on yellowed paper.
        Sepia,
        /// Light on dark.
        Dark
    }
    /// The colour of kickers, unread dots and progress.
    Accent {
        /// Red.
        Press,
        /// Blue.
        Ink,
        /// Green.
        Bottle,
        /// Yellow.
        Ochre,
        /// Grey.
        Graphite
    }
    /// How much of each article a list shows.
    Density {
        /// No summary, small pictures.
        Compact,
        /// Two lines of summary.
        Comfortable,
        /// The same with more air.
        Roomy
    }
    /// What articles are set in.
    Typeface {
        /// Source Serif.
        Serif,
        /// Libre Franklin.
        Sans
    }
    /// The space between an article's lines.
    LineSpacing {
        /// 1.45 of the size.
        Tight,
        /// 1.6 of the size.
        Normal,
        /// 1.8 of the size.
        Loose
    }
    /// The width of an article's column.
    Measure {
        /// 54 characters.
        Narrow,
        /// 66 characters.
        Normal,
        /// 78 characters.
        Wide
    }
    /// When pictures are asked for that are not here.
    PictureChoice {
        /// As they are shown; from hosts that are not a publication's own only where the reader allowed it.
        Always,
        /// When the reader asks for one.
        Click,
        /// Not at all.
        Never
    }
    /// What the button that closes the window does.
    CloseTo {
        /// Ends the program.
        Quit,
        /// Makes the window small: the program goes on.
        Minimise,
        /// Takes the window away, and the tray brings it back; where there is no tray it is made small.
        Tray
    }
    /// What the window speaks.
    Language {
        /// The first of the desktop's languages that there is.
        System,
        /// English.
        En,
        /// Ukrainian.
        Uk
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(value: Value) -> SettingsChange {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_change_names_only_what_it_changes() {
        let dark =
            Settings::default().with(change(json!({ "theme": "dark", "refreshMinutes": null }))).unwrap();
        let wanted = Settings { theme: Theme::Dark, refresh_minutes: None, ..Settings::default() };
        assert_eq!(dark, wanted, "everything else is as it was");
    }

    #[test]
    fn keys_and_what_is_remembered_are_bounded() {
        let refused = |value: Value| Settings::default().with(change(value)).is_err();
        let long = "x".repeat(3000);
        assert!(refused(json!({ "keys": { "next": long } })), "no key has so long a name");
        assert!(
            refused(json!({ "place": { "address": long, "article": null } })),
            "no page's address is so long"
        );
        assert!(
            refused(json!({ "recent": vec!["#/saved"; 21] })),
            "what was chosen long ago is not remembered"
        );
        assert!(refused(json!({ "recent": [long] })), "nor is what no page's address can be");
        assert!(!refused(json!({ "recent": vec!["#/saved"; 20] })));
        assert!(!refused(json!({ "keys": { "next": "n" }, "place": { "address": "#/", "article": "7" } })));
    }

    #[test]
    fn what_no_setting_can_be_is_refused() {
        for wrong in [
            json!({ "theme": "mauve" }),
            json!({ "colour": "dark" }),
            json!({ "textSize": 18 }),
            json!({ "textSize": 1900 }),
            json!({ "refreshMinutes": 1 }),
            json!({ "refreshMinutes": -30 }),
            json!({ "keepDays": 0 }),
            json!({ "keepArticles": 1 }),
            json!({ "cacheMegabytes": 0 }),
            json!({ "letterKeys": "yes" }),
            json!({ "quietHours": { "from": 60, "to": 60 } }),
            json!({ "quietHours": { "from": 60, "to": 1440 } }),
            json!({ "morningDigest": 1440 }),
            json!({ "alertsAtOnce": 0 }),
            json!({ "popupsADay": 0 }),
            json!({ "alertDays": [true] }),
        ] {
            let refused = Settings::default().with(change(wrong.clone()));
            assert_eq!(refused.unwrap_err().code(), "invalid", "{wrong} is no setting");
        }
    }
}
