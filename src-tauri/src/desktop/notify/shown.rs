//! What stands on the desktop, and what of it is to go. Pure.

use std::collections::VecDeque;

use broadsheet_core::model::{AlertId, ArticleId};
use serde::{Deserialize, Serialize};

/// How many are remembered: a click on one shown longer ago opens nothing.
const MOST: usize = 500;

/// What a notification tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// One article, and the alert for it.
    Article(ArticleId, AlertId),
    /// Several alerts.
    Summary(Vec<AlertId>),
}

impl About {
    fn alerts(&self) -> &[AlertId] {
        match self {
            Self::Article(_, alert) => std::slice::from_ref(alert),
            Self::Summary(alerts) => alerts,
        }
    }
}

/// The notifications shown, by the desktop's numbers, the newest last. Closed ones stay: a click closes its
/// notification, and the two are told in no order we could rely on.
#[derive(Debug, Default)]
pub struct Shown(VecDeque<Notification>);

#[derive(Debug)]
struct Notification {
    number: u32,
    about: About,
    is_open: bool,
}

impl Shown {
    /// Notes that one is shown, in place of any that had its number.
    pub fn put(&mut self, number: u32, about: About) {
        self.0.retain(|one| one.number != number);
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back(Notification { number, about, is_open: true });
    }

    /// What the one with this number tells of.
    pub fn about(&self, number: u32) -> Option<&About> {
        self.0.iter().find(|one| one.number == number).map(|one| &one.about)
    }

    /// Notes that one is not on the desktop any more.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "nobody tells of it there"))]
    pub fn close(&mut self, number: u32) {
        if let Some(one) = self.0.iter_mut().find(|one| one.number == number) {
            one.is_open = false;
        }
    }

    /// What is on the desktop, by number.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "nobody asks there"))]
    pub fn standing(&self) -> impl Iterator<Item = (u32, &About)> {
        self.0.iter().filter(|one| one.is_open).map(|one| (one.number, &one.about))
    }

    /// The summary on the desktop.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "nothing takes its place there"))]
    pub fn summary(&self) -> Option<(u32, &[AlertId])> {
        self.0.iter().rev().filter(|one| one.is_open).find_map(|one| match &one.about {
            About::Summary(alerts) => Some((one.number, alerts.as_slice())),
            About::Article(..) => None,
        })
    }

    /// The alerts that the desktop tells of.
    pub fn alerts(&self) -> Vec<AlertId> {
        self.0.iter().filter(|one| one.is_open).flat_map(|one| one.about.alerts()).copied().collect()
    }

    /// The numbers of those to take from the desktop, of which the reader has nothing `unseen`.
    pub fn end(&mut self, unseen: &[AlertId]) -> Vec<u32> {
        let mut gone = Vec::new();
        for one in self.0.iter_mut().filter(|one| one.is_open) {
            if !one.about.alerts().iter().any(|id| unseen.contains(id)) {
                one.is_open = false;
                gone.push(one.number);
            }
        }
        gone
    }

    /// Forgets all: the desktop gives their numbers to others.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "elsewhere the numbers are our own"))]
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl FromIterator<(u32, About)> for Shown {
    fn from_iter<T: IntoIterator<Item = (u32, About)>>(standing: T) -> Self {
        let mut shown = Self::default();
        standing.into_iter().for_each(|(number, about)| shown.put(number, about));
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_knows_goes_and_the_rest_stays() {
        let mut shown = Shown::default();
        shown.put(1, About::Article(ArticleId(10), AlertId(3)));
        shown.put(2, About::Article(ArticleId(20), AlertId(4)));
        shown.put(3, About::Summary(vec![AlertId(5), AlertId(6)]));
        assert_eq!(shown.alerts(), [3, 4, 5, 6].map(AlertId));
        assert_eq!(shown.end(&[AlertId(4), AlertId(6)]), [1], "the summary still has news");
        assert_eq!(shown.end(&[AlertId(4)]), [3], "nothing is closed twice");
        assert_eq!(shown.alerts(), [AlertId(4)]);
        let first = About::Article(ArticleId(10), AlertId(3));
        assert_eq!(shown.about(1), Some(&first), "a late click is still understood");
    }

    #[test]
    fn a_number_stands_for_what_was_shown_under_it_last() {
        let mut shown = Shown::default();
        shown.put(1, About::Summary(vec![AlertId(5)]));
        assert_eq!(shown.summary(), Some((1, &[AlertId(5)][..])));
        shown.put(1, About::Summary(vec![AlertId(5), AlertId(6)]));
        assert_eq!(shown.summary(), Some((1, &[AlertId(5), AlertId(6)][..])), "it was replaced");
        shown.close(1);
        assert_eq!(shown.summary(), None, "what the reader closed is not replaced");
        for number in 2..600 {
            shown.put(number, About::Article(ArticleId(7), AlertId(7)));
        }
        assert_eq!(shown.about(1), None, "what was shown long ago is forgotten");
    }
}
