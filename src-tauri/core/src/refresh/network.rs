//! Whether there is a network. Being without one is a state, and no source's fault.

use std::sync::atomic::{AtomicBool, Ordering};

/// What is known of the network: there is one until somebody says otherwise.
#[derive(Debug, Default)]
pub(crate) struct Network {
    /// The desktop said that there is none.
    away: AtomicBool,
    /// The last who were asked could not be reached for want of it.
    missed: AtomicBool,
}

impl Network {
    /// Whether there is one, as far as is known.
    pub(crate) fn is_online(&self) -> bool {
        !self.is_away() && !self.missed.load(Ordering::Relaxed)
    }

    /// Whether the desktop said that there is none.
    pub(crate) fn is_away(&self) -> bool {
        self.away.load(Ordering::Relaxed)
    }

    /// The desktop says whether there is one. Says whether that is news.
    pub(crate) fn note(&self, online: bool) -> bool {
        let before = self.is_online();
        self.away.store(!online, Ordering::Relaxed);
        // What could not be reached before may be reached now.
        self.missed.store(false, Ordering::Relaxed);
        before != online
    }

    /// Whoever was asked answered, which only a network can do, or nobody could be reached for want of it. Says whether
    /// that is news.
    pub(crate) fn find(&self, online: bool) -> bool {
        let before = self.is_online();
        if online {
            self.away.store(false, Ordering::Relaxed);
        }
        self.missed.store(!online, Ordering::Relaxed);
        before != online
    }
}
