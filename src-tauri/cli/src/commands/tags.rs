//! Names of tags, and where they are found in texts.

use broadsheet_core::Library;
use broadsheet_core::model::{ArticleId, Tag, TagAlias, TagPage};

use super::Done;
use crate::args::AliasCommand;
use crate::output::Output;
use crate::text::{count, table};

pub async fn alias(library: &Library, command: AliasCommand, out: &mut Output) -> Done {
    match command {
        AliasCommand::Add { tag, alias } => out.document(&library.add_tag_alias(tag, alias).await?, |tag| {
            let names: Vec<&str> = tag.aliases.iter().map(|alias| alias.name.as_str()).collect();
            format!("“{}” is also {}: {}.", tag.name, names.join(", "), articles(tag))
        }),
        AliasCommand::Remove { alias } => out
            .document(&library.remove_tag_alias(alias.clone()).await?, |tag| {
                format!("“{alias}” is a tag of its own, apart from “{}”: {}.", tag.name, articles(tag))
            }),
        AliasCommand::List => out.list(&library.tag_aliases().await?, |aliases: &[TagAlias]| {
            let rows = aliases.iter().map(|alias| [alias.name.clone(), alias.tag.clone()]);
            table(["NAME", "TAG"], rows.collect())
        }),
    }
}

pub async fn take(library: &Library, id: ArticleId, tag: String, undo: bool, out: &mut Output) -> Done {
    if undo {
        library.give_tag_back(id, tag).await?;
    } else {
        library.take_tag(id, tag).await?;
    }
    let tags = library.article(id).await?.summary.tags;
    out.document(&tags, |tags: &Vec<Tag>| {
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        format!("Article {id} is tagged: {}.", names.join(", "))
    })
}

pub async fn seek(library: &Library, tag: String, sought: bool, out: &mut Output) -> Done {
    out.document(&library.seek_tag(tag, sought).await?, |tag| {
        let is = if tag.sought { "is looked for" } else { "is not looked for" };
        format!(
            "“{}” {is} in texts: {}, {} of them by their text.",
            tag.name,
            articles(tag),
            tag.found_in_text
        )
    })
}

fn articles(tag: &TagPage) -> String {
    count(tag.counts.total, "article")
}
