//! What is lifted out of bodies, and what Ghost's cards become.

use super::tests::{clean, read, with_body};
use crate::parse::{RawArticle, RawImage, RawText};

const CARD: &str = "<figure class=\"kg-card kg-bookmark-card\"><a class=\"kg-bookmark-container\" href=\"https://other.example/b\"><div class=\"kg-bookmark-content\"><div class=\"kg-bookmark-title\">Background</div><div class=\"kg-bookmark-description\">Nine dates.</div><div class=\"kg-bookmark-metadata\"><img class=\"kg-bookmark-icon\" src=\"/icon.jpg\"><span class=\"kg-bookmark-author\">Sample Courier</span><span class=\"kg-bookmark-publisher\">Mara Lindqvist</span></div></div><div class=\"kg-bookmark-thumbnail\"><img src=\"/thumb.jpg\"></div></a></figure>";

#[test]
fn a_caption_under_a_card_is_kept() {
    let card = CARD.replace("</a></figure>", "</a><figcaption>Related reading</figcaption></figure>");
    let article = with_body(&card);
    assert_eq!(article.related.len(), 1);
    assert_eq!(
        &*article.content,
        "<figure><aside data-related=\"0\"></aside><figcaption>Related reading</figcaption></figure>"
    );
}

#[test]
fn a_card_is_data_and_its_place_is_kept() {
    let article = with_body(&format!("<p>Before</p>{CARD}<p>After</p>"));
    assert_eq!(&*article.content, "<p>Before</p><aside data-related=\"0\"></aside><p>After</p>");
    let [card] = article.related.as_slice() else { panic!("one card: {:?}", article.related) };
    assert_eq!(&*card.title, "Background");
    assert_eq!(card.description.as_deref(), Some("Nine dates."));
    assert_eq!(
        card.publisher.as_deref(),
        Some("Sample Courier"),
        "Ghost writes the two into each other's class"
    );
    assert_eq!(card.author.as_deref(), Some("Mara Lindqvist"));
    assert_eq!(card.thumbnail.as_deref(), Some("https://site.example/thumb.jpg"));
    assert_eq!(&*article.content_text, "Before\nAfter", "a card is not the article's text");
    assert!(article.pictures.is_empty(), "nor are its pictures the body's");
}

#[test]
fn a_publisher_cannot_write_a_place_of_ours() {
    let article = with_body(&format!("<aside data-related=\"0\" data-video=\"7\">x</aside><p>t</p>{CARD}"));
    assert_eq!(
        article.content.matches("data-related").count(),
        1,
        "only the true one: {}",
        &*article.content
    );
    assert!(!article.content.contains("data-video"), "{}", &*article.content);
    assert_eq!(clean("<aside data-related=\"0\"></aside><p>t</p>"), "<aside></aside><p>t</p>");
}

#[test]
fn a_video_with_some_text_is_a_video() {
    use crate::model::ArticleKind::{Article, Video};
    let video =
        "<figure><video src=\"/v.mp4\" poster=\"/v.jpg\"></video><figcaption>Dawn</figcaption></figure>";
    assert_eq!(with_body(&format!("{video}<p>A few words.</p>")).kind, Video);
    assert_eq!(with_body(&format!("<p>First words.</p>{video}")).kind, Article, "the text comes first");
    let long = "word ".repeat(600);
    assert_eq!(with_body(&format!("{video}<p>{long}</p>")).kind, Article, "there is much to read");
}

#[test]
fn frames_become_videos_or_links() {
    let article = with_body(
        "<p>t</p><iframe src=\"https://www.youtube.com/embed/abc_123?rel=0\" title=\"A talk\"></iframe><iframe src=\"//charts.example/1\"></iframe><iframe src=\"javascript:alert(1)\"></iframe>",
    );
    let [video] = article.videos.as_slice() else { panic!("one video: {:?}", article.videos) };
    assert_eq!(video.url, "https://www.youtube.com/watch?v=abc_123");
    assert_eq!(video.poster.as_deref(), Some("https://i.ytimg.com/vi/abc_123/hqdefault.jpg"));
    assert_eq!(video.title.as_deref(), Some("A talk"));
    assert_eq!(
        &*article.content,
        "<p>t</p><aside data-video=\"0\"></aside><p><a href=\"https://charts.example/1\">charts.example</a></p>"
    );
}

#[test]
fn recordings_are_attachments() {
    let article = with_body(
        "<p>t</p><audio><source src=/a.mp3 type=audio/mpeg></audio><video src=/v.mp4 poster=/p.jpg></video>",
    );
    assert_eq!(article.attachments[0].url, "https://site.example/a.mp3");
    assert_eq!(article.attachments[0].media_type.as_deref(), Some("audio/mpeg"));
    assert_eq!(article.videos[0].poster.as_deref(), Some("https://site.example/p.jpg"));
}

#[test]
fn the_lead_picture_is_not_shown_twice() {
    let lead = RawImage { url: "/content/images/2025/a.jpg".into(), ..RawImage::default() };
    let raw = RawArticle {
        headline: Some(RawText::Plain("H".into())),
        content: Some(RawText::Html(
            "<figure><img src=/content/images/size/w600/2025/a.jpg alt=Flags><figcaption>Two flags. Photo: Jane</figcaption></figure><p>t</p><img src=/b.jpg>".into(),
        )),
        lead_image: Some(lead),
        ..RawArticle::default()
    };
    let article = read(raw);
    assert_eq!(article.pictures, ["https://site.example/b.jpg"]);
    let lead = article.lead_image.expect("a lead picture");
    assert_eq!(lead.caption.as_deref(), Some("Two flags."), "what the body told of it is kept");
    assert_eq!(lead.credit.as_deref(), Some("Jane"));
    assert_eq!(lead.alt.as_deref(), Some("Flags"));
}

#[test]
fn a_caption_and_a_credit_that_stand_apart_are_both_the_pictures() {
    let body = "<figure><div><figcaption>Getty Images</figcaption><img src=/a.jpg></div><figcaption>Thousands walked across</figcaption></figure><p>t</p>";
    let article = read(RawArticle {
        headline: Some(RawText::Plain("H".into())),
        content: Some(RawText::Html(body.into())),
        lead_image: Some(RawImage { url: "/a.jpg".into(), ..RawImage::default() }),
        ..RawArticle::default()
    });
    let lead = article.lead_image.expect("a lead picture");
    assert_eq!(lead.caption.as_deref(), Some("Thousands walked across"));
    assert_eq!(lead.credit.as_deref(), Some("Getty Images"));
}

#[test]
fn of_a_picture_and_its_copy_elsewhere_the_articles_own_is_shown_once() {
    let lead = RawImage { url: "/uploads/two-flags-over-the-quay.jpg".into(), ..RawImage::default() };
    let body = "<img src=https://cdn.example/x/two-flags-over-the-quay_l.jpg><p>t</p>";
    let raw = RawArticle {
        headline: Some(RawText::Plain("H".into())),
        content: Some(RawText::Html(body.into())),
        lead_image: Some(lead),
        ..RawArticle::default()
    };
    let article = read(raw);
    let lead = article.lead_image.expect("a lead picture");
    assert_eq!(lead.url, "https://cdn.example/x/two-flags-over-the-quay_l.jpg");
    assert!(article.pictures.is_empty(), "not a second time");
}

#[test]
fn a_body_that_begins_with_a_picture_gives_the_lead() {
    let article = with_body("<p><img src=/a.jpg></p><p>t</p>");
    assert_eq!(article.lead_image.map(|lead| lead.url).as_deref(), Some("https://site.example/a.jpg"));
    assert_eq!(&*article.content, "<p>t</p>");
    assert_eq!(with_body("<p>t</p><img src=/a.jpg>").lead_image, None, "not one that stands further down");
}

#[test]
fn ghosts_cards_become_the_elements_that_html_has_for_them() {
    for (card, expected) in [
        (
            "<div class='kg-card kg-callout-card'><div class='kg-callout-emoji'>!</div>\
             <div class='kg-callout-text'>Mind <b>this</b>.</div></div>",
            "<aside><p>! Mind <b>this</b>.</p></aside>",
        ),
        (
            "<div class='kg-card kg-toggle-card' data-kg-toggle-state='close'><div class='kg-toggle-heading'>\
             <h4 class='kg-toggle-heading-text'>Why?</h4><button><svg></svg></button></div>\
             <div class='kg-toggle-content'><p>Therefore.</p></div></div>",
            "<details><summary>Why?</summary><div><p>Therefore.</p></div></details>",
        ),
        (
            "<div class='kg-card kg-file-card'><a class='kg-file-card-container' href='/r.pdf' download>\
             <div class='kg-file-card-title'>The report</div><div class='kg-file-card-caption'>All & more</div>\
             <div class='kg-file-card-filename'>r.pdf</div><div class='kg-file-card-filesize'>2 MB</div></a></div>",
            "<p><a href=\"https://site.example/r.pdf\">The report</a> (r.pdf, 2 MB)<br>All &amp; more</p>",
        ),
        (
            "<div class='kg-product-card-rating'><span class='kg-product-card-rating-active'></span>\
             <span class='kg-product-card-rating-active'></span><span></span></div>",
            "<p>★★☆☆☆</p>",
        ),
        (
            "<div class='kg-card kg-button-card'><a href='/join' class='kg-btn'>Join</a></div>",
            "<div><a href=\"https://site.example/join\">Join</a></div>",
        ),
        ("<div class='kg-card kg-signup-card'><h2>Sign up</h2></div>", ""),
    ] {
        let article = with_body(&format!("<p>t</p>{card}"));
        assert_eq!(article.content.strip_prefix("<p>t</p>"), Some(expected), "{card}");
    }
}

#[test]
fn ghosts_players_tell_title_length_and_still() {
    let article = with_body(
        "<p>t</p><div class='kg-card kg-audio-card'><img class='kg-audio-thumbnail' src='/t.png'><div \
         class='kg-audio-player-container'><audio src='/a.mp3'></audio><div class='kg-audio-title'>A talk</div><div \
         class='kg-audio-player'>0:00<span class='kg-audio-duration'>125.5</span></div></div></div>\
         <figure class='kg-card kg-video-card' data-kg-thumbnail='/still.jpg'><div class='kg-video-container'><video \
         src='/v.mp4' poster='https://img.spacer.example/1x1.png'></video><div class='kg-video-player-container'>0:00\
         <span class='kg-video-duration'>1:03</span></div></div><figcaption>The port</figcaption></figure>",
    );
    assert_eq!(article.attachments[0].duration_seconds, Some(125));
    assert_eq!(article.videos[0].duration_seconds, Some(63));
    assert_eq!(
        article.videos[0].poster.as_deref(),
        Some("https://site.example/still.jpg"),
        "never the spacer from somewhere else"
    );
    assert!(
        article.content.contains("<p><a href=\"https://site.example/a.mp3\">A talk</a></p>"),
        "the recording is a link where it stood: {}",
        &*article.content
    );
    assert!(!article.content_text.contains("0:00"), "nothing of the players: {}", &*article.content_text);
}
