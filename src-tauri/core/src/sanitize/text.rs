//! The two kinds of text that may be kept. Only this folder can make them.

use std::ops::Deref;

/// HTML that holds nothing but allowed elements, attributes and addresses.
///
/// No element carries a class, a style, a handler or a name of the publisher's. Beside ordinary markup there are
/// only these, all made by us:
/// - `<aside data-related="0"></aside>` keeps the place of a related card: the number counts in
///   [`NewArticle::related`](crate::model::NewArticle::related);
/// - `<aside data-video="0"></aside>` does the same for
///   [`NewArticle::videos`](crate::model::NewArticle::videos);
/// - `id="note-1"` and `href="#note-1"` join a footnote and its mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct SafeHtml(pub(super) String);

/// Text without markup, control characters or runs of white space (a single line break stands between paragraphs).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PlainText(pub(super) String);

macro_rules! reads_as_str {
    ($($name:ident),*) => {$(
        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )*};
}

reads_as_str!(SafeHtml, PlainText);

/// Tests of what comes after may say what is safe.
#[cfg(test)]
mod told {
    use super::{PlainText, SafeHtml};

    impl From<&str> for PlainText {
        fn from(text: &str) -> Self {
            Self(text.to_owned())
        }
    }

    impl From<&str> for SafeHtml {
        fn from(html: &str) -> Self {
            Self(html.to_owned())
        }
    }
}
