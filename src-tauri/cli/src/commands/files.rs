//! Commands that need a file and nothing else: no library, no network.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use broadsheet_core::fetch::parse_address;
use broadsheet_core::model::{Harvest, NewArticle, NewPublication};
use broadsheet_core::{Error, Result, extract, parse, sanitize};
use serde_json::json;

use super::Done;
use crate::args::FileCommand;
use crate::output::Output;
use crate::text::{count, dotted, facts, html, instant, width};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads a file, within limits.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let trouble = |source: io::Error| Error::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(trouble)?;
    if bytes.len() as u64 > LARGEST {
        return Err(trouble(io::Error::new(io::ErrorKind::FileTooLarge, "larger than 64 MiB")));
    }
    Ok(bytes)
}

/// Runs one command.
pub fn run(command: FileCommand, out: &mut Output) -> Done {
    match command {
        FileCommand::Parse { file, url, content_type } => {
            let raw = parse::feed(&read(&file)?, &parse_address(&url)?, content_type.as_deref())?;
            let kind = raw.kind;
            let harvest = sanitize::harvest(raw);
            out.document(&harvest.to_preview(kind), |_| harvest_text(&harvest))
        }
        FileCommand::Extract { file, url } => {
            let url = parse_address(&url)?;
            let raw = extract::article(&read(&file)?, &url, None);
            let article = sanitize::article(raw, &url)
                .ok_or_else(|| Error::NothingFound { address: url.to_string() })?;
            out.document(&article.to_preview(&NewPublication::default()), |_| article_text(&article))
        }
        FileCommand::Sanitize { file, url } => {
            let base = url.as_deref().map(parse_address).transpose()?;
            let safe = sanitize::html(&String::from_utf8_lossy(&read(&file)?), base.as_ref());
            out.document(&json!({ "contentHtml": &*safe }), |_| safe.to_string())
        }
    }
}

fn harvest_text(harvest: &Harvest) -> String {
    let publication = &harvest.publication;
    let mut text = facts(&[
        ("Title", publication.title.as_deref().map(str::to_owned)),
        ("Site", publication.url.clone()),
        ("About", publication.description.as_deref().map(str::to_owned)),
        ("Language", publication.language.clone()),
    ]);
    let found = u32::try_from(harvest.articles.len()).unwrap_or(u32::MAX);
    text.push_str(&format!("{}\n", count(found, "article")));
    for article in &harvest.articles {
        text.push_str(&format!("  {}\n", &*article.headline));
        let about = about(article);
        if !about.is_empty() {
            text.push_str(&format!("    {about}\n"));
        }
    }
    text
}

fn about(article: &NewArticle) -> String {
    let names: Vec<&str> = article.authors.iter().map(|author| &*author.name).collect();
    dotted([article.published_at.map(instant), Some(names.join(", ")), article.url.clone()])
}

fn article_text(article: &NewArticle) -> String {
    let body = html::to_text(&article.content, width());
    format!("{}\n{}\n\n{body}", &*article.headline, about(article))
}
