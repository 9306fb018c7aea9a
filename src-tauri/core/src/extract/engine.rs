//! What dom_smoothie takes for the article.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::sanitize::temper;

/// What the engine looks for addresses of videos in.
const EMBEDS: &str = "iframe, embed, object, object *";
/// Numbers them, so that they are known again in what the engine makes of the page.
const NUMBER: &str = "data-embed";

/// The article, as the engine reads it; none where it finds none.
pub(super) fn read(document: &Document) -> Option<Document> {
    let page = document.clone();
    let aside = set_aside(&page);
    let config = Config { keep_classes: true, disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).ok()?.parse().ok()?;
    let read = Document::fragment(temper(&article.content));
    put_back(&read, &aside);
    Some(read)
}

/// An attribute of the embed of a number.
struct Aside {
    number: usize,
    name: String,
    value: String,
}

/// Takes what is not ASCII off embeds: the engine cuts their attributes, and all within an object, at fixed distances
/// before the name of a platform ("Відео на youtube.com"), which may be within a letter. The text of an object stands
/// in for it where it cannot be shown.
fn set_aside(page: &Document) -> Vec<Aside> {
    for object in page.select("object").nodes() {
        let texts: Vec<_> = object.descendants_it().filter(|node| !node.is_element()).collect();
        texts.iter().filter(|node| !node.text().is_ascii()).for_each(NodeRef::remove_from_parent);
    }
    let mut aside = Vec::new();
    for (number, embed) in page.select(EMBEDS).nodes().iter().enumerate() {
        embed.set_attr(NUMBER, &number.to_string());
        for attribute in embed.attrs().into_iter().filter(|attribute| !attribute.value.is_ascii()) {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            embed.remove_attr(&name);
            aside.push(Aside { number, name, value });
        }
    }
    aside
}

fn put_back(read: &Document, aside: &[Aside]) {
    for embed in read.select(EMBEDS).nodes() {
        let number = embed.attr(NUMBER).and_then(|number| number.parse::<usize>().ok());
        for Aside { name, value, .. } in aside.iter().filter(|aside| Some(aside.number) == number) {
            embed.set_attr(name, value);
        }
        embed.remove_attr(NUMBER);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(embed: &str) -> Option<Document> {
        let text = "Words of an article, many enough to be taken for one. ".repeat(20);
        read(&Document::from(format!("<article><p>{text}</p>{embed}<p>{text}</p></article>")))
    }

    #[test]
    fn letters_before_the_name_of_a_platform_are_no_crash_and_stay() {
        let read = around(
            "<iframe src='https://www.youtube.com/embed/a' title='Відео на youtube.com'></iframe>
             <iframe src='https://www.youtube.com/embed/b' title='B'></iframe>",
        );
        let read = read.unwrap();
        let titles: Vec<_> =
            read.select("iframe").nodes().iter().filter_map(|node| node.attr("title")).collect();
        assert_eq!(titles.iter().map(|title| &**title).collect::<Vec<_>>(), ["Відео на youtube.com", "B"]);
        assert!(!read.html().contains(NUMBER), "no mark of ours is left");
    }

    #[test]
    fn letters_within_an_object_are_no_crash() {
        assert!(
            around("<object data='a.swf'><p title='на youtube.com'>Відео на youtube.com</p></object>")
                .is_some()
        );
    }
}
