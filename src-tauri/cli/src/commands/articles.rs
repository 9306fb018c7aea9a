//! Lists of articles, one article, and what the reader does with it.

use broadsheet_core::Library;
use broadsheet_core::model::{
    Around, Article, ArticleId, ArticleQuery, ArticleSummary, Fragment, FrontStory, Order, Save, SaveState,
    Tag,
};
use console::style;
use indicatif::HumanBytes;

use super::{Done, notes};
use crate::output::Output;
use crate::progress::{watch, watch_saves};
use crate::text::{self, count, dotted, facts, html, width, wrap};

/// The most rows the core gives at once.
const PAGE: u32 = 500;

/// Under what is not the whole article.
const ONLY_AN_OPENING: &str = "This is not the whole article: the rest is at its address.";

/// Prints up to `wanted` rows of a query, a page of the core's at a time.
pub async fn list(library: &Library, (query, wanted): (ArticleQuery, u32), out: &mut Output) -> Done {
    let mut query = ArticleQuery { limit: Some(wanted.min(PAGE)), ..query };
    let mut left = wanted;
    // In another order than that of time days say nothing.
    let by_time = query.order.map_or(query.search.is_none(), |order| order == Order::Newest);
    let mut day = by_time.then(String::new);
    loop {
        let page = library.articles(query.clone()).await?;
        out.part(&page.items, |articles| rows_text(articles, &mut day))?;
        left = left.saturating_sub(u32::try_from(page.items.len()).unwrap_or(u32::MAX));
        let Some(next) = page.next.filter(|_| left > 0) else { return Ok(()) };
        query = ArticleQuery { after: Some(next), limit: Some(left.min(PAGE)), ..query };
    }
}

/// Rows under a heading for each day; `day` remembers the last one between pages.
fn rows_text(articles: &[ArticleSummary], day: &mut Option<String>) -> String {
    let mut lines = String::new();
    for article in articles {
        if let Some(last) = day {
            let today = text::day(article.sorted_at);
            if *last != today {
                lines.push_str(&format!(
                    "{}{}\n",
                    if last.is_empty() { "" } else { "\n" },
                    style(&today).bold()
                ));
                *last = today;
            }
        }
        lines.push_str(&row_text(article, day.is_some()));
    }
    lines
}

fn row_text(article: &ArticleSummary, under_its_day: bool) -> String {
    let unread = if article.read { " " } else { "•" };
    let found = article.found.as_ref();
    let headline = found.map_or_else(|| article.headline.clone(), |found| fragments_text(&found.headline));
    let at = if under_its_day { text::time(article.sorted_at) } else { text::instant(article.sorted_at) };
    let about = dotted([
        article.section.clone(),
        Some(article.publication.title.clone()),
        Some(names(article)),
        Some(at),
        article.reading_minutes.map(|minutes| format!("{minutes} min read")),
        article.save.as_ref().map(|save| format!("saved, {}", HumanBytes(save.bytes))),
        article.begun.map(|share| format!("{:.0} % read", share * 100.0)),
        article.noted.then(|| "note".to_owned()),
        (article.highlight_count > 0).then(|| count(article.highlight_count, "highlight")),
        (!article.labels.is_empty()).then(|| labels(article)),
    ]);
    let mut row = format!("{unread} {:>5}  {headline}\n         {}\n", article.id, style(about).dim());
    if let Some(found) = found.filter(|found| !found.text.is_empty()) {
        row.push_str(&wrap(&fragments_text(&found.text), width(), "         "));
    }
    row
}

fn fragments_text(fragments: &[Fragment]) -> String {
    let shown = fragments.iter().map(|fragment| {
        if fragment.hit { style(&fragment.text).bold().to_string() } else { fragment.text.clone() }
    });
    shown.collect()
}

fn labels(article: &ArticleSummary) -> String {
    article.labels.iter().map(|label| format!("[{label}]")).collect::<Vec<_>>().join(" ")
}

fn names(article: &ArticleSummary) -> String {
    article.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ")
}

pub async fn show(library: &Library, id: ArticleId, out: &mut Output) -> Done {
    let article = watch(library, "Opening", library.open_article(id)).await?;
    out.document(&article, article_text)
}

pub async fn around(library: &Library, id: ArticleId, out: &mut Output) -> Done {
    out.document(&library.around(id).await?, around_text)
}

fn around_text(around: &Around) -> String {
    let popular: Vec<_> = around.popular.iter().map(|FrontStory { article, .. }| article.clone()).collect();
    let parts: [(&str, &[ArticleSummary]); 8] = [
        ("Published after it", around.newer.as_slice()),
        ("Published before it", around.older.as_slice()),
        ("Read more", &around.more),
        ("Elsewhere", &around.elsewhere),
        ("Most popular", &popular),
        ("Editors’ picks", &around.picks),
        ("Video", &around.videos),
        ("Latest", &around.latest),
    ];
    let filled = parts.iter().filter(|(_, articles)| !articles.is_empty());
    let blocks: Vec<String> = filled
        .map(|(name, articles)| format!("{}\n{}", style(name).bold(), rows_text(articles, &mut None)))
        .collect();
    if blocks.is_empty() { "Nothing stands round it.".to_owned() } else { blocks.join("\n") }
}

pub async fn add(library: &Library, address: String, out: &mut Output) -> Done {
    let article = watch(library, "Adding", library.add_article(address)).await?;
    out.document(&article.summary, |article| {
        format!("“{}” is article {} of {}.", article.headline, article.id, article.publication.title)
    })
}

fn article_text(article: &Article) -> String {
    let head = &article.summary;
    let mut text = String::new();
    text.extend(head.section.as_ref().map(|section| format!("{}\n", section.to_uppercase())));
    text.push_str(&format!("{}\n", style(&head.headline).bold()));
    text.extend(head.summary.as_ref().map(|summary| wrap(summary, width(), "")));
    text.push_str(&format!(
        "{}\n\n",
        dotted([
            Some(head.publication.title.clone()),
            Some(names(head)),
            head.published_at.map(text::instant),
            head.updated_at.max(head.edited_at).map(|at| format!("updated {}", text::instant(at))),
            head.reading_minutes.map(|minutes| format!("{minutes} min read")),
            head.saved.then(|| "saved".to_owned()),
        ])
    ));
    if let Some(image) = &head.lead_image {
        let told = dotted([image.caption.clone(), image.credit.clone()]);
        text.push_str(&format!("[picture] {told}\n{}\n\n", image.url));
    }
    text.push_str(&html::to_text(&article.content_html, width()));
    text.push('\n');
    if head.stub {
        text.push_str(&format!("{}\n\n", style(ONLY_AN_OPENING).italic()));
    }
    for card in &article.related {
        let by = dotted([card.publisher.clone(), card.author.clone()]);
        text.push_str(&format!("→ {} ({by})\n  {}\n", card.title, card.url));
    }
    text.extend(article.videos.iter().map(|video| format!("[video] {}\n", video.url)));
    let (found, tags): (Vec<_>, Vec<_>) = head.tags.iter().partition(|tag| tag.found_in_text);
    let named = |tags: Vec<&Tag>| {
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    text.push_str(&notes::text(article));
    text + &facts(&[
        ("Labels", (!head.labels.is_empty()).then(|| labels(head))),
        ("Tags", named(tags)),
        ("Found in the text", named(found)),
        ("Address", head.url.clone()),
        ("Comments", head.comments_url.clone()),
    ])
}

pub async fn save(library: &Library, ids: Vec<ArticleId>, out: &mut Output) -> Done {
    if ids.is_empty() {
        watch_saves(library, library.retry_saves()).await?;
        return list(library, (ArticleQuery { saved: Some(true), ..ArticleQuery::default() }, u32::MAX), out)
            .await;
    }
    watch_saves(library, library.save_all(ids.clone())).await?;
    for id in ids {
        out.document(&library.article(id).await?.summary, saved)?;
    }
    Ok(())
}

fn saved(article: &ArticleSummary) -> String {
    let stub = if article.stub { format!("\n{ONLY_AN_OPENING}") } else { String::new() };
    match &article.save {
        Some(save) => format!("Saved “{}”{}.{stub}", article.headline, how(save)),
        None => format!("“{}” is not saved.", article.headline),
    }
}

/// How a copy stands, behind what is saved.
fn how(save: &Save) -> String {
    let why = save.problem.as_deref().unwrap_or("unknown");
    let pictures = count(save.pictures, "picture");
    match save.state {
        SaveState::Complete => format!(" with {pictures}"),
        SaveState::Waiting => "; its copy is still to come".to_owned(),
        SaveState::Failed => format!("; its text could not be had whole ({why})"),
        SaveState::Partial => format!("; {} of {pictures} missing ({why})", save.missing),
    }
}

pub async fn unsave(library: &Library, ids: Vec<ArticleId>, out: &mut Output) -> Done {
    for id in ids {
        // Read first: of a publication that was removed nothing is left once it is not saved any more.
        let mut article = library.article(id).await?.summary;
        library.unsave(id).await?;
        (article.saved, article.save) = (false, None);
        out.document(&article, |article| format!("“{}” is not saved any more.", article.headline))?;
    }
    Ok(())
}

pub async fn mark_read(library: &Library, id: ArticleId, read: bool, out: &mut Output) -> Done {
    library.mark_read(vec![id], read).await?;
    out.document(&library.article(id).await?.summary, |article| {
        format!("“{}” is {}.", article.headline, if article.read { "read" } else { "unread" })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_says_what_it_lacks() {
        let save = |state, missing| Save {
            state,
            saved_at: chrono::DateTime::UNIX_EPOCH,
            automatic: false,
            pictures: 9,
            missing,
            problem: Some("unreachable".to_owned()),
            retry_at: None,
            bytes: 0,
        };
        assert_eq!(how(&save(SaveState::Partial, 2)), "; 2 of 9 pictures missing (unreachable)");
        assert_eq!(how(&save(SaveState::Failed, 0)), "; its text could not be had whole (unreachable)");
    }
}
