//! Which address an `<img>` really means.

use dom_query::NodeRef;
use url::Url;

use super::{address, inline};
use crate::model::InlinePicture;

/// Where lazy loaders keep the real address until a script puts it in place.
pub(super) const LAZY: [&str; 7] = [
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "data-url",
    "data-image",
    "data-hi-res-src",
];
/// Where they keep the list of sizes.
pub(super) const LAZY_SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "data-src-set"];
/// The width, in pixels, that is enough for any screen; the widest picture up to it is taken.
const WIDE_ENOUGH: u32 = 2_560;
/// Hosts and paths of pictures that only count readers.
const COUNTERS: &[&str] = &[
    "feeds.feedburner.com/~r/",
    "feedproxy.google.com/~r/",
    "pixel.wp.com/",
    "stats.wordpress.com/b.gif",
    "rss.buysellads.com/",
    "pixel.quantserve.com/",
    "b.scorecardresearch.com/",
    "www.google-analytics.com/",
    "sb.scorecardresearch.com/",
    "ad.doubleclick.net/",
    "feeds.wordpress.com/1.0/",
    "www.facebook.com/tr",
];

/// Gives an `<img>` its one real address, or takes it away.
pub(super) fn resolve(image: &NodeRef<'_>, base: Option<&Url>) {
    match address_of(image, base) {
        Some(address) if !counts_readers(image, &address) => {
            image.set_attr("src", &address);
            for name in ["srcset", "sizes"] {
                image.remove_attr(name);
            }
        }
        _ => image.remove_from_parent(),
    }
}

fn address_of(image: &NodeRef<'_>, base: Option<&Url>) -> Option<String> {
    let attr = |name: &str| image.attr(name).map(|value| value.to_string());
    let sized = |set: Option<String>| set.and_then(|set| best_of_set(&set));
    let lazy_set = LAZY_SETS.iter().find_map(|name| sized(attr(name)));
    let lazy = LAZY.iter().find_map(|name| attr(name).filter(|value| !is_placeholder(value)));
    let plain = attr("src").filter(|value| !is_placeholder(value));
    let widest = from_picture(image, |_, set| set.split_ascii_whitespace().any(is_width));
    let for_wide = from_picture(image, |source, _| is_for_wide_windows(source));
    [sized(attr("srcset")), lazy_set, widest, for_wide, lazy, plain, from_picture(image, |_, _| true)]
        .into_iter()
        .flatten()
        .find_map(|candidate| address::media(&candidate, base))
        .or_else(|| inline_of(image))
}

/// The address of the picture that stood in the markup itself, where that is no preview of another.
fn inline_of(image: &NodeRef<'_>) -> Option<String> {
    let sources = image.parent().filter(|parent| parent.has_name("picture"));
    let sources = sources.map(|picture| picture.element_children()).unwrap_or_default();
    let address = std::iter::once(*image).chain(sources).find_map(|node| {
        told_by(&node).find_map(|value| {
            let mut words = value.split([' ', ',']).map(str::to_owned);
            words.find(|word| InlinePicture::is_address(word))
        })
    });
    address.filter(|_| !(image.has_attr(inline::SMALL) && stands_for_another(image)))
}

/// Everything that an element says of where its picture is.
fn told_by(node: &NodeRef<'_>) -> impl Iterator<Item = String> {
    let names = ["src", "srcset"].into_iter().chain(LAZY).chain(LAZY_SETS.iter().copied());
    names.filter_map(|name| node.attr(name).map(|value| value.to_string())).collect::<Vec<_>>().into_iter()
}

/// Whether a small picture stands beside another in what holds nothing else, or before what readers without scripts
/// see: loaders show it blurred until they have the other.
fn stands_for_another(image: &NodeRef<'_>) -> bool {
    let is_other = |node: &NodeRef<'_>| {
        node.id != image.id
            && (node.has_name("img") || node.has_name("source"))
            && told_by(node).any(|address| !is_placeholder(&address))
    };
    let is_wrapper = |outer: &NodeRef<'_>| match &*outer.node_name().unwrap_or_default() {
        "figure" | "picture" => true,
        "div" | "span" | "a" => outer.text().trim().is_empty(),
        _ => false,
    };
    let before_noscript = image.next_element_sibling().is_some_and(|next| next.has_name("noscript"));
    let mut around = image.ancestors_it(Some(2)).take_while(is_wrapper);
    before_noscript || around.any(|outer| outer.descendants_it().any(|node| is_other(&node)))
}

/// The best candidate of the `<picture>` round an image, among the sources and their sets that fit.
fn from_picture(image: &NodeRef<'_>, fits: impl Fn(&NodeRef<'_>, &str) -> bool) -> Option<String> {
    let picture = image.parent().filter(|parent| parent.has_name("picture"))?;
    let sets = picture.element_children().into_iter().filter(|child| child.has_name("source"));
    let sets = sets.filter_map(|source| {
        let set = source.attr("srcset").or_else(|| source.attr("data-srcset"))?;
        fits(&source, &set).then_some(set)
    });
    sets.into_iter().find_map(|set| best_of_set(&set))
}

/// Whether a source is what a wide window on a screen shows, whoever looks at it.
fn is_for_wide_windows(source: &NodeRef<'_>) -> bool {
    let media = source.attr("media").unwrap_or_default().to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| media.contains(word));
    says(&["min-width"]) && !says(&["max-width", "prefers-", "portrait", "print"])
}

/// Whether a word of a `srcset` tells how wide a picture is: others may be cut for small windows.
fn is_width(word: &str) -> bool {
    let number = word.trim_end_matches(',').strip_suffix('w');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The widest candidate of a `srcset` that is no wider than wide enough; else the one that is least so.
fn best_of_set(set: &str) -> Option<String> {
    let mut candidates: Vec<(u32, &str)> = split_set(set)
        .filter(|(url, _)| !is_placeholder(url))
        .map(|(url, descriptor)| {
            let width = match descriptor.strip_suffix('w') {
                Some(width) => width.parse().unwrap_or(0),
                // Of a column of about 700 pixels.
                None => match descriptor.trim_end_matches('x').parse::<f32>() {
                    Ok(density) if density >= 3.0 => 2_100,
                    Ok(density) if density >= 2.0 => 1_400,
                    _ => 700,
                },
            };
            (width, url)
        })
        .collect();
    candidates.sort_by_key(|(width, _)| *width);
    let within = candidates.iter().rev().find(|(width, _)| *width <= WIDE_ENOUGH);
    within.or(candidates.first()).map(|(_, url)| (*url).to_owned())
}

/// The candidates of a `srcset` with their descriptors. An address may hold commas, so a candidate ends at a comma
/// only behind its descriptor or at the end of the address.
fn split_set(set: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        if let Some(url) = url.strip_suffix(',') {
            rest = after;
            return Some((url.trim_end_matches(','), ""));
        }
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        rest = after;
        Some((url, descriptor.trim()))
    })
}

/// Whether an address only holds the place of the real one.
fn is_placeholder(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    address.is_empty()
        || address.starts_with("data:")
        || InlinePicture::is_address(&address)
        || address.starts_with("about:")
        || [
            "blank.gif",
            "spacer.gif",
            "placeholder.gif",
            "transparent.gif",
            "1x1.gif",
            "lazy.png",
            "grey-placeholder",
        ]
        .iter()
        .any(|name| address.contains(name))
}

/// Whether a picture is there to count readers: too small to be seen, or from a host that does nothing else.
fn counts_readers(image: &NodeRef<'_>, address: &str) -> bool {
    let told = |name: &str| image.attr(name).is_some_and(|value| is_tiny(value.trim()));
    let style = image.attr("style").unwrap_or_default().to_ascii_lowercase();
    let hidden = style.split(';').filter_map(|one| one.split_once(':')).any(|(name, value)| {
        let value = value.trim_end_matches("!important").trim();
        match name.trim() {
            "display" => value == "none",
            "width" | "height" => is_tiny(value),
            _ => false,
        }
    });
    let (_, place) = address.split_once("://").unwrap_or_default();
    told("width") || told("height") || hidden || COUNTERS.iter().any(|counter| place.starts_with(counter))
}

/// Whether a length is too short for a picture to be seen.
fn is_tiny(length: &str) -> bool {
    matches!(length.trim_end_matches("px"), "0" | "1" | "2" | "3")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(set: &str) -> Option<String> {
        best_of_set(set)
    }

    #[test]
    fn the_picture_that_is_wide_enough_is_taken() {
        assert_eq!(best("a.jpg 300w, b.jpg 2560w, c.jpg 4000w").as_deref(), Some("b.jpg"));
        assert_eq!(best("a.jpg 300w, b.jpg 600w").as_deref(), Some("b.jpg"), "the widest there is");
        assert_eq!(best("a.jpg 5000w, b.jpg 4000w").as_deref(), Some("b.jpg"), "no wider than need be");
        assert_eq!(best("a.jpg, b.jpg 2x").as_deref(), Some("b.jpg"));
        assert_eq!(
            best("https://x.example/w_10,h_20/a.jpg 10w,b.jpg 20w").as_deref(),
            Some("b.jpg"),
            "commas in it"
        );
        assert_eq!(best(" , "), None);
        assert_eq!(best("data:image/gif;base64,AAAA 1x, real.jpg 2x").as_deref(), Some("real.jpg"));
        assert_eq!(
            best("a.jpg 99999999999999999999w, b.jpg NaNx").as_deref(),
            Some("b.jpg"),
            "absurd numbers count as 0"
        );
    }
}
