//! Long work on a terminal: a bar that follows the library's events, and Ctrl-C.

use std::time::Duration;

use broadsheet_core::event::Event;
use broadsheet_core::model::{BackfillReport, RefreshReport};
use broadsheet_core::{Library, Result};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::broadcast::error::RecvError;

use crate::failure::Failure;

/// Waits for `work` on `library` while a bar on stderr, if that is a terminal, shows `doing` and how far it is.
pub async fn watch<T>(library: &Library, doing: &'static str, work: impl Future<Output = T>) -> T {
    let bar = bar(doing);
    let mut events = library.events();
    // Of what goes on within a transfer the bar shows nothing.
    let mut transfers = false;
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => {
                bar.finish_and_clear();
                return done;
            }
            event = events.recv() => match event {
                Ok(Event::RefreshProgress { done, total }) => show(&bar, done, total),
                Ok(Event::BackfillProgress { articles, wanted: Some(wanted), .. }) => show(&bar, articles, wanted),
                Ok(Event::SaveProgress { done, total, .. }) if !transfers => show(&bar, done, total),
                Ok(Event::TransferProgress { done, total }) => {
                    transfers = true;
                    show(&bar, done, total);
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => {
                    let done = work.await;
                    bar.finish_and_clear();
                    return done;
                }
            }
        }
    }
}

/// Waits for a refresh. Ctrl-C cancels it: what it has stored stays, and its report says so; a second one does
/// not wait for that.
pub async fn watch_refresh(
    library: &Library,
    refresh: impl Future<Output = Result<RefreshReport>>,
) -> Result<RefreshReport, Failure> {
    let work = watch(library, "Refreshing", refresh);
    until_cancelled(work, || library.cancel_refresh()).await
}

/// Waits for a backfill in the same way.
pub async fn watch_backfill(
    library: &Library,
    backfill: impl Future<Output = Result<BackfillReport>>,
) -> Result<BackfillReport, Failure> {
    let work = watch(library, "Reading the archive", backfill);
    until_cancelled(work, || library.cancel_backfill()).await
}

/// Waits for the sealing of saves in the same way.
pub async fn watch_saves<T>(
    library: &Library,
    sealing: impl Future<Output = Result<T>>,
) -> Result<T, Failure> {
    let work = watch(library, "Saving", sealing);
    until_cancelled(work, || library.stop_saves()).await
}

/// Waits for an export or import in the same way.
pub async fn watch_transfer<T>(
    library: &Library,
    doing: &'static str,
    transfer: impl Future<Output = Result<T>>,
) -> Result<T, Failure> {
    let work = watch(library, doing, transfer);
    until_cancelled(work, || library.cancel_transfer()).await
}

async fn until_cancelled<T, C: Future<Output = Result<()>>>(
    work: impl Future<Output = Result<T>>,
    cancel: impl FnOnce() -> C,
) -> Result<T, Failure> {
    tokio::pin!(work);
    tokio::select! {
        report = &mut work => return Ok(report?),
        Ok(()) = tokio::signal::ctrl_c() => cancel().await?,
    }
    tokio::select! {
        report = work => Ok(report?),
        Ok(()) = tokio::signal::ctrl_c() => Err(Failure::Cancelled),
    }
}

/// Something that moves, until it is known how much there is to do; on stderr, and only where that is a terminal.
fn bar(doing: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(doing);
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn show(bar: &ProgressBar, done: u32, total: u32) {
    if bar.length().is_none()
        && let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}")
    {
        bar.set_style(style);
    }
    bar.set_length(total.into());
    bar.set_position(done.into());
}
