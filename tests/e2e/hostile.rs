//! Hostile markup, made safe and put into the real window: nothing of it runs, under the window's own policy.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;

use broadsheet_core::sanitize;
use broadsheet_e2e::{Desk, Outcome, Window};
use serde_json::Value;

/// How many pieces stand in the page at once.
const AT_ONCE: usize = 200;

/// Hostile markup calls one of these to show that it ran.
const WATCH: &str = "window.executed = [];
    for (const name of ['alert', 'prompt', 'confirm', 'print', 'eval'])
        window[name] = (what) => { window.executed.push(`${name}: ${what}`) };
    document.addEventListener('click', (event) => event.preventDefault(), true);";

#[tokio::test]
async fn nothing_in_hostile_markup_runs() -> Outcome {
    let desk = Desk::start().await?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.find("main").await?;
    let before = window.run("return location.href").await?;
    window.run(WATCH).await?;
    let watched = window.run("alert(1); return window.executed.splice(0)").await?;
    assert_eq!(watched, serde_json::json!(["alert: 1"]), "what runs is seen");

    let safe: Vec<String> = hostile()?.iter().map(|html| sanitize::html(html, None).to_string()).collect();
    for some in safe.chunks(AT_ONCE) {
        let executed = window.run_until_called(&shown_and_touched(some)).await?;
        assert_eq!(executed, serde_json::json!([]), "nothing ran");
    }
    assert_eq!(window.run("return location.href").await?, before, "and nothing led away");
    window.close().await
}

/// A script that puts pieces of markup into the page, does to each of their elements what a reader may, and hands over
/// what ran of it once all their pictures came or failed.
fn shown_and_touched(pieces: &[String]) -> String {
    format!(
        "const done = arguments[0], place = document.querySelector('main').appendChild(document.createElement('div'));
         place.innerHTML = {}.map((html) => `<div>${{html}}</div>`).join('');
         const touches = ['mouseover', 'mouseenter', 'focus', 'click', 'toggle', 'animationstart', 'wheel'];
         for (const element of place.querySelectorAll('*'))
             for (const touch of touches) element.dispatchEvent(new Event(touch, {{ bubbles: true, cancelable: true }}));
         Promise.allSettled([...place.querySelectorAll('img')].map((img) => img.decode())).then(() => {{
             place.remove();
             requestAnimationFrame(() => requestAnimationFrame(() => done(window.executed.splice(0))));
         }});",
        Value::from(pieces.to_vec())
    )
}

/// The project's own hostile page, and the corpus's where it is there.
fn hostile() -> Outcome<Vec<String>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pieces = vec![fs::read_to_string(tests.join("fixtures/unsafe.html"))?];
    for file in ["vectors.json", "dompurify.json"] {
        match fs::read(tests.join("../../shared/corpus/sanitize").join(file)) {
            Ok(bytes) => {
                let cases: Vec<Value> = serde_json::from_slice(&bytes)?;
                pieces.extend(cases.iter().filter_map(|case| Some(case["input"].as_str()?.to_owned())));
            }
            Err(_) => eprintln!("skipped: corpus absent"),
        }
    }
    Ok(pieces)
}
