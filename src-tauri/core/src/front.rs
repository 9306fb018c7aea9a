//! What goes where on the front page. Pure: `store` finds the articles and what speaks for them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};

use crate::model::*;

/// What is older than the newest article by more leads no page.
const FRESH: TimeDelta = TimeDelta::hours(36);
/// With fewer publications the page is its lead and one list.
const FEW: usize = 3;
/// Stories beside the lead.
const TOP: usize = 3;
/// Articles a section needs to stand by itself.
const SECTION: usize = 3;
/// Sections at the most, without the one for all others.
const SECTIONS: usize = 6;
/// Articles of a section or rail at the most: a few to show, and some to show more.
pub(crate) const RAIL: usize = 12;

/// What speaks for articles besides themselves.
#[derive(Debug, Default)]
pub(crate) struct Signals {
    /// How many other publications link to an article.
    pub links: HashMap<ArticleId, u32>,
    /// The first follow that matches an article, as a person calls it.
    pub followed: HashMap<ArticleId, String>,
}

impl Signals {
    fn links(&self, article: &ArticleSummary) -> u32 {
        self.links.get(&article.id).copied().unwrap_or(0)
    }

    /// How much speaks for an article. An hour of age weighs a quarter of a point.
    fn weight(&self, article: &ArticleSummary, now: DateTime<Utc>) -> f64 {
        let yes = |holds: bool, points: f64| if holds { points } else { 0.0 };
        let comments = f64::from(article.comment_count.unwrap_or(0));
        let minutes = i32::try_from((now - article.sorted_at).num_minutes()).unwrap_or(i32::MAX);
        f64::from(self.links(article)) * 4.0
            + yes(article.featured, 3.0)
            + yes(self.followed.contains_key(&article.id), 3.0)
            + (comments.ln_1p() / 2.0).min(3.0)
            + yes(article.lead_image.is_some(), 2.0)
            + yes(article.summary.is_some(), 1.0)
            - f64::from(minutes) / 240.0
    }

    fn because(&self, article: &ArticleSummary) -> Because {
        match (self.links(article), self.followed.get(&article.id), article.comment_count) {
            (publications @ 1.., ..) => Because::Links { publications },
            _ if article.featured => Because::Featured,
            (_, Some(label), _) => Because::Followed { label: label.clone() },
            (_, _, Some(count @ 1..)) => Because::Comments { count },
            _ => Because::Recent,
        }
    }
}

/// Lays the page out. `articles` and `videos` come newest first; an article stands once among lead, top, sections and
/// picks, and may stand among the popular ones besides.
pub(crate) fn arrange(
    articles: Vec<ArticleSummary>,
    videos: Vec<ArticleSummary>,
    signals: &Signals,
    now: DateTime<Utc>,
) -> FrontPage {
    let publications: HashSet<_> = articles.iter().map(|article| article.publication.id).collect();
    let many = publications.len() >= FEW;
    let popular = popular(&articles, signals);
    let mut ranked = ranking(&articles, signals, now);
    let lead = (!ranked.is_empty()).then(|| ranked.remove(0));
    let top: Vec<_> =
        ranked.into_iter().filter(|article| many && article.lead_image.is_some()).take(TOP).collect();

    let mut placed: HashSet<ArticleId> = lead.iter().chain(&top).map(|article| article.id).collect();
    let picks: Vec<_> = articles
        .iter()
        .filter(|article| article.featured && !placed.contains(&article.id))
        .take(RAIL)
        .cloned()
        .collect();
    placed.extend(picks.iter().map(|article| article.id));
    let rest = articles.into_iter().filter(|article| !placed.contains(&article.id)).collect();
    FrontPage {
        lead: lead.map(|article| FrontStory { because: signals.because(&article), article }),
        top,
        sections: if many { by_section(rest) } else { one_list(rest) },
        picks,
        popular,
        videos,
    }
}

/// What may lead, what most speaks for first.
fn ranking(articles: &[ArticleSummary], signals: &Signals, now: DateTime<Utc>) -> Vec<ArticleSummary> {
    let Some(newest) = articles.first() else { return Vec::new() };
    let mut ranked: Vec<_> = articles
        .iter()
        .filter(|article| article.sorted_at >= newest.sorted_at - FRESH)
        .map(|article| (signals.weight(article, now), article))
        .collect();
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    ranked.into_iter().map(|(_, article)| article.clone()).collect()
}

/// What is discussed or linked to most, most first.
pub(crate) fn popular(articles: &[ArticleSummary], signals: &Signals) -> Vec<FrontStory> {
    let mut popular: Vec<_> = articles
        .iter()
        .map(|article| {
            let (links, comments) = (signals.links(article), article.comment_count.unwrap_or(0));
            let because = match links {
                0 => Because::Comments { count: comments },
                publications => Because::Links { publications },
            };
            // A link by another publication says as much as many comments by readers.
            (links.saturating_mul(50).saturating_add(comments), because, article)
        })
        .filter(|(weight, ..)| *weight > 0)
        .collect();
    popular.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    popular
        .into_iter()
        .take(RAIL)
        .map(|(_, because, article)| FrontStory { article: article.clone(), because })
        .collect()
}

fn one_list(mut articles: Vec<ArticleSummary>) -> Vec<FrontSection> {
    articles.truncate(2 * RAIL);
    if articles.is_empty() { Vec::new() } else { vec![FrontSection { name: None, articles }] }
}

/// Sections with the newest article first; what stands in none, or in one too small, comes behind them.
fn by_section(articles: Vec<ArticleSummary>) -> Vec<FrontSection> {
    let mut sections: Vec<(String, FrontSection)> = Vec::new();
    let mut others = Vec::new();
    for article in articles {
        let Some(name) = article.section.clone() else {
            others.push(article);
            continue;
        };
        let key = slug(&name);
        match sections.iter_mut().find(|(known, _)| *known == key) {
            Some((_, section)) => section.articles.push(article),
            None => sections.push((key, FrontSection { name: Some(name), articles: vec![article] })),
        }
    }
    let mut whole = Vec::new();
    for (_, mut section) in sections {
        if section.articles.len() >= SECTION && whole.len() < SECTIONS {
            section.articles.truncate(RAIL);
            whole.push(section);
        } else {
            others.append(&mut section.articles);
        }
    }
    others.sort_by_key(|article| std::cmp::Reverse((article.sorted_at, article.id)));
    whole.extend(one_list(others));
    whole
}
