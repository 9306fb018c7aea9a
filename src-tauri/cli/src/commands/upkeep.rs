//! Looking after the library.

use broadsheet_core::model::Forgetting;
use broadsheet_core::{Error, Library};

use super::Done;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::{count, facts, instant, table};

pub async fn verify(library: &Library, out: &mut Output) -> Done {
    let report = library.verify().await?;
    out.document(&report, |report| {
        let mut text = format!("{} looked at.\n", count(report.checked, "saved file"));
        text.extend(report.mended.iter().map(|hash| format!("  was damaged, fetched again: {hash}\n")));
        text.extend(report.damaged.iter().map(|hash| format!("  damaged or gone: {hash}\n")));
        text
    })?;
    match report.damaged.len() {
        0 => Ok(()),
        damaged => Err(Failure::SavedDamaged { damaged }),
    }
}

pub async fn stats(library: &Library, out: &mut Output) -> Done {
    out.document(&library.stats().await?, |stats| {
        let number = |number: u32| Some(number.to_string());
        facts(&[
            ("Library", Some(stats.folder.clone())),
            ("Publications", number(stats.publications)),
            ("Sources", number(stats.sources)),
            ("Articles", number(stats.articles)),
            ("Unread", number(stats.unread)),
            ("Saved", number(stats.saved)),
            ("Authors", number(stats.authors)),
            ("Tags", number(stats.tags)),
            ("Follows", number(stats.follows)),
            ("Followed, unread", number(stats.followed_unread)),
            ("Alerts", number(stats.alerts)),
            ("Database", Some(indicatif::HumanBytes(stats.database_bytes).to_string())),
            ("Pictures", Some(indicatif::HumanBytes(stats.media_bytes).to_string())),
        ])
    })
}

pub async fn storage(library: &Library, out: &mut Output) -> Done {
    out.document(&library.storage().await?, |storage| {
        let bytes = |bytes| Some(indicatif::HumanBytes(bytes).to_string());
        facts(&[
            ("Articles", bytes(storage.articles)),
            ("Search", bytes(storage.search)),
            ("Saved pictures", bytes(storage.saved)),
            ("Picture cache", bytes(storage.cache)),
            ("Thumbnails", bytes(storage.thumbnails)),
        ])
    })
}

pub async fn forget(library: &Library, what: Forgetting, dry_run: bool, out: &mut Output) -> Done {
    if dry_run {
        return out.document(&library.forgettable(what).await?, |going| {
            let rows = going.list.iter().map(|article| {
                [
                    article.id.to_string(),
                    instant(article.sorted_at),
                    article.publication.clone(),
                    article.headline.clone(),
                ]
            });
            let pictures = indicatif::HumanBytes(going.picture_bytes);
            let list = table(["ID", "DATE", "PUBLICATION", "HEADLINE"], rows.collect());
            format!("{list}\n{} and {pictures} of pictures would go.\n", count(going.articles, "article"))
        });
    }
    let articles = library.forget(what).await?;
    out.document(&articles, |articles| format!("{} let go.", count(*articles, "article")))
}

pub async fn check(library: &Library, out: &mut Output) -> Done {
    let report = library.check().await?;
    out.document(&report, |report| {
        if report.sound { "The database is sound.".to_owned() } else { report.problems.join("\n") }
    })?;
    if report.sound {
        Ok(())
    } else {
        let detail = report.problems.into_iter().next().unwrap_or_default();
        Err(Error::LibraryDamaged { detail }.into())
    }
}
