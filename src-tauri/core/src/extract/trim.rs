//! What is left round and between an article's paragraphs once the page about it is gone: the headline once more,
//! bylines, dates, links to other articles, notes at the end.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::access;
use super::prune::set_apart;

/// What marks an advertisement or a place for one, as [`bare`] writes it.
const LABELS: &[&str] = &[
    "advertisement",
    "advertising",
    "anzeige",
    "werbung",
    "reklam",
    "reklama",
    "publicidad",
    "publicité",
    "pubblicità",
    "publicidade",
    "annonce",
    "annons",
    "advertentie",
    "реклама",
    "إعلان",
    "広告",
    "广告",
    "광고",
    "articlecontent",
    "storycontinuesbelowadvertisement",
    "storycontinuesbelow",
    "embed",
    "loading",
    "sharethis",
    "share",
    "advertisementcontinuereadingthemainstory",
];
/// How a line begins that leads to another article, in lower case.
const POINTERS: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "also read",
    "more:",
    "more on",
    "related:",
    "related article",
    "see also",
    "watch:",
    "click here",
    "sign up",
    "subscribe",
    "lesen sie",
    "lies auch",
    "mehr zum thema",
    "mehr dazu",
    "auch interessant",
    "zum thema",
    "weiterlesen",
    "auch lesen",
    "mehr themen",
    "weitere artikel",
    "lea también",
    "lea además",
    "lea:",
    "lea más",
    "lee también",
    "te puede interesar",
    "también te puede",
    "leia também",
    "leia mais",
    "veja também",
    "leggi anche",
    "leggi pure",
    "lire aussi",
    "à lire",
    "les også",
    "læs også",
    "læs mere",
    "läs mer",
    "läs också",
    "lees ook",
    "lees meer",
    "czytaj też",
    "czytaj także",
    "zobacz też",
    "čtěte také",
    "čtěte též",
    "přečtěte si",
    "читайте также",
    "читайте також",
    "ilgili haber",
    "baca juga",
    "اقرأ أيضا",
    "اقرأ أيضًا",
    "関連記事",
    "相关阅读",
    "관련기사",
    "[관련기사",
    "☞",
    "▶",
];
/// How a line begins that says where a text came from, in lower case.
const NOTES: &[&str] = &[
    "source:",
    "sources:",
    "quelle:",
    "quellen:",
    "fuente:",
    "fonte:",
    "bron:",
    "kilde:",
    "källa:",
    "zdroj:",
    "źródło:",
    "источник:",
    "kaynak:",
    "with reporting by",
    "reporting by",
    "photo:",
    "photo credit",
    "photos:",
    "crédit photo",
    "crédits photo",
    "foto:",
    "fotos:",
    "bildnachweis",
    "redaktion:",
    "sendung:",
    "(dpa",
    "mit material von",
    "this article was",
    "this story was",
    "copyright",
    "all rights reserved",
    "follow ",
    "tags:",
    "etiketler",
];

/// How a closing line begins that asks the reader to come back, in lower case.
const APPEALS: &[&str] = &[
    "for the latest",
    "for more ",
    "never miss",
    "don't miss",
    "don’t miss",
    "get the latest",
    "sign up",
    "subscribe",
    "download our",
    "download the",
    "join our",
    "support our",
    "like what you",
    "abonnieren sie",
    "abonnez-vous",
    "suscríbete",
    "iscriviti",
    "zapraszamy",
    "unterstütze",
    "підписуйтесь",
    "подписывайтесь",
];

/// What is known of an article before its body is looked for.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its headlines, as the page and its data write them.
    pub headlines: Vec<String>,
    /// Its descriptions.
    pub descriptions: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The body its data states.
    pub body: Option<String>,
    /// Whether the page says for machines that it is an article.
    pub is_declared: bool,
}

impl Known {
    /// Takes away what is no part of the text; where the page does not say that it is an article, sets it apart.
    fn drop(&self, node: &NodeRef<'_>) {
        if self.is_declared { node.remove_from_parent() } else { set_apart(node) }
    }
}

/// Letters and digits, in lower case.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How many of every hundred runs of three words stand in `text` as well.
pub(super) fn share(words: &[String], text: &str) -> usize {
    let theirs = self::words(text);
    let theirs: HashSet<&[String]> = theirs.windows(3).collect();
    let runs = words.windows(3);
    let count = runs.len().max(1);
    runs.filter(|run| theirs.contains(run)).count() * 100 / count
}

/// Takes away what is no part of the text.
pub(super) fn trim(body: &Document, known: &Known) {
    let headlines: Vec<String> = known.headlines.iter().map(|headline| bare(headline)).collect();
    let authors: Vec<String> =
        known.authors.iter().map(|name| bare(name)).filter(|name| name.chars().count() > 4).collect();
    let mut blocks = Block::all(body);
    drop_labels(&mut blocks);
    let first = blocks.iter().position(Block::is_prose).unwrap_or(0);
    let total = blocks.len();
    let signed = |block: &Block<'_>, length: usize| {
        block.length < length && authors.iter().any(|name| block.bare.contains(name))
    };
    let last = blocks.iter().rposition(Block::is_prose).unwrap_or(total);
    for (at, block) in blocks.iter().enumerate() {
        let signs = |length: usize| signed(block, length);
        let is_headline = at <= first + 1 && headlines.contains(&block.bare);
        let is_about =
            signs(400) && at + 3 >= total && authors.iter().any(|name| block.bare.starts_with(name));
        let out = is_headline
            || (block.length < 200 && access::is_wall(&block.text))
            || block.is_pointer()
            || is_about
            || (at + 1 >= last && block.is_appeal())
            || (at < first
                && ((block.is_label() && (known.is_declared || !block.is_heading())) || signs(120)))
            || (at > last && (block.is_label() || block.is_note() || signs(300)));
        if out {
            known.drop(&block.node);
        }
    }
}

/// Words that stand in a body again and again mark its parts and say nothing ("Advertisement").
fn drop_labels(blocks: &mut Vec<Block<'_>>) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for block in blocks.iter() {
        *times.entry(block.bare.clone()).or_default() += 1;
    }
    let whole: usize = blocks.iter().map(|block| block.length).sum();
    blocks.retain(|block| {
        // What begins in lower case goes on with a sentence.
        // What begins in lower case goes on with a sentence; what is most of a text is the text.
        let share = if block.is_prose() { whole * 4 / 5 } else { whole / 3 };
        let again = !block.text.starts_with(char::is_lowercase)
            && times.get(&block.bare).is_some_and(|times| *times >= 3 && times * block.length < share)
            && !matches!(block.name.as_str(), "td" | "th" | "pre" | "li" | "h2" | "h3" | "h4");
        let label = again || LABELS.contains(&block.bare.as_str());
        if label {
            block.node.remove_from_parent();
        }
        !label
    });
}

/// A piece of text that no other block stands in.
struct Block<'a> {
    node: NodeRef<'a>,
    name: String,
    text: String,
    bare: String,
    length: usize,
    linked: usize,
}

impl<'a> Block<'a> {
    fn all(body: &'a Document) -> Vec<Self> {
        let nodes: Vec<NodeRef<'_>> = body.html_root().descendants_it().filter(NodeRef::is_element).collect();
        let mut shells: HashSet<NodeId> = HashSet::new();
        for node in nodes.iter().rev() {
            if (shells.contains(&node.id) || is_block(node))
                && let Some(parent) = node.parent()
            {
                shells.insert(parent.id);
            }
        }
        let leaves = nodes.into_iter().filter(|node| is_block(node) && !shells.contains(&node.id));
        leaves.filter_map(Self::of).collect()
    }

    fn of(node: NodeRef<'a>) -> Option<Self> {
        let text = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = bare(&text);
        if bare.is_empty() || node.has_name("figcaption") {
            return None;
        }
        // A link to a place on the page leads nowhere else: headings of long pages link to themselves.
        let leads_away = |link: &NodeRef<'_>| link.attr("href").is_some_and(|href| !href.starts_with('#'));
        let links = node.descendants_it().filter(|inner| inner.has_name("a") && leads_away(inner));
        let linked = links.map(|link| link.text().trim().chars().count()).sum();
        let name = node.node_name().unwrap_or_default().to_string();
        Some(Self { length: text.chars().count(), node, name, text, bare, linked })
    }

    fn is_prose(&self) -> bool {
        self.length >= 80 && self.linked * 2 < self.length && !self.is_heading()
    }

    fn is_heading(&self) -> bool {
        matches!(self.name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// A few words that are no sentence, or a link.
    fn is_label(&self) -> bool {
        if matches!(self.name.as_str(), "td" | "th" | "pre" | "dt" | "dd") {
            return false;
        }
        let ends = self
            .text
            .ends_with(['.', '!', '?', '…', '。', '！', '？', '”', '"', '»', '«', ':', '’', ')', '؟', '।']);
        self.linked * 10 > self.length * 8 || (self.length < 100 && !ends && self.name != "li")
    }

    /// A note on where the text came from.
    fn is_note(&self) -> bool {
        let text = self.text.to_lowercase();
        self.length < 200 && (text.starts_with('©') || NOTES.iter().any(|note| text.starts_with(note)))
    }

    /// A closing line that asks the reader to come back.
    fn is_appeal(&self) -> bool {
        let text = self.text.to_lowercase();
        self.length < 200 && APPEALS.iter().any(|appeal| text.starts_with(appeal))
    }

    /// A link to another article between the paragraphs.
    fn is_pointer(&self) -> bool {
        let text = self.text.to_lowercase();
        let begins = POINTERS.iter().any(|pointer| text.starts_with(pointer));
        let alone = self.linked * 10 > self.length * 9
            && self.length > 25
            && matches!(self.name.as_str(), "p" | "div" | "h3" | "h4" | "strong")
            && !self.text.ends_with(['.', '。']);
        (begins && self.length < 250 && (self.linked * 3 > self.length || self.length < 30))
            || (alone && self.length < 200)
    }
}

fn is_block(node: &NodeRef<'_>) -> bool {
    matches!(
        &*node.node_name().unwrap_or_default(),
        "p" | "div"
            | "section"
            | "article"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "pre"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "table"
            | "figure"
            | "figcaption"
            | "header"
            | "footer"
            | "dl"
            | "dd"
            | "dt"
            | "aside"
            | "main"
            | "address"
            | "details"
            | "summary"
            | "time"
    )
}
