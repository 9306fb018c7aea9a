//! Apple's podcast tags (<https://help.apple.com/itc/podcasts_connect/#/itcb54353390>), and Google's.

use super::element::Element;
use super::entry::{Channel, Entry};
use super::xml::Xml;
use super::{extension, person, text};
use crate::parse::RawImage;

/// What iTunes says of a podcast.
pub(super) fn channel<'a>(xml: &mut Xml<'a>, element: &Element<'a>, feed: &mut Channel) {
    match element.name() {
        "title" => feed.title.offer(3, text::line(xml.inside(element))),
        "author" => feed.authors.offer(1, person::people(xml.line(element).as_deref())),
        "image" | "link" => feed.icon.offer(1, image(xml, element)),
        "summary" | "description" => feed.description.offer(3, text::html(xml.inside(element))),
        "subtitle" => feed.description.offer(4, text::html(xml.inside(element))),
        _ => {}
    }
}

/// What iTunes says of an episode.
pub(super) fn entry<'a>(xml: &mut Xml<'a>, element: &Element<'a>, entry: &mut Entry) {
    match element.name() {
        "title" => entry.title.offer(4, text::line(xml.inside(element))),
        "author" => entry.authors.offer(2, person::people(xml.line(element).as_deref())),
        "image" | "link" => {
            let url = image(xml, element);
            entry.image.offer(2, url.map(|url| RawImage { url, ..RawImage::default() }));
        }
        "summary" | "description" => entry.summary.offer(3, text::html(xml.inside(element))),
        "subtitle" => entry.summary.offer(4, text::html(xml.inside(element))),
        "duration" => entry.seconds = xml.line(element).and_then(|duration| seconds(&duration)),
        "category" => entry.tag(element.attribute("text").map(text::loose)),
        "keywords" => extension::tags(xml.line(element), ',', entry),
        _ => {}
    }
}

/// `<itunes:image href=…/>`, as text in some, and once `<itunes:link rel="image" href=…/>`.
fn image<'a>(xml: &mut Xml<'a>, element: &Element<'a>) -> Option<String> {
    if element.name() == "link" && element.attribute("rel").as_deref() != Some("image") {
        return None;
    }
    let url = element.attribute("href").or_else(|| element.attribute("url"));
    url.or_else(|| xml.line(element)).map(|url| xml.address(url))
}

/// A duration: seconds, `MM:SS` or `HH:MM:SS`. None where it is none, or longer than a month.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    for part in text.trim().split(':').take(4) {
        let part = part.split('.').next().unwrap_or_default().trim();
        total = total.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    (1..=31 * 86_400).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations_are_read_in_every_form() {
        for (text, expected) in [
            ("95", Some(95)),
            ("1:35", Some(95)),
            ("01:00:05", Some(3605)),
            (" 2:03.5 ", Some(123)),
            ("0", None),
            ("", None),
            ("one hour", None),
            ("99999999999999999999999999:00:00", None),
            ("4294967295:59", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
