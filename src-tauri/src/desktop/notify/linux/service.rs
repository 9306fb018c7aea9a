//! The desktop's own service, `org.freedesktop.Notifications`, which answers truly: what it can do, what it is asked to
//! show, and what it says.

use std::collections::HashMap;

use broadsheet_core::model::Pixels;
use zbus::zvariant::Value;

use crate::desktop::notify::Notice;
use crate::desktop::notify::shown::About;

pub const NAME: &str = "org.freedesktop.Notifications";
pub const PATH: &str = "/org/freedesktop/Notifications";

/// The service's words for how urgent something is: do-not-disturb holds for what is.
const NORMAL: u8 = 1;

/// What anybody may ask of it. What it shows is closed, and its actions are told, only for whoever had it shown: that is
/// the keeper.
#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
pub trait Notifications {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    /// Whether the reader wants to be left alone; not every service says so.
    #[zbus(property)]
    fn inhibited(&self) -> zbus::Result<bool>;
}

/// What dunst adds to that: it does not say that it is inhibited when the reader has paused it.
#[zbus::proxy(
    interface = "org.dunstproject.cmd0",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications"
)]
pub trait Dunst {
    /// Whether it shows nothing for now.
    #[zbus(property, name = "paused")]
    fn paused(&self) -> zbus::Result<bool>;
}

/// What it can do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Can {
    act: bool,
    show_bodies: bool,
    read_markup: bool,
    pub show_pictures: bool,
}

impl Can {
    pub fn read(capabilities: &[String]) -> Self {
        let has = |name: &str| capabilities.iter().any(|can| can == name);
        Self {
            act: has("actions"),
            show_bodies: has("body"),
            read_markup: has("body-markup"),
            show_pictures: has("icon-static") || has("icon-multi"),
        }
    }
}

/// What it is asked to show, as it takes it: who asks, what it replaces, an icon, title, text, actions, hints, and for
/// how long.
pub type Call<'a> = (String, u32, String, String, String, Vec<String>, HashMap<String, Value<'a>>, i32);

/// Asks to show something in place of the one with the number `before`, where that is not 0.
pub fn call(notice: Notice, can: Can, before: u32) -> Call<'static> {
    let Notice { about, mut title, body, picture, sound, words } = notice;
    if !can.show_bodies {
        title = format!("{title}: {body}");
    }
    let body = if can.read_markup { escaped(&body) } else { bare(&body) };
    let mut actions = vec!["default", words.open];
    if let About::Article(..) = about {
        actions.extend(["open", words.open, "save", words.save, "read", words.mark_read]);
    }
    if !can.act {
        actions.clear();
    }
    let mut hints = HashMap::from([
        ("desktop-entry", Value::from("Broadsheet")),
        ("category", Value::from("x-broadsheet.article")),
        ("urgency", Value::from(NORMAL)),
    ]);
    if sound {
        hints.insert("sound-name", Value::from("message-new-instant"));
    } else {
        hints.insert("suppress-sound", Value::from(true));
    }
    if let Some(picture) = picture {
        hints.insert("image-data", image(picture));
    }
    let actions = actions.into_iter().map(str::to_owned).collect();
    let hints = hints.into_iter().map(|(name, hint)| (name.to_owned(), hint)).collect();
    ("Broadsheet".to_owned(), before, "broadsheet".to_owned(), title, body, actions, hints, -1)
}

/// A picture as the service takes it: width, height, bytes in a row, opacity, bits, channels, bytes.
fn image(picture: Pixels) -> Value<'static> {
    let size = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
    let Pixels { width, height, rgba } = picture;
    Value::from((size(width), size(height), size(width * 4), true, 8, 4, rgba))
}

/// Text for a service that reads a little HTML in bodies.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text for one that does not say that it reads any: some do all the same.
fn bare(text: &str) -> String {
    text.replace('<', "‹").replace('>', "›")
}

/// What it says by itself of what it shows.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// The reader did something with one, and may be shown a window for it.
    Acted { number: u32, key: String, token: Option<String> },
    /// One is not on the desktop any more.
    Closed(u32),
}

/// Understands one of its signals; what lets us show a window comes before the action it is for.
pub fn understand(message: &zbus::Message, token: &mut Option<(u32, String)>) -> Option<Said> {
    let header = message.header();
    let body = message.body();
    match header.member()?.as_str() {
        "ActivationToken" => {
            *token = body.deserialize().ok();
            None
        }
        "ActionInvoked" => {
            let (number, key) = body.deserialize().ok()?;
            let token = token.take().filter(|(of, _)| *of == number).map(|(_, token)| token);
            Some(Said::Acted { number, key, token })
        }
        "NotificationClosed" => body.deserialize().ok().map(|(number, _): (u32, u32)| Said::Closed(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_text_and_never_markup() {
        assert_eq!(escaped("R&D <b>cuts</b>"), "R&amp;D &lt;b&gt;cuts&lt;/b&gt;");
        assert_eq!(bare("R&D <b>cuts</b>"), "R&D ‹b›cuts‹/b›");
    }

    #[test]
    fn a_picture_is_what_the_service_calls_one() {
        let picture = image(Pixels { width: 2, height: 1, rgba: vec![0; 8] });
        assert_eq!(picture.value_signature().to_string(), "(iiibiiay)", "else it is not drawn");
    }

    fn signal(member: &str, body: &(impl serde::Serialize + zbus::zvariant::DynamicType)) -> zbus::Message {
        zbus::Message::signal(PATH, NAME, member).expect("a signal").build(body).expect("a message")
    }

    #[test]
    fn a_token_is_for_the_action_that_comes_after_it_and_nonsense_is_nothing() {
        let mut token = None;
        assert_eq!(understand(&signal("ActivationToken", &(7_u32, "proof")), &mut token), None);
        let acted = |number, token: Option<&str>| {
            Some(Said::Acted { number, key: "open".into(), token: token.map(str::to_owned) })
        };
        let open = |number: u32| signal("ActionInvoked", &(number, "open"));
        assert_eq!(understand(&open(7), &mut token), acted(7, Some("proof")));
        assert_eq!(understand(&open(7), &mut token), acted(7, None), "it is good once");
        understand(&signal("ActivationToken", &(7_u32, "proof")), &mut token);
        assert_eq!(understand(&open(8), &mut token), acted(8, None), "and not for another");
        assert_eq!(
            understand(&signal("NotificationClosed", &(7_u32, 2_u32)), &mut token),
            Some(Said::Closed(7))
        );
        for nonsense in ["ActionInvoked", "NotificationClosed", "ActivationToken"] {
            assert_eq!(understand(&signal(nonsense, &"all of it"), &mut token), None, "{nonsense}");
        }
        assert_eq!(token, None);
    }
}
