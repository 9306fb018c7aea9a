//! The way a chain of redirects has taken. Pure.

use std::collections::HashSet;

use url::Url;

use super::client::host_of;
use crate::{Error, Result};

/// The addresses asked so far, the present one last.
#[derive(Debug)]
pub(super) struct Trail {
    asked_first: String,
    here: Url,
    been: HashSet<Url>,
    only_permanent: bool,
}

impl Trail {
    /// Begins at `url`, which must be on the web.
    pub(super) fn new(url: &Url) -> Result<Self> {
        let here = on_the_web(url.clone())?;
        Ok(Self {
            asked_first: host_of(&here),
            been: HashSet::from([here.clone()]),
            here,
            only_permanent: true,
        })
    }

    /// Goes on to `to`, unless that is the eleventh step (`most` is ten), a place seen before, or not the web.
    pub(super) fn follow(&mut self, to: Url, permanent: bool, most: usize) -> Result<()> {
        let mut to = on_the_web(to)?;
        if to.origin() == self.here.origin() && !has_credentials(&to) {
            keep_credentials(&self.here, &mut to);
        }
        if self.been.len() > most || !self.been.insert(to.clone()) {
            return Err(Error::RedirectLoop { host: self.asked_first.clone() });
        }
        // A way that is open to all is no address to keep in place of one that is not.
        let is_weaker = self.here.scheme() == "https" && to.scheme() == "http";
        self.only_permanent &= permanent && !is_weaker;
        self.here = to;
        Ok(())
    }

    /// The address to ask now.
    pub(super) fn here(&self) -> &Url {
        &self.here
    }

    /// The present address as others may see it: what resolves against it must not carry the reader's password.
    pub(super) fn here_without_credentials(&self) -> Url {
        let mut url = self.here.clone();
        // Both fail only for addresses that cannot have credentials, which then have none.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url
    }

    /// Where a chain of only permanent redirects has led, none of them to where anybody can listen.
    pub(super) fn moved_to(&self) -> Option<Url> {
        (self.only_permanent && self.been.len() > 1).then(|| self.here.clone())
    }
}

fn on_the_web(mut url: Url) -> Result<Url> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Error::AddressScheme { scheme: url.scheme().to_owned() });
    }
    url.set_fragment(None);
    Ok(url)
}

fn has_credentials(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn keep_credentials(from: &Url, to: &mut Url) {
    let _ = to.set_username(from.username());
    let _ = to.set_password(from.password());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect(text)
    }

    fn trail(start: &str, steps: &[(&str, bool)]) -> Result<Trail> {
        let mut trail = Trail::new(&url(start))?;
        for (to, permanent) in steps {
            trail.follow(url(to), *permanent, 10)?;
        }
        Ok(trail)
    }

    #[test]
    fn only_a_wholly_permanent_chain_moves_an_address() {
        let moved = |steps: &[(&str, bool)]| {
            trail("https://a.example/", steps).expect("a short chain").moved_to().map(String::from)
        };
        assert_eq!(moved(&[]), None, "no redirect");
        assert_eq!(
            moved(&[("https://b.example/", true), ("https://c.example/", true)]).as_deref(),
            Some("https://c.example/"),
            "permanent all the way"
        );
        assert_eq!(
            moved(&[("https://b.example/", true), ("https://c.example/", false)]),
            None,
            "temporary end"
        );
        assert_eq!(
            moved(&[("https://b.example/", false), ("https://c.example/", true)]),
            None,
            "temporary start"
        );
        assert_eq!(
            moved(&[("http://b.example/", true), ("https://c.example/", true)]),
            None,
            "over a way that anybody on it can change"
        );
    }

    #[test]
    fn going_round_is_a_loop_at_once() {
        let error =
            trail("https://a.example/", &[("https://b.example/", true), ("https://a.example/#x", true)])
                .expect_err("a place seen before");
        assert!(
            matches!(error, Error::RedirectLoop { host } if host == "a.example"),
            "names who was asked first"
        );
    }

    #[test]
    fn ten_redirects_are_followed_and_eleven_are_not() {
        let steps: Vec<String> = (0..11).map(|step| format!("https://a.example/{step}")).collect();
        let steps: Vec<(&str, bool)> = steps.iter().map(|step| (step.as_str(), true)).collect();
        assert!(trail("https://a.example/", &steps[..10]).is_ok(), "ten");
        assert_eq!(trail("https://a.example/", &steps).expect_err("eleven").code(), "redirect_loop");
    }

    #[test]
    fn redirects_off_the_web_are_refused() {
        for target in ["ftp://a.example/feed", "file:///etc/passwd", "javascript:alert(1)"] {
            let error = trail("https://a.example/", &[(target, true)]).expect_err(target);
            assert_eq!(error.code(), "address_scheme", "{target}");
        }
    }

    #[test]
    fn credentials_stay_with_their_origin_and_out_of_sight() {
        let near =
            trail("https://me:pw@a.example/", &[("https://a.example/feed", true)]).expect("a short chain");
        assert_eq!(
            near.here().as_str(),
            "https://me:pw@a.example/feed",
            "the same origin is asked with them"
        );
        assert_eq!(near.here_without_credentials().as_str(), "https://a.example/feed", "and shown without");
        let far =
            trail("https://me:pw@a.example/", &[("https://b.example/feed", true)]).expect("a short chain");
        assert_eq!(far.here().as_str(), "https://b.example/feed", "another origin never sees them");
    }
}
