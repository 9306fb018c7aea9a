//! A site's icon: its page names several, in its links and in its web app manifest, and many have one at the usual
//! place. Pure, but for what [`of_site`] asks.

use serde_json::Value;
use url::Url;

use super::links::links;
use super::read;
use crate::Result;
use crate::fetch::{Answer, Client, Expect, Request, Response, Validators};

/// How large an icon is drawn at the most, in pixels of a dense screen.
const WANTED: u32 = 128;
/// Smaller ones are only taken where there is nothing else.
const SMALL: u32 = 48;
/// Larger ones are pictures.
const LARGE: u32 = 512;
/// How many icons of one site are tried.
const TRIED: usize = 4;

/// An icon that a site names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Icon {
    /// Its address.
    pub url: Url,
    /// Its width, where it is told or known by custom.
    pub pixels: Option<u32>,
    /// Whether it is a drawing of any size. It is shown as a picture, where no script in it runs and nothing it names
    /// is loaded.
    pub is_drawing: bool,
}

impl Icon {
    /// The largest size in a `sizes` attribute (HTML §4.6.7.8): `any` is a drawing's.
    pub(super) fn new(url: Url, sizes: &str, kind: &str) -> Self {
        let width = |size: &str| size.split_once(['x', 'X'])?.0.parse::<u32>().ok();
        let is_drawing = kind == "image/svg+xml" || url.path().ends_with(".svg");
        Self { pixels: sizes.split_whitespace().filter_map(width).max(), url, is_drawing }
    }

    /// Best first.
    fn order(&self) -> (u8, u32) {
        let pixels = self.pixels.unwrap_or(0);
        let rank = match pixels {
            _ if self.is_drawing => 1,
            SMALL..=LARGE => 0,
            0 => 2,
            1..SMALL => 3,
            _ => 4,
        };
        (rank, pixels.abs_diff(WANTED))
    }
}

/// The best of several icons.
pub(super) fn best(icons: &[Icon]) -> Option<&Icon> {
    icons.iter().min_by_key(|icon| icon.order())
}

/// The icons of the site at `page`, best first. One page is asked, and its manifest where the page names no good icon
/// itself; a site that does not answer may still have one at the usual place.
pub(crate) async fn of_site(client: &Client, page: &Url, home: Option<&str>) -> Vec<Url> {
    let mut icons = Vec::new();
    let mut site = page.clone();
    if let Ok(response) = get(client, page, home, Expect::Page).await {
        site = response.url.clone();
        let content_type = response.content_type.clone();
        let page = read(move || Ok(links(&response.body, &response.url, content_type.as_deref()))).await;
        let page = page.unwrap_or_default();
        icons.extend(page.icons);
        let is_good = |icon: &Icon| icon.order().0 < 2;
        if !icons.iter().any(is_good)
            && let Some(manifest) = page.manifest
            && let Ok(response) = get(client, &manifest, home, Expect::Api).await
        {
            icons.extend(manifest_icons(&response.body, &response.url));
        }
    }
    icons.sort_by_key(Icon::order);
    let usual = site.join("/favicon.ico").ok();
    let mut urls: Vec<Url> = Vec::new();
    for url in icons.into_iter().map(|icon| icon.url).take(TRIED - 1).chain(usual) {
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    urls
}

async fn get(client: &Client, url: &Url, home: Option<&str>, expect: Expect) -> Result<Response> {
    let request = Request {
        url: url.clone(),
        home: home.map(str::to_owned),
        expect,
        validators: Validators::default(),
    };
    match client.get(&request).await? {
        Answer::Fetched(response) => Ok(response),
        Answer::Unchanged { .. } => Err(crate::Error::NotAPicture),
    }
}

/// The icons of a web app manifest (<https://www.w3.org/TR/appmanifest/#icons-member>), but for those that are only
/// to be cut into shape or painted over.
fn manifest_icons(bytes: &[u8], url: &Url) -> Vec<Icon> {
    let manifest: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let icons = manifest["icons"].as_array().into_iter().flatten().take(20);
    let text = |icon: &Value, key: &str| icon[key].as_str().unwrap_or_default().to_owned();
    icons
        .filter(|icon| {
            let purpose = text(icon, "purpose");
            purpose.is_empty() || purpose.split_whitespace().any(|word| word == "any")
        })
        .filter_map(|icon| {
            let address = url
                .join(icon["src"].as_str()?)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https"))?;
            Some(Icon::new(address, &text(icon, "sizes"), &text(icon, "type")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn icon(path: &str, sizes: &str) -> Icon {
        Icon::new(Url::parse("https://s.example/").unwrap().join(path).unwrap(), sizes, "")
    }

    #[test]
    fn the_best_is_neither_tiny_nor_huge() {
        let all = [
            icon("/tiny.png", "16x16"),
            icon("/huge.png", "2048x2048"),
            icon("/good.png", "180x180"),
            icon("/any.svg", "any"),
            icon("/unknown.png", ""),
            icon("/several.ico", "16x16 32x32 48X48"),
        ];
        let mut sorted = all.to_vec();
        sorted.sort_by_key(Icon::order);
        let paths: Vec<&str> = sorted.iter().map(|icon| icon.url.path()).collect();
        assert_eq!(
            paths,
            ["/good.png", "/several.ico", "/any.svg", "/unknown.png", "/tiny.png", "/huge.png"]
        );
        assert_eq!(best(&all).map(|icon| icon.url.path()), Some("/good.png"));
    }

    #[test]
    fn a_manifest_names_icons() {
        let manifest = br#"{"icons":[{"src":"a.png","sizes":"192x192"},{"src":"m.png","sizes":"128x128","purpose":"maskable"},
            {"src":7},3,{"src":"javascript:x"},{"src":"/b.svg","sizes":"any","purpose":"any maskable"}]}"#;
        let found = manifest_icons(manifest, &Url::parse("https://s.example/app/site.json").unwrap());
        let found: Vec<&str> = found.iter().map(|icon| icon.url.as_str()).collect();
        assert_eq!(found, ["https://s.example/app/a.png", "https://s.example/b.svg"]);
        for other in ["", "[]", "<html>", r#"{"icons":{}}"#] {
            assert!(manifest_icons(other.as_bytes(), &Url::parse("https://s.example/").unwrap()).is_empty());
        }
    }
}
