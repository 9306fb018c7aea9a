//! Writing: folders, then feeds, in the order they are given.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use url::Url;

use super::NAMESPACE;
use crate::fetch::secret::without_secrets;
use crate::model::{Publication, Source, SourceKind, SourceRole};
use crate::source::feed_beside;
use crate::{Error, Result};

/// What is said of a feed whose address is not written whole.
const LEFT_OUT: &str = "A private feed: its password or token was left out of this list.";

/// Writes publications as OPML 2.0. The sample edition is left out: its address means nothing elsewhere.
///
/// # Errors
/// [`Error::Unexpected`]: writing into memory does not fail.
pub fn write(publications: &[Publication]) -> Result<String> {
    let mut kept: Vec<&Publication> = publications.iter().filter(|publication| !publication.sample).collect();
    // What shares a folder must stand together for its outline to be written once.
    kept.sort_by(|a, b| a.folder.cmp(&b.folder));
    write_all(&kept).map_err(|error| Error::Unexpected { detail: error.to_string() })
}

fn write_all(publications: &[&Publication]) -> std::io::Result<String> {
    let mut to = Writer::new_with_indent(Vec::new(), b' ', 2);
    to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = [("version", "2.0"), ("xmlns:broadsheet", NAMESPACE)];
    to.write_event(Event::Start(BytesStart::new("opml").with_attributes(root)))?;
    to.create_element("head").write_inner_content(|head| {
        head.create_element("title").write_text_content(BytesText::new("Broadsheet"))?;
        Ok(())
    })?;
    to.write_event(Event::Start(BytesStart::new("body")))?;
    let mut open: &[String] = &[];
    for publication in publications {
        move_to_folder(&mut to, open, &publication.folder)?;
        open = &publication.folder;
        for source in publication.sources.iter().filter(|source| source.role == SourceRole::Used) {
            to.write_event(Event::Empty(outline(publication, source)))?;
        }
    }
    move_to_folder(&mut to, open, &[])?;
    to.write_event(Event::End(BytesEnd::new("body")))?;
    to.write_event(Event::End(BytesEnd::new("opml")))?;
    Ok(String::from_utf8_lossy(&to.into_inner()).into_owned() + "\n")
}

/// Closes the folders that are left and opens those that are entered.
fn move_to_folder(to: &mut Writer<Vec<u8>>, from: &[String], into: &[String]) -> std::io::Result<()> {
    let shared = from.iter().zip(into).take_while(|(a, b)| a == b).count();
    for _ in shared..from.len() {
        to.write_event(Event::End(BytesEnd::new("outline")))?;
    }
    for name in into.iter().skip(shared) {
        to.write_event(Event::Start(BytesStart::new("outline").with_attributes([("text", name.as_str())])))?;
    }
    Ok(())
}

fn outline<'a>(publication: &'a Publication, source: &'a Source) -> BytesStart<'a> {
    let mut outline = BytesStart::new("outline");
    for name in ["text", "title"] {
        outline.push_attribute((name, publication.title.as_str()));
    }
    outline.push_attribute(("type", "rss"));
    let own = match source.kind {
        SourceKind::Feed => None,
        SourceKind::Ghost => Some("ghost"),
        SourceKind::WordPress => Some("wordpress"),
        SourceKind::Sitemap => Some("sitemap"),
    };
    outline.push_attribute(("xmlUrl", feed_of(publication, source).as_str()));
    if let Some(kind) = own {
        outline.push_attribute(("broadsheet:kind", kind));
        outline.push_attribute(("broadsheet:url", source.url.as_str()));
    }
    if source.private {
        outline.push_attribute(("broadsheet:private", "true"));
        outline.push_attribute(("description", LEFT_OUT));
    }
    if let Some(site) = &publication.url {
        outline.push_attribute(("htmlUrl", site.as_str()));
    }
    outline
}

/// The address for readers that only know feeds, without what is secret in it: of an API, the feed known beside it.
fn feed_of(publication: &Publication, source: &Source) -> String {
    let Ok(url) = Url::parse(&source.url) else { return source.url.clone() };
    if source.kind == SourceKind::Feed {
        return without_secrets(&url);
    }
    let known = publication.sources.iter().find(|other| other.kind == SourceKind::Feed);
    let beside = || feed_beside(source.kind, &url).map(String::from);
    known.map(|feed| feed.url.clone()).or_else(beside).unwrap_or_else(|| source.url.clone())
}
