//! Which of a page's headlines is the article's, and where it ends and the site's name begins.

use super::trim::{bare, words};

/// What stands between a headline and the site's name.
const BETWEEN: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ", " / ", "_", " ‹ ", " › ", "｜", " ― ", "："];

/// The headline among what a page calls itself: `linked` in JSON-LD, `stated` in `<meta>`, the most trusted first,
/// `shown` as its headings and in its `<title>`.
///
/// JSON-LD's is taken where it is a headline of its own; where it only repeats the heading, the one made for showing
/// the article elsewhere (Open Graph's) is, then any other that something else bears out.
pub(super) fn choose(
    linked: &[String],
    stated: &[String],
    shown: &[String],
    title: Option<&str>,
    sites: &[String],
) -> Option<String> {
    let cut = |texts: &[String]| -> Vec<String> {
        texts
            .iter()
            .map(|text| without_site(text, sites, shown))
            .filter(|text| !is_site(text, sites))
            .collect()
    };
    let (linked, stated) = (cut(linked), cut(stated));
    let title = title.map(|title| without_tail(&without_site(title, sites, shown)));
    let borne_out = |text: &&String| {
        let mut others = linked
            .iter()
            .chain(&stated)
            .chain(&title)
            .chain(shown)
            .filter(|other| !std::ptr::eq(*other, *text));
        others.any(|other| alike(text, other))
    };
    let of_site =
        |text: &&String| sites.iter().any(|site| site.len() > 3 && bare(text).starts_with(site.as_str()));
    let sure = |text: &&String| words(text).len() > 3 && !of_site(text);
    let own = linked.iter().find(|text| borne_out(text) || sure(text));
    let longer = |own: &String| stated.first().is_some_and(|stated| bare(stated).contains(&bare(own)));
    let repeats =
        own.is_some_and(|own| shown.iter().any(|heading| bare(heading) == bare(own)) && !longer(own));
    own.filter(|_| !repeats || stated.is_empty())
        .or_else(|| stated.first().filter(sure))
        .or_else(|| stated.iter().find(borne_out))
        .or_else(|| title.as_ref().filter(|title| shown.iter().any(|heading| alike(heading, title))))
        .or_else(|| stated.first())
        .or_else(|| linked.first())
        .or(title.as_ref())
        .or_else(|| shown.first())
        .filter(|text| !text.trim().is_empty())
        .cloned()
}

/// A title without a short last part that reads as the site's name.
fn without_tail(title: &str) -> String {
    let parts =
        BETWEEN.iter().filter_map(|between| title.rsplit_once(between)).max_by_key(|(head, _)| head.len());
    match parts {
        Some((head, tail)) if words(head).len() > 4 && words(tail).len() < 4 => head.trim().to_owned(),
        _ => title.to_owned(),
    }
}

/// A headline without the site's name behind or before it.
pub(super) fn without_site(text: &str, sites: &[String], shown: &[String]) -> String {
    let mut text = text.trim();
    for _ in 0..3 {
        let behind =
            BETWEEN.iter().filter_map(|between| text.rsplit_once(between)).max_by_key(|(head, _)| head.len());
        let before =
            BETWEEN.iter().filter_map(|between| text.split_once(between)).min_by_key(|(head, _)| head.len());
        if let Some((head, tail)) = behind
            && (is_site(tail, sites)
                || shown.iter().any(|heading| bare(heading) == bare(head) && !head.is_empty()))
        {
            text = head.trim();
        } else if let Some((head, tail)) = before
            && is_site(head, sites)
            && !tail.trim().is_empty()
        {
            text = tail.trim();
        } else {
            break;
        }
    }
    text.to_owned()
}

fn is_site(text: &str, sites: &[String]) -> bool {
    let text = bare(text);
    !text.is_empty()
        && sites.iter().any(|site| {
            *site == text
                || (site.len() > 3
                    && (text.starts_with(site.as_str()) || text.ends_with(site.as_str()))
                    && text.len() < site.len() * 3)
        })
}

/// Whether two texts have half of their words in common; of scripts without spaces, half of their characters.
fn alike(one: &str, other: &str) -> bool {
    let (one_words, other_words) = (words(one), words(other));
    if one_words.len() < 3 || other_words.len() < 3 {
        let (one, other) = (bare(one), bare(other));
        return !one.is_empty()
            && (one == other
                || (one.chars().count() > 8
                    && (one.contains(&other) || other.contains(&one))
                    && !other.is_empty()));
    }
    let common = one_words.iter().filter(|word| other_words.contains(word)).count();
    common * 2 >= one_words.len().min(other_words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn the_sites_name_goes() {
        let sites = texts(&["thecourier", "courierexample"]);
        for text in [
            "A bridge opens at last | The Courier",
            "A bridge opens at last - News - The Courier",
            "The Courier – A bridge opens at last",
            "A bridge opens at last",
        ] {
            let heading = texts(&["A bridge opens at last"]);
            assert_eq!(without_site(text, &sites, &heading), "A bridge opens at last", "{text}");
        }
        assert_eq!(without_site("Spider-Man - a review", &sites, &[]), "Spider-Man - a review");
    }

    #[test]
    fn each_source_has_its_turn() {
        let sites = texts(&["thecourier"]);
        let choose = |linked: &[&str], stated: &[&str], shown: &[&str], title| {
            choose(&texts(linked), &texts(stated), &texts(shown), title, &sites)
        };
        let old = "A hundred years at the old bridge";
        let new = "One hundred years at the old bridge";
        assert_eq!(choose(&[old], &[new], &[new], None).as_deref(), Some(old), "its own headline");
        assert_eq!(choose(&[old], &[new], &[old], None).as_deref(), Some(new), "only the heading again");
        assert_eq!(
            choose(&["The Courier"], &[new], &[new], None).as_deref(),
            Some(new),
            "the site's name is none"
        );
        let title = Some("Get your old code covered at last | Jane");
        assert_eq!(
            choose(&[], &[], &["Hi, I'm Jane."], title).as_deref(),
            Some("Get your old code covered at last")
        );
        assert_eq!(
            choose(&["A list article"], &[], &["Films with bridges"], Some("Films with bridges")).as_deref(),
            Some("Films with bridges")
        );
        assert_eq!(choose(&[], &[], &[], None), None);
    }
}
