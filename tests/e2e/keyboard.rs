//! What a reader does who has no pointer. The focus is never lost on the way: pressing a key sees to that.

#![cfg(target_os = "linux")]

use broadsheet_e2e::{Desk, Outcome, Publisher, Window};

#[tokio::test]
async fn an_article_is_added_read_saved_and_found_again_by_keys_alone() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    publisher.publish("New pier opens", "Harbour");
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.find("#first-address:focus").await?;
    window.write(&publisher.url()).await?;
    window.press("Enter").await?;
    window.find("dialog[open]").await?;
    window.shows("News from the harbour").await?;
    window.tab_to("button Add publication").await?;
    window.press("Enter").await?;
    window.find("article[data-article]").await?;

    window.press("g h").await?;
    window.find("[role=feed] article").await?;
    window.press("j j Enter").await?;
    window.find("article.art h1:focus").await?;
    window.shows("Ferry timetable changes on Monday, in full").await?;
    window.press("s").await?;
    window.shows("Saved for offline").await?;
    window.press("u").await?;
    window.find("[role=feed] article:focus").await?;
    assert!(
        window.focused().await?.contains("Ferry timetable"),
        "the reader is back at the row they left by"
    );

    window.press("g s").await?;
    window.shows("Complete").await?;
    window.tab_to("a Ferry timetable").await?;
    window.press("Enter").await?;
    window.find("article.art h1:focus").await?;

    window.press("/").await?;
    window.find("input[type=search]:focus").await?;
    window.write("pier").await?;
    window.shows("1 article").await?;
    window.tab_to("a New pier opens").await?;
    window.press("Enter").await?;
    window.shows("New pier opens, in full").await?;
    window.close().await
}

#[tokio::test]
async fn a_tag_is_followed_and_the_window_set_up_by_keys_alone() -> Outcome {
    let desk = Desk::start().await?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.add(&Publisher::open()?).await?;
    window.press("g h").await?;
    window.find("[role=feed] article").await?;
    window.press("j o").await?;
    window.find("article.art h1:focus").await?;
    window.press("f").await?;
    window.shows("Following").await?;
    window.press("g f").await?;
    window.find("main h1").await?;
    window.tab_to("a Harbour").await?;
    window.press("Enter").await?;
    window.shows("Ferry timetable changes on Monday").await?;

    window.press("g ,").await?;
    window.shows("Appearance").await?;
    window.find("main :focus, main:focus").await?;
    window.tab_to("button Dark").await?;
    window.press("Space").await?;
    window.find("html[data-theme=dark]").await?;

    window.press("g h").await?;
    window.find("[role=feed] article").await?;
    window.press("j").await?;
    let row = window.focused().await?;
    for (open, dialog) in [("Control+k", "dialog.palette"), ("?", "dialog"), ("Control+n", "dialog")] {
        window.press(open).await?;
        window.find(&format!("{dialog}[open] :focus")).await?;
        window.press("Escape").await?;
        assert_eq!(window.focused().await?, row, "the focus comes back from what {open} opens");
    }
    window.press("Control+k").await?;
    window.write("saved").await?;
    window.press("Enter").await?;
    window.find("main h1").await?;
    window.shows("Saved").await?;
    window.close().await
}

#[tokio::test]
async fn words_are_found_highlighted_noted_and_searched_by_keys_alone() -> Outcome {
    let desk = Desk::start().await?;
    let publisher = Publisher::open()?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.add(&publisher).await?;
    window.press("g h").await?;
    window.find("[role=feed] article").await?;
    window.press("j o").await?;
    window.find("article.art h1:focus").await?;
    window.press("Control+f").await?;
    window.find("[role=search] input:focus").await?;
    window.write("in full").await?;
    window.shows("1 of 1").await?;
    window.press("Escape h").await?;
    window.shows("Highlighted").await?;
    window.waits_for("String([...CSS.highlights.get('marked')][0]) === 'in full'").await?;
    window.press("n").await?;
    window.find("textarea:focus").await?;
    window.write("Ask the pilot").await?;
    window.press("Escape").await?;
    window.find("section.mine:focus").await?;
    window.press("s").await?;
    window.shows("Saved for offline").await?;
    window.press("g s").await?;
    window.shows("1 highlight").await?;
    window.press("/").await?;
    window.find("input[type=search]:focus").await?;
    window.write("pilot").await?;
    window.waits_for("document.querySelector('.found mark')?.textContent === 'pilot'").await?;
    window.tab_to("a Ferry timetable").await?;
    window.press("Enter").await?;
    window.waits_for("String([...CSS.highlights.get('marked')][0]) === 'in full'").await?;
    window.close().await
}

#[tokio::test]
async fn a_publication_is_put_away_renamed_removed_and_brought_back_by_keys_alone() -> Outcome {
    let desk = Desk::start().await?;
    let window = Window::open(&desk, &desk.path("library")).await?;
    window.add(&Publisher::open()?).await?;
    window.press("g h").await?;
    window.tab_to("a The Harbour Post").await?;
    window.press("Shift+F10").await?;
    window.find("[role=menuitem]:focus").await?;
    window.press("Enter").await?;
    window.find("dialog[open] input:focus").await?;
    window.write("Morning").await?;
    window.press("Enter").await?;
    window.find("[role=group][aria-label=Morning] a:focus").await?;
    window.press("Control+z").await?;
    window.find("[role=group][aria-label='No folder'] a:focus").await?;

    window.press("Enter").await?;
    window.shows("News from the harbour").await?;
    window.tab_to("button More about this publication").await?;
    window.press("Enter").await?;
    window.find("[role=menuitem]:focus").await?;
    window.press("Enter").await?;
    window.find("dialog[open] input:focus").await?;
    window.write("The Pier Post").await?;
    window.press("Enter").await?;
    window.shows("The Pier Post").await?;
    window.find("main [aria-haspopup=menu]:focus").await?;
    window.press("Enter Up Enter").await?;
    window.shows("The Pier Post was removed").await?;
    // Nothing is left, and the first page asks for an address again; in its field the key is the field's own.
    window.find("#first-address:focus").await?;
    window.press("Tab Control+z").await?;
    window.find("aside a.publication").await?;
    window.close().await
}
