//! Who may read an article, and whether the page shows all of it.

use dom_query::{Document, NodeRef};

use super::class;
use super::linked::Said;
use super::meta::Meta;
use crate::model::Access;

/// Words in the names of a block that stands in place of the rest of an article.
const WALLS: &[&str] = &[
    "paywall",
    "regwall",
    "subscribewall",
    "paygate",
    "gate",
    "upgradecta",
    "contentcta",
    "metered",
    "barrier",
    "premium",
    "locked",
    "loginwall",
    "abo",
];
/// What such a block says to those who could pay, in lower case.
const FOR_PAYING: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "subscriber exclusive",
    "reserved for subscribers",
    "for paying subscribers",
    "paid subscribers",
    "continue reading with a subscription",
    "already a subscriber",
    "unlock this article",
    "nur für abonnenten",
    "mit abo weiterlesen",
    "jetzt abonnieren",
    "réservé aux abonnés",
    "réservée aux abonnés",
    "abonnez-vous pour lire",
    "solo para suscriptores",
    "exclusivo para suscriptores",
    "contenuto riservato",
    "riservato agli abbonati",
    "exclusivo para assinantes",
    "alleen voor abonnees",
    "for abonnenter",
    "kun for abonnenter",
    "för prenumeranter",
    "tylko dla subskrybentów",
    "pro předplatitele",
    "только для подписчиков",
    "有料会員",
    "会員限定",
    "订阅后阅读",
    "구독자 전용",
];
/// What it says to those who need an account, in lower case.
const FOR_MEMBERS: &[&str] = &[
    "for subscribers only",
    "members only",
    "this post is for members",
    "sign in to continue",
    "register to continue",
    "create a free account",
    "jetzt registrieren",
    "inscrivez-vous pour lire",
    "無料会員",
];
/// The form that WordPress shows in place of an article with a password of its own. It is no text of the article.
pub(super) const LOCK: &str = "form.post-password-form";
/// An opening has fewer words than this where only a wall says that it is one.
const SHORT: usize = 400;

/// What a page tells of who may read its article.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// Who may.
    pub access: Access,
    /// Whether something stands in place of the rest.
    wall: bool,
    /// Whether the part that the data says is closed is not there.
    missing: bool,
    /// How many words the data says the article has.
    words: Option<usize>,
}

impl Gate {
    /// Reads it off a page that nothing was taken from yet.
    pub(super) fn of(document: &Document, meta: &Meta, said: &Said) -> Self {
        let wall = wall(document);
        let tier = meta.first(&["article:content_tier"]).unwrap_or_default().to_ascii_lowercase();
        let access = match (said.article.access, tier.as_str(), wall) {
            (Access::Public, "locked", _) => Access::Paid,
            (Access::Public, _, Some(access)) => access,
            (access, ..) => access,
        };
        let missing = !said.closed_parts.is_empty()
            && said
                .closed_parts
                .iter()
                .all(|selector| document.select(selector).text().trim().chars().count() < 200);
        Self { access, wall: wall.is_some(), missing, words: said.words }
    }

    /// Whether a body of so many words is only the opening.
    pub(super) fn is_stub(&self, words: usize) -> bool {
        let fewer = self.words.is_some_and(|whole| whole > 100 && words * 2 < whole);
        self.access != Access::Public && (self.missing || fewer || (self.wall && words < SHORT))
    }
}

/// Whether a text says that the rest is for others.
pub(super) fn is_wall(text: &str) -> bool {
    let text = text.to_lowercase();
    FOR_PAYING.iter().chain(FOR_MEMBERS).any(|phrase| text.contains(phrase))
}

/// For whom the block is that stands in place of an article's rest, where there is one.
fn wall(document: &Document) -> Option<Access> {
    if document.select_single(LOCK).exists() {
        return Some(Access::Members);
    }
    let body = document.body()?;
    let blocks = body.descendants_it().filter(|node| node.is_element() && is_named(node));
    blocks.take(50).find_map(|block| {
        let text: String = block.text().chars().take(2_000).collect::<String>().to_lowercase();
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
        match () {
            () if says(FOR_PAYING) => Some(Access::Paid),
            () if says(FOR_MEMBERS) => Some(Access::Members),
            () => None,
        }
    })
}

fn is_named(node: &NodeRef<'_>) -> bool {
    if matches!(&*node.node_name().unwrap_or_default(), "script" | "style" | "html" | "body") {
        return false;
    }
    [node.class(), node.id_attr()]
        .into_iter()
        .flatten()
        .any(|names| class::names(&names).iter().any(|name| name.has_or_pairs(WALLS)))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use crate::extract::article;
    use crate::model::Access;

    fn read(html: &str) -> (Access, bool) {
        let url = Url::parse("https://site.example/2025/post").unwrap();
        let raw = article(html.as_bytes(), &url, None);
        (raw.access, raw.stub)
    }

    const TEXT: &str = "<p>A paragraph of the article that is long enough to count as one of its own, and then some more words.</p>
        <p>Another paragraph of the article that is long enough to count as one of its own, and then some more words.</p>";

    #[test]
    fn ghosts_own_wall_is_known() {
        let page = |title: &str| {
            format!(
                "<article><h1>T</h1><section class='gh-content'>{TEXT}<aside class='gh-post-upgrade-cta'><div class='gh-post-upgrade-cta-content'><h2>{title}</h2><a data-portal='signup'>Subscribe now</a></div></aside></section></article>"
            )
        };
        assert_eq!(read(&page("This post is for paying subscribers only")), (Access::Paid, true));
        assert_eq!(read(&page("This post is for subscribers only")), (Access::Members, true));
    }

    #[test]
    fn what_asks_for_a_password_is_no_text() {
        let html = "<title>T</title><main><h1>Protected: T</h1><div class='entry-content'><form class='post-password-form'>
            <p>This content is password protected. To view it please enter your password below, and then read on:</p>
            <p><label>Password: <input type=password></label></p></form></div></main>";
        let raw = article(html.as_bytes(), &Url::parse("https://site.example/2025/post").unwrap(), None);
        assert_eq!((raw.access, raw.stub, raw.content), (Access::Members, true, None));
    }

    #[test]
    fn teasers_of_other_articles_are_no_text_of_a_closed_one() {
        let html = "<meta property='og:type' content='article'><article><h1>T</h1><section class='gh-content'>
            <aside class='gh-post-upgrade-cta'><h2>This post is for paying subscribers only</h2></aside></section></article>
            <div><div class='card'><a href='/other'><div><p>The opening of another article, which is told here at some length so
            that somebody who reads it goes on to it, and which is none of this article's text.</p></div></a></div></div>";
        let raw = article(html.as_bytes(), &Url::parse("https://site.example/2025/post").unwrap(), None);
        assert_eq!((raw.access, raw.stub, raw.content), (Access::Paid, true, None));
    }

    #[test]
    fn what_the_data_says_is_closed_and_missing() {
        let page = |words: usize, part: &str| {
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":false,\"wordCount\":{words},\"hasPart\":{{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":\"False\",\"cssSelector\":\".closed\"}}}}</script><article><h1>T</h1>{TEXT}{part}</article>"
            )
        };
        assert_eq!(read(&page(40, "<div class=closed></div>")), (Access::Paid, true), "the part is empty");
        assert_eq!(
            read(&page(900, &format!("<div class=closed>{TEXT}</div>"))),
            (Access::Paid, true),
            "most words are not there"
        );
        assert_eq!(
            read(&page(80, &format!("<div class=closed>{TEXT}</div>"))),
            (Access::Paid, false),
            "closed, and yet whole"
        );
    }

    #[test]
    fn a_word_in_the_text_is_no_wall() {
        assert_eq!(
            read(&format!("<article><h1>T</h1>{TEXT}<p>The paper is for subscribers only.</p></article>")),
            (Access::Public, false)
        );
    }
}
