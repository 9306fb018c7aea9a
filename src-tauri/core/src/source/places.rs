//! Where well-known hosts publish the feed of a page, by their own documentation. Nothing is asked of anybody but the
//! host of the page. Pure.

use url::Url;

/// The feed of a page that needs not be asked for it.
pub(super) fn feed_of(page: &Url) -> Option<Url> {
    let host = page.host_str()?.trim_start_matches("www.");
    let parts: Vec<&str> = page.path_segments()?.filter(|part| !part.is_empty()).collect();
    match (host, parts.as_slice()) {
        ("youtube.com" | "m.youtube.com", ["channel", id, ..]) => videos(page, "channel_id", id),
        ("youtube.com" | "m.youtube.com", ["playlist"]) => {
            let (_, list) = page.query_pairs().find(|(name, _)| name == "list")?;
            videos(page, "playlist_id", &list)
        }
        ("github.com", [owner, repository, ..]) if !is_githubs_own(owner) => {
            at(page, &format!("/{owner}/{repository}/releases.atom"))
        }
        ("bsky.app", ["profile", name]) => at(page, &format!("/profile/{name}/rss")),
        _ => None,
    }
}

/// The feed of a page that links none: a YouTube channel by its name, which says its id in the text, and a profile of
/// Mastodon and its kin.
pub(super) fn feed_on(page: &Url, text: &str) -> Option<Url> {
    if page.host_str()?.trim_start_matches("www.").ends_with("youtube.com") {
        return videos(page, "channel_id", channel_in(text)?);
    }
    let name = page.path().trim_end_matches('/').strip_prefix("/@")?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    if is_name { at(page, &format!("/@{name}.rss")) } else { None }
}

fn videos(page: &Url, name: &str, id: &str) -> Option<Url> {
    let mut feed = at(page, "/feeds/videos.xml")?;
    feed.set_host(Some("www.youtube.com")).ok()?;
    feed.query_pairs_mut().append_pair(name, id);
    Some(feed)
}

/// The id of the channel a page is about.
fn channel_in(text: &str) -> Option<&str> {
    ["\"externalId\":\"", "\"channelId\":\"", "itemprop=\"identifier\" content=\"", "/channel/"]
        .iter()
        .find_map(|mark| {
            let (_, rest) = text.split_once(mark)?;
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c)).unwrap_or(rest.len());
            rest.get(..end).filter(|id| id.starts_with("UC") && id.len() == 24)
        })
}

/// Pages of GitHub itself that look like somebody's repository.
fn is_githubs_own(owner: &str) -> bool {
    [
        "about",
        "apps",
        "collections",
        "features",
        "marketplace",
        "orgs",
        "settings",
        "sponsors",
        "topics",
        "trending",
    ]
    .contains(&owner)
}

fn at(page: &Url, path: &str) -> Option<Url> {
    let mut url = page.join("/").ok()?;
    url.set_path(path);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn pages_of_known_hosts_have_known_feeds() {
        let id = "UC0123456789abcdefghij_-";
        for (page, feed) in [
            (
                format!("https://www.youtube.com/channel/{id}/videos"),
                Some(format!("https://www.youtube.com/feeds/videos.xml?channel_id={id}")),
            ),
            (
                "https://youtube.com/playlist?list=PL12".into(),
                Some("https://www.youtube.com/feeds/videos.xml?playlist_id=PL12".into()),
            ),
            (
                "https://github.com/rust-lang/rust/issues".into(),
                Some("https://github.com/rust-lang/rust/releases.atom".into()),
            ),
            ("https://github.com/topics/news".into(), None),
            ("https://github.com/rust-lang".into(), None),
            (
                "https://bsky.app/profile/desk.example".into(),
                Some("https://bsky.app/profile/desk.example/rss".into()),
            ),
            ("https://notgithub.com/a/b".into(), None),
        ] {
            assert_eq!(feed_of(&url(&page)).map(String::from), feed, "{page}");
        }
    }

    #[test]
    fn pages_that_link_none_may_still_tell() {
        let id = "UC0123456789abcdefghij_-";
        let expected = format!("https://www.youtube.com/feeds/videos.xml?channel_id={id}");
        for text in [
            format!("x \"externalId\":\"{id}\" y"),
            format!("<meta itemprop=\"identifier\" content=\"{id}\">"),
            format!("<link rel=canonical href=https://www.youtube.com/channel/{id}>"),
        ] {
            assert_eq!(
                feed_on(&url("https://www.youtube.com/@desk"), &text).map(String::from).as_ref(),
                Some(&expected)
            );
        }
        assert_eq!(feed_on(&url("https://www.youtube.com/c/desk"), "\"channelId\":\"UCshort\""), None);
        assert_eq!(
            feed_on(&url("https://social.example/@desk"), "").map(String::from).as_deref(),
            Some("https://social.example/@desk.rss")
        );
        assert_eq!(feed_on(&url("https://social.example/@desk/1234"), ""), None, "one post");
        assert_eq!(feed_on(&url("https://site.example/about"), "\"externalId\":\"x\""), None);
    }
}
