//! The program's window, seen and used through WebDriver.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desk::{PATIENCE, built, screenshots};
use crate::{Desk, Outcome, Publisher};

/// How many stops Tab may make on the way to something.
const MOST_TABS: usize = 60;

/// The program, as it was last built.
pub fn program() -> Outcome<PathBuf> {
    let program = built().join("broadsheet");
    if program.exists() {
        return Ok(program);
    }
    Err(format!("{} is not built: cargo build -p broadsheet", program.display()).into())
}

/// One run of the program.
pub struct Window {
    client: Client,
}

impl Window {
    /// Starts the program on the library in `library`.
    pub async fn open(desk: &Desk, library: &Path) -> Outcome<Self> {
        Self::start(desk, &json!(["--library", library])).await
    }

    /// Starts the program as a desktop would by itself: out of sight, on the reader's own library.
    pub async fn open_hidden(desk: &Desk) -> Outcome<Self> {
        Self::start(desk, &json!(["--hidden"])).await
    }

    /// Starts the program as a desktop would, on the reader's own library.
    pub async fn open_own(desk: &Desk) -> Outcome<Self> {
        Self::start(desk, &json!([])).await
    }

    async fn start(desk: &Desk, arguments: &Value) -> Outcome<Self> {
        let options = json!({ "binary": program()?, "args": arguments });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("webkitgtk:browserOptions".into(), options);
        let mut client = ClientBuilder::new(HttpConnector::new());
        let client = client.capabilities(capabilities).connect(desk.driver());
        // The driver waits for ever for a program that ends at once.
        let client = tokio::time::timeout(PATIENCE, client).await.map_err(|_| "no window came")??;
        Ok(Self { client })
    }

    /// Ends the program.
    pub async fn close(self) -> Outcome {
        Ok(self.client.close().await?)
    }

    /// The first element that fits a CSS selector, waited for.
    pub async fn find(&self, css: &str) -> Outcome<Element> {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => Ok(element),
            Err(e) => Err(format!("{css}: {e}; the page says:\n{}", self.text().await?).into()),
        }
    }

    /// The element with this role or tag whose visible text or label holds `name`, waited for.
    pub async fn named(&self, tag: &str, name: &str) -> Outcome<Element> {
        let path = format!(
            "//{tag}[contains(normalize-space(.), {name:?}) or contains(@aria-label, {name:?}) or contains(@title, {name:?})]"
        );
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        match found {
            Ok(element) => Ok(element),
            Err(e) => Err(format!("no {tag} “{name}”: {e}; the page says:\n{}", self.text().await?).into()),
        }
    }

    /// Clicks what [`named`](Self::named) finds.
    pub async fn click(&self, tag: &str, name: &str) -> Outcome {
        Ok(self.named(tag, name).await?.click().await?)
    }

    /// Waits until the page shows this text, in whatever case its style gives it.
    pub async fn shows(&self, text: &str) -> Outcome {
        let wanted = text.to_lowercase();
        let waited = tokio::time::timeout(PATIENCE, async {
            while !self.text().await.is_ok_and(|page| page.to_lowercase().contains(&wanted)) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        match waited.await {
            Ok(()) => Ok(()),
            Err(_) => Err(format!("“{text}” never came; the page says:\n{}", self.text().await?).into()),
        }
    }

    /// Everything the page shows as text.
    pub async fn text(&self) -> Outcome<String> {
        let text =
            self.run("return document.body ? location.hash + '\\n' + document.body.innerText : ''").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Adds a publication from the first-run page.
    pub async fn add(&self, publisher: &Publisher) -> Outcome {
        self.find("#first-address").await?.send_keys(&publisher.url()).await?;
        self.click("button", "Find").await?;
        self.shows("The Harbour Post").await?;
        self.photograph("found").await?;
        self.click("button", "Add publication").await?;
        self.shows("The Harbour Post was added").await
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script in the page whose last argument is the function to call with the result.
    pub async fn run_until_called(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Calls a command of the program, and gives back what it answers.
    pub async fn call(&self, command: &str, arguments: Value) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[0];
             window.__TAURI_INTERNALS__.invoke('{command}', {arguments}).then((answer) => done({{ answer }}), (problem) => done({{ problem }}))"
        );
        let mut told = self.run_until_called(&script).await?;
        match told.get_mut("answer") {
            Some(answer) => Ok(answer.take()),
            None => Err(format!("{command}: {told}").into()),
        }
    }

    /// Presses keys as a person does: `g s` one after the other, `Control+k` together. The focus is somewhere
    /// afterwards.
    pub async fn press(&self, keys: &str) -> Outcome {
        for together in keys.split(' ') {
            let pressed: Vec<char> = together.split('+').map(value_of).collect();
            let down = pressed.iter().map(|&value| KeyAction::Down { value });
            let up = pressed.iter().rev().map(|&value| KeyAction::Up { value });
            let actions = down.chain(up).fold(KeyActions::new("keyboard".into()), KeyActions::then);
            self.client.perform_actions(actions).await?;
        }
        self.has_focus(keys).await
    }

    /// Types a text, letter by letter, into whatever has the focus.
    pub async fn write(&self, text: &str) -> Outcome {
        let keys = text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
        let actions = keys.fold(KeyActions::new("keyboard".into()), KeyActions::then);
        self.client.perform_actions(actions).await?;
        self.has_focus(text).await
    }

    /// Presses Tab until something has the focus that is called so after its tag.
    pub async fn tab_to(&self, name: &str) -> Outcome {
        for _ in 0..MOST_TABS {
            if self.focused().await?.starts_with(name) {
                return Ok(());
            }
            self.press("Tab").await?;
        }
        Err(format!("Tab never came to “{name}”; the page says:\n{}", self.text().await?).into())
    }

    /// The name or text of what has the focus, after its tag.
    pub async fn focused(&self) -> Outcome<String> {
        let found = self
            .run_until_called(
                "const done = arguments[0];
                 requestAnimationFrame(() => requestAnimationFrame(() => {
                   const at = document.activeElement ?? document.body;
                   done(at.tagName.toLowerCase() + ' ' + (at.ariaLabel ?? at.innerText ?? ''));
                 }))",
            )
            .await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    async fn has_focus(&self, after: &str) -> Outcome {
        if self.focused().await?.starts_with("body ") {
            return Err(
                format!("the focus is lost after “{after}”; the page says:\n{}", self.text().await?).into()
            );
        }
        Ok(())
    }

    /// Asks the page again and again until what it answers is so.
    pub async fn waits_for(&self, question: &str) -> Outcome {
        let script = format!(
            "const done = arguments[0]; Promise.resolve({question}).then((is) => done(!!is), () => done(false))"
        );
        let waited = tokio::time::timeout(PATIENCE, async {
            while !self.run_until_called(&script).await.is_ok_and(|is| is == true) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        waited.await.map_err(|_| format!("never was so: {question}").into())
    }

    /// The headline of the first article of a list that can be seen under its day.
    pub async fn first_in_sight(&self) -> Outcome<String> {
        // Rows that come into sight by a leap are drawn with the next frame.
        let first = "(() => {
            const list = document.querySelector('[role=feed]').closest('.scroll');
            const under = list.getBoundingClientRect().top + 76;
            const place = (row) => row.getBoundingClientRect();
            const row = [...list.querySelectorAll('article')].find((row) => place(row).bottom > under);
            return row && place(row).top < under + 60 ? row.querySelector('h3').innerText : null;
        })()";
        self.waits_for(first).await?;
        let found = self.run(&format!("return {first}")).await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// Goes to an address within the window.
    pub async fn go(&self, hash: &str) -> Outcome {
        self.run(&format!("location.hash = '{hash}'")).await.map(drop)
    }

    /// Waits until there are pictures that fit a CSS selector, and every one of them is drawn; ends at the first.
    pub async fn has_pictures(&self, css: &str) -> Outcome {
        let all_loaded = format!(
            "const all = [...document.querySelectorAll('{css}')];
             all.forEach((img) => img.scrollIntoView());
             return all.length > 0 && all.every((img) => img.complete && img.naturalWidth > 0)"
        );
        let waited = tokio::time::timeout(PATIENCE, async {
            while !self.run(&all_loaded).await.is_ok_and(|loaded| loaded == true) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        waited.await.map_err(|_| format!("the pictures {css} never came"))?;
        let drawn = self
            .run_until_called(&format!(
                "const done = arguments[0], all = [...document.querySelectorAll('{css}')];
                 all[0].scrollIntoView({{ block: 'center' }});
                 Promise.all(all.map((img) => img.decode()))
                   .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))
                   .catch((error) => done(String(error)))"
            ))
            .await?;
        if drawn == true {
            Ok(())
        } else {
            Err(format!("the pictures {css} cannot be drawn: {drawn}").into())
        }
    }

    /// Photographs the page in light and in dark, and finds nothing that shuts somebody out in either.
    pub async fn looks_right(&self, name: &str) -> Outcome {
        let axe = fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/axe-core/axe.min.js"),
        )?;
        for theme in ["light", "dark"] {
            self.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await?;
            self.photograph(&format!("{name}-{theme}")).await?;
            let found = self
                .run_until_called(&format!(
                    "const done = arguments[0];
                     if (!window.axe) {{ {axe} }}
                     axe.run(document, {{ resultTypes: ['violations'] }}).then(
                       ({{ violations }}) => done(violations.map(({{ id, nodes }}) =>
                         id + ': ' + nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))),
                       (error) => done([String(error)]))"
                ))
                .await?;
            if found != json!([]) {
                return Err(format!("{name} in {theme}: {found:#}").into());
            }
        }
        self.run("delete document.documentElement.dataset.theme").await.map(drop)
    }

    /// Takes a picture of the page, once it stands as it is drawn.
    pub async fn photograph(&self, name: &str) -> Outcome {
        self.run_until_called(
            "const done = arguments[0];
             document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))",
        )
        .await?;
        let picture = self.client.screenshot().await?;
        Ok(fs::write(screenshots()?.join(format!("{name}.png")), picture)?)
    }
}

/// The sign that WebDriver has for a key.
fn value_of(name: &str) -> char {
    match name {
        "Control" => Key::Control.into(),
        "Shift" => Key::Shift.into(),
        "Tab" => Key::Tab.into(),
        "Enter" => Key::Enter.into(),
        "Escape" => Key::Escape.into(),
        "Space" => ' ',
        "F10" => Key::F10.into(),
        "Up" => Key::Up.into(),
        "Down" => Key::Down.into(),
        "Right" => Key::Right.into(),
        letter => letter.chars().next().unwrap_or(' '),
    }
}
