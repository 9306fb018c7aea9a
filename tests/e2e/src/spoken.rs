//! What a screen reader is told of the window: the tree that the program gives to the desktop's accessibility bus.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use similar::TextDiff;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};
use zbus::{Connection, connection};

use crate::desk::{PATIENCE, built};
use crate::{Desk, Outcome};

/// An accessible object: whose it is on the bus, and its path there.
type Object = (String, OwnedObjectPath);

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// The number of the role that a page as a whole has.
const DOCUMENT: u32 = 95;
/// More of a text would only make what is kept longer.
const LONGEST: usize = 96;
/// The states a reader is told of, by their bits. That something can be used is told where it cannot.
const STATES: &[(u32, &str)] =
    &[(4, "checked"), (10, "expanded"), (20, "pressed"), (23, "selected"), (33, "required")];
const EXPANDABLE: u32 = 9;
const USABLE: u32 = 24;

/// A screen reader's end of the accessibility bus.
pub struct Ear {
    bus: Connection,
}

impl Ear {
    /// Listens on a desktop.
    pub async fn at(desk: &Desk) -> Outcome<Self> {
        let session = connection::Builder::address(desk.bus())?.build().await?;
        let launcher = "org.a11y.Bus";
        let reply = session.call_method(Some(launcher), "/org/a11y/bus", Some(launcher), "GetAddress", &());
        let address: String = reply.await?.body().deserialize()?;
        Ok(Self { bus: connection::Builder::address(address.as_str())?.build().await? })
    }

    /// Holds the page, once a line of it holds `sign` and nothing changes any more, against what is kept in
    /// `tests/e2e/spoken`.
    pub async fn hears_what_is_kept(&self, name: &str, sign: &str) -> Outcome {
        let heard = self.settled(sign).await?;
        let file = format!("{name}.txt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("spoken").join(&file);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if heard == kept {
            return Ok(());
        }
        let folder = built().with_file_name("spoken");
        fs::create_dir_all(&folder)?;
        let now = folder.join(&file);
        fs::write(&now, &heard)?;
        eprintln!("{}", TextDiff::from_lines(&kept, &heard).unified_diff().context_radius(2));
        let (now, kept) = (now.display(), path.display());
        Err(format!("{name} is told otherwise than it was; where that is right: cp {now} {kept}").into())
    }

    async fn settled(&self, sign: &str) -> Outcome<String> {
        let mut last = String::new();
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                // What is taken away while it is read cannot be asked.
                let now = self.page().await.unwrap_or_default();
                if now == last && now.contains(sign) {
                    return;
                }
                last = now;
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
        });
        match waited.await {
            Ok(()) => Ok(last),
            Err(_) => Err(format!("“{sign}” was never heard, but:\n{last}").into()),
        }
    }

    /// The page as it is told: a line for each thing that says something, set in under what it is part of.
    async fn page(&self) -> Outcome<String> {
        let mut object: Object =
            ("org.a11y.atspi.Registry".to_owned(), "/org/a11y/atspi/accessible/root".try_into()?);
        // There is one program with one window and one page, each within the other.
        while self.ask::<u32>(&object, "GetRole").await? != DOCUMENT {
            object = self.child(&object, 0).await?;
        }
        let mut lines = Vec::new();
        self.tell(&object, 0, &mut lines).await?;
        Ok(lines.concat())
    }

    async fn tell(&self, object: &Object, depth: usize, into: &mut Vec<String>) -> Outcome {
        let line = self.line(object).await?;
        let within = if line.is_empty() { depth } else { depth + 1 };
        if !line.is_empty() {
            into.push(format!("{:depth$}{line}\n", "", depth = depth * 2));
        }
        let children: i32 = self.property(object, "ChildCount").await?;
        for at in 0..children {
            Box::pin(self.tell(&self.child(object, at).await?, within, into)).await?;
        }
        Ok(())
    }

    /// Role, level, name, key, states, what is said beside the name, and text; nothing where there is nothing to say.
    async fn line(&self, object: &Object) -> Outcome<String> {
        let name = clean(&self.property::<String>(object, "Name").await?);
        let description = clean(&self.property::<String>(object, "Description").await?);
        // Only some things have a text of their own.
        let text: String =
            self.call(object, "org.a11y.atspi.Text", "GetText", &(0, -1)).await.unwrap_or_default();
        let text = ageless(&clean(&text));
        let attributes: HashMap<String, String> = self.ask(object, "GetAttributes").await?;
        let attribute = |name: &str| attributes.get(name).map(String::as_str);
        let role = attribute("computed-role").unwrap_or("generic");
        if role == "generic" && name.is_empty() && text.is_empty() {
            return Ok(String::new());
        }
        let mut parts = vec![if role == "generic" { "text".to_owned() } else { role.to_owned() }];
        parts.extend(attribute("level").map(str::to_owned));
        parts.extend((!name.is_empty()).then(|| format!("“{name}”")));
        parts.extend(attribute("current").map(|what| format!("[current {what}]")));
        parts.extend(attribute("keyshortcuts").map(|key| format!("[key {key}]")));
        parts.extend(states(&self.ask::<Vec<u32>>(object, "GetState").await?));
        parts.extend((!name.contains(&description)).then(|| format!("({description})")));
        // What has a name is told by it, and not by the text in it.
        parts.extend((name.is_empty() && !text.is_empty()).then_some(text));
        Ok(parts.join(" "))
    }

    async fn child(&self, object: &Object, at: i32) -> Outcome<Object> {
        self.call(object, ACCESSIBLE, "GetChildAtIndex", &(at,)).await
    }

    async fn ask<T: DeserializeOwned + Type>(&self, object: &Object, method: &str) -> Outcome<T> {
        self.call(object, ACCESSIBLE, method, &()).await
    }

    async fn property<T>(&self, object: &Object, name: &str) -> Outcome<T>
    where
        T: TryFrom<OwnedValue, Error: std::error::Error + 'static>,
    {
        let value: OwnedValue =
            self.call(object, "org.freedesktop.DBus.Properties", "Get", &(ACCESSIBLE, name)).await?;
        Ok(value.try_into()?)
    }

    async fn call<T: DeserializeOwned + Type>(
        &self,
        (owner, path): &Object,
        interface: &str,
        method: &str,
        arguments: &(impl Serialize + DynamicType),
    ) -> Outcome<T> {
        let reply = self.bus.call_method(Some(owner.as_str()), path, Some(interface), method, arguments);
        Ok(reply.await?.body().deserialize()?)
    }
}

/// On one line, without the signs that stand for what is in it, and not longer than anybody reads.
fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.replace('\u{fffc}', ""));
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// Without how long ago something was, which is another time every time.
fn ageless(text: &str) -> String {
    let text = text.replace("Updated now", "Updated 1 min ago").replace("last year", "1 year ago");
    let words: Vec<&str> = text.split(' ').collect();
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    let counts = |at: usize| is_number(words[at]) && words.get(at + 2) == Some(&"ago");
    let unit = |at: usize| at > 0 && counts(at - 1);
    let kept = (0..words.len()).filter(|&at| !counts(at) && !unit(at)).map(|at| words[at]);
    kept.collect::<Vec<_>>().join(" ")
}

fn states(words: &[u32]) -> Vec<String> {
    let is = |bit: u32| words.get(bit as usize / 32).is_some_and(|word| word >> (bit % 32) & 1 == 1);
    let mut told: Vec<&str> = STATES.iter().filter(|(bit, _)| is(*bit)).map(|(_, word)| *word).collect();
    if is(EXPANDABLE) && !is(10) {
        told.push("collapsed");
    }
    if !is(USABLE) {
        told.push("disabled");
    }
    told.into_iter().map(|word| format!("[{word}]")).collect()
}
