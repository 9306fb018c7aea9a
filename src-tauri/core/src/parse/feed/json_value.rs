//! JSON as publishers write it. What stands before a fault, or before the end of a document that was cut, counts.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::parse::MAX_ARTICLES;
use crate::parse::json::mend;

/// A document taken apart. serde_json goes 128 levels down and no further.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The fields of the outermost object, or of `rss.channel` in it.
    pub top: Map<String, Value>,
    /// The whole objects among its items.
    pub items: Vec<Value>,
    /// Whether it has a list of items.
    pub has_items: bool,
    /// Whether it is RSS in JSON.
    pub is_rss: bool,
}

impl Document {
    /// Reads as much of `text` as can be read.
    pub(super) fn read(text: &str) -> Self {
        let (document, is_whole) = Self::strictly(text);
        if is_whole { document } else { Self::strictly(&mend(text)).0 }
    }

    /// A fault loses what stands behind it and nothing before it; tells whether there was none.
    fn strictly(text: &str) -> (Self, bool) {
        let mut document = Self::default();
        let mut reader = serde_json::Deserializer::from_str(text);
        let is_whole = Outer(&mut document).deserialize(&mut reader).is_ok();
        (document, is_whole)
    }
}

/// Takes an object apart into `Document`.
struct Outer<'a>(&'a mut Document);

impl<'de> DeserializeSeed<'de> for Outer<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Outer<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "items" | "item" => map.next_value_seed(Items(self.0))?,
                "rss" | "channel" => {
                    self.0.is_rss = true;
                    map.next_value_seed(Outer(self.0))?;
                }
                _ => {
                    let value = map.next_value()?;
                    self.0.top.insert(key, value);
                }
            }
        }
        Ok(())
    }

    /// What turns XML into JSON often makes a list of every element.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        list.next_element_seed(Outer(self.0))?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Takes a list of items apart; a single one counts as a list.
struct Items<'a>(&'a mut Document);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.has_items = true;
        while self.0.items.len() < MAX_ARTICLES {
            let Some(item) = list.next_element::<Value>()? else { return Ok(()) };
            if item.is_object() {
                self.0.items.push(item);
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut item = Map::new();
        while let Some((key, value)) = map.next_entry()? {
            item.insert(key, value);
        }
        self.0.has_items = true;
        self.0.items.push(Value::Object(item));
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// A text with something in it, or a number as it is written; of a list the first. RSS in JSON has texts with
/// attributes: `#value`.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => text(values.first()),
        Value::Object(object) => match object.get("#value").or_else(|| object.get("#text"))? {
            Value::Object(_) => None,
            inner => text(Some(inner)),
        },
        _ => None,
    }
}

/// A number, perhaps written as text.
pub(super) fn number(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The elements of a list; what is no list is the only one.
pub(super) fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let values = match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(Value::Null) | None => &[],
        Some(value) => std::slice::from_ref(value),
    };
    values.iter().take(super::best::MANY)
}

/// The texts of a list.
pub(super) fn texts(value: Option<&Value>) -> impl Iterator<Item = String> {
    list(value).filter_map(|value| text(Some(value)))
}
