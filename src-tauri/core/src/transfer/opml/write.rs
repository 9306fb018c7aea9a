//! Writing: folders, then feeds, in the order they are given.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use url::Url;

use super::NAMESPACE;
use crate::model::{Publication, Source, SourceKind};
use crate::{Error, Result};

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
        for source in &publication.sources {
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
    };
    outline.push_attribute(("xmlUrl", feed_of(publication, source).as_str()));
    if let Some(kind) = own {
        outline.push_attribute(("broadsheet:kind", kind));
        outline.push_attribute(("broadsheet:url", source.url.as_str()));
    }
    if let Some(site) = &publication.url {
        outline.push_attribute(("htmlUrl", site.as_str()));
    }
    outline
}

/// The address for readers that only know feeds: every site with such an API has a feed, whose place is known. It
/// lies on the site, or without a known one beside the API: a site in a folder has both there.
fn feed_of(publication: &Publication, source: &Source) -> String {
    let (api, feed) = match source.kind {
        SourceKind::Feed => return source.url.clone(),
        SourceKind::Ghost => ("ghost/api/", "rss/"),
        SourceKind::WordPress => ("wp-json/", "feed/"),
    };
    let site = publication.url.as_deref().and_then(|site| Url::parse(site).ok());
    let beside = || Url::parse(source.url.split(api).next().unwrap_or_default()).ok();
    let Some(mut url) = site.or_else(beside) else { return source.url.clone() };
    let path = format!("{}/{feed}", url.path().trim_end_matches('/'));
    url.set_path(&path);
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}
