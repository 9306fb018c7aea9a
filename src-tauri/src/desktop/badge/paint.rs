//! A small number painted on an icon, where the desktop paints none itself. Pure.

/// The sides of an icon that holds nothing but a number.
#[cfg(windows)]
pub const SIDE: u32 = 32;

/// The colour of the box that the digits stand in, and theirs.
const BOX: [u8; 4] = [0xb3, 0x1b, 0x1b, 0xff];
const INK: [u8; 4] = [0xff; 4];

/// The digits and the plus, three wide and five high: each row in three bits.
const GLYPHS: [[u8; 5]; 11] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 1, 1],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [0, 2, 7, 2, 0],
];

/// A square icon's pixels with a number in its lower right corner; 0 leaves them as they are.
pub fn with_count(icon: &[u8], side: u32, count: u32) -> Vec<u8> {
    let mut pixels = icon.to_vec();
    let glyphs = glyphs(count);
    // As large as fits, and no more than half as high as the icon.
    let across = glyphs.iter().fold(1, |across, _| across + 4);
    let scale = (side / across).min(side / 14);
    if count == 0 || scale == 0 {
        return pixels;
    }
    let (width, height) = (across * scale, 7 * scale);
    for y in 0..height {
        for x in 0..width {
            let colour = if is_ink(&glyphs, x / scale, y / scale) { INK } else { BOX };
            let at = (((side - height + y) * side + side - width + x) * 4) as usize;
            if let Some(pixel) = pixels.get_mut(at..at + 4) {
                pixel.copy_from_slice(&colour);
            }
        }
    }
    pixels
}

/// The number alone, on nothing.
#[cfg(windows)]
pub fn count_alone(count: u32) -> Vec<u8> {
    with_count(&[0; (SIDE * SIDE * 4) as usize], SIDE, count)
}

/// What is painted: one or two digits, or "99+".
fn glyphs(count: u32) -> Vec<[u8; 5]> {
    let shown = if count > 99 { vec![9, 9, 10] } else { vec![count / 10, count % 10] };
    let leading = usize::from(count < 10);
    shown.into_iter().skip(leading).filter_map(|glyph| GLYPHS.get(glyph as usize).copied()).collect()
}

/// Whether a place in the box, which has a margin of one all round, belongs to a digit.
fn is_ink(glyphs: &[[u8; 5]], x: u32, y: u32) -> bool {
    let (Some(x), Some(y)) = (x.checked_sub(1), y.checked_sub(1)) else { return false };
    let row = glyphs.get((x / 4) as usize).and_then(|glyph| glyph.get(y as usize));
    x % 4 < 3 && row.is_some_and(|row| row & (4 >> (x % 4)) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corner in which the number stands, a sign for each dot.
    fn painted(count: u32) -> Vec<String> {
        let side = 14;
        let pixels = with_count(&vec![0; side * side * 4], 14, count);
        let dot = |pixel: &[u8]| {
            if pixel == INK {
                '#'
            } else if pixel == BOX {
                '.'
            } else {
                ' '
            }
        };
        pixels
            .chunks(side * 4)
            .map(|row| row.chunks(4).map(dot).collect::<String>().trim_start().to_owned())
            .collect()
    }

    #[test]
    fn a_number_is_read_in_the_corner() {
        let wanted = [".....", ".###.", "...#.", ".###.", ".#...", ".###.", "....."];
        assert_eq!(painted(2)[7..], wanted, "as large as the icon lets it be");
        assert_eq!(painted(42)[8], ".#.#.###.", "two digits");
        assert_eq!(painted(100)[8], ".###.###.....", "more than fits is told to be more");
        assert!(painted(0).iter().all(String::is_empty), "nothing is told of nothing");
    }

    #[test]
    fn an_icon_of_another_size_than_it_says_does_no_harm() {
        assert_eq!(with_count(&[0; 8], 32, 7), [0; 8]);
        assert_eq!(with_count(&[], 0, 7), Vec::<u8>::new());
    }
}
