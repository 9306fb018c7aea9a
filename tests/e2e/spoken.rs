//! What a screen reader is told of the window, held against what is kept: a thing that loses its name, or noise that
//! comes in, is seen at once.

#![cfg(target_os = "linux")]

use broadsheet_e2e::{Desk, Ear, Outcome, Publisher, Window};

#[tokio::test]
async fn the_feed_an_article_and_the_settings_have_roles_and_names() -> Outcome {
    let desk = Desk::start_heard().await?;
    let publisher = Publisher::open_with(&[RIVER, BRIDGE, TRAM])?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.add(&publisher).await?;
    let ear = Ear::at(&desk).await?;

    window.click("button", "Dismiss").await?;
    window.go("#/").await?;
    window.find("article[data-article] h3 a").await?;
    let feed = ear.hears_what_is_kept("feed", "The river is two metres lower").await;

    // Whether it can be listened to is up to the system the test runs on.
    window
        .run(
            "speechSynthesis.getVoices = () => []; speechSynthesis.dispatchEvent(new Event('voiceschanged'))",
        )
        .await?;
    window.click("a", "The river is two metres lower").await?;
    window.has_pictures("article.art img").await?;
    let article = ear.hears_what_is_kept("article", "Nobody knows where the rest went").await;

    window.go("#/settings").await?;
    let settings = ear.hears_what_is_kept("settings", "Accent").await;
    window.close().await?;
    // All three are told before the test ends.
    feed.and(article).and(settings)
}

/// Articles of fixed days, with all that an article has.
const RIVER: &str = "\
<title>The river is two metres lower than in spring</title><pubDate>Thu, 25 Sep 2025 09:40:00 GMT</pubDate>\
<dc:creator>Ada Brook</dc:creator><dc:creator>Sol Weir</dc:creator><category>Harbour</category>\
<category>Weather</category><description>Boats now turn where they used to moor.</description>\
<content:encoded><![CDATA[<figure><img src='ORIGINferry.png' alt='A ferry at a quay'>\
<figcaption>The ferry on Thursday. (Lena Pole)</figcaption></figure>\
<p>The river fell again in the night, the harbour office said. Boats that moored at the fish market now turn at the \
bridge, and the <a href='https://a.example/tables'>tide tables</a> are wrong by the width of a quay.</p>\
<h2>What the gauge says</h2><p>Nobody knows where the rest went. The gauge was read twice, by two people, in two \
kinds of light.</p><blockquote><p>A river is a promise with a slope.</p></blockquote>\
<ul><li>Two metres less than in spring</li><li>Three less than in winter</li></ul>\
<p>The council meets on Monday, on the island that was not there in spring, and asks all who come to bring a chair \
and to leave it there for the next meeting.</p>]]></content:encoded>";
const BRIDGE: &str = "\
<title>Bridge opens on foot first</title><pubDate>Thu, 25 Sep 2025 07:05:00 GMT</pubDate>\
<dc:creator>Ada Brook</dc:creator><category>Harbour</category>\
<description>Cars wait until the paint is dry.</description>";
const TRAM: &str = "\
<title>Night tram keeps its bell</title><pubDate>Wed, 24 Sep 2025 21:30:00 GMT</pubDate>\
<category>City</category><description>Line 7 asked its sleepers.</description>";
