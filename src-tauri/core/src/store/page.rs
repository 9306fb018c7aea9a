//! Articles' own pages: which are to be asked for the rest of a short text, and what they told.
//!
//! Decided for each article: its source gave less than a whole text, and its page lies on the source's own host or on
//! its publication's site. Remembered for each source: after [`VAIN`] pages in a row that gave no more, refreshes ask
//! no further ones, until one that the reader opens gives more. The reader may say otherwise ([`PageChoice`]).

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use url::Url;

use super::row::{Address, Millis};
use super::source::{Turn, host, is_same_site};
use super::teller::Teller;
use super::{alert, body, keep, merge};
use crate::model::*;
use crate::sanitize::{PlainText, words};
use crate::{Error, Result};

/// Pages of one source asked in one refresh.
const AT_A_TIME: u32 = 30;
/// How often a page that fails is asked.
const TRIES: u32 = 3;
/// How many pages in a row may give no more.
const VAIN: u32 = 5;

/// A page to be asked.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// Whose it is.
    pub article: ArticleId,
    /// Where it is.
    pub url: Url,
    /// The host the reader chose that it lies on, if any: it may be on a private network.
    pub home: Option<String>,
}

/// What a page gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gained {
    /// The article, which may have turned out to be one with another.
    pub article: ArticleId,
    /// Whether the article is told differently now.
    pub text: bool,
    /// Whether an alert is to be told now.
    pub alert: bool,
}

/// Notes that the page of a new article is to be asked.
pub(super) fn want(
    tx: &Transaction<'_>,
    turn: &Turn,
    id: ArticleId,
    told: &NewArticle,
    news: bool,
) -> Result<()> {
    let short = told.extent < Extent::Whole || turn.pages == PageChoice::Always;
    let Some(url) = told.url.as_deref().filter(|_| short && turn.pages != PageChoice::Never) else {
        return Ok(());
    };
    if is_own(tx, turn, url)? {
        tx.prepare_cached(
            "INSERT OR IGNORE INTO article_page (article_id, source_id, wanted, news) VALUES (?1, ?2, TRUE, ?3)",
        )?
        .execute((id, turn.id, news))?;
    }
    Ok(())
}

/// Whether a page lies on the source's own host or on its publication's site. Others are asked only when the reader
/// opens or saves the article: choosing a source chose no host it links to.
fn is_own(tx: &Transaction<'_>, turn: &Turn, url: &str) -> Result<bool> {
    let site: Option<String> = tx
        .prepare_cached("SELECT url FROM publication WHERE id = ?1")?
        .query_row([turn.publication], |row| row.get(0))?;
    Ok(is_same_site(url, turn.plan.url.as_str()) || site.is_some_and(|site| is_same_site(url, &site)))
}

/// Notes that an article was told anew: a page that was read before it changed is to be read again.
pub(super) fn reconsider(tx: &Transaction<'_>, id: ArticleId, told: &NewArticle) -> Result<()> {
    tx.prepare_cached(
        "UPDATE article_page SET wanted = TRUE, tries = 0, news = FALSE WHERE article_id = ?1 AND asked_at < ?2",
    )?
    .execute((id, told.updated_at.map(Millis)))?;
    // The text came another way.
    tx.prepare_cached(
        "UPDATE article_page SET wanted = FALSE WHERE article_id = ?1 AND wanted AND asked_at IS NULL
           AND (SELECT extent FROM article WHERE id = ?1) = 'whole'
           AND coalesce((SELECT pages FROM source WHERE id = source_id), 'auto') = 'auto'",
    )?
    .execute([id])?;
    Ok(())
}

/// Sets whether the pages of a source's articles are asked. What it was remembered for is forgotten.
pub(crate) fn choose(tx: &Transaction<'_>, source: SourceId, choice: PageChoice) -> Result<()> {
    let changed =
        tx.execute("UPDATE source SET pages = ?2, vain_pages = 0 WHERE id = ?1", (source, choice))?;
    if changed == 0 {
        return Err(Error::NotFound { kind: "source", id: source.to_string() });
    }
    let turn = super::source::turn(tx, source)?;
    let mut statement = tx.prepare(
        "SELECT a.id, a.url FROM article_source x JOIN article a ON a.id = x.article_id
         WHERE x.source_id = ?1 AND a.url IS NOT NULL AND (?2 = 'always' OR (?2 = 'auto' AND a.extent <> 'whole'))
           AND NOT EXISTS (SELECT 1 FROM article_page WHERE article_id = a.id)",
    )?;
    let told: Vec<(ArticleId, String)> = statement
        .query_map((source, choice), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (article, url) in told {
        if is_own(tx, &turn, &url)? {
            tx.prepare_cached(
                "INSERT INTO article_page (article_id, source_id, wanted, news) VALUES (?1, ?2, TRUE, FALSE)",
            )?
            .execute((article, source))?;
        }
    }
    Ok(())
}

/// The pages a refresh of these sources is to ask: the newest few of each source.
pub(crate) fn wanted(conn: &Connection, sources: &[SourceId]) -> Result<Vec<Vec<Wanted>>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.url, s.url AS home FROM article_page w
         JOIN article a ON a.id = w.article_id JOIN source s ON s.id = w.source_id
         WHERE w.source_id = :source AND w.wanted AND s.pages <> 'never'
           AND (s.pages = 'always' OR s.vain_pages < :vain) AND a.url IS NOT NULL
         ORDER BY a.sorted_at DESC, a.id DESC LIMIT :most",
    )?;
    let mut all = Vec::new();
    for source in sources {
        let of_source: Vec<Wanted> = statement
            .query_map(named_params! { ":source": source, ":vain": VAIN, ":most": AT_A_TIME }, from_row)?
            .collect::<rusqlite::Result<_>>()?;
        if !of_source.is_empty() {
            all.push(of_source);
        }
    }
    Ok(all)
}

/// The page of an article the reader opens, where its text is short and the page was not read yet; with `insist` even
/// one that failed for good.
pub(crate) fn to_open(conn: &Connection, id: ArticleId, insist: bool) -> Result<Option<Wanted>> {
    Ok(conn
        .prepare_cached(
            "SELECT a.id, a.url,
               (SELECT s.url FROM source s WHERE s.publication_id = a.publication_id ORDER BY s.id LIMIT 1) AS home
             FROM article a LEFT JOIN article_page w ON w.article_id = a.id
             WHERE a.id = :id AND a.url IS NOT NULL AND a.extent <> 'whole'
               AND (w.asked_at IS NULL OR (w.problem IS NOT NULL AND (w.tries < :tries OR :insist)))
               AND NOT EXISTS (
                 SELECT 1 FROM article_source x JOIN source s ON s.id = x.source_id
                 WHERE x.article_id = a.id AND s.pages = 'never')",
        )?
        .query_row(named_params! { ":id": id, ":tries": TRIES, ":insist": insist }, from_row)
        .optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Wanted> {
    let url = row.get::<_, Address>("url")?.0;
    let home = row.get::<_, Option<String>>("home")?.as_deref().and_then(host);
    Ok(Wanted { article: row.get("id")?, url, home })
}

/// Keeps what an article's page told. Its text counts only where it is more than what is there, and nothing counts
/// where the page is about something else: one that asks for consent or a password is no article.
pub(crate) fn note_read(
    tx: &Transaction<'_>,
    id: ArticleId,
    told: Option<NewArticle>,
    now: DateTime<Utc>,
) -> Result<Gained> {
    let known: Option<(String, PublicationId, String)> = tx
        .query_row(
            "SELECT a.headline, a.publication_id, p.own_title FROM article a JOIN publication p ON p.id = a.publication_id
             WHERE a.id = ?1",
            [id],
            |row| Ok((row.get("headline")?, row.get("publication_id")?, row.get("own_title")?)),
        )
        .optional()?;
    // Taken away meanwhile, or made one with another.
    let mut gained = Gained { article: id, text: false, alert: false };
    let Some((headline, publication, site)) = known else { return Ok(gained) };
    let before = body::text(tx, id)?;
    if let Some(mut told) = told.filter(|told| is_about(told, &headline, &before)) {
        // A page without a headline has its site's name for a title: it tells none.
        if slug(&told.headline) == slug(&site) {
            told.headline = PlainText::default();
        }
        gained.text = words(&told.content_text) > words(&before) || merge::is_body_of(tx, id, Teller::PAGE)?;
        if !gained.text {
            told.forget_body();
        }
        gained.article = keep::page_of(tx, publication, id, &told, now)?;
        let written = if is_news(tx, gained.article)? {
            alert::complete(tx, gained.article, now)?
        } else if gained.text && was_read_since_import(tx, gained.article)? {
            alert::write_corrections(tx, &[gained.article], now)?
        } else {
            0
        };
        gained.alert = written > 0;
    }
    mark_read(tx, gained.article, now)?;
    tx.prepare_cached(
        "UPDATE source SET vain_pages = CASE WHEN ?2 THEN 0 ELSE vain_pages + 1 END
         WHERE id = (SELECT source_id FROM article_page WHERE article_id = ?1)",
    )?
    .execute((gained.article, gained.text))?;
    Ok(gained)
}

/// Notes that a page was read.
pub(super) fn mark_read(tx: &Transaction<'_>, id: ArticleId, now: DateTime<Utc>) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO article_page (article_id, wanted, news, asked_at) VALUES (?1, FALSE, FALSE, ?2)
         ON CONFLICT (article_id) DO UPDATE SET
           wanted = FALSE, news = FALSE, asked_at = excluded.asked_at, tries = 0, problem = NULL",
    )?
    .execute((id, Millis(now)))?;
    Ok(())
}

/// Notes that a page could not be had; `for_good` where it is not asked again by itself.
pub(crate) fn note_failed(
    tx: &Transaction<'_>,
    id: ArticleId,
    code: &str,
    for_good: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let tries = if for_good { TRIES } else { 1 };
    tx.prepare_cached(
        "INSERT INTO article_page (article_id, wanted, news, asked_at, tries, problem)
         SELECT id, FALSE, FALSE, :now, :tries, :code FROM article WHERE id = :id
         ON CONFLICT (article_id) DO UPDATE SET asked_at = excluded.asked_at, tries = tries + excluded.tries,
           problem = excluded.problem, wanted = wanted AND tries + excluded.tries < :most",
    )?
    .execute(
        named_params! { ":id": id, ":now": Millis(now), ":tries": tries, ":code": code, ":most": TRIES },
    )?;
    Ok(())
}

/// Whether an article came as news, and its page was not read since.
fn is_news(tx: &Transaction<'_>, id: ArticleId) -> Result<bool> {
    let news = tx
        .prepare_cached("SELECT news FROM article_page WHERE article_id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(news.unwrap_or(false))
}

/// Whether a page was read before, and its source's import had ended then: what it says otherwise now is a correction.
fn was_read_since_import(tx: &Transaction<'_>, id: ArticleId) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article_page w JOIN source s ON s.id = w.source_id
             WHERE w.article_id = ?1 AND w.asked_at >= s.imported_at)",
        )?
        .query_row([id], |row| row.get(0))?)
}

/// Whether a page is about the article of this headline and text: half of the headline's words stand in its own
/// headline, or the text's beginning in its text.
fn is_about(told: &NewArticle, headline: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> { slug(text).split('-').map(str::to_owned).collect() };
    let flat = |text: &str, most: usize| text.split_whitespace().take(most).collect::<Vec<_>>().join(" ");
    let (known, named) = (words(headline), words(&told.headline));
    let shared = known.iter().filter(|word| named.contains(word)).count();
    let opening = flat(text, 8);
    shared * 2 >= known.len().min(named.len())
        || (!opening.is_empty() && flat(&told.content_text, usize::MAX).contains(&opening))
}
