//! Pictures as large as they are shown: made once from the bytes that are kept, and kept beside them. They are never
//! what is saved, and whatever goes wrong here, the picture itself can still be shown. Pure.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{
    AnimationDecoder, ColorType, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader,
    ImageResult, Limits, RgbaImage,
};

use super::picture;
use crate::model::{Frame, Pixels};
use crate::store::media::Kept;

/// How wide thumbnails are made, in pixels: whoever asks gets the next wider one, so that there are few of each.
const STEPS: [u32; 6] = [64, 128, 256, 512, 768, 1536];
/// From here on what moves is shown as it is: it is then what the reader looks at, and no mark beside a headline.
const MOVES_FROM: u32 = 512;

/// Larger pictures are shown as they are: making them smaller would take more memory than it saves.
pub(super) const MOST_PIXELS: u64 = 48 << 20;
/// What a decoder may take besides the pixels themselves, in bytes.
const MOST_BYTES: u64 = 256 << 20;
/// A longer colour profile is worth more than a small picture.
const MOST_PROFILE: usize = 16 << 10;
/// Of JPEG, where nothing shows through.
const QUALITY: u8 = 82;

/// A picture made smaller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thumbnail {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The colour it has on the whole, as `0xRRGGBB`, where nothing shows through it.
    pub colour: Option<u32>,
}

/// Whether a picture is of a kind and a size that is decoded here.
pub(super) fn is_readable(kept: &Kept) -> bool {
    let pixels = u64::from(kept.width.unwrap_or(0)) * u64::from(kept.height.unwrap_or(0));
    picture::is_decoded(&kept.mime) && (1..=MOST_PIXELS).contains(&pixels)
}

/// How wide the thumbnail of a picture is to be that fills `frame`; `None` where the picture itself is as good.
pub(super) fn step(frame: Frame, kept: &Kept) -> Option<u32> {
    let (width, height) = (kept.width?, kept.height?);
    if !is_readable(kept) {
        return None;
    }
    // A frame may be filled with a part of the picture: then the picture is as high as the frame, and wider.
    let to_its_height = u64::from(frame.height.unwrap_or(0)) * u64::from(width) / u64::from(height);
    let wanted = u64::from(frame.width).max(to_its_height);
    STEPS.into_iter().find(|step| u64::from(*step) >= wanted).filter(|step| *step < width)
}

/// Makes a picture `width` pixels wide; `None` where it cannot be read, or is better shown as it is.
pub(super) fn make(bytes: &[u8], mime: &str, width: u32) -> Option<Thumbnail> {
    if width >= MOVES_FROM && moves(bytes, mime) {
        return None;
    }
    let (image, profile) = decode(bytes).ok()?;
    let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
    let small = image.thumbnail_exact(width, u32::try_from(height).ok()?.max(1)).into_rgba8();
    let is_opaque = small.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    let bytes = encode(&small, is_opaque, profile).ok()?;
    Some(Thumbnail { bytes, colour: is_opaque.then(|| average(&small)) })
}

/// The pixels of a picture, made to fit a square with sides of `side`; `None` where it cannot be read.
pub(super) fn pixels(bytes: &[u8], side: u32) -> Option<Pixels> {
    let (image, _) = decode(bytes).ok()?;
    let small = if image.width().max(image.height()) > side { image.thumbnail(side, side) } else { image };
    Some(Pixels { width: small.width(), height: small.height(), rgba: small.into_rgba8().into_raw() })
}

/// The media type of a thumbnail's bytes.
pub(super) fn mime(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" }
}

/// The first frame, upright, and the colour profile it is in.
fn decode(bytes: &[u8]) -> ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    // What the bytes say of their size here may be something else than where it was looked up before.
    limits().reserve(decoder.total_bytes())?;
    let is_coloured = matches!(decoder.color_type(), ColorType::Rgb8 | ColorType::Rgba8);
    let profile = decoder.icc_profile().unwrap_or_default();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok((image, profile.filter(|profile| is_coloured && profile.len() <= MOST_PROFILE)))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

/// Whether a picture has more than one frame; no more than two of them are looked at.
fn moves(bytes: &[u8], mime: &str) -> bool {
    match mime {
        "image/gif" => GifDecoder::new(Cursor::new(bytes)).is_ok_and(|mut decoder| {
            decoder.set_limits(limits()).is_ok() && decoder.into_frames().take(2).count() > 1
        }),
        "image/webp" => image::codecs::webp::WebPDecoder::new(Cursor::new(bytes))
            .is_ok_and(|decoder| decoder.has_animation()),
        "image/png" => image::codecs::png::PngDecoder::new(Cursor::new(bytes))
            .and_then(|decoder| decoder.is_apng())
            .unwrap_or(false),
        _ => false,
    }
}

fn encode(small: &RgbaImage, is_opaque: bool, profile: Option<Vec<u8>>) -> ImageResult<Vec<u8>> {
    let (width, height) = small.dimensions();
    let mut bytes = Vec::new();
    if is_opaque {
        let plain: Vec<u8> = small.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        // Without its profile it is only a little paler.
        let _ = profile.map(|profile| encoder.set_icc_profile(profile));
        encoder.write_image(&plain, width, height, ExtendedColorType::Rgb8)?;
    } else {
        let mut encoder = PngEncoder::new(&mut bytes);
        let _ = profile.map(|profile| encoder.set_icc_profile(profile));
        encoder.write_image(small, width, height, ExtendedColorType::Rgba8)?;
    }
    Ok(bytes)
}

/// The mean of all pixels.
fn average(small: &RgbaImage) -> u32 {
    let mut sums = [0_u64; 3];
    for pixel in small.pixels() {
        for (sum, part) in sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(part);
        }
    }
    let pixels = (u64::from(small.width()) * u64::from(small.height())).max(1);
    sums.iter().fold(0, |colour, sum| (colour << 8) | u32::try_from(sum / pixels).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use image::codecs::gif::GifEncoder;
    use image::{Frame as Still, Rgba};

    use super::*;
    use crate::fetch::Validators;

    fn drawn(width: u32, height: u32, pixel: [u8; 4]) -> RgbaImage {
        RgbaImage::from_pixel(width, height, Rgba(pixel))
    }

    fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
        encode(&drawn(width, height, pixel), false, None).unwrap()
    }

    fn gif(width: u32, frames: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = GifEncoder::new(&mut bytes);
        for _ in 0..frames {
            encoder.encode_frame(Still::new(drawn(width, 2, [200, 0, 0, 255]))).unwrap();
        }
        drop(encoder);
        bytes
    }

    #[test]
    fn pixels_fit_their_square_and_are_never_stretched() {
        let wide = pixels(&png(300, 150, [9, 8, 7, 255]), 100).expect("a picture");
        assert_eq!((wide.width, wide.height), (100, 50), "as it was, only smaller");
        assert_eq!(wide.rgba.len(), 100 * 50 * 4, "four for each");
        let small = pixels(&png(20, 10, [9, 8, 7, 255]), 100).expect("a picture");
        assert_eq!((small.width, &small.rgba[..4]), (20, &[9, 8, 7, 255][..]), "a small one stays as it is");
        assert_eq!(pixels(b"<svg/>", 100), None, "what is not decoded has no pixels");
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory(bytes).unwrap();
        (image.width(), image.height())
    }

    fn kept(mime: &str, width: u32, height: u32) -> Kept {
        Kept {
            hash: String::new(),
            mime: mime.to_owned(),
            bytes: 1,
            width: Some(width),
            height: Some(height),
            validators: Validators::default(),
        }
    }

    #[test]
    fn few_sizes_serve_all_places() {
        let step = |width, height, picture: (u32, u32)| {
            step(Frame { width, height }, &kept("image/jpeg", picture.0, picture.1))
        };
        assert_eq!(step(124, None, (3000, 2000)), Some(128), "the next wider one");
        assert_eq!(step(128, None, (3000, 2000)), Some(128));
        assert_eq!(step(129, None, (3000, 2000)), Some(256));
        assert_eq!(step(2000, None, (3000, 2000)), None, "as good as the picture");
        assert_eq!(step(124, None, (128, 100)), None, "no wider than the picture is");
        assert_eq!(step(124, Some(84), (3000, 300)), Some(1536), "a panorama fills its place in height");
        assert_eq!(step(124, Some(84), (300, 3000)), Some(128), "a tower in width");
        assert_eq!(step(124, Some(u32::MAX), (3000, 1)), None, "whatever is asked");
        assert_eq!(step(124, None, (30_000, 30_000)), None, "too large to be read");
        assert_eq!(
            super::step(Frame { width: 1, height: None }, &kept("image/svg+xml", 900, 900)),
            None,
            "a drawing"
        );
    }

    #[test]
    fn a_thumbnail_is_smaller_and_has_the_pictures_shape_and_colour() {
        let made = make(&png(600, 400, [20, 40, 60, 255]), "image/png", 128).unwrap();
        assert_eq!(
            (size(&made.bytes), mime(&made.bytes)),
            ((128, 85), "image/jpeg"),
            "nothing shows through"
        );
        assert_eq!(made.colour, Some(0x14_28_3c));
        let made = make(&png(600, 4, [20, 40, 60, 100]), "image/png", 128).unwrap();
        assert_eq!(
            (size(&made.bytes), mime(&made.bytes)),
            ((128, 1), "image/png"),
            "what shows through stays so"
        );
        assert_eq!(made.colour, None, "a colour under it would stay to be seen");
    }

    #[test]
    fn what_moves_stands_still_where_it_is_small() {
        let made = make(&gif(700, 3), "image/gif", 128).unwrap();
        assert_eq!(size(&made.bytes), (128, 1), "its first frame");
        assert_eq!(make(&gif(700, 3), "image/gif", 512), None, "where it is read it is as published");
        assert!(make(&gif(700, 1), "image/gif", 512).is_some(), "one frame does not move");
    }

    #[test]
    fn what_cannot_be_read_does_no_harm() {
        let mut bomb =
            b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02".to_vec();
        bomb.extend([2, 0x44, 1, 0, b';']);
        assert_eq!(make(&bomb, "image/gif", 128), None, "65,535 pixels square in a few bytes");
        let mut huge = png(3, 2, [0; 4]);
        huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        assert_eq!(make(&huge, "image/png", 128), None, "30,000 pixels square, by its own word");
        let whole = png(600, 4, [20, 40, 60, 255]);
        for end in (0..whole.len()).step_by(7) {
            let _ = make(&whole[..end], "image/png", 128);
            let _ = make(&whole[..end], "image/gif", 512);
        }
        assert!(make(&whole, "image/gif", 512).is_some(), "only the bytes say what they are");
        assert_eq!(make(b"<svg/>", "image/png", 128), None, "something else");
    }
}
