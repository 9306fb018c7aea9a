//! Whether bytes are a picture we can show, told from the bytes themselves and never from what a server says. Pure.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};
use imagesize::{Compression, ImageType};

use super::strip;
use crate::{Error, Result};

/// Larger pictures would only serve to exhaust the memory of whoever shows them.
const MOST_PIXELS: u64 = 100_000_000;

/// How far into a file an SVG's root element may begin.
const PROLOGUE: usize = 64 * 1024;

/// What bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Their media type.
    pub mime: &'static str,
    /// The width in pixels as it is shown, where it is fixed.
    pub width: Option<u32>,
    /// The height in pixels as it is shown, where it is fixed.
    pub height: Option<u32>,
}

/// Whether smaller copies can be made of pictures of this type: the others are drawings, icons, and what only windows
/// can read.
pub(super) fn is_decoded(mime: &str) -> bool {
    matches!(mime, "image/gif" | "image/jpeg" | "image/png" | "image/webp")
}

/// Tells what picture `bytes` are, and leaves of them what is kept: the picture without its notes.
///
/// # Errors
/// As [`recognise`].
pub(crate) fn to_keep(bytes: Vec<u8>) -> Result<(Picture, Vec<u8>)> {
    let picture = recognise(&bytes)?;
    Ok((picture, strip::without_notes(bytes, picture.mime)))
}

/// Tells what picture `bytes` are.
///
/// # Errors
/// [`Error::NotAPicture`], and [`Error::PictureTooLarge`] for one no window should try to draw.
pub(super) fn recognise(bytes: &[u8]) -> Result<Picture> {
    let picture = read_head(bytes).ok_or(Error::NotAPicture)?;
    match (picture.width, picture.height) {
        (Some(width), Some(height)) if u64::from(width) * u64::from(height) > MOST_PIXELS => {
            Err(Error::PictureTooLarge)
        }
        _ => Ok(picture),
    }
}

fn read_head(bytes: &[u8]) -> Option<Picture> {
    if is_svg(bytes) {
        return Some(Picture { mime: "image/svg+xml", width: None, height: None });
    }
    let mime = match imagesize::image_type(bytes).ok()? {
        ImageType::Bmp => "image/bmp",
        ImageType::Gif => "image/gif",
        ImageType::Heif(Compression::Av1) => "image/avif",
        ImageType::Ico => "image/x-icon",
        ImageType::Jpeg => "image/jpeg",
        ImageType::Png => "image/png",
        ImageType::Webp => "image/webp",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let (width, height) = if is_on_its_side(bytes, mime) { (height, width) } else { (width, height) };
    (width > 0 && height > 0).then_some(Picture { mime, width: Some(width), height: Some(height) })
}

/// Whether a picture says that it is to be turned upright before it is shown.
fn is_on_its_side(bytes: &[u8], mime: &str) -> bool {
    let turned = || {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        reader.into_decoder().ok()?.orientation().ok()
    };
    is_decoded(mime)
        && matches!(
            turned(),
            Some(
                Orientation::Rotate90
                    | Orientation::Rotate270
                    | Orientation::Rotate90FlipH
                    | Orientation::Rotate270FlipH
            )
        )
}

/// Whether an XML document's root element is `svg`, behind whatever may stand before one.
fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..PROLOGUE).unwrap_or(bytes));
    let mut rest = start.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            // A document type may hold declarations of its own in brackets.
            _ if rest.starts_with("<!DOCTYPE") && has_own_declarations(rest) => "]>",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => break,
        };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix("<svg:svg").or_else(|| rest.strip_prefix("<svg"));
    name.is_some_and(|behind| behind.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

fn has_own_declarations(doctype: &str) -> bool {
    doctype.split(['[', '>']).next().is_some_and(|before| doctype[before.len()..].starts_with('['))
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::codecs::png::PngEncoder;
    use image::{ExtendedColorType, ImageEncoder, ImageResult};

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn pictures_are_known_by_their_bytes() {
        let mut gif = b"GIF89a".to_vec();
        gif.extend([3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\0\x02\0\x03\x03".to_vec();
        let webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x02\x40\0\0\0\0\0\0\0".to_vec();
        let bmp = [b"BM".as_slice(), &[0; 12], &[40, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0], &[0; 28]].concat();
        let ico = [[0, 0, 1, 0, 1, 0, 3, 2].as_slice(), &[0; 14]].concat();
        let boxes: [&[u8]; 7] = [
            b"\0\0\0\x14ftypavif\0\0\0\0avif",
            b"\0\0\0\x38meta\0\0\0\0",
            b"\0\0\0\x2ciprp",
            b"\0\0\0\x1cipco",
            b"\0\0\0\x14ispe\0\0\0\0",
            b"\0\0\0\x03\0\0\0\x02",
            b"",
        ];
        for (bytes, mime) in [
            (png(3, 2), "image/png"),
            (gif, "image/gif"),
            (jpeg, "image/jpeg"),
            (webp, "image/webp"),
            (bmp, "image/bmp"),
            (ico, "image/x-icon"),
            (boxes.concat(), "image/avif"),
        ] {
            let expected = Picture { mime, width: Some(3), height: Some(2) };
            assert_eq!(recognise(&bytes).ok(), Some(expected), "{mime}");
        }
    }

    /// A JPEG, or another format written by `encoder`, that says how it is to be turned.
    fn turned(mut encoder: impl ImageEncoder, orientation: u8) -> ImageResult<()> {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        encoder.set_exif_metadata(exif).unwrap();
        encoder.write_image(&[0; 3 * 2 * 3], 3, 2, ExtendedColorType::Rgb8)
    }

    #[test]
    fn a_picture_is_as_large_as_it_is_shown() {
        for (orientation, size) in
            [(1, (3, 2)), (3, (3, 2)), (5, (2, 3)), (6, (2, 3)), (7, (2, 3)), (8, (2, 3)), (99, (3, 2))]
        {
            let mut jpeg = Vec::new();
            turned(JpegEncoder::new(&mut jpeg), orientation).unwrap();
            let mut png = Vec::new();
            turned(PngEncoder::new(&mut png), orientation).unwrap();
            for (bytes, kind) in [(jpeg, "JPEG"), (png, "PNG")] {
                let picture = recognise(&bytes).unwrap();
                assert_eq!(
                    (picture.width, picture.height),
                    (Some(size.0), Some(size.1)),
                    "a {kind} turned by {orientation}"
                );
            }
        }
    }

    #[test]
    fn an_svg_may_have_things_before_its_root() {
        for svg in [
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "\u{feff}<?xml version='1.0'?>\n<!-- drawn by hand --><svg>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><svg\n>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
            "<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
        ] {
            assert_eq!(
                recognise(svg.as_bytes()).map(|found| found.mime).ok(),
                Some("image/svg+xml"),
                "{svg}"
            );
        }
    }

    #[test]
    fn what_is_no_picture_is_told_apart() {
        for (bytes, why) in [
            (b"".as_slice(), "nothing"),
            (b"<!DOCTYPE html><html><svg/></html>", "a page that holds a drawing"),
            (b"<svgx/>", "another element"),
            (b"<!-- never ends <svg/>", "an open comment"),
            (b"\x89PNG\r\n\x1a\n", "a beginning and no more"),
            (b"%PDF-1.7 and so on", "another kind of file"),
            (b"\0\0\0\x14ftypheic\0\0\0\0mif1", "a picture few windows can draw"),
            (&png(0, 2), "no width"),
        ] {
            assert_eq!(recognise(bytes).unwrap_err().code(), "not_a_picture", "{why}");
        }
        let huge = recognise(&png(30_000, 30_000)).unwrap_err();
        assert_eq!(huge.code(), "picture_too_large", "a picture, and nothing to draw");
    }

    #[test]
    fn no_beginning_of_a_picture_breaks_the_reader() {
        let whole = png(3, 2);
        for end in 0..whole.len() {
            for garbage in [0u8, 0xff] {
                let mut bytes = whole[..end].to_vec();
                bytes.resize(64, garbage);
                let _ = recognise(&bytes);
            }
        }
    }
}
