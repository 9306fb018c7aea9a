//! What each command does: ask the core, print what it says. One file per group of commands.

mod articles;
mod files;
mod follows;
mod notes;
mod opml;
mod pictures;
mod places;
mod profiles;
mod publications;
mod tags;
mod transfers;
mod upkeep;
mod versions;

use std::path::PathBuf;

use broadsheet_core::model::Depth;
use broadsheet_core::place::{Places, named_by_environment};
use broadsheet_core::{Error, Library, Options};

use crate::args::{Command, LibraryCommand, OpmlCommand, SourceCommand};
use crate::failure::Failure;
use crate::output::Output;

type Done = Result<(), Failure>;

/// Runs one command.
pub async fn run(command: Command, folder: Option<PathBuf>, out: &mut Output) -> Done {
    match command {
        Command::Files(command) => files::run(command, out),
        Command::Library(command) => run_in_library(command, &open(folder).await?, out).await,
        Command::MoveLibrary { to } => places::move_library(to, &own_places(folder)?, out).await,
        Command::UseLibrary { folder: to } => places::use_library(to, &own_places(folder)?, out),
        Command::Restore { file } => transfers::restore(&file, &library_folder(folder)?, out),
    }
}

fn library_folder(folder: Option<PathBuf>) -> Result<PathBuf, Error> {
    match folder.or_else(named_by_environment) {
        Some(folder) => Ok(folder),
        None => Places::of_system()?.find(),
    }
}

/// Where the reader's own library is said to be: nothing says so of one that is named each time.
fn own_places(folder: Option<PathBuf>) -> Result<Places, Error> {
    match folder.or_else(named_by_environment) {
        Some(folder) => Err(Error::Invalid { what: "your own library", value: folder.display().to_string() }),
        None => Places::of_system(),
    }
}

async fn open(folder: Option<PathBuf>) -> Result<Library, Failure> {
    Ok(Library::open(Options::new(library_folder(folder)?)).await?)
}

async fn run_in_library(command: LibraryCommand, library: &Library, out: &mut Output) -> Done {
    match command {
        LibraryCommand::Discover { url } => publications::discover(library, url, out).await,
        LibraryCommand::Add { url, article: false } => publications::add(library, url, out).await,
        LibraryCommand::Add { url, article: true } => articles::add(library, url, out).await,
        LibraryCommand::Remove { id } => publications::remove(library, id, out).await,
        LibraryCommand::Move { id, folder } => publications::put(library, id, folder, out).await,
        LibraryCommand::Folder { from, to } => publications::rename_folder(library, from, to, out).await,
        LibraryCommand::Publications => publications::list(library, out).await,
        LibraryCommand::Sources => publications::sources(library, out).await,
        LibraryCommand::Source(SourceCommand::Use { id }) => publications::use_source(library, id, out).await,
        LibraryCommand::Source(SourceCommand::Pages { id, choice }) => {
            publications::choose_pages(library, id, choice.into(), out).await
        }
        LibraryCommand::Retention { id, days, articles } => {
            publications::set_retention(library, id, days, articles, out).await
        }
        LibraryCommand::Pictures(command) => pictures::run(library, command, out).await,
        LibraryCommand::Interval { id, minutes } => {
            publications::set_interval(library, id, minutes, out).await
        }
        LibraryCommand::Refresh { publication } => publications::refresh(library, publication, out).await,
        LibraryCommand::Backfill { id, articles, since } => {
            publications::backfill(library, id, Depth { articles, since }, out).await
        }
        LibraryCommand::Articles(asked) => articles::list(library, asked.into_query(), out).await,
        LibraryCommand::Article { id } => articles::show(library, id, out).await,
        LibraryCommand::Around { id } => articles::around(library, id, out).await,
        LibraryCommand::Search { query, part } => articles::list(library, part.search(query), out).await,
        LibraryCommand::Saved(asked) => articles::list(library, asked.into_query(), out).await,
        LibraryCommand::Labels => notes::labels(library, out).await,
        LibraryCommand::Label { id, names } => notes::label(library, id, names, out).await,
        LibraryCommand::Note { id, text } => notes::note(library, id, text, out).await,
        LibraryCommand::Highlight { id, words, note } => {
            notes::highlight(library, id, &words, note, out).await
        }
        LibraryCommand::NoteHighlight { id, text } => notes::note_highlight(library, id, text, out).await,
        LibraryCommand::Unhighlight { id } => notes::unhighlight(library, id, out).await,
        LibraryCommand::Save { ids } => articles::save(library, ids, out).await,
        LibraryCommand::Unsave { ids } => articles::unsave(library, ids, out).await,
        LibraryCommand::Read { id } => articles::mark_read(library, id, true, out).await,
        LibraryCommand::Unread { id } => articles::mark_read(library, id, false, out).await,
        LibraryCommand::Versions { id } => versions::list(library, id, out).await,
        LibraryCommand::Authors => profiles::authors(library, out).await,
        LibraryCommand::Author { id } => profiles::author(library, id, out).await,
        LibraryCommand::MergeAuthors { into, other } => profiles::merge(library, into, other, out).await,
        LibraryCommand::SeparateAuthor { spellings } => profiles::separate(library, spellings, out).await,
        LibraryCommand::Tags => profiles::tags(library, out).await,
        LibraryCommand::Tag { name } => profiles::tag(library, name, out).await,
        LibraryCommand::Alias(alias) => tags::alias(library, alias, out).await,
        LibraryCommand::TakeTag { id, tag, undo } => tags::take(library, id, tag, undo, out).await,
        LibraryCommand::SeekTag { tag, never } => tags::seek(library, tag, !never, out).await,
        LibraryCommand::Sections => profiles::sections(library, out).await,
        LibraryCommand::Section { name, publication } => {
            profiles::section(library, publication, name, out).await
        }
        LibraryCommand::Profile(list) => profiles::profile(library, list.into_query(), out).await,
        LibraryCommand::Follow { kind, value, how } => {
            follows::follow(library, kind.into(), value, how.into_change(), out).await
        }
        LibraryCommand::SetFollow { id, how } => follows::change(library, id, how.into_change(), out).await,
        LibraryCommand::PauseAlerts { minutes } => follows::pause_all(library, minutes, out).await,
        LibraryCommand::Unfollow { id } => follows::unfollow(library, id, out).await,
        LibraryCommand::Keep { id, articles } => follows::keep(library, id, articles, out).await,
        LibraryCommand::Limit(limit) => follows::limit(library, limit, out).await,
        LibraryCommand::Follows => follows::list(library, out).await,
        LibraryCommand::Alerts(asked) => follows::alerts(library, asked.into_query(), out).await,
        LibraryCommand::Dismiss { ids, all } => follows::dismiss(library, ids, all, out).await,
        LibraryCommand::Opml(OpmlCommand::Import { file }) => opml::import(library, &file, out).await,
        LibraryCommand::Opml(OpmlCommand::Export) => opml::export(library, out).await,
        LibraryCommand::Verify => upkeep::verify(library, out).await,
        LibraryCommand::Export(asked) => transfers::export(library, asked, out).await,
        LibraryCommand::Backup { to } => transfers::backup(library, to, out).await,
        LibraryCommand::Import { path } => transfers::import(library, path, out).await,
        LibraryCommand::Stats => upkeep::stats(library, out).await,
        LibraryCommand::Storage => upkeep::storage(library, out).await,
        LibraryCommand::Forget(asked) => upkeep::forget(library, asked.what(), asked.dry_run, out).await,
        LibraryCommand::Check => upkeep::check(library, out).await,
    }
}
