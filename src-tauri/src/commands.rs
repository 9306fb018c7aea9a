//! The whole IPC surface: one list, from which come both the function that answers the window's calls and the
//! TypeScript types it calls with (see [`types`](crate::types)).

use broadsheet_core::Error;
use broadsheet_core::model::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tauri::Manager;
use tauri::ipc::{Invoke, InvokeBody, InvokeError, InvokeResponseBody};

use crate::opening::Opening;
use crate::shell::{Shell, Startup};

/// Reads lines of the form `name(argument: Type, …) -> Type;` under `library` (a method of [`Library`](broadsheet_core::Library)) or `shell`
/// (a method of [`Shell`]).
macro_rules! commands {
    ($($owner:ident {$(
        $(#[doc = $doc:literal])*
        $name:ident($($arg:ident: $type:ty),*) -> $returns:ty;
    )*})*) => {
        /// Answers one call of the window; `false` where there is no such command.
        pub fn answer(invoke: Invoke) -> bool {
            let Invoke { message, resolver, .. } = invoke;
            let app = message.webview_ref().app_handle().clone();
            let payload = message.payload();
            match message.command() {$($(
                stringify!($name) => {
                    #[derive(Deserialize)]
                    #[serde(deny_unknown_fields)]
                    struct Args { $($arg: $type),* }
                    let args = arguments::<Args>(payload);
                    resolver.respond_async_serialized(respond(async move {
                        let Args { $($arg),* } = args?;
                        let shell = app.state::<Shell>();
                        let owner = commands!(@$owner shell);
                        let returns: Result<$returns, Error> = owner.$name($($arg),*).await;
                        returns
                    }));
                    true
                }
            )*)*
                _ => false,
            }
        }

        /// Tells `types` every command, in the order of the list.
        #[cfg(test)]
        pub fn describe(types: &mut crate::types::Types) {$($(
            types.command(stringify!($name), &[$($doc),*]);
            $(types.argument::<$type>(stringify!($arg));)*
            types.returns::<$returns>();
        )*)*}
    };
    (@library $shell:ident) => { $shell.library().await? };
    (@shell $shell:ident) => { $shell };
}

commands! {
    shell {
        /// Opens the library, unless it is open, and tells how it stands.
        startup() -> Startup;
        /// Copies the library's files into a folder the reader picks, and tells where; `null` if they pick none.
        back_up() -> Option<String>;
        /// Moves a library that does not open into a new folder within its own, and begins a new one; also where it cannot
        /// be found. Deletes nothing.
        set_aside() -> Startup;
        /// Asks in which folder a library is that cannot be found, and uses it there.
        choose_library() -> Startup;
        /// Asks where to, moves the library there and starts anew; `false` if the reader changes their mind or stops it.
        move_library() -> bool;
        /// Asks where to, proposing a name, and writes the whole library there in one file; `null` if the reader picks no place.
        write_backup(name: String) -> Option<BackupReport>;
        /// Asks for a backup, makes the library what it holds and starts anew; `false` if the reader changes their mind or stops it.
        restore_backup() -> bool;
        /// Asks where to, proposing a name, and writes articles there; `null` if the reader picks no place.
        export_articles(choice: ExportChoice, format: ExportFormat, name: String) -> Option<ExportReport>;
        /// Asks for a file, and brings in the saved articles in it; `null` if the reader picks none.
        import_saved() -> Option<SavedImport>;
        /// What the system asked to be opened since the last call (see the event `openings`).
        openings() -> Vec<Opening>;
        /// Opens the library's folder in the system's own way.
        open_folder() -> ();
        /// The licences of everything that Broadsheet is made of, as text.
        licences() -> String;
        /// Opens an `http` or `https` address in the reader's browser.
        open_in_browser(url: String) -> ();
        /// Puts text on the clipboard.
        copy_text(text: String) -> ();
        /// Asks where to, and writes a picture there; `false` if the reader changes their mind.
        save_picture(id: MediaId, name: String) -> bool;
        /// Asks where to, and writes all publications there as OPML; `false` if the reader changes their mind.
        export_opml() -> bool;
        /// Whether the desktop starts the program when the reader logs in.
        autostart() -> bool;
        /// Has the desktop start the program when the reader logs in, or not; tells whether it then does.
        set_autostart(on: bool) -> bool;
        /// Makes the page larger (`1`), smaller (`-1`) or its own size (`0`), remembers it, and tells the factor.
        zoom(step: i32) -> f64;
    }
    library {
        /// Looks at an address and tells what could be added from it. Stores nothing.
        discover(address: String) -> Discovery;
        /// Adds the publication at an address and fetches it; gives back the one already there.
        add(address: String, choice: Option<Choice>) -> Publication;
        /// Adds the one article at an address, under the publication of its site.
        add_article(address: String) -> Article;
        /// Publications to begin with. Nothing is fetched.
        starter_list() -> Vec<StarterPublication>;
        /// Adds the sample edition that ships with Broadsheet.
        add_sample() -> Publication;
        /// Adds every feed of an OPML file, given as its bytes; fetches nothing.
        import_opml(opml: Vec<u8>) -> ImportReport;

        /// All publications, by title.
        publications() -> Vec<Publication>;
        /// One publication.
        publication(id: PublicationId) -> Publication;
        /// Gives a publication the reader's own name; an empty one brings the publisher's back.
        rename_publication(id: PublicationId, title: String) -> Publication;
        /// Puts a publication into a folder, named from the outermost; into none where there is no name.
        move_publication(id: PublicationId, folder: Vec<String>) -> Publication;
        /// Gives a folder another name, or none: then what was in it is in no folder.
        rename_folder(from: Vec<String>, to: Vec<String>) -> ();
        /// Leaves a publication out of refreshes, or takes it in again.
        pause_publication(id: PublicationId, paused: bool) -> Publication;
        /// Gives a source another address.
        change_address(id: SourceId, address: String) -> Source;
        /// Sets whether refreshes ask the pages of a source's articles for their text.
        choose_pages(id: SourceId, choice: PageChoice) -> Source;
        /// Sets how often a publication is asked by itself, in minutes; `null` for as often as all.
        set_refresh_interval(id: PublicationId, minutes: Option<u32>) -> Publication;
        /// Sets how many days a publication's articles stay, and how many of them; `null` for as all do, 0 for ever.
        set_retention(id: PublicationId, days: Option<u32>, articles: Option<u32>) -> Publication;
        /// Sets when a publication's pictures are asked for; `null` for as all are.
        choose_pictures(id: PublicationId, choice: Option<PictureChoice>) -> Publication;
        /// Lets a publication's pictures be asked from a host that is not one of its own.
        allow_host(id: PublicationId, host: String) -> Publication;
        /// Takes that back.
        forbid_host(id: PublicationId, host: String) -> Publication;
        /// Every host that the reader allowed so.
        allowed_hosts() -> Vec<AllowedHost>;
        /// Reads a publication through another of its sources from now on.
        use_source(id: SourceId) -> Publication;
        /// Takes a publication away; what is saved stays, and the rest can be restored.
        remove_publication(id: PublicationId) -> ();
        /// Undoes `remove_publication`.
        restore_publication(id: PublicationId) -> Publication;

        /// Asks every source of one publication, or of all, now. Events tell how far it is.
        refresh(publication: Option<PublicationId>) -> RefreshReport;
        /// Stops the refresh under way, if there is one.
        cancel_refresh() -> ();
        /// Whether there is a network, as far as is known.
        is_online() -> bool;

        /// Fills a publication from its archive, so far back; asked again, it goes on where it stopped.
        backfill(publication: PublicationId, depth: Depth) -> BackfillReport;
        /// Stops the backfill under way, if there is one. What it has stored stays.
        cancel_backfill() -> ();

        /// One page of a list.
        articles(query: ArticleQuery) -> Page<ArticleSummary>;
        /// The front page, made from the last days.
        front_page(folder: Option<String>) -> FrontPage;
        /// How many articles fit a query.
        count_articles(queries: Vec<ArticleQuery>) -> Vec<ArticleCounts>;
        /// One article, whole. Does not mark it read.
        article(id: ArticleId) -> Article;
        /// One article, whole, for a reader who opens it: the rest of a short text is read on its page.
        open_article(id: ArticleId) -> Article;
        /// Fetches a picture that waits for the reader's click.
        show_picture(id: MediaId) -> ();
        /// Where to read on from an article.
        around(id: ArticleId) -> Around;
        /// What a list can be narrowed to.
        facets(query: ArticleQuery) -> Facets;
        /// Where the reader stopped in an article; `null` at its ends.
        position(id: ArticleId) -> Option<Position>;
        /// Keeps where the reader stopped.
        keep_position(id: ArticleId, position: Option<Position>) -> ();
        /// Everything an article said since it came, oldest first; the last is how it stands now.
        versions(id: ArticleId) -> Vec<Version>;
        /// What changed in an article from one of its versions to another, by their numbers.
        compare_versions(id: ArticleId, from: u32, to: u32) -> Comparison;
        /// The stored article that has this address, if any.
        article_at(address: String) -> Option<ArticleId>;
        /// Marks articles read or unread, and tells which changed.
        mark_read(ids: Vec<ArticleId>, read: bool) -> Vec<ArticleId>;
        /// Marks everything a query finds as read, and tells which changed.
        mark_all_read(query: ArticleQuery) -> Vec<ArticleId>;
        /// All authors, by name.
        authors() -> Vec<AuthorPage>;
        /// One author.
        author(id: AuthorId) -> AuthorPage;
        /// Makes one author of two of a publication, and tells the spellings that were the other's.
        merge_authors(into: AuthorId, other: AuthorId) -> Vec<SpellingId>;
        /// Makes an author of their own of those whom a publication writes so: undoes `merge_authors`.
        separate_author(spellings: Vec<SpellingId>) -> AuthorPage;
        /// All tags, most used first.
        tags() -> Vec<TagPage>;
        /// One tag, by any spelling of its name.
        tag(name: String) -> TagPage;
        /// Every name that the reader made one with a tag, by name.
        tag_aliases() -> Vec<TagAlias>;
        /// Makes another name one with a tag: their articles and follows are one from then on.
        add_tag_alias(tag: String, alias: String) -> TagPage;
        /// Parts a name from the tag that the reader made it one with.
        remove_tag_alias(alias: String) -> TagPage;
        /// Takes a tag away from an article in whose text it was found; it does not come back there.
        take_tag(id: ArticleId, tag: String) -> ();
        /// Undoes `take_tag`.
        give_tag_back(id: ArticleId, tag: String) -> ();
        /// Sets whether a tag is looked for in texts. Where it is not, it goes wherever it was found.
        seek_tag(tag: String, sought: bool) -> TagPage;
        /// One publication's section by its name, or all sections of that name.
        section(publication: Option<PublicationId>, name: String) -> SectionPage;
        /// What a list is made of: how much each week, who writes it, and what about.
        profile(query: ArticleQuery) -> Profile;

        /// Saves an article and seals its copy.
        save(id: ArticleId) -> Save;
        /// Saves several articles, all or none, and seals their copies one after another.
        save_all(ids: Vec<ArticleId>) -> Vec<Save>;
        /// Stops the sealing under way; what is not sealed yet waits.
        stop_saves() -> ();
        /// Tries everything again that saves lack, at once.
        retry_saves() -> ();
        /// Takes the bookmark and its copy away. What is written on the article stays.
        unsave(id: ArticleId) -> ();

        /// Every label there is, by name.
        labels() -> Vec<Counted<String>>;
        /// Gives an article these labels in place of those it has, and tells how they are kept.
        set_labels(id: ArticleId, labels: Vec<String>) -> Vec<String>;
        /// Writes the note on an article in place of the one before, or takes it away.
        set_note(id: ArticleId, note: Option<String>) -> ();
        /// Highlights words of an article.
        add_highlight(id: ArticleId, highlight: NewHighlight) -> Highlight;
        /// Writes a note on a highlight, or takes it away.
        note_highlight(id: HighlightId, note: Option<String>) -> ();
        /// Takes a highlight away, with its note.
        remove_highlight(id: HighlightId) -> ();

        /// Follows something; following it again changes nothing.
        follow(kind: FollowKind, value: String) -> Follow;
        /// Ends a follow.
        unfollow(id: FollowId) -> ();
        /// Has the newest articles of a follow saved by themselves, so many, or none any more.
        keep_newest(id: FollowId, keep: Option<u32>) -> Follow;
        /// All follows, newest first.
        follows() -> Vec<Follow>;
        /// Changes when a follow tells, whether it is paused, and whether it tells of corrections.
        set_follow(id: FollowId, change: FollowChange) -> Follow;
        /// Notes that the reader looked at a follow: nothing that came for it until now is fresh.
        look_at_follow(id: FollowId) -> ();
        /// One page of the inbox, newest first.
        alerts(query: AlertQuery) -> Page<Alert>;
        /// How many alerts the reader does not know yet.
        unseen_alerts() -> u32;
        /// Notes that the reader knows of these alerts.
        dismiss_alerts(ids: Vec<AlertId>) -> ();
        /// Notes that the reader knows of every alert there is.
        dismiss_all_alerts() -> ();

        /// Stops what brings in, writes out or moves, if there is something under way.
        cancel_transfer() -> ();

        /// All settings.
        settings() -> Settings;
        /// Changes some settings, and gives back all as they then stand.
        change_settings(change: SettingsChange) -> Settings;

        /// How much the library holds.
        stats() -> Stats;
        /// Lets go of every picture that no saved article shows, and tells how much the library then holds.
        clear_pictures() -> Stats;
        /// What the library's room goes to.
        storage() -> Storage;
        /// What would be let go.
        forgettable(what: Forgetting) -> Forgettable;
        /// Lets articles go for good, and tells how many.
        forget(what: Forgetting) -> u32;
        /// Which hosts were asked in the last day, most asked first.
        connections() -> Vec<Connection>;
        /// Forgets which hosts were asked.
        clear_connections() -> ();
        /// Checks the database.
        check() -> CheckReport;
        /// Compares every saved file with its hash.
        verify() -> VerifyReport;
    }
}

/// Puts what a command returns into the form it crosses the seam in; an error is always an `ErrorReport`.
async fn respond<T: Serialize>(
    task: impl Future<Output = Result<T, Error>>,
) -> Result<InvokeResponseBody, InvokeError> {
    match task.await {
        Ok(returns) => serde_json::to_string(&returns)
            .map(InvokeResponseBody::Json)
            .map_err(|e| refusal(&Error::Unexpected { detail: e.to_string() })),
        Err(error) => Err(refusal(&error)),
    }
}

fn refusal(error: &Error) -> InvokeError {
    InvokeError::from(error.to_report())
}

fn arguments<T: for<'de> Deserialize<'de>>(payload: &InvokeBody) -> Result<T, Error> {
    let value = match payload {
        InvokeBody::Json(value) => value.clone(),
        InvokeBody::Raw(_) => Value::Null,
    };
    serde_json::from_value(value)
        .map_err(|e| Error::Invalid { what: "the command's arguments", value: e.to_string() })
}
