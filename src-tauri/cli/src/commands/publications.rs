//! Publications, their sources, and refreshing them.

use broadsheet_core::Library;
use broadsheet_core::model::{
    BackfillEnd, BackfillReport, Candidate, Depth, FoundArticle, HealthState, PageChoice, Publication,
    PublicationId, RefreshReport, Source, SourceId, SourceKind, SourceRole,
};

use super::Done;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::{watch, watch_backfill, watch_refresh};
use crate::text::{count, facts, instant, instant_or_dash, table, width, wrap};

pub async fn discover(library: &Library, address: String, out: &mut Output) -> Done {
    let discovery = watch(library, "Looking", library.discover(address)).await?;
    out.document(&discovery, |discovery| {
        let candidates: Vec<String> = discovery.candidates.iter().map(candidate_text).collect();
        candidates.join("\n") + &discovery.article.as_ref().map(article_text).unwrap_or_default()
    })
}

fn article_text(article: &FoundArticle) -> String {
    let facts = facts(&[
        ("Article", Some(article.headline.clone())),
        ("By", Some(article.authors.join(", ")).filter(|names| !names.is_empty())),
        ("Published", article.published_at.map(instant)),
        ("Address", Some(article.url.clone())),
        ("Text", article.stub.then(|| "only an opening".to_owned())),
        ("Already here", article.already.map(|id| format!("as article {id}"))),
    ]);
    facts + &article.summary.as_ref().map(|summary| wrap(summary, width(), "  ")).unwrap_or_default()
}

fn candidate_text(candidate: &Candidate) -> String {
    let latest: String = candidate.latest.iter().map(|headline| wrap(headline, width(), "  ")).collect();
    let facts = facts(&[
        ("Title", Some(candidate.title.clone())),
        ("Kind", Some(kind_name(candidate.kind).to_owned())),
        ("Address", Some(candidate.url.clone())),
        ("Site", candidate.site.clone()),
        ("About", candidate.description.clone()),
        ("Language", candidate.language.clone()),
        ("Articles", Some(candidate.articles.to_string())),
        ("Already here", candidate.already.map(|id| format!("as publication {id}"))),
    ]);
    facts + &latest
}

pub async fn add(library: &Library, address: String, out: &mut Output) -> Done {
    let added = if address.trim().eq_ignore_ascii_case("sample:") {
        watch(library, "Adding", library.add_sample()).await?
    } else {
        watch(library, "Adding", library.add(address, None)).await?
    };
    out.document(&added, |publication| {
        let mut text = format!(
            "{} is publication {}: {}.\n",
            publication.title,
            publication.id,
            count(publication.counts.total, "article")
        );
        let failing = asked(publication).filter(|source| source.health.problem.is_some());
        text.extend(failing.map(|source| format!("  {}\n", source.health.sentence)));
        text
    })
}

pub async fn remove(library: &Library, id: PublicationId, out: &mut Output) -> Done {
    let publication = library.publication(id).await?;
    library.remove_publication(id).await?;
    out.document(&publication, |publication| {
        format!("Removed {}. Its saved articles stay.", publication.title)
    })
}

pub async fn put(library: &Library, id: PublicationId, folder: Vec<String>, out: &mut Output) -> Done {
    out.document(&library.move_publication(id, folder).await?, |publication| {
        if publication.folder.is_empty() {
            return format!("{} is in no folder.", publication.title);
        }
        format!("{} is in {}.", publication.title, publication.folder.join(" / "))
    })
}

pub async fn rename_folder(library: &Library, from: String, to: Option<String>, out: &mut Output) -> Done {
    let path = |name: String| name.split(" / ").map(str::to_owned).collect();
    library.rename_folder(path(from), to.map(path).unwrap_or_default()).await?;
    list(library, out).await
}

pub async fn list(library: &Library, out: &mut Output) -> Done {
    out.list(&library.publications().await?, publications_text)
}

fn publications_text(publications: &[Publication]) -> String {
    let rows = publications.iter().map(|publication| {
        [
            publication.id.to_string(),
            publication.title.clone(),
            publication.counts.total.to_string(),
            publication.counts.unread.to_string(),
            publication_state(publication).to_owned(),
            publication.url.clone().unwrap_or_default(),
        ]
    });
    table(["ID", "TITLE", "ARTICLES", "UNREAD", "STATE", "SITE"], rows.collect())
}

/// The sources a publication is read through.
fn asked(publication: &Publication) -> impl Iterator<Item = &Source> {
    publication.sources.iter().filter(|source| source.role != SourceRole::Spare)
}

fn publication_state(publication: &Publication) -> &'static str {
    if publication.paused {
        return "paused";
    }
    let worst = asked(publication).map(|source| source.health.state).max_by_key(|state| match state {
        HealthState::Well => 0,
        HealthState::New => 1,
        HealthState::Gone => 2,
        HealthState::Failing => 3,
    });
    worst.map_or("no source", state_name)
}

pub async fn sources(library: &Library, out: &mut Output) -> Done {
    out.list(&library.sources().await?, sources_text)
}

fn sources_text(sources: &[Source]) -> String {
    let rows = sources.iter().map(|source| {
        [
            source.id.to_string(),
            source.publication.to_string(),
            kind_name(source.kind).to_owned(),
            role_name(source.role).to_owned(),
            state_name(source.health.state).to_owned(),
            instant_or_dash(source.checked_at),
            source.url.clone(),
            source.health.sentence.clone(),
        ]
    });
    table(["ID", "PUBLICATION", "KIND", "USED", "STATE", "ASKED", "ADDRESS", "HEALTH"], rows.collect())
}

pub async fn use_source(library: &Library, id: SourceId, out: &mut Output) -> Done {
    let publication = watch(library, "Refreshing", library.use_source(id)).await?;
    out.document(&publication, |publication| {
        let source = publication.sources.iter().find(|source| source.id == id);
        let line = |source: &Source| format!("{} is read through {}.\n", publication.title, source.url);
        let problem = source.filter(|source| source.health.problem.is_some());
        source.map(line).unwrap_or_default()
            + &problem.map(|source| format!("  {}\n", source.health.sentence)).unwrap_or_default()
    })
}

pub async fn choose_pages(library: &Library, id: SourceId, choice: PageChoice, out: &mut Output) -> Done {
    out.document(&library.choose_pages(id, choice).await?, |source| {
        let pages = match source.pages {
            PageChoice::Auto => "The pages of short articles are asked",
            PageChoice::Always => "The page of every article is asked",
            PageChoice::Never => "No article's page is asked",
        };
        format!("{pages} for {}.", source.url)
    })
}

pub async fn set_interval(
    library: &Library,
    id: PublicationId,
    minutes: Option<u32>,
    out: &mut Output,
) -> Done {
    out.document(&library.set_refresh_interval(id, minutes).await?, |publication| {
        let often = publication.refresh_minutes.map_or_else(
            || "as often as all".to_owned(),
            |minutes| format!("every {}", count(minutes, "minute")),
        );
        format!("{} is asked {often}.", publication.title)
    })
}

pub async fn set_retention(
    library: &Library,
    id: PublicationId,
    days: Option<u32>,
    articles: Option<u32>,
    out: &mut Output,
) -> Done {
    out.document(&library.set_retention(id, days, articles).await?, |publication| {
        let long = match publication.keep_days {
            None => "as long as all".to_owned(),
            Some(0) => "for ever".to_owned(),
            Some(days) => format!("for {}", count(days, "day")),
        };
        let many = match publication.keep_articles {
            None => "as many as of all".to_owned(),
            Some(0) => "all of them".to_owned(),
            Some(articles) => format!("the newest {articles}"),
        };
        format!("Articles of {} stay {long}, {many}.", publication.title)
    })
}

pub async fn refresh(library: &Library, publication: Option<PublicationId>, out: &mut Output) -> Done {
    let report = watch_refresh(library, library.refresh(publication)).await?;
    let online = library.is_online().await?;
    out.document(&report, |report| refresh_text(report, online))?;
    if report.cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

pub async fn backfill(library: &Library, id: PublicationId, depth: Depth, out: &mut Output) -> Done {
    let report = watch_backfill(library, library.backfill(id, depth)).await?;
    out.document(&report, backfill_text)?;
    if report.end == BackfillEnd::Cancelled { Err(Failure::Cancelled) } else { Ok(()) }
}

fn backfill_text(report: &BackfillReport) -> String {
    let end = match (report.end, &report.problem) {
        (BackfillEnd::Reached, _) => "It is as deep as you asked.".to_owned(),
        (BackfillEnd::Exhausted, _) => "The publisher offers no more.".to_owned(),
        (BackfillEnd::Cancelled, _) => "Cancelled; the next one goes on from there.".to_owned(),
        (BackfillEnd::Failed, Some(problem)) => format!("{}: {}", problem.code, problem.message),
        (BackfillEnd::Failed, None) => "A page could not be read.".to_owned(),
    };
    let (new, pages) = (count(report.new_articles, "new article"), count(report.pages, "page"));
    format!("{new} from {pages}. {end}\n")
}

fn refresh_text(report: &RefreshReport, online: bool) -> String {
    let mut text = format!(
        "{} asked, {} unchanged, {} left alone: {}.\n",
        count(report.checked, "source"),
        report.unchanged,
        report.skipped,
        count(report.new_articles, "new article")
    );
    if !online {
        text.push_str("There is no network. Whoever could not be asked is asked when it is back.\n");
    }
    if report.cancelled {
        text.push_str("Cancelled; what came until then is kept.\n");
    }
    text.extend(
        report.failed.iter().map(|failure| {
            format!("  {} ({}): {}\n", failure.title, failure.error.code, failure.error.message)
        }),
    );
    text
}

fn kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Feed => "feed",
        SourceKind::Ghost => "ghost",
        SourceKind::WordPress => "wordpress",
        SourceKind::Sitemap => "sitemap",
    }
}

fn role_name(role: SourceRole) -> &'static str {
    match role {
        SourceRole::Used => "yes",
        SourceRole::StandsIn => "stands in",
        SourceRole::Spare => "no",
    }
}

fn state_name(state: HealthState) -> &'static str {
    match state {
        HealthState::New => "new",
        HealthState::Well => "well",
        HealthState::Failing => "failing",
        HealthState::Gone => "gone",
    }
}
