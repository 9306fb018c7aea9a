//! Which vocabulary a name belongs to.

/// The vocabularies that mean something in a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// The feed's own: RSS of every version, with or without a namespace, and whatever unknown namespace the root
    /// element itself stands in.
    Core,
    /// Atom 1.0 (RFC 4287) and 0.3.
    Atom,
    /// RDF.
    Rdf,
    /// Dublin Core: elements and terms.
    Dublin,
    /// The content module of RSS 1.0.
    Content,
    /// Media RSS.
    Media,
    /// Apple's podcast tags, and Google's, which are named after them.
    Itunes,
    /// Podcasting 2.0.
    Podcast,
    /// The Slash module of RSS 1.0.
    Slash,
    /// The Atom Threading Extensions (RFC 4685).
    Thread,
    /// The syndication module of RSS 1.0.
    Syndication,
    /// FeedBurner's.
    Feedburner,
    /// XHTML.
    Xhtml,
    /// Anything else.
    Other,
}

impl Space {
    /// The vocabulary of a namespace name. Schemes, letter case, a last slash and "www." are written as it comes.
    pub(super) fn of_name(uri: &str) -> Self {
        let uri = uri.trim().to_ascii_lowercase();
        let uri = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://")).unwrap_or(&uri);
        match uri.strip_prefix("www.").unwrap_or(uri).trim_end_matches(['/', '#']) {
            ""
            | "purl.org/rss/1.0"
            | "purl.org/net/rss1.0"
            | "purl.org/net/rss1.1"
            | "my.netscape.com/rdf/simple/0.9"
            | "my.netscape.com/publish/formats/rss-0.91.dtd"
            | "channel.netscape.com/rdf/simple/0.9"
            | "backend.userland.com/rss"
            | "backend.userland.com/rss2"
            | "backend.userland.com/rss091"
            | "backend.userland.com/rss092"
            | "blogs.law.harvard.edu/tech/rss" => Self::Core,
            "w3.org/2005/atom" | "purl.org/atom/ns" | "purl.org/atom" => Self::Atom,
            "w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Self::Dublin,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" | "rssboard.org/media-rss" => Self::Media,
            "podcastindex.org/namespace/1.0" => Self::Podcast,
            "purl.org/rss/1.0/modules/slash" => Self::Slash,
            "purl.org/syndication/thread/1.0" => Self::Thread,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "rssnamespace.org/feedburner/ext/1.0" => Self::Feedburner,
            "w3.org/1999/xhtml" => Self::Xhtml,
            uri if uri.starts_with("itunes.com/dtds/podcast") => Self::Itunes,
            uri if uri.starts_with("google.com/schemas/play-podcasts") => Self::Itunes,
            uri if uri.starts_with("github.com/podcastindex-org/") => Self::Podcast,
            _ => Self::Other,
        }
    }

    /// The vocabulary that a prefix which nobody declared usually stands for.
    pub(super) fn of_prefix(prefix: &str) -> Self {
        match prefix.to_ascii_lowercase().as_str() {
            "" | "rss" => Self::Core,
            "atom" | "atom10" | "a10" => Self::Atom,
            "rdf" => Self::Rdf,
            "dc" | "dcterms" | "dcterm" => Self::Dublin,
            "content" => Self::Content,
            "media" => Self::Media,
            "itunes" | "googleplay" => Self::Itunes,
            "podcast" => Self::Podcast,
            "slash" => Self::Slash,
            "thr" => Self::Thread,
            "sy" => Self::Syndication,
            "feedburner" => Self::Feedburner,
            "xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}
