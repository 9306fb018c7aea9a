//! Authors and tags.

use broadsheet_core::Library;
use broadsheet_core::model::{AuthorId, AuthorPage, SpellingId, TagPage};

use super::Done;
use crate::output::Output;
use crate::text::{count, facts, instant, instant_or_dash, table, width, wrap};

pub async fn authors(library: &Library, out: &mut Output) -> Done {
    out.list(&library.authors().await?, |authors| {
        let rows = authors.iter().map(|page| {
            [
                page.author.id.map(|id| id.to_string()).unwrap_or_default(),
                page.author.name.clone(),
                page.counts.total.to_string(),
                instant_or_dash(page.latest_at),
                page.publication.title.clone(),
                page.author.role.clone().unwrap_or_default(),
            ]
        });
        table(["ID", "NAME", "ARTICLES", "LATEST", "PUBLICATION", "ROLE"], rows.collect())
    })
}

pub async fn author(library: &Library, id: AuthorId, out: &mut Output) -> Done {
    out.document(&library.author(id).await?, author_text)
}

fn author_text(page: &AuthorPage) -> String {
    let author = &page.author;
    let bio = author.bio.as_ref().map(|bio| format!("\n{}", wrap(bio, width(), "")));
    let facts = facts(&[
        ("Author", Some(author.name.clone())),
        ("Role", author.role.clone()),
        ("Publication", Some(page.publication.title.clone())),
        ("Articles", Some(format!("{}, {} unread", page.counts.total, page.counts.unread))),
        ("Latest", page.latest_at.map(instant)),
        ("Page", author.url.clone()),
        ("Links", (!author.links.is_empty()).then(|| author.links.join("  "))),
        ("Followed", page.follow.map(|follow| format!("yes, as follow {follow}"))),
    ]);
    let spellings: String = page
        .spellings
        .iter()
        .map(|one| {
            let ids: Vec<String> = one.ids.iter().map(ToString::to_string).collect();
            format!(
                "\nAlso written as {} in {} (spelling {})",
                one.name,
                count(one.articles, "article"),
                ids.join(" ")
            )
        })
        .collect();
    facts + &bio.unwrap_or_default() + &spellings
}

pub async fn merge(library: &Library, into: AuthorId, other: AuthorId, out: &mut Output) -> Done {
    out.document(&library.merge_authors(into, other).await?, |spellings| {
        let ids: Vec<String> = spellings.iter().map(ToString::to_string).collect();
        format!("They are one author. To undo it: separate-author {}", ids.join(" "))
    })
}

pub async fn separate(library: &Library, spellings: Vec<SpellingId>, out: &mut Output) -> Done {
    out.document(&library.separate_author(spellings).await?, author_text)
}

pub async fn tags(library: &Library, out: &mut Output) -> Done {
    out.list(&library.tags().await?, |tags| {
        let rows = tags.iter().map(|tag| {
            [
                tag.name.clone(),
                tag.counts.total.to_string(),
                tag.counts.unread.to_string(),
                tag.follow.map(|follow| follow.to_string()).unwrap_or_default(),
            ]
        });
        table(["TAG", "ARTICLES", "UNREAD", "FOLLOW"], rows.collect())
    })
}

pub async fn tag(library: &Library, name: String, out: &mut Output) -> Done {
    out.document(&library.tag(name).await?, tag_text)
}

fn tag_text(tag: &TagPage) -> String {
    let publications: String = tag
        .publications
        .iter()
        .map(|used| {
            format!("  {} ({}, {})\n", used.publication.title, used.name, count(used.articles, "article"))
        })
        .collect();
    let facts = facts(&[
        ("Tag", Some(tag.name.clone())),
        ("Articles", Some(format!("{}, {} unread", tag.counts.total, tag.counts.unread))),
        ("Followed", tag.follow.map(|follow| format!("yes, as follow {follow}"))),
    ]);
    facts + &publications
}
