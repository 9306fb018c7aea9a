//! The two kinds of text that may be kept. Only this folder can make them.

use std::ops::Deref;

/// HTML that holds nothing but allowed elements, attributes and addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct SafeHtml(pub(super) String);

/// Text without markup, control characters or runs of white space.
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
