//! Asking sources: which, when, and the pipeline from one source's answer to the store.

mod ask;
mod backfill;
mod network;
mod page;
mod run;
mod site;
mod timetable;
#[cfg(test)]
mod timetable_tests;

pub(crate) use backfill::Archive;
pub(crate) use network::Network;
pub(crate) use page::Pages;
pub(crate) use run::{Refresh, Run, Which};
