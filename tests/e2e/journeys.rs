//! What a reader does, from the first window to a notification's click, in the real program.

#![cfg(target_os = "linux")]

use std::fs;

use broadsheet_e2e::{Desk, Outcome, Publisher, Window, program, until};

#[tokio::test]
async fn the_sample_edition_is_read_and_saved_with_no_network() -> Outcome {
    let desk = Desk::start().await?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.shows("Which site do you read first in the morning?").await?;
    window.looks_right("first-run").await?;

    window.click("button", "Look round with a sample edition").await?;
    window.find("article[data-article] img").await?;
    window.shows("Today").await?;
    window.looks_right("feed").await?;

    window.find("article[data-article] a").await?.click().await?;
    window.has_pictures("article.art img").await?;
    for part in [".kick", "h1", "figcaption", "[data-related] a", ".tags a", "section.authors"] {
        window.find(&format!("article.art {part}")).await?;
    }
    window.looks_right("article").await?;

    window.click("button", "Save for offline").await?;
    window.shows("Saved for offline").await?;
    window.go("#/saved").await?;
    window.shows("Complete").await?;
    window.looks_right("saved").await?;

    for (address, name) in
        [("#/following", "following"), ("#/settings", "settings"), ("#/search/best/the", "search")]
    {
        window.go(address).await?;
        window.find("main h1").await?;
        window.looks_right(name).await?;
    }
    window.close().await
}

#[tokio::test]
async fn a_publication_is_added_by_its_address_and_a_saved_article_outlives_its_server() -> Outcome {
    let desk = Desk::start().await?;
    let library = desk.path("library");
    let publisher = Publisher::open()?;
    let window = Window::open(&desk, &library).await?;
    window.add(&publisher).await?;
    window.shows("Ferry timetable changes on Monday").await?;
    window.looks_right("publication").await?;

    window.find("article[data-article] h3 a").await?.click().await?;
    window.has_pictures("article.art img").await?;
    window.click("button", "Save for offline").await?;
    window.shows("Saved for offline").await?;
    window.close().await?;

    drop(publisher);
    let window = Window::open(&desk, &library).await?;
    window.go("#/saved").await?;
    window.click("a", "Ferry timetable changes on Monday").await?;
    window.shows("the harbour office says so").await?;
    window.has_pictures("article.art img").await?;
    window.photograph("saved-offline").await?;
    let asked = window
        .run_until_called(
            "const done = arguments[0];
             window.__TAURI_INTERNALS__.invoke('connections', {}).then(done, done)",
        )
        .await?;
    let own = asked
        .as_array()
        .is_some_and(|hosts| hosts.iter().all(|host| host["purposes"] == serde_json::json!(["feed"])));
    assert!(own, "nothing but a refresh asked anybody: {asked}");

    window.click("button", "Open the original").await?;
    until("the browser to be asked", || !desk.browsed().is_empty()).await?;
    let browsed = desk.browsed();
    assert!(browsed[0].ends_with("/articles/1"), "the original is opened outside the window: {browsed:?}");
    window.close().await
}

#[tokio::test]
async fn a_followed_tag_is_announced_once_and_a_click_opens_the_article() -> Outcome {
    let desk = Desk::start().await?;
    let library = desk.path("library");
    let publisher = Publisher::open()?;
    publisher.publish_pictured("Ferry sails", "Harbour");
    let window = Window::open(&desk, &library).await?;
    window.add(&publisher).await?;
    window.has_pictures("article[data-article] img").await?;
    window.go("#/tag/Harbour").await?;
    window.click("button", "Follow").await?;
    window.find(".follow [aria-pressed=true]").await?;
    assert_eq!(desk.notifications(), 0, "what the first import brought is not announced");

    publisher.publish_pictured("New pier opens", "harbour");
    publisher.publish("Weather stays fair", "Weather");
    window.click("button", "Refresh all").await?;
    until("the notification", || desk.notifications() > 0).await?;
    until("it to be on screen", || {
        desk.ask("dunstctl", &["count", "displayed"]).is_ok_and(|n| n.trim() == "1")
    })
    .await?;
    assert!(desk.was_notified_of("New pier opens"), "it names the article");
    assert!(
        desk.was_notified_of("Harbour · The Harbour Post"),
        "it says what is followed and who published it"
    );
    desk.photograph("notification")?;

    desk.ask("xdotool", &["mousemove", "1240", "60", "click", "1"])?;
    window.find("article.art h1").await?;
    window.shows("New pier opens, in full").await?;
    window.photograph("opened-from-notification").await?;
    window.close().await?;

    let window = Window::open(&desk, &library).await?;
    window.go("#/following").await?;
    window.shows("Shown on the desktop").await?;
    assert_eq!(desk.notifications(), 1, "one article, one notification, also after a restart");

    desk.ask("dunstctl", &["set-paused", "true"])?;
    publisher.publish("Bridge closes", "Harbour");
    window.click("button", "Refresh all").await?;
    window.shows("Bridge closes").await?;
    assert_eq!(desk.notifications(), 1, "who wants to be left alone is");
    desk.ask("dunstctl", &["set-paused", "false"])?;
    until("it to be told then", || desk.notifications() > 1).await?;
    assert!(desk.was_notified_of("Bridge closes"));
    window.close().await
}

#[tokio::test]
async fn a_correction_is_shown_word_by_word_and_a_source_can_be_chosen() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.add(&publisher).await?;
    window.shows("Ferry timetable changes on Monday").await?;

    publisher.correct("the harbour office says so", "the harbour master denies it");
    window.click("button", "Refresh all").await?;
    window.find("article[data-article] h3 a").await?.click().await?;
    window.shows("the harbour master denies it").await?;
    window.click("button", "Updated").await?;
    window.shows("What changed").await?;
    window.find("dialog ins").await?;
    window.find("dialog del").await?;
    window.looks_right("versions").await?;
    window.click("button", "Close").await?;

    window.find("article.art .byline a[href^='#/publication']").await?.click().await?;
    window.click("summary", "Where it comes from").await?;
    window.click("button", "Never").await?;
    window.shows("no article’s page is read").await?;
    window.looks_right("sources").await?;
    window.close().await
}

#[tokio::test]
async fn a_private_feed_asks_for_a_name_and_password_and_keeps_them() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.find("#first-address").await?.send_keys(&format!("{}members.xml", publisher.url())).await?;
    window.click("button", "Find").await?;
    window.shows("This address asks who you are").await?;
    window.looks_right("login").await?;
    window.find("dialog fieldset input").await?.send_keys("ada").await?;
    window.find("dialog input[type=password]").await?.send_keys("se cret").await?;
    window.click("button", "Sign in").await?;
    window.click("button", "Add publication").await?;
    window.shows("Ferry timetable changes on Monday").await?;
    window.click("summary", "Where it comes from").await?;
    window.shows("Private").await?;
    let page = window.run("return document.documentElement.outerHTML").await?;
    assert!(!page.as_str().unwrap_or_default().contains("cret"), "the password is never shown again");
    window.close().await
}

#[tokio::test]
async fn a_second_start_hands_its_link_and_its_file_to_the_first_window() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    let window = Window::open_own(&desk).await?;
    window.find("#first-address").await?;
    let list = desk.path("list.opml");
    fs::write(
        &list,
        format!("<opml version='2.0'><body><outline xmlUrl='{}feed.xml'/></body></opml>", publisher.url()),
    )?;
    desk.ask(program()?, &[&list.display().to_string()])?;
    window.shows("1 publication added").await?;
    desk.ask(program()?, &[&format!("feed:{}", publisher.url())])?;
    window.shows("The Harbour Post").await?;
    window.photograph("feed-link").await?;
    window.close().await
}

#[tokio::test]
async fn nothing_remote_loads_and_links_do_not_navigate() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.find("main").await?;
    let picture = format!("{}ferry.png", publisher.url());
    let loaded = window
        .run_until_called(&format!(
            "const done = arguments[0]; const img = new Image();
             img.onload = () => done(true); img.onerror = () => done(false); img.src = '{picture}'"
        ))
        .await?;
    assert_eq!(loaded, false, "a picture loads only through media:");
    let fetched = window
        .run_until_called(&format!(
            "const done = arguments[0]; fetch('{picture}').then(() => done(true), () => done(false))"
        ))
        .await?;
    assert_eq!(fetched, false, "the page cannot ask the network");
    let before = window.run("return location.href").await?;
    window.run(&format!("location.href = '{}'; window.open('{}')", publisher.url(), publisher.url())).await?;
    window.find("main").await?;
    assert_eq!(window.run("return location.href").await?, before, "the window stays on its own page");
    assert_eq!(window.run("return '__TAURI__' in window").await?, false, "the global API is off");
    assert_eq!(publisher.asked(), Vec::<String>::new(), "nothing reached the server");
    window.close().await
}

#[tokio::test]
async fn a_damaged_library_is_told_and_set_aside_but_never_deleted() -> Outcome {
    let desk = Desk::start().await?;
    let library = desk.path("library");
    fs::create_dir(&library)?;
    let damaged = vec![b'x'; 8192];
    fs::write(library.join("library.db"), &damaged)?;
    let window = Window::open(&desk, &library).await?;
    window.shows("damaged").await?;
    window.looks_right("recovery").await?;
    let begun = window
        .run_until_called(
            "const done = arguments[0];
             window.__TAURI_INTERNALS__.invoke('set_aside').then((startup) => done(startup.problem), done)",
        )
        .await?;
    assert!(begun.is_null(), "a new library begins: {begun}");
    let kept = fs::read_dir(&library)?
        .filter_map(|entry| fs::read(entry.ok()?.path().join("library.db")).ok())
        .filter(|bytes| *bytes == damaged)
        .count();
    assert_eq!(kept, 1, "what was damaged is still there");
    window.close().await
}

#[tokio::test]
async fn a_restart_comes_back_to_the_place_in_the_feed() -> Outcome {
    let desk = Desk::start().await?;
    let library = desk.path("library");
    let publisher = Publisher::open()?;
    (0..80).for_each(|pier| publisher.publish(&format!("Pier {pier} opens"), "Harbour"));
    let window = Window::open(&desk, &library).await?;
    window.add(&publisher).await?;
    window.go("#/").await?;
    window.find("[role=feed] article").await?;
    // The list grows as it is scrolled.
    window
        .waits_for(
            "((list) => (list.scrollTo(0, 3000), list.scrollTop === 3000))(document.querySelector('[role=feed]').closest('.scroll'))",
        )
        .await?;
    let first = window.first_in_sight().await?;
    // A place is kept once the list rests.
    window
        .waits_for("window.__TAURI_INTERNALS__.invoke('settings').then(({ place }) => place?.article)")
        .await?;
    window.close().await?;

    let window = Window::open(&desk, &library).await?;
    window.shows(&first).await?;
    window.waits_for("document.querySelector('[role=feed]').closest('.scroll').scrollTop > 2000").await?;
    assert_eq!(window.first_in_sight().await?, first, "the row that was the first in sight is it again");
    window.close().await
}
