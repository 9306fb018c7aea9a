//! Pictures as large as they are shown.

use broadsheet_core::model::{Frame, MediaId};

use crate::newsroom::Newsroom;
use crate::pictures::{illustrated_room, media_of, save};
use crate::server::{Reply, Server};

/// A picture that can be read, all in one colour.
fn painted(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([20, 40, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("memory");
    bytes.into_inner()
}

/// What is shown of a picture in a row of a list: its media type and its width.
async fn in_a_row(room: &Newsroom, id: &MediaId) -> (String, u32) {
    let frame = Frame { width: 124, height: Some(84) };
    let (mime, bytes) = room.library.framed_media(id.clone(), frame).await.expect("a picture");
    (mime, image::load_from_memory(&bytes).expect("one that can be read").width())
}

#[tokio::test]
async fn a_thumbnail_is_made_once_and_the_picture_stays_what_it_was() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", painted(600, 400)));
    let (room, article) = illustrated_room(&server, &[server.url("/a.png")]).await;
    let id = &media_of(&article)[0];
    assert_eq!(article.pictures[0].colour, None, "nobody looked yet");
    assert_eq!(in_a_row(&room, id).await, ("image/jpeg".to_owned(), 128));
    assert_eq!(server.count("/a.png"), 1, "fetched for it");
    let seen = room.article("Harbour reopens").await.pictures.remove(0);
    let looks = (seen.width, seen.height, seen.colour.as_deref());
    assert_eq!(looks, (Some(600), Some(400), Some("#14283c")), "from now on its place can be made ready");

    save(&room, article.summary.id).await;
    server.stop().await;
    assert_eq!(in_a_row(&room, id).await.1, 128, "kept beside it");
    assert_eq!(room.library.media(id.clone()).await.expect("kept").1, painted(600, 400), "to the byte");
    let saved = room.library.stats().await.expect("stats").media_bytes;
    assert_eq!(saved, painted(600, 400).len() as u64, "what is derived is no part of what is saved");

    let thumbnails = room.folder().join("thumbnails");
    assert!(thumbnails.exists());
    std::fs::remove_dir_all(&thumbnails).expect("removed by the reader");
    assert_eq!(in_a_row(&room, id).await.1, 128, "made again, without the network");
}

#[tokio::test]
async fn what_no_thumbnail_can_be_made_of_is_shown_as_it_is() {
    let server = Server::start().await;
    let cut = painted(600, 400)[..60].to_vec();
    let huge = b"GIF89a\x30\x75\x30\x75\0\0\0;".to_vec();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='900' height='900'/>".to_vec();
    server
        .on("/cut.png", Reply::ok("image/png", cut.clone()))
        .on("/huge.gif", Reply::ok("image/gif", huge))
        .on("/lie.jpg", Reply::ok("image/jpeg", svg.clone()));
    let urls = ["/cut.png", "/huge.gif", "/lie.jpg"].map(|path| server.url(path));
    let (room, article) = illustrated_room(&server, &urls).await;
    let mut shown = Vec::new();
    for id in media_of(&article) {
        shown.push(
            room.library.framed_media(id, Frame { width: 124, height: None }).await.map_err(|e| e.code()),
        );
    }
    assert_eq!(shown[0], Ok(("image/png".to_owned(), cut)), "the window may make something of it");
    assert_eq!(shown[1], Err("picture_too_large"), "30,000 pixels square are for nobody to draw");
    assert_eq!(
        shown[2],
        Ok(("image/svg+xml".to_owned(), svg)),
        "a drawing has every size, whatever it is said to be"
    );
}

#[tokio::test]
async fn thumbnails_go_with_their_pictures() {
    let server = Server::start().await;
    server.on("/a.png", Reply::ok("image/png", painted(600, 400)));
    let (room, article) = illustrated_room(&server, &[server.url("/a.png")]).await;
    let id = &media_of(&article)[0];
    in_a_row(&room, id).await;
    // Files are as old as the disk says, and not the room's clock.
    room.clock.advance(chrono::TimeDelta::days(36_500));
    room.library.clear_pictures().await.expect("cleared");
    let left = |folder: &str| -> usize {
        let folders = std::fs::read_dir(room.folder().join(folder)).expect("a folder");
        folders.map(|one| std::fs::read_dir(one.expect("one").path()).expect("a folder").count()).sum()
    };
    assert_eq!((left("media"), left("thumbnails")), (0, 0));
    assert_eq!(in_a_row(&room, id).await.1, 128, "fetched and made again");
    assert_eq!(server.count("/a.png"), 2);
}
