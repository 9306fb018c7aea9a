//! Which articles a command is about.

use broadsheet_core::model::{ArticleQuery, AuthorId, FollowId, Forgetting, Order, PublicationId};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use clap::Args;

use super::kind::Sort;

/// Which articles to list.
#[derive(Debug, Args)]
pub struct ArticlesArgs {
    #[command(flatten)]
    list: ListArgs,
    #[command(flatten)]
    part: PartArgs,
}

/// What articles of a list have in common.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Of this publication
    #[arg(long, value_name = "ID")]
    publication: Option<PublicationId>,
    /// By this author
    #[arg(long, value_name = "ID")]
    author: Option<AuthorId>,
    /// With this tag, in any spelling
    #[arg(long, value_name = "NAME")]
    tag: Option<String>,
    /// In this section
    #[arg(long, value_name = "NAME")]
    section: Option<String>,
    /// Of this follow
    #[arg(long, value_name = "ID")]
    follow: Option<FollowId>,
    /// With this label of yours, in any spelling
    #[arg(long, value_name = "NAME")]
    label: Option<String>,
    /// Only those with a note or a highlight of yours
    #[arg(long)]
    noted: bool,
    /// Only those you stopped in the middle of
    #[arg(long)]
    begun: bool,
    /// Only saved ones
    #[arg(long)]
    saved: bool,
    /// Only unread ones
    #[arg(long)]
    unread: bool,
    /// Only those that are or show a video
    #[arg(long)]
    video: bool,
    /// From T on: RFC 3339, or YYYY-MM-DD for the start of that day in UTC
    #[arg(long, value_name = "T", value_parser = instant)]
    since: Option<DateTime<Utc>>,
    /// Before T: RFC 3339, or YYYY-MM-DD for the start of that day in UTC
    #[arg(long, value_name = "T", value_parser = instant)]
    until: Option<DateTime<Utc>>,
}

/// Which saved articles to list, and in which order.
#[derive(Debug, Args)]
pub struct SavedArgs {
    #[command(flatten)]
    list: ListArgs,
    /// With these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Only those whose copy lacks something that could not be had
    #[arg(long)]
    lacking: bool,
    /// What to sort them by
    #[arg(long, default_value = "saved")]
    sort: Sort,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    #[command(flatten)]
    part: PartArgs,
}

impl SavedArgs {
    /// The query, and how many rows are wanted of it.
    pub fn into_query(self) -> (ArticleQuery, u32) {
        self.part.of(ArticleQuery {
            saved: Some(true),
            lacking: self.lacking.then_some(true),
            search: self.search,
            order: Some(self.sort.into()),
            reversed: self.reverse.then_some(true),
            ..self.list.into_query()
        })
    }
}

/// Which articles to let go.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Those that were read, with every picture that no saved article shows
    #[arg(long, conflicts_with_all = ["days", "articles"], required_unless_present_any = ["days", "articles"])]
    read: bool,
    /// Those that came more than N days ago
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// All but the newest N of each publication
    #[arg(long, value_name = "N")]
    articles: Option<u32>,
    /// Only list them
    #[arg(long)]
    pub dry_run: bool,
}

impl ForgetArgs {
    /// What is to go.
    pub fn what(&self) -> Forgetting {
        if self.read {
            Forgetting::Read
        } else {
            Forgetting::Beyond { days: self.days, articles: self.articles }
        }
    }
}

/// Which part of a list of articles to print.
#[derive(Debug, Args)]
pub struct PartArgs {
    /// At most this many rows
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// Go on behind the row that carries this cursor
    #[arg(long, value_name = "C")]
    cursor: Option<String>,
}

impl ArticlesArgs {
    /// The query, and how many rows are wanted of it.
    pub fn into_query(self) -> (ArticleQuery, u32) {
        self.part.of(self.list.into_query())
    }
}

impl ListArgs {
    /// The query.
    pub fn into_query(self) -> ArticleQuery {
        ArticleQuery {
            publication: self.publication,
            author: self.author,
            tag: self.tag,
            section: self.section,
            follow: self.follow,
            label: self.label,
            noted: self.noted.then_some(true),
            begun: self.begun.then_some(true),
            saved: self.saved.then_some(true),
            unread: self.unread.then_some(true),
            video: self.video.then_some(true),
            since: self.since,
            until: self.until,
            ..ArticleQuery::default()
        }
    }
}

impl PartArgs {
    /// `query` from this part's beginning on, and how many rows are wanted of it.
    pub fn of(self, query: ArticleQuery) -> (ArticleQuery, u32) {
        (ArticleQuery { after: self.cursor, ..query }, self.limit)
    }

    /// What `words` find, best first.
    pub fn search(self, words: String) -> (ArticleQuery, u32) {
        self.of(ArticleQuery { search: Some(words), order: Some(Order::Best), ..ArticleQuery::default() })
    }
}

/// Reads an instant: RFC 3339, or a bare date for the start of that day in UTC.
pub(super) fn instant(typed: &str) -> Result<DateTime<Utc>, String> {
    let date = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    DateTime::parse_from_rfc3339(typed)
        .map(|instant| instant.to_utc())
        .or_else(|_| NaiveDate::parse_from_str(typed, "%Y-%m-%d").map(date))
        .map_err(|_| "expected RFC 3339 (2025-09-25T14:05:00Z) or YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_rfc_3339_or_days_in_utc() {
        let at = |text: &str| instant(text).map(|instant| instant.to_rfc3339());
        assert_eq!(at("2025-09-25").as_deref(), Ok("2025-09-25T00:00:00+00:00"), "a day starts in UTC");
        assert_eq!(
            at("2025-09-25T01:00:00+02:00").as_deref(),
            Ok("2025-09-24T23:00:00+00:00"),
            "an offset is honoured"
        );
        assert!(instant("yesterday").is_err(), "words are no instant");
        assert!(instant("2025-02-30").is_err(), "a day that is not");
    }
}
