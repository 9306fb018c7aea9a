//! What a follow looks at. Pure: `store` matches articles, in the transaction that keeps them.

pub(crate) mod delivery;
#[cfg(test)]
mod delivery_tests;

use crate::model::*;
use crate::search::{Terms, fold};
use crate::{Error, Result};

/// What is compared for a follow of `kind` with `value`: the same for all spellings of one wish.
///
/// # Errors
/// [`Error::Invalid`] where the value cannot be meant.
pub(crate) fn key(kind: FollowKind, value: &str) -> Result<String> {
    let key = match kind {
        FollowKind::Tag => slug(value),
        FollowKind::Author => value.trim().parse::<AuthorId>()?.to_string(),
        FollowKind::Publication => value.trim().parse::<PublicationId>()?.to_string(),
        FollowKind::Section => {
            let (publication, name) = section(value);
            section_key(publication, name)
        }
        FollowKind::Search if Terms::read(value).is_empty() => String::new(),
        FollowKind::Search => fold(value).split_whitespace().collect::<Vec<_>>().join(" "),
    };
    if key.is_empty() || key.ends_with('/') {
        return Err(Error::Invalid { what: "something to follow", value: value.chars().take(80).collect() });
    }
    Ok(key)
}

/// A followed query looks for whole words: nobody is typing its last one any more.
pub(crate) fn closed(query: &str) -> String {
    format!("{query} ")
}

/// What is compared for a section: of one publication, or of all that have it.
pub(crate) fn section_key(publication: Option<PublicationId>, name: &str) -> String {
    match publication {
        Some(publication) => format!("{publication}/{}", slug(name)),
        None => slug(name),
    }
}

/// A section's name, and the publication it is meant in where `ID/` stands before it.
pub(crate) fn section(value: &str) -> (Option<PublicationId>, &str) {
    match value.split_once('/').map(|(id, name)| (id.trim().parse().ok(), name)) {
        Some((Some(publication), name)) => (Some(publication), name),
        _ => (None, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_wish_have_one_key() {
        assert_eq!(key(FollowKind::Tag, " Économie ").unwrap(), key(FollowKind::Tag, "economie").unwrap());
        assert_eq!(
            key(FollowKind::Section, "7/News Feed").unwrap(),
            "7/news-feed",
            "one publication's section"
        );
        assert_eq!(
            key(FollowKind::Section, "News/Europe").unwrap(),
            "news-europe",
            "a stroke in a name is a name"
        );
        assert_eq!(key(FollowKind::Author, " 12 ").unwrap(), "12", "an id");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (kind, value) in [
            (FollowKind::Tag, "  "),
            (FollowKind::Section, "3/"),
            (FollowKind::Author, "Ann"),
            (FollowKind::Publication, ""),
            (FollowKind::Search, "?!"),
        ] {
            assert_eq!(key(kind, value).unwrap_err().code(), "invalid", "{kind:?} {value:?}");
        }
    }
}
