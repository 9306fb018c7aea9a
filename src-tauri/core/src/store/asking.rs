//! Whether a picture may be asked for: the one place that decides it. What is kept needs no asking and is always shown,
//! and what stood in an article's markup itself needs none either.
//!
//! Two things decide. First whose host it is: the publication's own site and sources, and every host that its articles'
//! own pictures name (what stands in their text or at their head), are hosts the reader chose with the publication. Where
//! its authors' portraits, the posters of its videos and the pictures of cards lie elsewhere, that host is asked only
//! once the reader allowed it for this publication; services that keep portraits for everybody are such a host wherever
//! they are named. Then when: always, once the reader clicks, or never, for all publications or for one.
//!
//! Where an address sends us on to another host, the same is asked of that host, unless it is of the same site. What it is
//! then held for is noted, so that the reader is told the host they would allow.
//!
//! Saving is the reader's own wish for the article, so a save asks the publication's own hosts whatever they chose for
//! showing. It asks no other host that they did not allow: what it seals is what they would see with the network, and what
//! waits for their consent is not missing. When they give it, the saves that lack a picture from there are sealed again.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use url::Url;

use super::media::Media;
use super::row::{Address, Millis};
use super::{media, publication, save, setting};
use crate::model::*;
use crate::{Error, Result};

/// Services that keep portraits for everybody, and learn from each request who reads what.
const PORTRAITS: [&str; 4] = ["gravatar.com", "libravatar.org", "ui-avatars.com", "unavatar.io"];

/// On what occasion a picture is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Something shows it.
    Shown,
    /// The reader asked to see it.
    Clicked,
    /// An article that shows it is saved.
    Saved,
}

/// The host for whose sake a picture is not asked for; `None` where it may be, for any of the publications that show it.
pub(crate) fn held(conn: &Connection, picture: &Media, occasion: Occasion) -> Result<Option<String>> {
    let mut least = None;
    for publication in publications_of(conn, &picture.id)? {
        match held_by(conn, publication, picture, occasion)? {
            None => return Ok(None),
            Some((_, host)) => least = least.or(Some(host)),
        }
    }
    Ok(least)
}

/// The host a picture's address sent us on to, where that may not be asked.
pub(crate) fn held_at(
    conn: &Connection,
    picture: &Media,
    to: &Url,
    occasion: Occasion,
) -> Result<Option<String>> {
    let (from, to) = (host_of(&picture.url), host_of(to.as_str()));
    if is_of_site(&to, &from) || is_of_site(&from, &to) {
        return Ok(None);
    }
    let sent_on = Media { sent_on: Some(to), ..picture.clone() };
    held(conn, &sent_on, occasion)
}

/// The publications that show a picture.
fn publications_of(conn: &Connection, id: &MediaId) -> Result<Vec<PublicationId>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.publication_id FROM article_media am JOIN article a ON a.id = am.article_id WHERE am.media_id = ?1
         UNION SELECT publication_id FROM author WHERE avatar_media = ?1
         UNION SELECT id FROM publication WHERE icon_media = ?1",
    )?;
    let publications = statement.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(publications)
}

/// The hosts that have to be asked for a picture, as far as is known.
fn hosts_of(picture: &Media) -> impl Iterator<Item = String> {
    std::iter::once(host_of(&picture.url)).chain(picture.sent_on.clone())
}

/// Why one publication's picture is not asked for, and for the sake of which host.
fn held_by(
    conn: &Connection,
    publication: PublicationId,
    picture: &Media,
    occasion: Occasion,
) -> Result<Option<(Held, String)>> {
    if InlinePicture::is_address(&picture.url) {
        return Ok(None);
    }
    let mut of =
        conn.prepare_cached("SELECT pictures, url, icon_media IS ?2 FROM publication WHERE id = ?1")?;
    let (choice, site, is_icon): (Option<PictureChoice>, Option<String>, bool) =
        of.query_row((publication, &picture.id), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for host in hosts_of(picture) {
        if !is_icon && !is_chosen(conn, publication, site.as_deref(), &host)? {
            return Ok(Some((Held::Consent, host)));
        }
    }
    if occasion == Occasion::Saved {
        return Ok(None);
    }
    let choice = match choice {
        Some(choice) => choice,
        None => setting::all(conn)?.pictures,
    };
    let why = match choice {
        PictureChoice::Always => None,
        PictureChoice::Click => (occasion != Occasion::Clicked).then_some(Held::Click),
        PictureChoice::Never => Some(Held::Never),
    };
    Ok(why.map(|why| (why, host_of(&picture.url))))
}

/// Whether the reader chose a host, with the publication or for it.
fn is_chosen(conn: &Connection, publication: PublicationId, site: Option<&str>, host: &str) -> Result<bool> {
    let known: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM own_host WHERE publication_id = ?1 AND host = ?2)
               OR EXISTS (SELECT 1 FROM allowed_host WHERE publication_id = ?1 AND host = ?2)",
        )?
        .query_row((publication, host), |row| row.get(0))?;
    if known || site.is_some_and(|site| is_of_site(host, &host_of(site))) {
        return Ok(true);
    }
    let mut sources = conn.prepare_cached("SELECT url FROM source WHERE publication_id = ?1")?;
    let mut rows = sources.query([publication])?;
    while let Some(row) = rows.next()? {
        if is_of_site(host, &host_of(row.get::<_, Address>("url")?.0.as_str())) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a host is a site's, or lies under it.
fn is_of_site(host: &str, site: &str) -> bool {
    let bare = site.strip_prefix("www.").unwrap_or(site);
    !bare.is_empty() && host.strip_suffix(bare).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The host of an address, with its port where that is not the scheme's own.
fn host_of(url: &str) -> String {
    let Ok(url) = Url::parse(url) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The pictures of an article's page that are not kept and not asked for by themselves.
pub(super) fn of_article(conn: &Connection, article: &ArticleSummary) -> Result<Vec<HeldPicture>> {
    let publication = article.publication.id;
    let mut held = Vec::new();
    for picture in media::of_article(conn, article.id)?.into_iter().filter(|picture| picture.kept.is_none()) {
        if let Some((why, host)) = held_by(conn, publication, &picture, Occasion::Shown)? {
            held.push(HeldPicture { media: picture.id, host, why });
        }
    }
    Ok(held)
}

/// The pictures that a save of an article seals.
pub(crate) fn sealed_of(conn: &Connection, article: ArticleId) -> Result<Vec<Media>> {
    let publication = publication_of(conn, article)?;
    let mut sealed = Vec::new();
    for picture in media::of_article(conn, article)? {
        if picture.kept.is_some() || held_by(conn, publication, &picture, Occasion::Saved)?.is_none() {
            sealed.push(picture);
        }
    }
    Ok(sealed)
}

/// Notes the hosts that the own pictures of an article name.
pub(super) fn name_hosts<'a>(
    conn: &Connection,
    publication: PublicationId,
    urls: impl IntoIterator<Item = &'a str>,
) -> rusqlite::Result<()> {
    let mut last = String::new();
    for url in urls {
        let host = host_of(url);
        if host.is_empty() || host == last || PORTRAITS.iter().any(|service| is_of_site(&host, service)) {
            continue;
        }
        conn.prepare_cached("INSERT OR IGNORE INTO own_host (publication_id, host) VALUES (?1, ?2)")?
            .execute((publication, &host))?;
        last = host;
    }
    Ok(())
}

/// Sets when a publication's pictures are asked for; `None` for as all are.
pub(crate) fn choose(tx: &Transaction<'_>, id: PublicationId, choice: Option<PictureChoice>) -> Result<()> {
    let sql = "UPDATE publication SET pictures = ?2 WHERE id = ?1 AND removed_at IS NULL";
    publication::there(id, tx.execute(sql, (id, choice))?)
}

/// Lets a publication's pictures be asked from a host, and has the saves sealed again that lack one from there.
pub(crate) fn allow(tx: &Transaction<'_>, id: PublicationId, host: &str, now: DateTime<Utc>) -> Result<()> {
    publication::title(tx, id)?;
    let host = named(host)?;
    tx.execute(
        "INSERT OR IGNORE INTO allowed_host (publication_id, host, allowed_at) VALUES (?1, ?2, ?3)",
        (id, &host, Millis(now)),
    )?;
    let mut saved = tx.prepare(
        "SELECT s.article_id FROM save s JOIN article a ON a.id = s.article_id
         WHERE a.publication_id = ?1 AND s.state <> 'waiting'",
    )?;
    let saved: Vec<ArticleId> = saved.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for article in saved {
        let shown = media::of_article(tx, article)?;
        if shown.iter().any(|picture| picture.kept.is_none() && hosts_of(picture).any(|one| one == host)) {
            save::lacks(tx, article, now)?;
        }
    }
    Ok(())
}

/// The host in what was given, which may be a whole address.
fn named(given: &str) -> Result<String> {
    let text = given.trim().to_lowercase();
    let url = if text.contains("://") { text } else { format!("https://{text}") };
    let host = host_of(&url);
    if host.is_empty() || host.len() > LONGEST {
        let value = given.chars().take(LONGEST).collect();
        return Err(Error::Invalid { what: "a host", value });
    }
    Ok(host)
}

/// The longest name of a host, with its port.
const LONGEST: usize = 260;

/// Takes that back. What came from there stays.
pub(crate) fn forbid(tx: &Transaction<'_>, id: PublicationId, host: &str) -> Result<()> {
    let sql = "DELETE FROM allowed_host WHERE publication_id = ?1 AND host = ?2";
    tx.execute(sql, (id, named(host)?))?;
    Ok(())
}

/// Every host the reader allowed, by publication.
pub(crate) fn allowed(conn: &Connection) -> Result<Vec<AllowedHost>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.id, coalesce(p.given_title, p.own_title) AS title, h.host, h.allowed_at
         FROM allowed_host h JOIN publication p ON p.id = h.publication_id
         WHERE p.removed_at IS NULL ORDER BY title, p.id, h.host",
    )?;
    let allowed = statement
        .query_map([], |row| {
            Ok(AllowedHost {
                publication: row.get("id")?,
                title: row.get("title")?,
                host: row.get("host")?,
                allowed_at: row.get::<_, Millis>("allowed_at")?.0,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(allowed)
}

/// The publication of an article.
pub(super) fn publication_of(conn: &Connection, article: ArticleId) -> Result<PublicationId> {
    conn.prepare_cached("SELECT publication_id FROM article WHERE id = ?1")?
        .query_row([article], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::NotFound { kind: "article", id: article.to_string() })
}

#[cfg(test)]
mod tests {
    use super::super::testing::Shelf;
    use super::*;

    #[test]
    fn a_site_owns_its_host_and_those_under_it() {
        for (host, site) in [
            ("a.example", "www.a.example"),
            ("img.a.example", "a.example"),
            ("a.example:8080", "a.example:8080"),
        ] {
            assert!(is_of_site(host, site), "{host} is of {site}");
        }
        for (host, site) in [
            ("ba.example", "a.example"),
            ("a.example:8080", "a.example"),
            ("example", "a.example"),
            ("x", ""),
        ] {
            assert!(!is_of_site(host, site), "{host} is not of {site}");
        }
    }

    #[test]
    fn a_host_is_allowed_by_its_name_or_an_address_of_its() {
        for (given, host) in [("I.Example", "i.example"), (" http://i.example:81/a ", "i.example:81")] {
            assert_eq!(named(given).unwrap(), host);
        }
        for wrong in ["", "no host", "https://", &"x".repeat(300)] {
            assert_eq!(named(wrong).unwrap_err().code(), "invalid", "{wrong}");
        }
    }

    #[test]
    fn portraits_for_everybody_are_nobodys_own() {
        let shelf = Shelf::new();
        let (publication, _) = shelf.add("https://a.example/feed");
        let named = ["https://cdn.example/1.png", "https://cdn.example/2.png", "https://s.gravatar.com/a"];
        shelf.write(|tx| Ok(name_hosts(tx, publication, named)?)).unwrap();
        let may = |url: &str| {
            let picture = Media {
                id: MediaId::of(url),
                url: url.to_owned(),
                kept: None,
                problem: None,
                shown_at: None,
                sent_on: None,
            };
            shelf.read(|conn| held_by(conn, publication, &picture, Occasion::Shown)).is_none()
        };
        assert!(may("https://cdn.example/3.png"), "articles name it");
        assert!(may("https://a.example/face.png"), "it is the site's");
        assert!(!may("https://s.gravatar.com/a"), "not even where an article's text names it");
        assert!(!may("nonsense"), "what names no host is nobody's");
    }

    #[test]
    fn what_was_here_before_keeps_the_hosts_its_articles_name() {
        let shelf = Shelf::new();
        let (publication, _) = shelf.add("https://a.example/feed");
        shelf
            .write(|tx| {
                tx.execute_batch(
                    "INSERT INTO article (id, publication_id, fingerprint, headline, first_seen_at, sorted_at, direction,
                       featured, access, kind, lead_image)
                     VALUES (1, 1, x'00', 'One', 0, 0, 'ltr', 0, 'public', 'article',
                       '{\"url\":\"https://lead.example/a\"}');
                     INSERT INTO article_body (article_id, html, text, pictures)
                     VALUES (1, x'', x'', '[\"https://body.example/a\"]');",
                )?;
                Ok(super::super::upgrade::name_own_hosts(tx)?)
            })
            .unwrap();
        for host in ["lead.example", "body.example"] {
            let is_chosen = shelf.read(|conn| is_chosen(conn, publication, None, host));
            assert!(is_chosen, "{host} is asked as before");
        }
    }
}
