//! Fields of JSON answers, read leniently: what has the wrong type is not there.

use serde_json::Value;

/// A field that is a text with something in it.
pub(super) fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A field that is a number of things.
pub(super) fn number(object: &Value, key: &str) -> Option<u32> {
    u32::try_from(object.get(key)?.as_u64()?).ok()
}

/// The items of a field that is a list.
pub(super) fn list<'a>(object: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    object.get(key).and_then(Value::as_array).into_iter().flatten()
}
