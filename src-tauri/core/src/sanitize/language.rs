//! Which language a text is in, and which way it runs.

use crate::model::Direction;

/// How much of a text is looked at, in characters.
const SAMPLE: usize = 4_000;

/// A BCP 47 tag in its usual spelling (`en_us` → `en-US`); `None` where the text is no such tag.
pub(super) fn tag(declared: &str) -> Option<String> {
    let parts: Vec<&str> = declared.trim().split(['-', '_']).collect();
    let (first, rest) = parts.split_first()?;
    let alphabetic = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    if !(2..=3).contains(&first.len()) || !alphabetic(first) || declared.len() > 35 {
        return None;
    }
    let mut tag = first.to_ascii_lowercase();
    for part in rest {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        tag.push('-');
        match part.len() {
            2 if alphabetic(part) => tag.push_str(&part.to_ascii_uppercase()),
            4 if alphabetic(part) => {
                let (head, tail) = part.split_at(1);
                tag.push_str(&head.to_ascii_uppercase());
                tag.push_str(&tail.to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

/// The language declared, unless the text is in a script that it is never written in; else what the script tells.
pub(super) fn of_text(declared: Option<&str>, text: &str) -> Option<String> {
    let declared = declared.and_then(tag);
    let Some(by_script) = by_script(text) else { return declared };
    let fits = |tag: &String| by_script.contains(&tag.split('-').next().unwrap_or_default());
    declared.filter(fits).or_else(|| by_script.first().map(|tag| (*tag).to_owned()))
}

/// The way most letters of a text run.
pub(super) fn direction(text: &str) -> Direction {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in text.chars().take(SAMPLE).filter(|c| c.is_alphabetic()) {
        if is_rtl(c) { rtl += 1 } else { ltr += 1 }
    }
    if rtl > ltr { Direction::Rtl } else { Direction::Ltr }
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn is_rtl(c: char) -> bool {
    matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// The languages that the script of most letters tells, the likeliest first; `None` for scripts that tell nothing.
fn by_script(text: &str) -> Option<&'static [&'static str]> {
    /// From, to, languages written so.
    const SCRIPTS: [(u32, u32, &[&str]); 12] = [
        (0x0370, 0x03FF, &["el"]),
        (0x0530, 0x058F, &["hy"]),
        (0x0590, 0x05FF, &["he", "yi"]),
        (0x0600, 0x06FF, &["ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "pa", "ks", "az"]),
        (0x0900, 0x097F, &["hi", "mr", "ne", "sa", "kok", "mai", "bho"]),
        (0x0980, 0x09FF, &["bn", "as"]),
        (0x0B80, 0x0BFF, &["ta"]),
        (0x0E00, 0x0E7F, &["th"]),
        (0x10A0, 0x10FF, &["ka"]),
        (0x3040, 0x30FF, &["ja"]),
        (0x4E00, 0x9FFF, &["zh", "ja", "yue", "ko"]),
        (0xAC00, 0xD7AF, &["ko"]),
    ];
    let mut counts = [0_usize; SCRIPTS.len()];
    let (mut letters, mut persian) = (0_usize, false);
    for c in text.chars().take(SAMPLE).filter(|c| c.is_alphabetic()) {
        letters += 1;
        persian |= matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک');
        let code = u32::from(c);
        if let Some(count) = SCRIPTS.iter().position(|(from, to, _)| (*from..=*to).contains(&code)) {
            counts.get_mut(count).map(|count| *count += 1)?;
        }
    }
    let [.., kana, han, _] = counts;
    // A Japanese text holds kana beside its ideographs; a Chinese one holds none.
    if (kana + han) * 2 > letters && kana * 20 > han {
        return Some(&["ja"]);
    }
    let (most, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let languages = SCRIPTS.get(most)?.2;
    if count * 2 <= letters || letters == 0 {
        return None;
    }
    if languages.first() == Some(&"ar") && persian {
        return Some(&["fa", "ur", "ps", "ckb", "ku", "sd", "ug", "pa", "ks", "az", "ar"]);
    }
    Some(languages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_spelt_the_usual_way() {
        for (declared, expected) in [
            ("en", "en"),
            ("EN_us", "en-US"),
            ("zh-hans-cn", "zh-Hans-CN"),
            (" pt-br ", "pt-BR"),
            ("en-us.UTF-8", "en"),
        ] {
            assert_eq!(tag(declared).as_deref(), Some(expected), "{declared}");
        }
        for declared in ["", "english", "e", "12", "*"] {
            assert_eq!(tag(declared), None, "{declared}");
        }
    }

    #[test]
    fn the_script_tells_where_nothing_is_declared() {
        let of = |text| of_text(None, text);
        assert_eq!(of("東京の新しい図書館が開館").as_deref(), Some("ja"));
        assert_eq!(of("北京的新图书馆今天开放").as_deref(), Some("zh"));
        assert_eq!(of("افتتاح مكتبة جديدة في المدينة").as_deref(), Some("ar"));
        assert_eq!(of("کتابخانه‌ی جدید شهر گشایش یافت").as_deref(), Some("fa"));
        assert_eq!(of("서울의 새 도서관").as_deref(), Some("ko"));
        assert_eq!(of("A new library"), None, "Latin letters tell nothing");
    }

    #[test]
    fn a_declaration_holds_unless_the_script_says_no() {
        assert_eq!(of_text(Some("sv"), "Ett nytt bibliotek").as_deref(), Some("sv"));
        assert_eq!(
            of_text(Some("en"), "افتتاح مكتبة جديدة").as_deref(),
            Some("ar"),
            "no English in Arabic letters"
        );
        assert_eq!(of_text(Some("ur"), "نئی لائبریری").as_deref(), Some("ur"));
    }

    #[test]
    fn direction_follows_the_letters() {
        assert_eq!(direction("افتتاح مكتبة in 2025"), Direction::Rtl);
        assert_eq!(direction("A word (كلمة) in Arabic"), Direction::Ltr);
        assert_eq!(direction(""), Direction::Ltr);
    }
}
