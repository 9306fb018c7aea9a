//! Authors, tags and sections, and what lists are made of.

use broadsheet_core::Library;
use broadsheet_core::model::{
    ArticleQuery, AuthorId, AuthorPage, Counted, Profile, PublicationId, Section, SectionPage, SectionRef,
    SpellingId, TagAlias, TagPage, UsedBy,
};

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
    let facts = facts(&[
        ("Tag", Some(tag.name.clone())),
        ("Articles", Some(format!("{}, {} unread", tag.counts.total, tag.counts.unread))),
        ("Found in texts", found_text(tag)),
        ("Also", (!tag.aliases.is_empty()).then(|| names(&tag.aliases))),
        ("Followed", tag.follow.map(|follow| format!("yes, as follow {follow}"))),
    ]);
    facts + &used_by_text(&tag.publications)
}

fn found_text(tag: &TagPage) -> Option<String> {
    match (tag.sought, tag.found_in_text) {
        (false, _) => Some("not looked for".to_owned()),
        (true, 0) => None,
        (true, found) => Some(count(found, "article")),
    }
}

fn names(aliases: &[TagAlias]) -> String {
    aliases.iter().map(|alias| alias.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn used_by_text(publications: &[UsedBy]) -> String {
    publications
        .iter()
        .map(|used| {
            format!("  {} ({}, {})\n", used.publication.title, used.name, count(used.articles, "article"))
        })
        .collect()
}

pub async fn sections(library: &Library, out: &mut Output) -> Done {
    let publications = library.publications().await?;
    let sections: Vec<Counted<SectionRef>> = publications
        .into_iter()
        .flat_map(|publication| {
            publication.sections.into_iter().map(move |Section { name, articles, .. }| Counted {
                it: SectionRef { publication: publication.id, name },
                articles,
            })
        })
        .collect();
    out.list(&sections, |sections| {
        let rows = sections
            .iter()
            .map(|one| [one.it.publication.to_string(), one.articles.to_string(), one.it.name.clone()]);
        table(["PUBLICATION", "ARTICLES", "SECTION"], rows.collect())
    })
}

pub async fn section(
    library: &Library,
    publication: Option<PublicationId>,
    name: String,
    out: &mut Output,
) -> Done {
    out.document(&library.section(publication, name).await?, section_text)
}

fn section_text(section: &SectionPage) -> String {
    let facts = facts(&[
        ("Section", Some(section.name.clone())),
        ("Publication", section.publication.as_ref().map(|publication| publication.title.clone())),
        ("Articles", Some(format!("{}, {} unread", section.counts.total, section.counts.unread))),
        ("Latest", section.latest_at.map(instant)),
        ("Page", section.url.clone()),
        ("Followed", section.follow.map(|follow| format!("yes, as follow {follow}"))),
    ]);
    facts + &used_by_text(&section.publications)
}

pub async fn profile(library: &Library, query: ArticleQuery, out: &mut Output) -> Done {
    out.document(&library.profile(query).await?, profile_text)
}

fn profile_text(profile: &Profile) -> String {
    let named = |names: Vec<(&str, u32)>| {
        let told: Vec<String> = names.iter().map(|(name, articles)| format!("{name} ({articles})")).collect();
        (!told.is_empty()).then(|| told.join(", "))
    };
    let weeks: Vec<String> = profile.weeks.iter().map(ToString::to_string).collect();
    facts(&[
        ("Weeks", Some(weeks.join(" "))),
        ("Saved", Some(profile.saved.to_string())),
        ("Authors", named(profile.authors.iter().map(|one| (one.it.name.as_str(), one.articles)).collect())),
        ("Tags", named(profile.tags.iter().map(|one| (one.it.name.as_str(), one.articles)).collect())),
        (
            "Sections",
            named(profile.sections.iter().map(|one| (one.it.name.as_str(), one.articles)).collect()),
        ),
    ])
}
