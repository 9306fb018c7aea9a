//! What stands in a page beside its article, and is taken away before the article is looked for.
//!
//! Publishers name the parts of their pages in `class` and `id`. Names alone decide only where little is lost by
//! them: a block that holds much of the page's prose is kept, whatever it is called.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::weight::Weights;

/// Elements that hold no article's text.
const ELEMENTS: &[&str] =
    &["script", "style", "template", "nav", "dialog", "select", "textarea", "button", "input"];
/// Roles that say the same.
const ROLES: &[&str] = &[
    "navigation",
    "complementary",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "search",
    "banner",
    "contentinfo",
    "toolbar",
    "tooltip",
    "alert",
    "tablist",
];
/// Words in a block's name that say it is something beside the article.
const BESIDE: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "adunit",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "adbox",
    "adwrapper",
    "adcontainer",
    "adplaceholder",
    "anzeige",
    "werbung",
    "reklam",
    "reklama",
    "publicidad",
    "publicite",
    "pubblicita",
    "dfp",
    "gpt",
    "outbrain",
    "taboola",
    "disqus",
    "addthis",
    "sharethis",
    "sharedaddy",
    "jp-relatedposts",
    "jprelatedposts",
    "share",
    "sharing",
    "sharebar",
    "sharebuttons",
    "sharebutton",
    "social",
    "socials",
    "socialbar",
    "sociallinks",
    "socialshare",
    "socialmedia",
    "newsletter",
    "newsletters",
    "nlsignup",
    "signup",
    "signin",
    "signingroup",
    "registration",
    "subscribe",
    "abo",
    "related",
    "relatedposts",
    "relatedarticles",
    "relatednews",
    "relatedcontent",
    "relatedlinks",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "readmore",
    "readalso",
    "mostread",
    "mostpopular",
    "popular",
    "trending",
    "promo",
    "promobox",
    "promotion",
    "sponsored",
    "sponsor",
    "comments",
    "comment",
    "commentlist",
    "respond",
    "kommentare",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "ccpa",
    "onetrust",
    "didomi",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "toolbar",
    "sidebar",
    "aside",
    "popup",
    "modal",
    "lightbox",
    "overlay",
    "tooltip",
    "toast",
    "taglist",
    "keywords",
    "hashtags",
    "topics",
    "topiclist",
    "authorbox",
    "authorbio",
    "aboutauthor",
    "aboutauthors",
    "bio",
    "byline",
    "bylines",
    "dateline",
    "timestamp",
    "pubdate",
    "rating",
    "ratings",
    "voting",
    "print",
    "printonly",
    "screenreader",
    "screenreaderonly",
    "visuallyhidden",
    "visually-hidden",
    "sr-only",
    "skiplink",
    "paywall",
    "regwall",
    "piano",
    "offer",
    "upsell",
    "subscription",
    "subscriber",
    "login",
    "feedback",
    "correction",
    "errorreport",
    "donate",
    "donation",
    "whatsapp",
    "telegram",
    "googlenews",
    "followus",
    "audioplayer",
    "texttospeech",
    "player",
    "skip",
    "teaser",
    "teasers",
    "teaserlist",
    "widget",
    "poll",
    "quiz",
    "survey",
    "inlinerelated",
    "crosslink",
    "crosslinks",
    "morelinks",
    "morestories",
    "nextarticle",
    "prevnext",
    "postnav",
    "infobox",
    "readnext",
    "alsoread",
    "seealso",
    "footer",
    "footnav",
    "masthead",
    "menu",
    "metadata",
    "meta",
    "postmeta",
    "entrymeta",
    "articlemeta",
    "copyright",
];
/// Those of them under which there may be more prose than in the article.
const SURE: &[&str] = &[
    "comments",
    "comment",
    "commentlist",
    "kommentare",
    "respond",
    "disqus",
    "related",
    "recommended",
    "cookie",
    "cookies",
    "consent",
    "onetrust",
    "didomi",
    "gdpr",
    "footer",
    "nav",
    "teaser",
    "teasers",
];
/// Words that say the same only of a short block: prose stands under such names as well.
const BESIDE_IF_SHORT: &[&str] = &[
    "author",
    "authors",
    "date",
    "time",
    "published",
    "updated",
    "tags",
    "tag",
    "category",
    "kicker",
    "section",
    "label",
    "more",
    "follow",
    "links",
    "linklist",
    "banner",
    "disclaimer",
    "source",
    "quelle",
    "actions",
    "tools",
    "buttons",
    "button",
    "placeholder",
    "embed",
    "alert",
    "cta",
    "app",
    "download",
    "premium",
    "member",
    "members",
];
/// Classes that hide a block.
const HIDDEN: &[&str] = &[
    "hidden",
    "hide",
    "is-hidden",
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "u-hidden",
];
/// How many names of one element are looked at.
pub(super) const CLASSES: usize = 24;
/// How long a short block is, in characters.
const SHORT: usize = 200;

/// Takes away what is not the article.
pub(super) fn prune(document: &Document) {
    let weights = Weights::of(document);
    let nodes: Vec<NodeRef<'_>> = document.root().descendants_it().filter(NodeRef::is_element).collect();
    let mut blocks: Vec<(NodeRef<'_>, String)> = Vec::new();
    // How much prose stands under each reason; blocks inside one already counted for the same reason are not.
    let mut prose: HashMap<String, usize> = HashMap::new();
    for node in nodes {
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "html" | "head" | "body" | "article" | "main") {
            continue;
        }
        let Some(reason) = reason(&node, &name, &weights) else { continue };
        let weight = weights.at(&node).prose;
        if weight > 0 {
            *prose.entry(reason.clone()).or_default() += weight;
        }
        blocks.push((node, reason));
    }
    for (node, reason) in blocks {
        let under = prose.get(&reason).copied().unwrap_or_default();
        let own = weights.at(&node).prose;
        let is_article = match reason.as_str() {
            "hidden" | "role" => weights.is_much(own),
            word if SURE.contains(&word) => weights.is_most(own),
            _ => weights.is_much(under),
        };
        if own == 0 || !is_article {
            node.remove_from_parent();
        } else {
            // It is the article: what it is called must not mislead whoever looks at it next.
            for name in ["hidden", "aria-hidden", "style", "role", "class", "id"] {
                node.remove_attr(name);
            }
        }
    }
}

/// Why a block is none of the article: its element, or the word in its name.
fn reason(node: &NodeRef<'_>, name: &str, weights: &Weights) -> Option<String> {
    if ELEMENTS.contains(&name) {
        return Some(name.to_owned());
    }
    if is_hidden(node) {
        return Some("hidden".to_owned());
    }
    if has_role(node) {
        return Some("role".to_owned());
    }
    is_beside(node, name, weights)
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    let class = node.class().unwrap_or_default();
    let names = || class.split_ascii_whitespace();
    // "hidden md:block" is hidden on small screens alone.
    let by_class = names().any(|name| HIDDEN.contains(&name))
        && !names().any(|name| name.contains(':') || name.starts_with("d-"));
    node.has_attr("hidden")
        || by_class
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

fn has_role(node: &NodeRef<'_>) -> bool {
    node.attr("role").is_some_and(|role| ROLES.contains(&role.trim().to_ascii_lowercase().as_str()))
}

fn is_beside(node: &NodeRef<'_>, name: &str, weights: &Weights) -> Option<String> {
    // Text, tables and pictures are told apart by what they are, not by what they are called.
    if matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "pre"
            | "code"
            | "img"
            | "picture"
            | "figure"
            | "video"
            | "audio"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "br"
            | "figcaption"
            | "blockquote"
            | "sup"
    ) {
        return None;
    }
    let short = weights.at(node).text < SHORT && weights.at(node).prose == 0;
    named(node, short)
}

/// The word in a block's names that says that it stands beside the article.
fn named(node: &NodeRef<'_>, short: bool) -> Option<String> {
    for attribute in ["class", "id", "data-testid", "data-component", "data-type", "data-area"] {
        let Some(value) = node.attr(attribute) else { continue };
        for name in value.split_ascii_whitespace().take(CLASSES) {
            let parts = parts(name);
            // Ids of headings are whole sentences.
            if attribute == "id" && parts.len() > 4 {
                continue;
            }
            let pairs = parts.windows(2).map(<[String]>::concat);
            let mut words = std::iter::once(parts.concat()).chain(pairs).chain(parts.iter().cloned());
            let says = |word: &String| {
                BESIDE.contains(&word.as_str()) || (short && BESIDE_IF_SHORT.contains(&word.as_str()))
            };
            if let Some(word) = words.find(says) {
                return Some(word);
            }
        }
    }
    None
}

/// The words of a name: `relatedPosts__list-item` → related, posts, list, item.
pub(super) fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut small = false;
    for c in name.chars().take(120) {
        let apart = !c.is_alphanumeric();
        if apart || (c.is_uppercase() && small) {
            parts.push(String::new());
        }
        if !apart && let Some(part) = parts.last_mut() {
            part.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    parts.retain(|part| !part.is_empty());
    parts
}
