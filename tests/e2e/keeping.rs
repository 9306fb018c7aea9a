//! Notifications that outlive the program: what an earlier run had shown is understood by the next, and a click where
//! none runs starts one. Everything is told once, whenever the program is killed: `KILLS` says how often, else twenty
//! times.

#![cfg(target_os = "linux")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use broadsheet_core::model::{Alert, AlertQuery, AlertState, ArticleQuery, FollowKind};
use broadsheet_core::{Library, Options};
use broadsheet_e2e::{Desk, Notifications, Outcome, Publisher, Runs, TrayHost, Window, until, until_told};
use serde_json::json;

/// A library of another program that reads the publisher, and follows what it writes of the harbour.
async fn follow_harbour(folder: &Path, publisher: &Publisher) -> Outcome<Library> {
    let library = Library::open(Options::new(folder.to_owned())).await?;
    library.add(publisher.url(), None).await?;
    library.follow(FollowKind::Tag, "Harbour".to_owned()).await?;
    Ok(library)
}

async fn alerts(library: &Library, unseen: Option<bool>) -> Outcome<Vec<Alert>> {
    let query = AlertQuery { unseen, limit: Some(500), ..AlertQuery::default() };
    Ok(library.alerts(query).await?.items)
}

/// A desk with a desktop that shows notifications, a publisher, and a folder with a library that follows its harbour.
async fn harbour() -> Outcome<(Desk, Notifications, Publisher, PathBuf, Library)> {
    let desk = Desk::start_without_notifications().await?;
    let desktop = Notifications::come(&desk).await?;
    let publisher = Publisher::open()?;
    let folder = desk.path("library");
    let library = follow_harbour(&folder, &publisher).await?;
    Ok((desk, desktop, publisher, folder, library))
}

/// Publishes an article, and waits until the desktop shows it.
async fn tell(
    desktop: &Notifications,
    publisher: &Publisher,
    library: &Library,
    headline: &str,
) -> Outcome<u32> {
    let before = desktop.notices().len();
    publisher.publish(headline, "Harbour");
    library.refresh(None).await?;
    until("the notification", || desktop.notices().len() > before).await?;
    let told = desktop.notices().remove(before);
    assert_eq!(told.body, headline);
    Ok(told.number)
}

#[tokio::test]
async fn a_click_after_the_program_was_killed_starts_it_on_that_article() -> Outcome {
    let (desk, desktop, publisher, folder, library) = harbour().await?;
    let runs = Runs::of(&desk, &folder)?;
    runs.start()?;
    let pier = tell(&desktop, &publisher, &library, "New pier opens").await?;
    let bridge = tell(&desktop, &publisher, &library, "Bridge closes").await?;
    runs.kill()?;
    until("the window to be gone", || !desk.is_seen()).await?;

    // Two clicks before it is there are one start, and the last is what the reader wanted.
    desktop.choose(pier, "default").await?;
    desktop.choose(bridge, "open").await?;
    until("a program that starts by itself", || runs.count() == 1).await?;
    until_told("the article to be opened", async || {
        let unseen = alerts(&library, Some(true)).await?;
        Ok(!unseen.iter().any(|alert| alert.headline == "Bridge closes"))
    })
    .await?;
    until("its window", || desk.is_seen() && desk.focused() == "Broadsheet").await?;
    assert_eq!(runs.count(), 1, "one window, however often it is clicked");
    assert_eq!(desktop.notices().len(), 2, "nothing is told again");
    desk.photograph("started-by-a-click")
}

#[tokio::test]
async fn what_an_earlier_run_had_shown_is_understood_by_the_next() -> Outcome {
    let (desk, desktop, publisher, folder, library) = harbour().await?;
    let runs = Runs::of(&desk, &folder)?;
    let window = Window::open(&desk, &folder).await?;
    let read = tell(&desktop, &publisher, &library, "New pier opens").await?;
    let elsewhere = tell(&desktop, &publisher, &library, "Bridge closes").await?;
    let clicked = tell(&desktop, &publisher, &library, "Ferry sinks").await?;
    let window = restart(&desk, &folder, &runs, window).await?;

    let pier = window.call("articles", json!({ "query": { "search": "pier" } })).await?;
    window.call("open_article", json!({ "id": pier["items"][0]["id"] })).await?;
    until("what was read to go from the desktop", || desktop.closed() == [read]).await?;
    runs.kill()?;
    let bridge = library.articles(ArticleQuery { search: Some("bridge".into()), ..ArticleQuery::default() });
    library.mark_read(bridge.await?.items.into_iter().map(|article| article.id).collect(), true).await?;
    let window = restart(&desk, &folder, &runs, window).await?;
    until("what was read meanwhile to go", || desktop.closed() == [read, elsewhere]).await?;
    desktop.choose(clicked, "default").await?;
    window.shows("Ferry sinks, in full").await?;

    (1..=4).for_each(|pier| publisher.publish(&format!("Pier {pier} opens"), "Harbour"));
    library.refresh(None).await?;
    until("the summary", || desktop.notices().len() == 4).await?;
    let summary = desktop.notices().remove(3);
    let window = restart(&desk, &folder, &runs, window).await?;
    (5..=8).for_each(|pier| publisher.publish(&format!("Pier {pier} opens"), "Harbour"));
    library.refresh(None).await?;
    until("the summary after it", || desktop.notices().len() == 5).await?;
    let after = desktop.notices().remove(4);
    assert_eq!(after.replaces, summary.number, "one summary stands on the desktop");
    assert_eq!(after.summary, "8 new articles you follow");
    desktop.choose(after.number, "default").await?;
    window.waits_for("location.hash === '#/following'").await?;
    assert_eq!(desktop.closed(), [read, elsewhere], "and all else stands");
    window.close().await
}

/// Kills the program, and starts it again.
async fn restart(desk: &Desk, folder: &Path, runs: &Runs<'_>, window: Window) -> Outcome<Window> {
    runs.kill()?;
    // The driver finds nobody to end.
    drop(window.close().await);
    let window = Window::open(desk, folder).await?;
    window.find("main").await?;
    Ok(window)
}

#[tokio::test]
async fn what_needs_no_window_is_done_without_one_and_nothing_stays_behind() -> Outcome {
    let (desk, desktop, publisher, folder, library) = harbour().await?;
    let runs = Runs::of(&desk, &folder)?;
    runs.start()?;
    assert!(!desktop.has_keeper().await?, "nobody is started for nothing");
    let saved = tell(&desktop, &publisher, &library, "New pier opens").await?;
    let read = tell(&desktop, &publisher, &library, "Bridge closes").await?;
    until("the window", || desk.is_seen()).await?;
    desk.close_window().await?;
    until("the program to end", || runs.count() == 0).await?;
    assert!(desktop.has_keeper().await?, "two stand");

    desktop.choose(saved, "save").await?;
    let query = |change: ArticleQuery| library.articles(change);
    until_told("the article to be saved", async || {
        let saved = query(ArticleQuery { saved: Some(true), ..ArticleQuery::default() }).await?.items;
        Ok(saved.len() == 1 && saved[0].headline == "New pier opens")
    })
    .await?;
    assert!(desktop.has_keeper().await?, "one stands");
    desktop.choose(read, "read").await?;
    until_told("the article to be read", async || {
        let unseen = alerts(&library, Some(true)).await?;
        Ok(unseen.len() == 1 && unseen[0].headline == "New pier opens")
    })
    .await?;
    until_told("the keeper to end", async || Ok(!desktop.has_keeper().await?)).await?;
    assert_eq!(runs.count(), 0, "and no window came for it");
    assert_eq!(desktop.notices().len(), 2, "nothing is told again");

    // It ends with whoever shows notifications, too.
    runs.start()?;
    tell(&desktop, &publisher, &library, "Ferry sinks").await?;
    runs.kill()?;
    assert!(desktop.has_keeper().await?, "one stands");
    desktop.leave().await?;
    let desktop = Notifications::come(&desk).await?;
    until_told("the keeper to end with them", async || Ok(!desktop.has_keeper().await?)).await
}

#[tokio::test]
async fn what_tells_of_another_library_than_the_one_that_is_there_now_opens_nothing() -> Outcome {
    let (desk, desktop, publisher, folder, library) = harbour().await?;
    let runs = Runs::of(&desk, &folder)?;
    runs.start()?;
    let saved = tell(&desktop, &publisher, &library, "New pier opens").await?;
    let stands = tell(&desktop, &publisher, &library, "Bridge closes").await?;
    runs.kill()?;
    fs::rename(&folder, desk.path("before"))?;
    // Its articles and alerts have the same numbers.
    let library = follow_harbour(&folder, &publisher).await?;
    for headline in ["Ferry sinks", "Ferry floats"] {
        publisher.publish(headline, "Harbour");
    }
    library.refresh(None).await?;
    desktop.choose(saved, "save").await?;
    runs.start()?;
    until("the other to go", || desktop.closed() == [stands]).await?;
    let all = ArticleQuery::default();
    assert_eq!(library.articles(all.clone()).await?.items.len(), 5, "there is something to save");
    let saved = library.articles(ArticleQuery { saved: Some(true), ..all }).await?;
    assert!(saved.items.is_empty(), "and nobody asked for it: {:#?}", saved.items);
    Ok(())
}

/// The most milliseconds from what it is just doing to the end.
const LONGEST: u64 = 40;

#[tokio::test]
async fn whenever_the_program_is_killed_everything_is_told_once() -> Outcome {
    let (desk, desktop, publisher, folder, library) = harbour().await?;
    let host = TrayHost::come(&desk).await?;
    library.follow(FollowKind::Search, "pier".to_owned()).await?;
    library.change_settings(serde_json::from_value(json!({ "alertsAtOnce": 20 }))?).await?;
    let runs = Runs::of(&desk, &folder)?;
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let mut chance = 20_261_201_u64;
    for round in 1..=kills {
        let (icons, asked, told) = (host.items().len(), publisher.asked().len(), desktop.notices().len());
        runs.start()?;
        until("the icon in the tray", || host.items().len() > icons).await?;
        publisher.publish(&format!("Pier {round} opens"), "Harbour");
        host.choose("Refresh").await?;
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = chance >> 33;
        match moment % 4 {
            0 => {}
            1 => until("a notification", || desktop.notices().len() > told).await?,
            _ => until("the publisher to be asked", || publisher.asked().len() > asked).await?,
        }
        tokio::time::sleep(Duration::from_millis(moment / 4 % LONGEST)).await;
        // Now and then both.
        if round % 5 == 0 {
            runs.kill_keeper()?;
        }
        runs.kill()?;
    }
    runs.start()?;
    library.refresh(None).await?;
    until_told("everything to be decided", async || {
        let all = alerts(&library, None).await?;
        Ok(all.len() == kills && all.iter().all(|alert| alert.state != AlertState::Pending))
    })
    .await?;

    let mut told = HashMap::<String, usize>::new();
    for notice in desktop.notices() {
        *told.entry(notice.body).or_default() += 1;
    }
    let mut unshown = 0;
    for alert in alerts(&library, None).await? {
        let times = told.remove(&alert.headline).unwrap_or_default();
        assert!(times <= 1, "{} was told {times} times", alert.headline);
        assert_eq!(alert.because.len(), 2, "both follows are why: {:?}", alert.because);
        match alert.state {
            AlertState::Shown => assert_eq!(times, 1, "{} was never told", alert.headline),
            AlertState::Unshown => unshown += 1,
            other => panic!("{} is {other:?}", alert.headline),
        }
    }
    assert!(told.is_empty(), "nobody follows these: {told:?}");
    assert!(unshown < kills, "nothing was ever told");
    Ok(())
}
