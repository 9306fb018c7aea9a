//! What the desktop shows of the program when nobody looks at its window: notifications, the tray, and the window that
//! comes back.

#![cfg(target_os = "linux")]

use std::fs;

use broadsheet_core::{Library, Options};
use broadsheet_e2e::{
    Desk, Dock, Notifications, Outcome, PATIENCE, Publisher, TrayHost, Window, has_own_window, program,
    until, until_told,
};
use serde_json::json;

/// A window that reads the publisher, and follows what it writes of the harbour.
async fn follow_harbour(desk: &Desk, publisher: &Publisher) -> Outcome<Window> {
    let window = Window::open(desk, &desk.path("library")).await?;
    window.find("main").await?;
    window.call("add", json!({ "address": publisher.url(), "choice": null })).await?;
    window.call("follow", json!({ "kind": "tag", "value": "Harbour" })).await?;
    Ok(window)
}

async fn refresh(window: &Window) -> Outcome {
    window.call("refresh", json!({ "publication": null })).await.map(drop)
}

#[tokio::test]
async fn one_article_is_told_once_however_many_reasons_there_are_and_each_action_does_what_it_says() -> Outcome
{
    let desk = Desk::start_without_notifications().await?;
    let desktop = Notifications::come(&desk).await?;
    let publisher = Publisher::open()?;
    let window = follow_harbour(&desk, &publisher).await?;
    window.call("add", json!({ "address": format!("{}again.xml", publisher.url()), "choice": null })).await?;
    let publications = window.call("publications", json!({})).await?;
    window
        .call(
            "follow",
            json!({ "kind": "publication", "value": publications[0]["id"].to_string().trim_matches('"') }),
        )
        .await?;
    window.call("follow", json!({ "kind": "search", "value": "pier" })).await?;
    assert_eq!(desktop.notices().len(), 0, "what was there before is no news");
    window.go("#/settings").await?;

    publisher.publish_pictured("New pier opens &amp;amp; more", "Harbour");
    refresh(&window).await?;
    until("the notification", || !desktop.notices().is_empty()).await?;
    publisher.publish("A second pier opens", "Harbour");
    refresh(&window).await?;
    until("the next one", || desktop.notices().len() > 1).await?;
    let notices = desktop.notices();
    assert_eq!(notices.len(), 2, "each article is told once: {notices:#?}");
    let first = &notices[0];
    assert!(first.summary.ends_with(" · The Harbour Post"), "who published it: {}", first.summary);
    assert_eq!(first.body, "New pier opens &amp; more", "its headline, which is no markup");
    let actions = ["default", "Open", "open", "Open", "save", "Save", "read", "Mark read"];
    assert_eq!(first.actions, actions);
    let hint = |name: &str| first.hints.get(name).map(|hint| format!("{hint:?}")).unwrap_or_default();
    assert!(hint("suppress-sound").contains("true"), "it makes no sound: {:?}", first.hints);
    assert!(
        hint("image-data").len() > 1000,
        "its picture, which nobody has seen in the window: {}",
        hint("image-data")
    );
    assert!(hint("urgency").contains('1'), "so that do-not-disturb holds");

    desktop.choose(first.number, "open").await?;
    window.shows("in full: the harbour office says so").await?;
    desktop.choose(notices[1].number, "save").await?;
    window.waits_for("window.__TAURI_INTERNALS__.invoke('articles', { query: { saved: true } }).then(({ items }) => items.length === 1)").await?;
    let unread = "window.__TAURI_INTERNALS__.invoke('count_articles', { queries: [{ tag: 'harbour' }] })";
    let before = window.run_until_called(&format!("{unread}.then(arguments[0])")).await?[0]["unread"].clone();
    desktop.choose(notices[1].number, "read").await?;
    window.waits_for(&format!("{unread}.then(([{{ unread }}]) => unread < {before})")).await?;
    assert_eq!(desktop.notices().len(), 2, "nothing is told again");
    window.close().await
}

#[tokio::test]
async fn what_is_read_in_the_window_goes_from_the_desktop() -> Outcome {
    let desk = Desk::start_without_notifications().await?;
    let desktop = Notifications::come(&desk).await?;
    let dock = Dock::come(&desk).await?;
    let publisher = Publisher::open()?;
    let window = follow_harbour(&desk, &publisher).await?;
    publisher.publish("New pier opens", "Harbour");
    refresh(&window).await?;
    until("the notification", || !desktop.notices().is_empty()).await?;
    until("the count in the dock", || dock.count() == Some(1)).await?;
    let told = desktop.notices()[0].number;
    assert_eq!(desktop.closed(), [0_u32; 0], "nobody has read it");

    let all = window.call("articles", json!({ "query": { "search": "pier" } })).await?;
    window.call("mark_read", json!({ "ids": [all["items"][0]["id"]], "read": true })).await?;
    until("it to go", || desktop.closed() == [told]).await?;
    until("its count to go, too", || dock.count().is_none()).await?;

    // Much at once is one summary, and what comes then is told in its place.
    (1..=4).for_each(|bridge| publisher.publish(&format!("Bridge {bridge} opens"), "Harbour"));
    refresh(&window).await?;
    until("the summary", || desktop.notices().len() == 2).await?;
    let summary = desktop.notices().remove(1);
    assert_eq!(summary.summary, "4 new articles you follow");
    assert_eq!(summary.body.lines().count(), 3, "the newest of them: {}", summary.body);
    (5..=8).for_each(|bridge| publisher.publish(&format!("Bridge {bridge} opens"), "Harbour"));
    refresh(&window).await?;
    until("the summary after it", || desktop.notices().len() == 3).await?;
    let after = desktop.notices().remove(2);
    assert_eq!(after.replaces, summary.number, "one summary stands on the desktop");
    assert_eq!(after.summary, "8 new articles you follow");
    desktop.choose(after.number, "default").await?;
    window.waits_for("location.hash === '#/following'").await?;

    // What another program says the reader knows of goes as well.
    publisher.publish("Bridge 9 opens", "Harbour");
    refresh(&window).await?;
    until("one more", || desktop.notices().len() == 4).await?;
    let last = desktop.notices().remove(3).number;
    let other = Library::open(Options::new(desk.path("library"))).await?;
    other.dismiss_all_alerts().await?;
    until("it to go, too", || desktop.closed().contains(&last)).await?;
    window.close().await
}

#[tokio::test]
async fn whoever_shows_notifications_may_go_come_back_and_want_to_be_left_alone() -> Outcome {
    let desk = Desk::start_without_notifications().await?;
    let publisher = Publisher::open()?;
    let window = follow_harbour(&desk, &publisher).await?;
    publisher.publish("New pier opens", "Harbour");
    refresh(&window).await?;
    let plain = Notifications::come_with(&desk, &["body"]).await?;
    until("what waited for somebody to show it", || plain.notices().len() == 1).await?;
    let notice = plain.notices().remove(0);
    assert_eq!(notice.actions, [""; 0], "it has no actions");
    assert!(!notice.hints.contains_key("image-data"), "and no pictures");
    plain.leave().await?;

    let desktop = Notifications::come(&desk).await?;
    desktop.inhibit(true).await?;
    publisher.publish("Bridge closes", "Harbour");
    refresh(&window).await?;
    assert_eq!(desktop.notices().len(), 0, "the reader is left alone");
    desktop.inhibit(false).await?;
    until("what came meanwhile", || desktop.notices().len() == 1).await?;
    assert_eq!(desktop.notices()[0].body, "Bridge closes", "and nothing is told twice");
    window.close().await
}

#[tokio::test]
async fn a_click_brings_the_window_up_from_wherever_it_is() -> Outcome {
    let mut desk = Desk::start_without_notifications().await?;
    let desktop = Notifications::come(&desk).await?;
    let host = TrayHost::come(&desk).await?;
    let publisher = Publisher::open()?;
    let window = follow_harbour(&desk, &publisher).await?;
    window.call("change_settings", json!({ "change": { "closeTo": "tray" } })).await?;
    for (told, place) in ["small", "behind", "elsewhere", "hidden"].into_iter().enumerate() {
        match place {
            "small" => desk.shrink_window()?,
            "behind" => desk.distract().await?,
            "elsewhere" => desk.go_to_workspace(2)?,
            _ => {
                desk.close_window().await?;
                until("the window to be gone", || !desk.is_seen()).await?;
                desk.distract().await?;
            }
        }
        until(place, || desk.focused() != "Broadsheet").await?;
        let headline = format!("Pier {place} opens");
        publisher.publish(&headline, "Harbour");
        refresh(&window).await?;
        until("the notification", || desktop.notices().len() == told + 1).await?;
        desktop.choose(desktop.notices()[told].number, "default").await?;
        until(&format!("the window from {place}"), || desk.is_seen() && desk.focused() == "Broadsheet")
            .await?;
        window.shows(&format!("{headline}, in full")).await?;
    }

    // An article that is no more says so.
    publisher.publish("Pier falls", "Harbour");
    refresh(&window).await?;
    until("the notification", || desktop.notices().len() == 5).await?;
    let all = window.call("publications", json!({})).await?;
    window.call("remove_publication", json!({ "id": all[0]["id"] })).await?;
    window.go("#/").await?;
    desktop.choose(desktop.notices()[4].number, "default").await?;
    window.waits_for("location.hash.startsWith('#/article')").await?;
    window.photograph("article-gone").await?;
    host.leave().await?;
    window.close().await
}

/// Waits until the tray's icon tells that so much is unread.
async fn tells_unread(host: &TrayHost, what: &str) -> Outcome {
    let told = tokio::time::timeout(PATIENCE, async {
        while !host.tip().await.is_ok_and(|tip| tip.contains(what)) {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    });
    Ok(told.await.map_err(|_| format!("the tray never told of {what}"))?)
}

#[tokio::test]
async fn a_window_in_the_tray_is_never_lost() -> Outcome {
    let desk = Desk::start_without_notifications().await?;
    let host = TrayHost::come(&desk).await?;
    let publisher = Publisher::open()?;
    let window = follow_harbour(&desk, &publisher).await?;
    until("the icon in the tray", || !host.items().is_empty()).await?;
    tells_unread(&host, "1 unread article").await?;
    publisher.publish("New pier opens", "Harbour");
    host.choose("Refresh").await?;
    tells_unread(&host, "2 unread articles").await?;

    window.call("change_settings", json!({ "change": { "closeTo": "tray" } })).await?;
    until("the window", || desk.is_seen()).await?;
    desk.close_window().await?;
    until("the window to be hidden", || !desk.is_seen() && !desk.is_small()).await?;
    host.click().await?;
    until("the window to come back by a click", || desk.is_seen()).await?;
    desk.close_window().await?;
    until("the window to be hidden again", || !desk.is_seen()).await?;
    host.choose("Open").await?;
    until("the window to come back by the menu", || desk.is_seen()).await?;
    host.choose("Pause notifications for 1 hour").await?;
    window
        .waits_for("window.__TAURI_INTERNALS__.invoke('settings').then((all) => all.alertsPausedUntil)")
        .await?;

    desk.close_window().await?;
    until("the window to be hidden once more", || !desk.is_seen()).await?;
    host.leave().await?;
    until("the window to come back small when the tray goes", || desk.is_small()).await?;
    let host = TrayHost::come(&desk).await?;
    until("the icon to come back", || !host.items().is_empty()).await?;
    until("the window to be hidden where it was", || !desk.is_seen() && !desk.is_small()).await?;
    host.click().await?;
    until("the window", || desk.is_seen()).await?;
    host.leave().await?;
    desk.close_window().await?;
    until("the window to be small where there is no tray", || desk.is_small()).await?;
    window.close().await
}

#[tokio::test]
async fn a_hidden_start_shows_no_window_and_loses_none() -> Outcome {
    let desk = Desk::start_without_notifications().await?;
    let window = Window::open_hidden(&desk).await?;
    window.find("#first-address").await?;
    until("the window to be small: there is no tray", || desk.is_small()).await?;
    assert!(!desk.is_seen(), "it does not come into the reader's way");
    let entry = desk.path(".config/autostart/broadsheet.desktop");
    assert_eq!(window.call("autostart", json!({})).await?, false, "nothing is started unasked");
    assert_eq!(window.call("set_autostart", json!({ "on": true })).await?, true);
    assert!(fs::read_to_string(&entry)?.contains("broadsheet\" --hidden\n"), "it starts out of sight");
    assert_eq!(window.call("set_autostart", json!({ "on": false })).await?, false);
    assert!(!entry.exists(), "nothing is left of it");
    window.close().await?;
    until_told("the program to end", async || Ok(!has_own_window(&desk).await?)).await?;

    let host = TrayHost::come(&desk).await?;
    let publisher = Publisher::open()?;
    let window = Window::open_hidden(&desk).await?;
    window.find("#first-address").await?;
    until("the icon in the tray", || !host.items().is_empty()).await?;
    assert!(!desk.is_seen() && !desk.is_small(), "the tray has it");
    desk.ask(program()?, &["--hidden"])?;
    assert!(!desk.is_seen(), "the desktop's own start is no wish to see it");
    desk.ask(program()?, &[&format!("feed:{}", publisher.url())])?;
    until("a link to bring it up", || desk.is_seen() && desk.focused() == "Broadsheet").await?;
    window.shows("The Harbour Post").await?;
    window.call("change_settings", json!({ "change": { "closeTo": "tray" } })).await?;
    desk.close_window().await?;
    until("the window to be hidden", || !desk.is_seen()).await?;
    let list = desk.path("list.opml");
    let feed = format!("<outline type='rss' text='Quay' xmlUrl='{}feed.xml'/>", publisher.url());
    fs::write(&list, format!("<opml version='2.0'><body>{feed}</body></opml>"))?;
    desk.ask(program()?, &[&list.display().to_string()])?;
    until("a list of feeds to bring it up", || desk.is_seen() && desk.focused() == "Broadsheet").await?;
    window.shows("1 publication added").await?;
    // It may be gone before it answers.
    drop(host.choose("Quit").await);
    let ended = tokio::time::timeout(PATIENCE, async { while host.has_program().await.unwrap_or(true) {} });
    Ok(ended.await?)
}
