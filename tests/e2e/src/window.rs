//! The program's window, seen and used through WebDriver.

use std::fs;
use std::path::Path;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desk::{screenshots, target};
use crate::{Desk, Outcome};

/// How long the window may take to show something.
const PATIENCE: Duration = Duration::from_secs(30);

/// One run of the program.
pub struct Window {
    client: Client,
}

impl Window {
    /// Starts the program on the library in `library`.
    pub async fn open(desk: &Desk, library: &Path) -> Outcome<Self> {
        let program = target().join("debug/broadsheet");
        if !program.exists() {
            return Err(format!("{} is not built: cargo build -p broadsheet", program.display()).into());
        }
        let options = json!({ "binary": program, "args": ["--library", library] });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("webkitgtk:browserOptions".into(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(desk.driver())
            .await?;
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

    /// Waits until the page shows this text.
    pub async fn shows(&self, text: &str) -> Outcome {
        let waited = tokio::time::timeout(PATIENCE, async {
            while !self.text().await.is_ok_and(|page| page.contains(text)) {
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
        let text = self.run("return document.body ? document.body.innerText : ''").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Runs a script in the page whose last argument is the function to call with the result.
    pub async fn run_until_called(&self, script: &str) -> Outcome<Value> {
        Ok(self.client.execute_async(script, Vec::new()).await?)
    }

    /// Shows the page light or dark.
    pub async fn theme(&self, theme: &str) -> Outcome {
        self.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await.map(drop)
    }

    /// Takes a picture of the page.
    pub async fn photograph(&self, name: &str) -> Outcome {
        let picture = self.client.screenshot().await?;
        Ok(fs::write(screenshots()?.join(format!("{name}.png")), picture)?)
    }
}
