//! Where servers send us on to, and when that is remembered.

use chrono::TimeDelta;

use super::{Street, feed};
use crate::server::Reply;

async fn address(street: &Street) -> String {
    street.source().await.url
}

#[tokio::test]
async fn temporary_redirects_are_followed_and_forgotten() {
    for status in [302, 303, 307] {
        let street = Street::with_feed(feed()).await;
        let server = street.server();
        server.on("/feed", Reply::redirect(status, "/there")).on("/there", feed().validators("\"a\"", "x"));
        for _ in 0..6 {
            street.later(TimeDelta::days(1)).look().await;
        }
        assert_eq!(address(&street).await, street.server().url("/feed"), "{status}");
        assert_eq!(street.server().count("/there"), 6, "{status}");
    }
}

#[tokio::test]
async fn permanent_ones_are_remembered_once_they_were_told_again_and_again() {
    for status in [301, 308] {
        let street = Street::with_feed(feed()).await;
        let server = street.server();
        server.on("/feed", Reply::redirect(status, "/new")).on("/new", feed().validators("\"a\"", "x"));
        let (old, new) = (server.url("/feed"), server.url("/new"));
        let street = street.reopened().await;
        for hours in [1, 8, 8, 7] {
            street.later(TimeDelta::hours(hours)).insist().await;
            assert_eq!(address(&street).await, old, "{status}: told for less than a day");
        }
        street.later(TimeDelta::hours(2)).insist().await;
        assert_eq!(address(&street).await, new, "{status}: told for a day, with and without news");
        let asked = street.server().count("/feed");
        street.later(TimeDelta::hours(2)).insist().await;
        assert_eq!(street.server().count("/feed"), asked, "{status}: nobody asks at the old one");
        let last = street.server().seen("/new").last().expect("a request").clone();
        assert_eq!(last.status, 304, "{status}: what the new one gave still holds");
    }
}

#[tokio::test]
async fn twice_is_not_again_and_again_however_far_apart() {
    let street = Street::with_feed(feed()).await;
    let server = street.server();
    server.on("/feed", Reply::redirect(301, "/new")).on("/new", feed().validators("\"a\"", "x"));
    let (old, new) = (server.url("/feed"), server.url("/new"));
    for days in [1, 3] {
        street.later(TimeDelta::days(days)).insist().await;
        assert_eq!(address(&street).await, old);
    }
    street.server().on("/feed", feed());
    street.later(TimeDelta::days(3)).insist().await;
    street.server().on("/feed", Reply::redirect(301, "/new"));
    for (days, address_then) in [(1, &old), (1, &old), (1, &new)] {
        street.later(TimeDelta::days(days)).insist().await;
        assert_eq!(address(&street).await, *address_then, "it was taken back in between");
    }
}

#[tokio::test]
async fn the_old_address_stays_where_the_new_one_does_not_answer() {
    let street = Street::with_feed(feed()).await;
    let server = street.server();
    server.on("/feed", Reply::redirect(301, "/new"));
    for answer in
        [Reply::status(404), Reply::status(500), Reply::ok("text/html", "<p>Sold."), Reply::status(410)]
    {
        street.server().on("/new", answer);
        for _ in 0..4 {
            street.later(TimeDelta::days(1)).insist().await;
        }
        assert_eq!(address(&street).await, street.server().url("/feed"));
    }
    street.judge();
}

#[tokio::test]
async fn a_chain_is_followed_without_haste_and_not_for_ever() {
    let street = Street::with_feed(feed()).await;
    let server = street.server();
    server.on("/feed", Reply::redirect(302, "/0"));
    for step in 0..30 {
        server.on(&format!("/{step}"), Reply::redirect(307, &format!("/{}", step + 1)));
    }
    street.later(TimeDelta::hours(1)).insist().await;
    assert_eq!((street.server().count("/9"), street.server().count("/10")), (1, 0));
    assert_eq!(street.source().await.health.problem.as_deref(), Some("redirect_loop"));
    street.judge();
}
