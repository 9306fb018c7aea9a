use super::*;
use crate::model::NewArticle;
use crate::sanitize;

fn url() -> Url {
    Url::parse("https://courier.example/ghost/api/content/posts/?key=0123").unwrap()
}

const SETTINGS: &str = r##"{"settings":{"title":"The Sample Courier","description":"Stories.","icon":"https://courier.example/icon.png",
    "lang":"en","url":"https://courier.example/","navigation":[{"label":"Home","url":"/"},{"label":"World","url":"/tag/world/"},
    {"label":"About","url":"/about/"},{"label":"Elsewhere","url":"https://other.example/tag/world/"}],
    "secondary_navigation":[{"label":"Sign up","url":"#/portal/"}]}}"##;

fn post(fields: &str) -> String {
    format!(r#"{{"posts":[{{"id":"6b04","url":"https://courier.example/a/","title":"A",{fields}}}]}}"#)
}

fn read(posts: &str) -> RawHarvest {
    ghost(posts.as_bytes(), Some(SETTINGS.as_bytes()), &url()).expect("posts")
}

fn safe(posts: &str) -> NewArticle {
    sanitize::harvest(read(posts)).articles.remove(0)
}

#[test]
fn a_post_whole() {
    let article = safe(&post(
        r##""html":"<p>Text.</p>","custom_excerpt":"Short.","featured":true,"reading_time":2,"visibility":"members",
        "published_at":"2025-09-24T18:05:00.000+00:00","updated_at":"2025-09-25T18:05:00.000+00:00",
        "feature_image":"https://courier.example/content/images/a.jpg","feature_image_alt":"Two flags",
        "feature_image_caption":"Two delegations met on Tuesday. <em>Photograph: <a href=\"https://e.example/\">Sample Agency</a></em>",
        "authors":[{"name":"Mara Lindqvist","url":"https://courier.example/author/mara/","profile_image":"https://courier.example/m.jpg",
          "bio":"Mara Lindqvist is diplomacy editor at The Sample Courier. She has reported.","website":"https://e.example/mara","twitter":"@mara","facebook":null}],
        "tags":[{"name":"#import","slug":"hash-import","visibility":"internal"},{"name":"Syria","slug":"syria","url":"https://courier.example/tag/syria/","visibility":"public"},
          {"name":"World news","slug":"world","url":"https://courier.example/tag/world/","visibility":"public"}],
        "primary_tag":{"name":"Syria","slug":"syria","visibility":"public"}"##,
    ));
    assert_eq!(
        article.section.as_deref(),
        Some("World"),
        "the tag that stands in the navigation, under its name there"
    );
    assert_eq!(article.reading_minutes, Some(2), "as Ghost states it");
    assert!(article.featured);
    assert_eq!(article.access, Access::Members);
    assert_eq!(
        article.tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(),
        ["Syria", "World news"],
        "no internal tags"
    );
    let lead = article.lead_image.expect("a feature image");
    assert_eq!(lead.caption.as_deref(), Some("Two delegations met on Tuesday."));
    assert_eq!(lead.credit.as_deref(), Some("Sample Agency"));
    assert_eq!(lead.alt.as_deref(), Some("Two flags"));
    let author = &article.authors[0];
    assert_eq!(author.role.as_deref(), Some("Diplomacy editor"));
    assert_eq!(author.links, ["https://e.example/mara", "https://x.com/mara"]);
    assert!(author.avatar.is_some() && author.bio.is_some());
    assert!(article.updated_at > article.published_at);
    assert_eq!(article.summary.as_deref(), Some("Short."));
}

#[test]
fn the_site_and_its_sections() {
    let harvest = sanitize::harvest(read(r#"{"posts":[]}"#));
    assert_eq!(harvest.publication.title.as_deref(), Some("The Sample Courier"));
    assert_eq!(harvest.publication.url.as_deref(), Some("https://courier.example/"));
    let names: Vec<&str> = harvest.publication.sections.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["World"], "what leads to one of its own tags; not its home, its pages or other sites");
}

#[test]
fn the_primary_tag_is_the_section_where_no_tag_is_in_the_navigation() {
    let article = safe(&post(
        r#""tags":[{"name":"Syria","slug":"syria"},{"name":"Energy","slug":"energy"}],"primary_tag":{"name":"Energy","slug":"energy"}"#,
    ));
    assert_eq!(article.section.as_deref(), Some("Energy"));
    assert_eq!(safe(&post(r#""tags":[]"#)).section, None);
}

#[test]
fn posts_are_read_without_the_settings() {
    let harvest = ghost(post(r#""html":"<p>x</p>""#).as_bytes(), None, &url()).expect("posts");
    assert_eq!(harvest.base.as_str(), "https://courier.example/", "the site is what stands before the API");
    assert!(ghost(post("\"a\":1").as_bytes(), Some(b"<html>"), &url()).is_ok());
}

#[test]
fn odd_fields_lose_only_themselves() {
    let article = safe(&post(
        r#""html":7,"authors":[1,{"name":3},{"name":"Jane"}],"tags":"none","published_at":12,"reading_time":-1,"featured":"yes","feature_image":{}"#,
    ));
    assert_eq!(article.authors.len(), 1);
    assert_eq!((article.published_at, article.reading_minutes, article.featured), (None, None, false));
}

#[test]
fn what_is_no_answer_of_ghost_is_said_to_be_none() {
    for text in
        ["", "[]", "{}", r#"{"posts":3}"#, r#"{"errors":[{"message":"Unknown Content API Key"}]}"#, "<html>"]
    {
        assert!(matches!(ghost(text.as_bytes(), None, &url()), Err(Error::NotAFeed)), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(ghost(deep.as_bytes(), None, &url()).is_err(), "nor is a hundred thousand brackets");
}

#[test]
fn what_is_not_stated_is_counted_by_ghosts_own_rule() {
    let minutes = |html: &str, more: &str| {
        let post = post(&format!(r#""html":{}{more}"#, serde_json::to_string(html).unwrap()));
        read(&post).articles[0].reading_minutes
    };
    let words = |count: usize| format!("<p>{}</p>", "word ".repeat(count));
    assert_eq!(minutes(&words(10), ""), Some(1), "never none");
    assert_eq!(minutes(&words(412), ""), Some(1));
    assert_eq!(minutes(&words(413), ""), Some(2), "rounded to the nearest");
    let pictures = "<img src='a'>".repeat(12);
    assert_eq!(minutes(&(words(275) + &pictures), ""), Some(2), "a minute, and 81 seconds of pictures");
    assert_eq!(
        minutes(&words(400), r#","feature_image":"/a.jpg""#),
        Some(2),
        "the one at the head is one too"
    );
    assert_eq!(minutes(&format!("<p>{}</p>", "字".repeat(550)), ""), Some(2), "each character is a word");
    assert_eq!(minutes(&words(2000), r#","reading_time":3"#), Some(3), "what is stated stands");
}

#[test]
fn the_next_page_is_counted_and_only_where_there_is_more() {
    let next = |posts: &str, next: &str| {
        let answer = format!(
            r#"{{"posts":[{posts}],"meta":{{"pagination":{{"page":1,"next":{next},"total":99999999}}}}}}"#
        );
        read(&answer).next_page.map(String::from)
    };
    let second = "https://courier.example/ghost/api/content/posts/?key=0123&page=2";
    assert_eq!(next(r#"{"id":"1"}"#, "2").as_deref(), Some(second));
    assert_eq!(next(r#"{"id":"1"}"#, "77").as_deref(), Some(second), "by our count, not by its word");
    assert_eq!((next(r#"{"id":"1"}"#, "null"), next("", "2")), (None, None));
}
