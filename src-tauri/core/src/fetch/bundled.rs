//! Answers that ship inside the program: the sample edition, which then takes the same way as any publication.
//!
//! `sample/edition.json` holds what somebody edits: posts that name their authors and tags by slug and say how many
//! minutes before "now" they appeared. What goes out are the shapes a Ghost site answers in.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use url::Url;

use super::{Answer, Request, Response, Validators};
use crate::{Error, Result};

/// The host that is answered here and never asked on the network.
pub(crate) const HOST: &str = "sample.broadsheet.invalid";
/// The edition's address.
const SITE: &str = "https://sample.broadsheet.invalid/";
/// The edition's public Content API key, as its pages carry it.
const KEY: &str = "73616d706c652065646974696f";

const EDITION: &str = include_str!("../../sample/edition.json");

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../sample/pictures/", $name)))),*]
    };
}

const PICTURES: &[(&str, &[u8])] = pictures![
    "bakery.webp",
    "cable-cars.webp",
    "ferry-line.webp",
    "fish-market.webp",
    "fog-signal.webp",
    "glasshouse.webp",
    "harbour-morning.webp",
    "haru-tokiwa.webp",
    "icon.webp",
    "ines-maravel.webp",
    "jonas-fell.webp",
    "lighthouse.webp",
    "night-tram.webp",
    "observatory.webp",
    "oksana-verboliz.webp",
    "old-crossing.webp",
    "reading-room.webp",
    "samir-qalamdar.webp",
    "slow-clock.webp",
    "tide-wheel.webp",
    "tobias-renn.webp",
    "wheat.webp",
    "winter-market.webp",
];

/// The answer to `request`, if it is for the bundled host; `now` is when the newest post appeared.
pub(super) fn answer(request: &Request, now: DateTime<Utc>) -> Option<Result<Answer>> {
    is_bundled(&request.url).then(|| answer_of(request, now))
}

/// Whether what is at `url` comes with the program.
pub(super) fn is_bundled(url: &Url) -> bool {
    url.host_str() == Some(HOST)
}

fn answer_of(request: &Request, now: DateTime<Utc>) -> Result<Answer> {
    // The edition only changes with the program, so its hash is all there is to validate. This also keeps the
    // dates of the first fetch: who asks again is told that nothing changed.
    let etag = format!("\"{}\"", &blake3::hash(EDITION.as_bytes()).to_hex()[..16]);
    if request.validators.etag.as_ref() == Some(&etag) {
        return Ok(Answer::Unchanged { moved_to: None, fresh_until: None });
    }
    let path = request.url.path();
    let (content_type, body) = match path.trim_matches('/') {
        "ghost/api/content/posts" => ("application/json", posts(&edition()?, now)?.to_string().into_bytes()),
        "ghost/api/content/settings" => ("application/json", settings(&edition()?)?.to_string().into_bytes()),
        "" => ("text/html; charset=utf-8", home(&edition()?).into_bytes()),
        _ => ("image/webp", picture(path).ok_or_else(not_there)?.to_vec()),
    };
    Ok(Answer::Fetched(Response {
        url: request.url.clone(),
        moved_to: None,
        content_type: Some(content_type.to_owned()),
        links: Vec::new(),
        validators: Validators { etag: Some(etag), last_modified: None },
        body,
        fresh_until: None,
    }))
}

fn not_there() -> Error {
    Error::HttpStatus { host: HOST.to_owned(), status: 404, retry_after: None }
}

fn picture(path: &str) -> Option<&'static [u8]> {
    let name = path.strip_prefix("/content/images/")?;
    PICTURES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

fn edition() -> Result<Value> {
    serde_json::from_str(EDITION).map_err(|error| Error::Unexpected { detail: error.to_string() })
}

/// The home page: as much of it as finding the Content API takes.
fn home(edition: &Value) -> String {
    let title = edition["settings"]["title"].as_str().unwrap_or_default();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"generator\" content=\"Ghost 6.0\">\
         <script defer src=\"/portal.min.js\" data-ghost=\"{SITE}\" data-key=\"{KEY}\" \
         data-api=\"{SITE}ghost/api/content/\"></script></head><body><h1>{title}</h1></body></html>"
    )
}

/// What `/ghost/api/content/settings/` answers.
fn settings(edition: &Value) -> Result<Value> {
    let mut settings = object(&edition["settings"])?;
    settings.insert("url".to_owned(), json!(SITE));
    picture_at(&mut settings, "icon")?;
    Ok(json!({ "settings": settings, "meta": {} }))
}

/// What `/ghost/api/content/posts/?include=authors,tags` answers: all posts, on one page.
fn posts(edition: &Value, now: DateTime<Utc>) -> Result<Value> {
    let posts = edition["posts"].as_array().into_iter().flatten();
    let posts = posts.map(|post| self::post(edition, post, now)).collect::<Result<Vec<_>>>()?;
    let pagination =
        json!({ "page": 1, "limit": "all", "pages": 1, "total": posts.len(), "next": null, "prev": null });
    Ok(json!({ "posts": posts, "meta": { "pagination": pagination } }))
}

fn post(edition: &Value, post: &Value, now: DateTime<Utc>) -> Result<Value> {
    let mut post = object(post)?;
    let slug = post.get("slug").and_then(Value::as_str).unwrap_or_default().to_owned();
    let minutes = post.remove("minutes_ago").and_then(|minutes| minutes.as_i64()).unwrap_or_default();
    let published = (now - TimeDelta::minutes(minutes)).to_rfc3339_opts(SecondsFormat::Millis, true);
    let html: String = texts(&post, "html").collect();
    let authors = texts(&post, "authors").map(|slug| author(edition, slug)).collect::<Result<Vec<_>>>()?;
    let tags: Vec<Value> = texts(&post, "tags").map(|slug| tag(edition, slug)).collect();
    picture_at(&mut post, "feature_image")?;
    post.extend([
        ("id".to_owned(), json!(slug)),
        ("url".to_owned(), json!(format!("{SITE}{slug}/"))),
        ("visibility".to_owned(), json!("public")),
        ("published_at".to_owned(), json!(published)),
        ("updated_at".to_owned(), json!(published)),
        ("html".to_owned(), json!(html)),
        ("primary_author".to_owned(), authors.first().cloned().unwrap_or_default()),
        ("primary_tag".to_owned(), tags.first().cloned().unwrap_or_default()),
        ("authors".to_owned(), Value::Array(authors)),
        ("tags".to_owned(), Value::Array(tags)),
    ]);
    Ok(Value::Object(post))
}

fn author(edition: &Value, slug: &str) -> Result<Value> {
    let mut author = object(&edition["authors"][slug])?;
    author.insert("slug".to_owned(), json!(slug));
    author.insert("url".to_owned(), json!(format!("{SITE}author/{slug}/")));
    picture_at(&mut author, "profile_image")?;
    Ok(Value::Object(author))
}

fn tag(edition: &Value, slug: &str) -> Value {
    json!({ "slug": slug, "name": edition["tags"][slug], "url": format!("{SITE}tag/{slug}/"), "visibility": "public" })
}

fn texts<'a>(object: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a str> {
    object.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Turns a picture's name into its address.
fn picture_at(object: &mut Map<String, Value>, key: &str) -> Result<()> {
    if let Some(Value::String(name)) = object.get_mut(key) {
        let images = Url::parse(SITE).and_then(|site| site.join("content/images/"));
        let url = images.and_then(|images| images.join(name));
        *name = url.map_err(|error| Error::Unexpected { detail: error.to_string() })?.into();
    }
    Ok(())
}

fn object(value: &Value) -> Result<Map<String, Value>> {
    let object = value.as_object().cloned();
    object.ok_or_else(|| Error::Unexpected {
        detail: "the sample edition names what it does not hold".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Expect;

    fn get(path: &str, etag: Option<&str>) -> Result<Answer> {
        let request = Request {
            url: Url::parse(SITE).expect("an address").join(path).expect("a path"),
            home: None,
            expect: Expect::Api,
            validators: Validators { etag: etag.map(str::to_owned), last_modified: None },
        };
        answer(&request, DateTime::UNIX_EPOCH).expect("the bundled host answers")
    }

    fn fetched(path: &str) -> Response {
        match get(path, None) {
            Ok(Answer::Fetched(response)) => response,
            other => panic!("{path}: {other:?}"),
        }
    }

    fn posts() -> Vec<Value> {
        let answer: Value =
            serde_json::from_slice(&fetched("ghost/api/content/posts/?key=x").body).expect("JSON");
        answer["posts"].as_array().expect("posts").clone()
    }

    #[test]
    fn other_hosts_are_left_to_the_network() {
        let url = Url::parse("https://example.com/").expect("an address");
        let request = Request { url, home: None, expect: Expect::Page, validators: Validators::default() };
        assert!(answer(&request, DateTime::UNIX_EPOCH).is_none());
    }

    #[test]
    fn the_newest_post_appears_now_and_the_rest_before() {
        let dates: Vec<String> =
            posts().iter().map(|post| post["published_at"].as_str().expect("a date").to_owned()).collect();
        assert_eq!(dates[0], "1970-01-01T00:00:00.000Z", "the newest is now");
        assert!(dates.is_sorted_by(|newer, older| newer > older), "newest first: {dates:?}");
    }

    #[test]
    fn asking_again_with_its_etag_brings_nothing_new() {
        let etag = fetched("ghost/api/content/posts/").validators.etag;
        assert!(matches!(get("ghost/api/content/posts/", etag.as_deref()), Ok(Answer::Unchanged { .. })));
    }

    #[test]
    fn every_name_a_post_uses_is_there() {
        for post in posts() {
            let slug = &post["slug"];
            for tag in post["tags"].as_array().expect("tags") {
                assert!(tag["name"].is_string(), "{slug}: {tag}");
            }
            for author in post["authors"].as_array().expect("authors") {
                let avatar = author["profile_image"].as_str().expect("a portrait");
                assert_eq!(fetched(avatar).content_type.as_deref(), Some("image/webp"), "{slug}: {avatar}");
            }
            let html = post["html"].as_str().expect("a body");
            let pictures =
                html.split('"').filter(|part| part.starts_with("https://") && part.ends_with(".webp"));
            for picture in pictures.chain(post["feature_image"].as_str()) {
                assert!(!fetched(picture).body.is_empty(), "{slug}: {picture}");
            }
        }
    }

    #[test]
    fn every_picture_is_used() {
        let all = EDITION.to_owned();
        for (name, _) in PICTURES {
            assert!(all.contains(name), "{name} ships for nothing");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let answer = get("content/images/../secret", None);
        assert!(matches!(answer, Err(Error::HttpStatus { status: 404, .. })), "{answer:?}");
    }
}
