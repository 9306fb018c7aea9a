//! Pictures that stand in the markup itself, as `data:` addresses.

use broadsheet_core::model::{ExportChoice, ExportFormat, SaveState};

use crate::newsroom::Newsroom;
use crate::pictures::{code, illustrated_room, media_of, png, save};
use crate::server::{Reply, Server};

/// A picture that is large enough to be seen.
fn plan(kind: u8) -> Vec<u8> {
    let mut bytes = png(kind);
    (bytes[18], bytes[22]) = (2, 1);
    bytes
}

/// Bytes as an address that stands for them.
fn data(bytes: &[u8]) -> String {
    use base64::Engine;
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

#[tokio::test]
async fn a_picture_in_the_text_itself_is_an_articles_as_any_other() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", png(1)));
    let too_large = [plan(3), vec![0; 6 << 20]].concat();
    let urls = [server.url("/a.png"), data(&plan(2)), data(&too_large)];
    let (room, article) = illustrated_room(&server, &urls).await;
    assert!(article.content_html.len() < 1_000, "no picture stands in the text any more");
    assert_eq!(article.held, [], "nobody has to be asked for them");
    let ids = media_of(&article);
    assert_eq!(
        room.library.media(ids[1].clone()).await.expect("a picture"),
        ("image/png".to_owned(), plan(2))
    );
    assert_eq!(code(&room, &ids[2]).await, "picture_too_large", "and not unseen");
    room.library.clear_pictures().await.expect("cleared");
    assert_eq!(code(&room, &ids[1]).await, "image/png", "what nobody can be asked for again is not let go");

    let saved = save(&room, article.summary.id).await;
    assert_eq!((saved.state, saved.missing), (SaveState::Partial, 1));
    assert_eq!(saved.problem.as_deref(), Some("picture_too_large"));
    assert_eq!(saved.retry_at, None, "nor does it come later");
    server.stop().await;
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("saved.zip");
    let (choice, format) = (ExportChoice::Saved, ExportFormat::Json);
    room.library.export(choice, format, archive.clone()).await.expect("an archive");
    let other = Newsroom::open().await;
    other.library.import_saved(archive).await.expect("brought in");
    for room in [&room, &other] {
        let again = room.article("Harbour reopens").await;
        assert_eq!(again.content_html, article.content_html);
        assert_eq!(media_of(&again), ids);
        let (_, bytes) = room.library.media(ids[1].clone()).await.expect("kept");
        assert_eq!(bytes, plan(2), "byte for byte, without a network");
    }
    other.library.unsave(other.article("Harbour reopens").await.summary.id).await.expect("taken away");
    other.library.clear_pictures().await.expect("cleared");
    assert_eq!(code(&other, &ids[1]).await, "image/png", "nothing else has it");
}
