//! One at a time for the same picture: whoever comes second finds it kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedMutexGuard;

use crate::model::MediaId;

/// The pictures under way.
#[derive(Default)]
pub(super) struct Gates {
    open: Mutex<HashMap<MediaId, Arc<tokio::sync::Mutex<()>>>>,
}

impl Gates {
    /// Waits until nobody else is busy with `id`, and keeps others waiting until the value is dropped.
    pub(super) async fn pass(&self, id: &MediaId) -> OwnedMutexGuard<()> {
        let gate = {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.retain(|_, gate| Arc::strong_count(gate) > 1);
            Arc::clone(open.entry(id.clone()).or_default())
        };
        gate.lock_owned().await
    }
}
