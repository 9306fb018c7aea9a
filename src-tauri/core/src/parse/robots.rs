//! A site's `robots.txt` (RFC 9309): which pages it wants left alone by programs, and where its sitemaps lie.

use url::Url;

/// How many lines are looked at.
const LINES: usize = 10_000;
/// How many sitemaps are taken.
const SITEMAPS: usize = 1000;
/// The longest rule, in bytes.
const LONGEST: usize = 2048;

/// What a `robots.txt` says; an empty one allows everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// The sitemaps it names (§2.2.4 leaves such lines to others), each once.
    pub sitemaps: Vec<Url>,
    /// The rules for everybody: whether they allow, and the pattern of paths.
    rules: Vec<(bool, String)>,
}

impl Robots {
    /// Reads what lies at `url`. Only the rules for every program are looked at: nobody names us.
    #[must_use]
    pub fn read(text: &str, url: &Url) -> Self {
        let mut robots = Self::default();
        // Names one after another share the rules behind them (§2.2.1).
        let (mut names_end, mut is_ours) = (true, false);
        for line in text.lines().take(LINES) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            match name.as_str() {
                "user-agent" => {
                    is_ours = value == "*" || (is_ours && !names_end);
                    names_end = false;
                }
                "allow" | "disallow" => {
                    names_end = true;
                    if is_ours && !value.is_empty() && value.len() <= LONGEST {
                        robots.rules.push((name == "allow", value.to_owned()));
                    }
                }
                "sitemap" => robots.add_sitemap(value, url),
                _ => {}
            }
        }
        robots
    }

    fn add_sitemap(&mut self, value: &str, url: &Url) {
        let sitemap = value.split_whitespace().next().and_then(|value| url.join(value).ok());
        let Some(sitemap) = sitemap.filter(|url| matches!(url.scheme(), "http" | "https")) else { return };
        if self.sitemaps.len() < SITEMAPS && !self.sitemaps.contains(&sitemap) {
            self.sitemaps.push(sitemap);
        }
    }

    /// Whether a program may ask for `page`: the longest rule that fits it decides, and of two as long the one that
    /// allows (§2.2.2).
    #[must_use]
    pub fn allows(&self, page: &Url) -> bool {
        let path =
            page.query().map_or_else(|| page.path().to_owned(), |query| format!("{}?{query}", page.path()));
        let fitting = self.rules.iter().filter(|(_, pattern)| fits(pattern, &path));
        fitting.max_by_key(|(allows, pattern)| (pattern.len(), *allows)).is_none_or(|(allows, _)| *allows)
    }
}

/// Whether a path begins as a pattern says, in which `*` stands for anything and a last `$` for the path's end
/// (§2.2.3).
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        // The first place is the best but for the last part, which may have to end the path.
        let Some(at) = rest.find(part) else { return false };
        last = Some((rest, part));
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    match last {
        _ if !to_the_end => true,
        Some((rest, part)) => rest.ends_with(part),
        None => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Robots {
        Robots::read(text, &Url::parse("https://s.example/robots.txt").unwrap())
    }

    #[test]
    fn sitemaps_are_named_wherever_they_stand() {
        let robots = read(
            "User-agent: *\nDisallow: /x\nSITEMAP : /a.xml\nSitemap: https://o.example/b.xml # news\nsitemap:ftp://x/\nSitemap: /a.xml",
        );
        let found: Vec<&str> = robots.sitemaps.iter().map(Url::as_str).collect();
        assert_eq!(found, ["https://s.example/a.xml", "https://o.example/b.xml"]);
    }

    #[test]
    fn the_rules_for_everybody_hold() {
        let robots = read(
            "User-agent: Hungry\nDisallow: /\n\nUser-agent: Other\nUser-agent: *\nDisallow: /search\nDisallow: /*.pdf$\n\
             Disallow: /*/print/\nAllow: /search/about\nDisallow:\n",
        );
        for (path, allowed) in [
            ("/2025/story", true),
            ("/search?q=x", false),
            ("/search/about-us", true),
            ("/files/a.pdf", false),
            ("/files/a.pdf?page=2", true),
            ("/files/a.pdf.pdf", false),
            ("/2025/print/story", false),
            ("/print/", true),
        ] {
            let page = Url::parse("https://s.example").unwrap().join(path).unwrap();
            assert_eq!(robots.allows(&page), allowed, "{path}");
        }
        assert!(read("").allows(&Url::parse("https://s.example/a").unwrap()), "silence allows everything");
        let tie = read("user-agent: *\ndisallow: /a\nallow: /a");
        assert!(tie.allows(&Url::parse("https://s.example/a").unwrap()), "of two as long the kinder one");
    }

    #[test]
    fn a_pattern_of_many_stars_takes_no_time() {
        let robots = read(&format!("user-agent: *\ndisallow: /{}$", "*a".repeat(1000)));
        let page = Url::parse(&format!("https://s.example/{}b", "a".repeat(5000))).unwrap();
        assert!(robots.allows(&page));
    }
}
