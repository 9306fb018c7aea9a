//! Asking sources: which, when, and the pipeline from one source's answer to the store.

mod run;
mod timetable;

pub(crate) use run::{Run, Which};
