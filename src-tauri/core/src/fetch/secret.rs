//! The secrets that addresses carry: a name and password for Basic authentication (RFC 3986 §3.2.1, RFC 7617), and
//! tokens in the query. Secrets in a path cannot be told from names, so they are not looked for. Pure.

use std::borrow::Cow;
use std::fmt;

use url::Url;

/// What stands for a secret where an address is shown.
const MASK: &str = "***";
/// Words in a parameter's name that make its value a secret.
const WORDS: &[&str] = &[
    "token",
    "key",
    "apikey",
    "authkey",
    "passkey",
    "auth",
    "authorization",
    "secret",
    "password",
    "passwd",
    "pass",
    "pwd",
    "sig",
    "signature",
    "jwt",
    "credential",
    "credentials",
    "accesstoken",
    "authtoken",
    "feedtoken",
];

/// A name and password, which are only ever sent to where they belong.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials(String);

impl Credentials {
    /// `name:password`, encoded as in an address.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The text of [`from_text`](Self::from_text), for keeping.
    #[must_use]
    pub fn as_text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Takes the name and password out of an address.
#[must_use]
pub fn split_credentials(url: &Url) -> (Url, Option<Credentials>) {
    let mut bare = url.clone();
    // Both fail only for addresses that cannot have credentials, which then have none.
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    let credentials = match (url.username(), url.password()) {
        ("", None) => None,
        (name, password) => Some(Credentials(format!("{name}:{}", password.unwrap_or_default()))),
    };
    (bare, credentials)
}

/// The address with the credentials that [`split_credentials`] took out of it.
#[must_use]
pub fn with_credentials(url: &Url, credentials: Option<&Credentials>) -> Url {
    let mut whole = url.clone();
    if let Some((name, password)) = credentials.and_then(|credentials| credentials.0.split_once(':')) {
        let _ = whole.set_username(name);
        let _ = whole.set_password(Some(password));
    }
    whole
}

/// The address as others may see it: without credentials, and with `***` for the value of every secret parameter.
#[must_use]
pub fn shown(url: &Url) -> String {
    edit_query(url, |name, value| {
        Some(if is_secret(name) && !value.is_empty() { MASK.into() } else { value })
    })
}

/// The address without any secret, for a list that leaves this computer.
#[must_use]
pub fn without_secrets(url: &Url) -> String {
    edit_query(url, |name, value| (!is_secret(name)).then_some(value))
}

/// Whether an address carries a secret.
#[must_use]
pub fn has_secret(url: &Url) -> bool {
    shown(url) != url.as_str()
}

/// Whether this is an address as [`shown`], which leads nowhere.
#[must_use]
pub fn is_masked(url: &Url) -> bool {
    url.query_pairs().any(|(name, value)| value == MASK && is_secret(&name))
}

/// The address without credentials and with another query, or untouched where nothing in it changes.
fn edit_query<'a>(url: &'a Url, edit: impl Fn(&str, Cow<'a, str>) -> Option<Cow<'a, str>>) -> String {
    let (mut bare, _) = split_credentials(url);
    let kept: Vec<(Cow<'a, str>, Cow<'a, str>)> =
        url.query_pairs().filter_map(|(name, value)| edit(&name, value).map(|value| (name, value))).collect();
    if kept.iter().cloned().ne(url.query_pairs()) {
        bare.set_query(None);
        if !kept.is_empty() {
            bare.query_pairs_mut().extend_pairs(kept);
        }
    }
    bare.into()
}

/// Whether a parameter of this name holds a secret: `key`, `access_token`, `authKey`, `X-Amz-Signature`.
fn is_secret(name: &str) -> bool {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(std::mem::take(&mut word));
        }
        was_lower = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    words.push(word);
    words.iter().any(|word| WORDS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn credentials_come_out_and_go_back_in() {
        for (whole, bare, credentials) in [
            ("https://me:p%40ss%3Aw@h.example/f", "https://h.example/f", Some("me:p%40ss%3Aw")),
            ("https://me@h.example/f", "https://h.example/f", Some("me:")),
            ("https://:pw@h.example/f", "https://h.example/f", Some(":pw")),
            ("https://h.example/f", "https://h.example/f", None),
        ] {
            let (split, found) = split_credentials(&url(whole));
            assert_eq!(
                (split.as_str(), found.as_ref().map(Credentials::as_text)),
                (bare, credentials),
                "{whole}"
            );
            assert!(!format!("{found:?}").contains("pw"), "never printed");
            let again = with_credentials(&split, found.as_ref());
            assert_eq!(split_credentials(&again).1, found, "{whole}");
        }
    }

    #[test]
    fn tokens_are_masked_and_the_rest_stays_as_it_is() {
        for (whole, seen) in [
            ("https://h.example/f?token=s3cret&n=5", "https://h.example/f?token=***&n=5"),
            ("https://me:pw@h.example/f?a=%20b", "https://h.example/f?a=%20b"),
            (
                "https://h.example/f?Access_Token=x&authKey=y",
                "https://h.example/f?Access_Token=***&authKey=***",
            ),
            ("https://h.example/f?X-Amz-Signature=x", "https://h.example/f?X-Amz-Signature=***"),
            (
                "https://h.example/f?keyword=x&author=y&design=z",
                "https://h.example/f?keyword=x&author=y&design=z",
            ),
            ("https://h.example/f?token=", "https://h.example/f?token="),
            ("https://h.example/f?feed", "https://h.example/f?feed"),
        ] {
            assert_eq!(shown(&url(whole)), seen, "{whole}");
            assert_eq!(has_secret(&url(whole)), seen != whole, "{whole}");
            assert_eq!(is_masked(&url(&shown(&url(whole)))), seen.contains("***"), "{whole}");
        }
        assert_eq!(without_secrets(&url("https://me:pw@h.example/f?token=x&n=5")), "https://h.example/f?n=5");
        assert_eq!(without_secrets(&url("https://h.example/f?key=x")), "https://h.example/f");
    }
}
