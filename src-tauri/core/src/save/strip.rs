//! What is written in a picture's file beside the picture: where and with what it was taken, by whom, with which
//! program. None of it is kept but what showing the picture needs: which way is up, and its colour profile.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::riff::RiffContent;
use img_parts::webp::{CHUNK_VP8X, CHUNK_XMP, WebP};
use img_parts::{Bytes, ImageEXIF};

/// Chunks of a PNG that hold words, times and Exif (PNG specification, §11.3.3 to §11.3.5).
const PNG_NOTES: [&[u8; 4]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"];
/// The flag in a WebP's head that announces XMP (WebP container specification, "Extended File Format").
const HAS_XMP: u8 = 0b100;
/// How the segment of a JPEG begins that holds a piece of a colour profile (ICC.1, annex B.4).
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The bytes of a picture without the notes in them. The picture in them is the same to the bit; a file that is not
/// understood, or has no notes, is left as it is.
pub(super) fn without_notes(bytes: Vec<u8>, mime: &str) -> Vec<u8> {
    let bytes = Bytes::from(bytes);
    let stripped = match mime {
        "image/jpeg" => of_jpeg(&bytes),
        "image/png" => of_png(&bytes),
        "image/webp" => of_webp(&bytes),
        _ => None,
    };
    stripped.unwrap_or_else(|| bytes.into())
}

fn of_jpeg(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
    let before = jpeg.segments().len();
    jpeg.segments_mut().retain(|segment| match segment.marker() {
        // Its version, and how Adobe's programs wrote its colours.
        markers::APP0 | markers::APP14 => true,
        markers::APP2 => segment.contents().starts_with(PROFILE),
        markers::COM | markers::APP1..=markers::APP15 => false,
        _ => true,
    });
    if jpeg.segments().len() == before {
        return None;
    }
    jpeg.set_exif(orientation(bytes));
    Some(jpeg.encoder().bytes().into())
}

fn of_png(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(bytes.clone()).ok()?;
    let before = png.chunks().len();
    png.chunks_mut().retain(|chunk| !PNG_NOTES.contains(&&chunk.kind()));
    if png.chunks().len() == before {
        return None;
    }
    png.set_exif(orientation(bytes));
    Some(png.encoder().bytes().into())
}

fn of_webp(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
    if webp.exif().is_none() && !webp.has_chunk(CHUNK_XMP) {
        return None;
    }
    webp.remove_chunks_by_id(CHUNK_XMP);
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == CHUNK_VP8X) {
        let RiffContent::Data(head) = chunk.content_mut() else { continue };
        let mut flags = head.to_vec();
        flags.iter_mut().take(1).for_each(|flags| *flags &= !HAS_XMP);
        *head = flags.into();
    }
    webp.set_exif(orientation(bytes));
    Some(webp.encoder().bytes().into())
}

/// Exif that says which way is up and nothing else; `None` where the picture stands upright as it is.
fn orientation(bytes: &Bytes) -> Option<Bytes> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let orientation = reader.into_decoder().ok()?.orientation().ok()?;
    // One directory with one entry: tag 0x0112, one SHORT (TIFF 6.0, §2; Exif 2.32, §4.6.4).
    let exif = |value: u8| {
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[value], &[0; 6]].concat()
    };
    (orientation != Orientation::NoTransforms).then(|| exif(orientation.to_exif()).into())
}

#[cfg(test)]
mod tests {
    use image::codecs::jpeg::JpegEncoder;
    use image::codecs::png::PngEncoder;
    use image::codecs::webp::WebPEncoder;
    use image::{DynamicImage, ExtendedColorType, ImageEncoder};
    use img_parts::jpeg::JpegSegment;
    use img_parts::png::PngChunk;
    use img_parts::riff::RiffChunk;

    use super::*;

    /// Exif that turns the picture on its side and names a place.
    const EXIF: &[u8] =
        b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0e\0\x02\0\0\0\x04Kyiv\0\0\0\0";
    const WIDTH: u32 = 4;
    const HEIGHT: u32 = 2;

    fn pixels() -> Vec<u8> {
        (0_u8..).step_by(9).take((WIDTH * HEIGHT * 3) as usize).collect()
    }

    fn plain(write: impl FnOnce(&mut Vec<u8>)) -> Bytes {
        let mut bytes = Vec::new();
        write(&mut bytes);
        bytes.into()
    }

    fn shown(bytes: &[u8]) -> (DynamicImage, Orientation, Option<Vec<u8>>) {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap();
        let mut decoder = reader.into_decoder().unwrap();
        let (orientation, profile) = (decoder.orientation().unwrap(), decoder.icc_profile().unwrap());
        (DynamicImage::from_decoder(decoder).unwrap(), orientation, profile)
    }

    fn names_the_place(bytes: &[u8]) -> bool {
        bytes.windows(4).any(|word| word == b"Kyiv")
    }

    /// Strips `noted` and holds what is left to what it showed before.
    fn check(noted: &[u8], mime: &str) {
        assert!(names_the_place(noted), "{mime}: the notes are there");
        let stripped = without_notes(noted.to_vec(), mime);
        assert!(!names_the_place(&stripped), "{mime}: and go");
        assert_eq!(shown(&stripped), shown(noted), "{mime}: it looks as before");
        assert_eq!(shown(&stripped).1, Orientation::Rotate90, "{mime}: upright");
        assert_eq!(without_notes(stripped.clone(), mime), stripped, "{mime}: once is enough");
    }

    #[test]
    fn a_jpeg_keeps_its_colours_and_which_way_is_up() {
        let bytes = plain(|to| {
            let mut encoder = JpegEncoder::new(to);
            encoder.set_icc_profile(b"a profile".to_vec()).unwrap();
            encoder.write_image(&pixels(), WIDTH, HEIGHT, ExtendedColorType::Rgb8).unwrap();
        });
        assert_eq!(without_notes(bytes.to_vec(), "image/jpeg"), bytes, "nothing to take away");
        let mut jpeg = Jpeg::from_bytes(bytes).unwrap();
        let segment =
            |marker, text: &'static [u8]| JpegSegment::new_with_contents(marker, Bytes::from_static(text));
        for (marker, text) in [
            (markers::COM, b"Taken in Kyiv".as_slice()),
            (markers::APP1, b"http://ns.adobe.com/xap/1.0/\0<x>Kyiv</x>"),
            (markers::APP13, b"Photoshop 3.0\0Kyiv"),
        ] {
            jpeg.segments_mut().insert(1, segment(marker, text));
        }
        jpeg.set_exif(Some(Bytes::from_static(EXIF)));
        let noted: Vec<u8> = jpeg.encoder().bytes().into();
        assert_eq!(shown(&noted).2.as_deref(), Some(b"a profile".as_slice()));
        check(&noted, "image/jpeg");
    }

    #[test]
    fn a_png_loses_its_words() {
        let bytes = plain(|to| {
            PngEncoder::new(to).write_image(&pixels(), WIDTH, HEIGHT, ExtendedColorType::Rgb8).unwrap();
        });
        assert_eq!(without_notes(bytes.to_vec(), "image/png"), bytes);
        let mut png = Png::from_bytes(bytes).unwrap();
        png.chunks_mut().insert(1, PngChunk::new(*b"tEXt", Bytes::from_static(b"Place\0Kyiv")));
        png.set_exif(Some(Bytes::from_static(EXIF)));
        check(&png.encoder().bytes(), "image/png");
    }

    #[test]
    fn a_webp_loses_its_notes() {
        let bytes = plain(|to| {
            WebPEncoder::new_lossless(to)
                .write_image(&pixels(), WIDTH, HEIGHT, ExtendedColorType::Rgb8)
                .unwrap();
        });
        assert_eq!(without_notes(bytes.to_vec(), "image/webp"), bytes);
        let mut webp = WebP::from_bytes(bytes).unwrap();
        let xmp = RiffContent::Data(Bytes::from_static(b"<x>Kyiv</x>"));
        webp.chunks_mut().push(RiffChunk::new(CHUNK_XMP, xmp));
        webp.set_exif(Some(Bytes::from_static(EXIF)));
        check(&webp.encoder().bytes(), "image/webp");
    }

    #[test]
    fn what_is_not_understood_is_left_as_it_is() {
        for mime in ["image/jpeg", "image/png", "image/webp", "image/avif", "image/svg+xml"] {
            for bytes in
                [b"".as_slice(), b"\xff\xd8\xff\xe1\xff\xff", b"\x89PNG\r\n\x1a\n\0", b"RIFF\x04\0\0\0WEBP"]
            {
                assert_eq!(without_notes(bytes.to_vec(), mime), bytes, "{mime}");
            }
        }
    }
}
