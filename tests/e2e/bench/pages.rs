//! What the page itself can tell: how long an article takes to be painted, how smoothly a list scrolls, and whether
//! typing is held up.

use std::time::Duration;

use broadsheet_e2e::{Outcome, Window};
use serde_json::Value;
use tokio::time::sleep;

use crate::newsroom::A_DAY;

/// How many rows are scrolled through.
pub const CARDS: usize = 5000;
/// How many articles are opened.
const OPENED: usize = 15;
/// How long a list is scrolled through at most, in milliseconds.
const SCROLLED: usize = 180_000;

/// The milliseconds from a click in the feed to painted text, article by article.
pub async fn open_articles(window: &Window) -> Outcome<Vec<f64>> {
    let mut taken = Vec::new();
    for nth in 1..=OPENED {
        let headline = format!("article[aria-posinset='{nth}'] h3 a");
        window.find(&headline).await?.click().await?;
        let measured = window
            .run_until_called(
                "const done = arguments[0];
                 const look = () => {
                   const [entry] = performance.getEntriesByName('article');
                   if (!entry) return setTimeout(look, 20);
                   performance.clearMeasures('article');
                   done(entry.duration);
                 };
                 look();",
            )
            .await?;
        taken.push(measured.as_f64().ok_or("no measure of the article")?);
        window.find("article.art .prose p").await?;
        // As long as somebody looks at it at least.
        sleep(Duration::from_millis(400)).await;
        window.run("history.back()").await?;
    }
    Ok(taken)
}

/// A way through the feed.
pub struct Pass {
    /// How many cards it went past.
    pub cards: usize,
    /// How long it took, in milliseconds.
    pub taken: f64,
    /// The milliseconds of every frame.
    pub frames: Vec<f64>,
}

/// The feed scrolled through: first while its pages and pictures come, then again with all of them there.
/// A pass that takes longer than [`SCROLLED`] is left where it is by then.
pub async fn scroll(window: &Window) -> Outcome<[Pass; 2]> {
    // The window comes back to where it was when it closed, which may be another list.
    window.go("#/").await?;
    window.find("[role=feed] article[data-article]").await?;
    Ok([scroll_once(window).await?, scroll_once(window).await?])
}

async fn scroll_once(window: &Window) -> Outcome<Pass> {
    // Two hundred pixels a frame is faster than anybody reads, and as fast as somebody throws a list.
    window
        .run(&format!(
            "const list = document.querySelector('[role=feed] article').closest('.scroll');
             list.scrollTop = 0;
             window.frames_taken = null;
             // Rows far away are not drawn, but every day has its heading.
             const taken = [], days = list.getElementsByTagName('section');
             const begun = performance.now();
             let last = null;
             const frame = (now) => {{
               if (last !== null) taken.push(now - last);
               last = now;
               const at = list.scrollTop;
               list.scrollTop = at + 200;
               const isPast = (day) => day && day.getBoundingClientRect().top < innerHeight;
               const over = isPast(days[{CARDS} / {A_DAY}]);
               if (over || now - begun > {SCROLLED}) {{
                 const past = [...days].filter(isPast).length - 1;
                 window.frames_taken = [past * {A_DAY}, now - begun, ...taken];
               }} else requestAnimationFrame(frame);
             }};
             requestAnimationFrame(frame);"
        ))
        .await?;
    loop {
        sleep(Duration::from_secs(1)).await;
        let taken = window.run("return window.frames_taken").await?;
        if !taken.is_null() {
            let mut told = numbers(&taken)?.into_iter();
            let (Some(cards), Some(taken)) = (told.next(), told.next()) else {
                return Err("no figures came".into());
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of cards")]
            return Ok(Pass { cards: cards as usize, taken, frames: told.collect() });
        }
    }
}

/// The milliseconds from each key typed into search to the next painted frame, and those of every frame meanwhile.
pub async fn type_search(window: &Window) -> Outcome<[Vec<f64>; 2]> {
    window.go("#/search").await?;
    let field = window.find("input[type=search]").await?;
    window
        .run(
            "window.keys_taken = [];
             window.frames_taken = [];
             addEventListener('keydown', () => {
               const pressed = performance.now();
               requestAnimationFrame(() => setTimeout(() => keys_taken.push(performance.now() - pressed)));
             }, true);
             let last = null;
             const frame = (now) => {
               if (last !== null) frames_taken.push(now - last);
               last = now;
               requestAnimationFrame(frame);
             };
             requestAnimationFrame(frame);",
        )
        .await?;
    for letter in "harbour council winter market".chars() {
        field.send_keys(&letter.to_string()).await?;
        // A quick typist's pace, with a rest between words in which results come.
        sleep(Duration::from_millis(if letter == ' ' { 600 } else { 90 })).await;
    }
    window.find("article[data-article]").await?;
    let keys = numbers(&window.run("return keys_taken").await?)?;
    Ok([keys, numbers(&window.run("return frames_taken").await?)?])
}

fn numbers(value: &Value) -> Outcome<Vec<f64>> {
    let all = value.as_array().ok_or("no figures came")?;
    Ok(all.iter().filter_map(Value::as_f64).collect())
}
