//! The sample edition from adding to saving: the main job, end to end, with no network.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::program::{Desk, text};

pub fn ids(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| text(row, "id").to_owned()).collect()
}

fn headlined<'a>(rows: &'a [Value], beginning: &str) -> &'a Value {
    let found = rows.iter().find(|row| text(row, "headline").starts_with(beginning));
    found.unwrap_or_else(|| panic!("no article begins with {beginning:?}"))
}

#[test]
fn adding_it_again_is_the_same_publication() {
    let desk = Desk::new();
    let first = desk.json(&["add", "https://sample.broadsheet.invalid/"]);
    let again = desk.json(&["add", "sample:"]);
    assert_eq!(first["id"], again["id"]);
    assert_eq!(first["sample"], true, "it says that it is a sample");
    assert_eq!(desk.rows(&["publications"]).len(), 1);
}

#[test]
fn the_lead_article_is_whole() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    let lead = desk.json(&["article", text(&rows[0], "id")]);
    assert_eq!(text(&lead, "section"), "News Feed");
    assert_eq!(lead["featured"], true);
    assert_eq!(lead["readingMinutes"], 2);
    assert_eq!(text(&lead["authors"][0], "name"), "Ines Maravel");
    assert!(
        text(&lead["authors"][0], "role").to_lowercase().contains("correspondent"),
        "{}",
        lead["authors"]
    );
    assert!(text(&lead["authors"][0], "bio").contains("tide tables"));
    let image = &lead["leadImage"];
    assert!(text(image, "caption").starts_with("The Patience"), "{image}");
    assert!(!text(image, "caption").contains("Lantern"), "the credit is told apart: {image}");
    assert!(text(image, "credit").contains("The Almery Lantern"), "{image}");
    let card = &lead["related"][0];
    assert_eq!(text(card, "title"), "How the Serrin crossing was lost, and who kept the timetable");
    assert_eq!(text(card, "publisher"), "The Almery Lantern");
    assert_eq!(text(card, "author"), "Ines Maravel");
    assert!(text(card, "thumbnail").ends_with("old-crossing.webp"));
    let tags: Vec<&str> =
        lead["tags"].as_array().expect("tags").iter().map(|tag| text(tag, "slug")).collect();
    for slug in ["port-almery", "serrin", "ferries", "diplomacy"] {
        assert!(tags.contains(&slug), "{slug} is missing in {tags:?}");
    }
    let html = text(&lead, "contentHtml");
    for element in ["<blockquote", "<h2", "<ul", "<li"] {
        assert!(html.contains(element), "{element} is missing in {html}");
    }
}

#[test]
fn every_language_runs_its_own_way() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    for (beginning, language, direction) in [
        ("Port Almery", "en", "ltr"),
        ("المنارة", "ar", "rtl"),
        ("Пшениця", "uk", "ltr"),
        ("坂の上", "ja", "ltr"),
    ] {
        let article = headlined(&rows, beginning);
        assert_eq!(
            (text(article, "language"), text(article, "direction")),
            (language, direction),
            "{beginning}"
        );
    }
}

#[test]
fn the_video_has_a_poster_and_its_kind() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    let video = desk.json(&["article", text(headlined(&rows, "Video:"), "id")]);
    assert_eq!(text(&video, "kind"), "video");
    assert!(text(&video["videos"][0], "poster").ends_with("fish-market.webp"), "{}", video["videos"]);
}

#[test]
fn paging_gives_every_article_once() {
    let desk = Desk::with_sample();
    let all = ids(&desk.rows(&["articles", "--limit", "1000"]));
    for size in ["1", "4", "500"] {
        let mut paged = Vec::new();
        let mut cursor = None;
        loop {
            let mut args = vec!["articles", "--limit", size];
            args.extend(cursor.as_deref().into_iter().flat_map(|cursor| ["--cursor", cursor]));
            let rows = desk.rows(&args);
            let Some(last) = rows.last() else { break };
            cursor = Some(text(last, "cursor").to_owned());
            paged.extend(ids(&rows));
        }
        assert_eq!(paged, all, "in pages of {size}");
    }
    assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len(), "no article twice");
}

#[test]
fn lists_are_the_one_list_narrowed() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    let author = text(&rows[0]["authors"][0], "id").to_owned();
    let publication = text(&rows[0]["publication"], "id").to_owned();
    let fits = |args: &[&str], fits: &dyn Fn(&Value) -> bool| {
        let expected: Vec<String> = ids(&rows.iter().filter(|row| fits(row)).cloned().collect::<Vec<_>>());
        assert!(!expected.is_empty(), "{args:?} should find something");
        assert_eq!(ids(&desk.rows(&[&["articles"], args].concat())), expected, "{args:?}");
    };
    let has_tag =
        |row: &Value, slug: &str| row["tags"].as_array().expect("tags").iter().any(|tag| tag["slug"] == slug);
    fits(&["--publication", &publication], &|_| true);
    fits(&["--author", &author], &|row| row["authors"][0]["id"] == author.as_str());
    fits(&["--tag", "PORT   almery"], &|row| has_tag(row, "port-almery"));
    fits(&["--section", "opinion"], &|row| row["section"] == "Opinion");
    fits(&["--unread"], &|_| true);
    let middle = text(&rows[5], "sortedAt").to_owned();
    fits(&["--since", &middle], &|row| text(row, "sortedAt") >= middle.as_str());
    fits(&["--until", &middle], &|row| text(row, "sortedAt") < middle.as_str());
    assert_eq!(desk.rows(&["articles", "--tag", "nowhere"]).len(), 0, "an unknown tag is an empty list");
    assert_eq!(desk.rows(&["articles", "--until", "1971-01-01"]).len(), 0);
}

#[test]
fn sections_have_pages_and_lists_are_told_of() {
    let desk = Desk::with_sample();
    let section = &desk.rows(&["sections"])[0];
    let (publication, name) = (text(&section["it"], "publication"), text(&section["it"], "name"));
    let page = desk.json(&["section", &name.to_uppercase(), "--publication", publication]);
    assert_eq!(text(&page, "name"), name, "as its publisher writes it");
    assert_eq!(page["counts"]["total"], section["articles"]);
    assert_eq!(desk.json(&["section", name])["publications"][0]["articles"], section["articles"]);
    assert_eq!(text(&desk.error(&["section", "nowhere"]).1, "code"), "not_found");

    let follow = desk.json(&["follow", "section", text(&page, "key")]);
    assert_eq!((text(&follow, "label"), &follow["articles"]), (name, &section["articles"]));
    let page = desk.json(&["section", name, "--publication", publication]);
    assert_eq!(page["follow"], follow["id"], "the page knows that it is followed");

    let profile = desk.json(&["profile", "--section", name, "--publication", publication]);
    assert_eq!(profile["weeks"].as_array().expect("weeks").len(), 26);
    assert!(!profile["authors"].as_array().expect("authors").is_empty(), "who writes there");
}

#[test]
fn authors_and_tags_have_pages() {
    let desk = Desk::with_sample();
    let author = &desk.rows(&["authors"])[0];
    let page = desk.json(&["author", text(&author["author"], "id")]);
    assert_eq!(page["author"], author["author"]);
    let tag = desk.json(&["tag", "  FERRIES "]);
    assert_eq!((text(&tag, "name"), text(&tag, "slug")), ("Ferries", "ferries"));
    assert_eq!(tag["counts"]["total"], 3);
}

#[test]
fn reading_is_remembered() {
    let desk = Desk::with_sample();
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    assert_eq!(desk.json(&["article", &id])["read"], false, "looking from here marks nothing");
    assert_eq!(desk.json(&["read", &id])["read"], true);
    assert!(!ids(&desk.rows(&["articles", "--unread"])).contains(&id));
    assert_eq!(desk.json(&["unread", &id])["read"], false);
}

#[test]
fn words_are_found_in_every_script() {
    let desk = Desk::with_sample();
    for (words, beginning) in [
        ("cellos", "The night tram"),
        ("温室", "坂の上"),
        ("楓", "坂の上"),
        ("тернової", "Пшениця"),
        ("الصيادين", "المنارة"),
    ] {
        let rows = desk.rows(&["search", words]);
        let row = headlined(&rows, beginning);
        let found = row["found"]["headline"].as_array().expect("fragments").iter();
        let found: Vec<&Value> = found.chain(row["found"]["text"].as_array().expect("fragments")).collect();
        assert!(
            found.iter().any(|fragment| fragment["hit"] == true),
            "{words} is shown where it was found: {found:?}"
        );
    }
    assert_eq!(desk.rows(&["search", "port", "--limit", "2"]).len(), 2);
}

#[test]
fn following_looks_back_and_an_import_alerts_nobody() {
    let desk = Desk::new();
    let unseen = desk.json(&["follow", "tag", "Ferries"]);
    assert_eq!(unseen["articles"], 0, "a tag not yet seen can be followed");
    desk.json(&["add", "sample:"]);
    let follows = desk.rows(&["follows"]);
    assert_eq!((follows.len(), &follows[0]["articles"]), (1, &json!(3)));
    assert_eq!(desk.rows(&["alerts"]).len(), 0, "a first import is no news");
    assert_eq!(desk.rows(&["alerts", "--pending"]).len(), 0);
    assert_eq!(
        desk.json(&["follow", "tag", "ferries"])["id"],
        unseen["id"],
        "following again changes nothing"
    );
    let author = text(&desk.rows(&["authors"])[0]["author"], "id").to_owned();
    let publication = text(&desk.rows(&["publications"])[0], "id").to_owned();
    for (kind, value) in [
        ("author", author.as_str()),
        ("section", "Opinion"),
        ("publication", &publication),
        ("search", "harbour"),
    ] {
        let follow = desk.json(&["follow", kind, value]);
        assert_eq!(text(&follow, "kind"), kind);
        assert!(follow["articles"].as_u64() > Some(0), "{kind}: {follow}");
    }
    assert_eq!(desk.rows(&["follows"]).len(), 5);
    desk.json(&["unfollow", text(&unseen, "id")]);
    assert_eq!(desk.rows(&["follows"]).len(), 4);
}

#[test]
fn refreshing_again_brings_nothing_and_moves_no_date() {
    let desk = Desk::with_sample();
    let before = desk.rows(&["articles"]);
    let report = desk.json(&["refresh"]);
    assert_eq!(
        (&report["checked"], &report["unchanged"], &report["newArticles"]),
        (&json!(1), &json!(1), &json!(0))
    );
    assert_eq!(report["failed"], json!([]));
    assert_eq!(desk.rows(&["articles"]), before);
}

#[test]
fn removing_keeps_what_is_saved() {
    let desk = Desk::with_sample();
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    desk.json(&["save", &id]);
    let publication = text(&desk.rows(&["publications"])[0], "id").to_owned();
    desk.json(&["remove", &publication]);
    assert_eq!(desk.rows(&["publications"]).len(), 0);
    assert_eq!(ids(&desk.rows(&["saved"])), std::slice::from_ref(&id));
    let kept = desk.json(&["article", &id]);
    assert!(!text(&kept, "contentHtml").is_empty() && !kept["tags"].as_array().expect("tags").is_empty());
    assert_eq!(desk.json(&["verify"])["damaged"], json!([]));
}

#[test]
fn the_library_is_sound_and_counted() {
    let desk = Desk::with_sample();
    assert_eq!(desk.json(&["check"]), json!({ "sound": true, "problems": [] }));
    let stats = desk.json(&["stats"]);
    assert_eq!(stats["articles"], desk.rows(&["articles"]).len());
    assert_eq!((&stats["publications"], &stats["sources"]), (&json!(1), &json!(1)));
}

#[test]
fn people_get_text() {
    let desk = Desk::with_sample();
    let list = desk.text(&["articles"]);
    assert!(list.contains("Port Almery and Serrin agree") && list.contains("2 min read"), "{list}");
    assert!(!list.contains('\u{1b}'), "no colours where nobody asked for them");
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    let page = desk.text(&["article", &id]);
    assert!(page.starts_with("NEWS FEED\nPort Almery and Serrin agree"), "{page}");
    assert!(page.contains("# What was agreed\n\n• Six crossings"), "{page}");
    for command in ["publications", "sources", "authors", "tags", "stats", "follows", "alerts"] {
        assert!(!desk.text(&[command]).is_empty(), "{command} says something");
    }
}

#[test]
fn authors_are_put_together_and_apart() {
    let desk = Desk::with_sample();
    let authors = desk.rows(&["authors"]);
    let id = |place: usize| text(&authors[place]["author"], "id").to_owned();
    let spellings = desk.json(&["merge-authors", &id(0), &id(1)]);
    assert_eq!(desk.rows(&["authors"]).len(), authors.len() - 1, "they are one");
    let merged = desk.json(&["author", &id(0)]);
    assert_eq!(merged["spellings"][0]["name"], authors[1]["author"]["name"], "{merged}");
    let spelling = spellings[0].as_str().expect("an id");
    assert!(
        desk.text(&["author", &id(0)]).contains(&format!("(spelling {spelling})")),
        "it says how to undo it"
    );
    desk.json(&["separate-author", spelling]);
    assert_eq!(desk.rows(&["authors"]), authors, "as if nothing had been");
}

#[test]
fn read_articles_are_let_go_once_they_were_seen() {
    let desk = Desk::with_sample();
    let all = desk.rows(&["articles"]).len();
    let id = text(&desk.rows(&["articles", "--limit", "1"])[0], "id").to_owned();
    desk.json(&["read", &id]);
    let going = desk.json(&["forget", "--read", "--dry-run"]);
    assert_eq!((&going["articles"], text(&going["list"][0], "id")), (&json!(1), id.as_str()));
    assert_eq!(desk.rows(&["articles"]).len(), all, "only looked at");
    assert_eq!(desk.json(&["forget", "--read"]), json!(1));
    assert_eq!(desk.rows(&["articles"]).len(), all - 1);
    let storage = desk.json(&["storage"]);
    assert!(storage["articles"].as_u64() > Some(0), "{storage}");
    assert_ne!(desk.run(&["forget"]).code, 0, "what is to go must be said");
}

#[test]
fn an_article_leads_on_to_others_and_never_to_itself() {
    let desk = Desk::with_sample();
    let rows = desk.rows(&["articles"]);
    let (newest, second) = (text(&rows[0], "id"), text(&rows[1], "id"));
    let around = desk.json(&["around", second]);
    assert_eq!(text(&around["newer"], "id"), newest, "the next one stands above it in the list");
    for part in ["more", "latest", "picks", "videos"] {
        let articles = around[part].as_array().expect("a list");
        assert!(!articles.is_empty(), "the sample edition fills {part}");
        assert!(!ids(articles).contains(&second.to_owned()), "{part} offers the article itself");
    }
    assert_eq!(around["elsewhere"], json!([]), "there is only one publication");
}
