//! What the reader wants of notifications: passed on to the program, one wish after the other, or done in its place.

use std::mem;

use broadsheet_core::Error;
use broadsheet_core::model::ArticleId;
use tokio::sync::oneshot::error::TryRecvError;

use super::{Asked, Keeper};
use crate::desktop::notify::Action;
use crate::desktop::notify::linux::deed;
use crate::desktop::notify::linux::kept::{NAME, PATH, written};
use crate::desktop::notify::shown::About;

/// So many may wait: what the reader wanted last.
const MOST: usize = 16;
/// Longer ones are nothing that a desktop would give.
const LONGEST_TOKEN: usize = 1024;
/// So often something may fail: what ends the program each time must not end it for ever.
const MOST_FAILURES: u8 = 2;

/// What the reader wants of a notification.
pub(super) struct Wish {
    number: u32,
    about: About,
    key: String,
    token: Option<String>,
    failures: u8,
}

impl Wish {
    fn action(&self) -> Option<Action> {
        Action::named(&self.key)
    }

    /// The article for which it can be done without a window.
    fn article(&self) -> Option<ArticleId> {
        match self.about {
            About::Article(article, _) if self.action() != Some(Action::Open) => Some(article),
            _ => None,
        }
    }
}

/// What came of a wish.
pub(super) struct Done {
    wish: Wish,
    result: Result<(), Error>,
}

impl Keeper {
    /// Notes what the reader wants.
    pub(super) async fn wish(&mut self, number: u32, key: String, token: Option<String>) -> zbus::Result<()> {
        if let (Some(about), Some(_)) = (self.shown.about(number).cloned(), Action::named(&key)) {
            if self.wishes.len() == MOST {
                self.wishes.pop_front();
            }
            let token = token.filter(|token| token.len() <= LONGEST_TOKEN);
            self.wishes.push_back(Wish { number, about, key, token, failures: 0 });
        }
        self.pass_on().await
    }

    /// Has somebody do what the reader wants: the program, or where none is there whoever can.
    pub(super) async fn pass_on(&mut self) -> zbus::Result<()> {
        if self.asked.values().any(|asked| matches!(asked, Asked::Told { .. })) {
            return Ok(());
        }
        let Some(program) = self.programs.last().cloned() else {
            self.go_alone();
            return Ok(());
        };
        if let Some(wish) = self.wishes.pop_front() {
            let told = (written(&wish.about), &wish.key, wish.token.as_deref().unwrap_or_default());
            let asked = self.ask((program.as_str(), PATH, NAME), "Act", &told).await?;
            self.asked.insert(asked, Asked::Told { program, wish });
        }
        Ok(())
    }

    /// Does without a window what can be, and starts the program for the rest.
    fn go_alone(&mut self) {
        for wish in mem::take(&mut self.wishes) {
            match (wish.article(), wish.action()) {
                (Some(article), Some(action)) if wish.failures < MOST_FAILURES => {
                    let (library, identity) = (self.library.clone(), self.identity.clone());
                    self.deeds.spawn(async move {
                        let result = deed::act(library, identity.as_deref(), article, action).await;
                        Done { wish, result }
                    });
                }
                _ => self.wishes.push_back(wish),
            }
        }
        let Some(wish) = self.wishes.iter().rev().find(|wish| wish.article().is_none()) else { return };
        // Where it is just starting it is told all of them, and where it cannot be started its next start is.
        if !self.started.as_mut().is_some_and(|ended| ended.try_recv() == Err(TryRecvError::Empty)) {
            self.started = deed::start(self.library.as_deref(), wish.token.as_deref()).ok();
        }
    }

    /// Takes back what the program went away with.
    pub(super) fn take_back(&mut self, mut wish: Wish) {
        wish.failures += 1;
        if wish.failures <= MOST_FAILURES {
            self.wishes.push_front(wish);
        }
    }

    /// Notes what came of something. What could not be done now the next program tries again, and tells.
    pub(super) async fn note(&mut self, Done { mut wish, result }: Done) -> zbus::Result<()> {
        match result {
            Ok(()) if wish.action() == Some(Action::MarkRead) => self.close(wish.number).await,
            // An article that is no more cannot be helped.
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(_) => {
                wish.failures += 1;
                self.wishes.push_back(wish);
                self.pass_on().await
            }
        }
    }
}
