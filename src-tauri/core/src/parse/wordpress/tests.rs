use super::*;
use crate::model::NewArticle;
use crate::sanitize;

const INDEX: &str = r#"{"name":"Bread &amp; Butter","description":"","home":"https://s.example","site_icon_url":"https://s.example/i.png"}"#;

fn url() -> Url {
    Url::parse("https://s.example/wp-json/wp/v2/posts?per_page=50").unwrap()
}

fn read(posts: &str) -> RawHarvest {
    wordpress(posts.as_bytes(), Some(INDEX.as_bytes()), &url()).expect("posts")
}

fn post(fields: &str) -> String {
    format!(r#"[{{"id":7,"link":"https://s.example/2025/a/","title":{{"rendered":"A"}},{fields}}}]"#)
}

fn safe(fields: &str) -> NewArticle {
    sanitize::harvest(read(&post(fields))).articles.remove(0)
}

#[test]
fn a_post_whole() {
    let article = safe(
        r#""date_gmt":"2025-09-24T18:05:00","modified_gmt":"2025-09-25T08:00:00","sticky":true,"comment_status":"open",
        "content":{"rendered":"<p>Text.</p>","protected":false},"excerpt":{"rendered":"<p>Chosen words.</p>\n"},
        "_embedded":{
          "author":[{"name":"Tom &amp; Co","description":"Mara is diplomacy editor at The Herald.","link":"https://s.example/author/mara/",
            "url":"https://e.example/mara","avatar_urls":{"24":"https://s.example/s.jpg","96":"https://s.example/l.jpg"}}],
          "wp:featuredmedia":[{"source_url":"https://s.example/whole.jpg","alt_text":"Two flags",
            "caption":{"rendered":"<p>Two delegations met. <em>Photograph: <a href=\"https://e.example/\">Agency</a></em></p>\n"},
            "media_details":{"width":6000,"height":4000,"sizes":{"medium":{"source_url":"https://s.example/m.jpg","width":300,"height":200},
              "2048x2048":{"source_url":"https://s.example/l.jpg","width":2048,"height":1365},"odd":{"width":"9"}}}}],
          "wp:term":[[{"taxonomy":"category","slug":"uncategorized","name":"Uncategorized"},
              {"taxonomy":"category","slug":"sci","name":"Science &amp; Tech","link":"https://s.example/category/sci/"},
              {"taxonomy":"category","slug":"world","name":"World"}],
            [{"taxonomy":"post_tag","slug":"syria","name":"Syria","link":"https://s.example/tag/syria/"}]]}"#,
    );
    assert_eq!(article.section.as_deref(), Some("Science & Tech"), "names come escaped");
    let tags: Vec<&str> = article.tags.iter().map(|tag| &*tag.name).collect();
    assert_eq!(tags, ["Syria", "World"], "the other departments are not lost");
    let author = &article.authors[0];
    assert_eq!(&*author.name, "Tom & Co");
    assert_eq!(author.role.as_deref(), Some("Diplomacy editor"));
    assert_eq!(author.avatar.as_deref(), Some("https://s.example/l.jpg"));
    assert_eq!(author.links, ["https://e.example/mara"]);
    assert_eq!(author.url.as_deref(), Some("https://s.example/author/mara/"));
    let lead = article.lead_image.expect("a featured picture");
    assert_eq!(
        (lead.url.as_str(), lead.width),
        ("https://s.example/l.jpg", Some(2048)),
        "no larger than needed"
    );
    assert_eq!(lead.caption.as_deref(), Some("Two delegations met."));
    assert_eq!(
        lead.raw_caption.as_deref(),
        Some("Two delegations met. Photograph: Agency"),
        "as it was told"
    );
    assert_eq!((lead.credit.as_deref(), lead.alt.as_deref()), (Some("Agency"), Some("Two flags")));
    assert_eq!(article.published_at.unwrap().to_rfc3339(), "2025-09-24T18:05:00+00:00");
    assert!(article.updated_at > article.published_at && article.featured);
    assert_eq!(article.summary.as_deref(), Some("Chosen words."));
    assert_eq!(article.comments_url.as_deref(), Some("https://s.example/2025/a/#comments"));
}

#[test]
fn the_site_and_its_departments() {
    let posts = ["World", "Art &amp; Life", "Art &amp; Life"].map(|name| {
        format!(r#"{{"id":7,"_embedded":{{"wp:term":[[{{"taxonomy":"category","name":"{name}"}}]]}}}}"#)
    });
    let harvest = sanitize::harvest(read(&format!("[{}]", posts.join(","))));
    assert_eq!(harvest.publication.title.as_deref(), Some("Bread & Butter"));
    assert_eq!(harvest.publication.url.as_deref(), Some("https://s.example/"));
    let names: Vec<&str> = harvest.publication.sections.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["Art & Life", "World"], "most used first");
}

#[test]
fn titles_keep_what_only_looks_like_markup() {
    for (title, expected) in [
        ("Q&#038;A: <script> tags, “quotes” &#038; 5 < 6", "Q&A: <script> tags, “quotes” & 5 < 6"),
        ("A <em>fine</em> day &amp; night", "A fine day & night"),
        ("<b", "<b"),
        ("1 <b", "1 <b"),
    ] {
        let RawText::Html(html) = escaped(title) else { panic!("HTML") };
        let found = sanitize::harvest(read(&format!(
            r#"[{{"id":1,"title":{{"rendered":{}}}}}]"#,
            serde_json::to_string(&html).unwrap()
        )));
        assert_eq!(&*found.articles[0].headline, expected, "{title}");
    }
}

#[test]
fn an_excerpt_that_is_only_the_beginning_is_none() {
    for (excerpt, kept) in [
        ("<p>One two [&hellip;]</p>\n", false),
        ("<p>One two <a href='/a'>Continue reading</a></p>", false),
        ("<p>Chosen.</p>", true),
    ] {
        let harvest =
            read(&post(&format!(r#""excerpt":{{"rendered":{}}}"#, serde_json::to_string(excerpt).unwrap())));
        assert_eq!(harvest.articles[0].summary.is_some(), kept, "{excerpt}");
    }
}

#[test]
fn only_the_sites_own_avatars_are_taken() {
    let avatar = |address: &str| {
        let harvest = read(&post(&format!(
            r#""_embedded":{{"author":[{{"name":"A","avatar_urls":{{"96":"{address}","x":"y"}}}}]}}"#
        )));
        harvest.articles[0].authors[0].avatar.is_some()
    };
    assert!(avatar("https://s.example/a.jpg") && avatar("https://cdn.example/a.jpg") && avatar("/a.jpg"));
    assert!(!avatar("https://secure.gravatar.com/avatar/0") && !avatar("//1.gravatar.com/avatar/0"));
}

#[test]
fn closed_users_and_pictures_leave_what_else_tells_of_them() {
    let article = safe(
        r#""yoast_head_json":{"author":"Jane Doe"},"jetpack_featured_media_url":"https://s.example/j.jpg",
        "_embedded":{"author":[{"code":"rest_user_cannot_view","message":"Sorry"}],"wp:featuredmedia":[{"code":"rest_forbidden"}]}"#,
    );
    assert_eq!(&*article.authors[0].name, "Jane Doe");
    assert_eq!(article.lead_image.unwrap().url, "https://s.example/j.jpg");
}

#[test]
fn odd_fields_lose_only_themselves() {
    let harvest = sanitize::harvest(read(
        r#"[7,null,{"id":"x"},{"id":1,"link":5,"title":"A","content":[],"date_gmt":12,"sticky":"yes","author":3,
        "_embedded":{"author":[1,{"name":4},{"name":"Jane"}],"wp:term":["x",[3,{"taxonomy":"category"}]],"wp:featuredmedia":{}}},
        {"id":2,"content":{"rendered":"<p>Only text.</p>","protected":true},"_embedded":7}]"#,
    ));
    assert_eq!(harvest.articles.len(), 1, "one with nothing to show is none");
    assert_eq!((&*harvest.articles[0].headline, harvest.articles[0].access), ("Only text.", Access::Members));
}

#[test]
fn what_is_no_answer_of_wordpress_is_said_to_be_none() {
    for text in ["", "{}", r#"{"code":"rest_no_route","message":"x","data":{"status":404}}"#, "<html>", "7"] {
        assert!(matches!(wordpress(text.as_bytes(), None, &url()), Err(Error::NotAFeed)), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(wordpress(deep.as_bytes(), None, &url()).is_err(), "nor is a hundred thousand brackets");
}

#[test]
fn the_site_is_known_without_its_index() {
    for (api, site) in [
        ("https://s.example/blog/wp-json/wp/v2/posts", "https://s.example/blog/"),
        ("https://s.example/?rest_route=%2Fwp%2Fv2%2Fposts", "https://s.example/"),
        ("https://s.example/index.php?rest_route=/wp/v2/posts", "https://s.example/"),
    ] {
        let harvest = wordpress(b"[]", Some(b"<html>"), &Url::parse(api).unwrap()).expect("no posts");
        assert_eq!(harvest.base.as_str(), site);
    }
}
