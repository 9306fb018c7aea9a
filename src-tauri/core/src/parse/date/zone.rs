//! The names of time zones.

/// The offset of a zone's name, in minutes east of UTC. Names that several countries use mean what most feeds mean.
pub(super) fn offset(name: &str) -> Option<i32> {
    let name = name.to_ascii_uppercase();
    let hours = match name.as_str() {
        "UT" | "UTC" | "GMT" | "WET" | "Z" => 0,
        "CET" | "MET" | "MEZ" | "BST" | "WEST" | "WAT" => 1,
        "CEST" | "MEST" | "MESZ" | "EET" | "SAST" | "CAT" => 2,
        "EEST" | "MSK" | "IDT" | "TRT" | "EAT" => 3,
        "MSD" | "GST" => 4,
        "PKT" | "UZT" => 5,
        "IST" => return Some(330),
        "NPT" => return Some(345),
        "WIB" | "ICT" => 7,
        "HKT" | "SGT" | "PHT" | "MYT" | "AWST" | "WITA" => 8,
        "JST" | "KST" => 9,
        "ACST" => return Some(570),
        "AEST" => 10,
        "ACDT" => return Some(630),
        "AEDT" => 11,
        "NZST" => 12,
        "NZDT" => 13,
        "NST" => return Some(-210),
        "NDT" => return Some(-150),
        "ADT" | "BRT" | "ART" | "CLST" => -3,
        "AST" | "EDT" | "CLT" => -4,
        "EST" | "CDT" | "ET" | "COT" | "PET" => -5,
        "CST" | "MDT" | "CT" => -6,
        "MST" | "PDT" | "MT" => -7,
        "PST" | "AKDT" | "PT" => -8,
        "AKST" => -9,
        "HST" => -10,
        _ => return military(&name),
    };
    Some(hours * 60)
}

/// A single letter (RFC 822 §5.1): A is one hour west of UTC, N one hour east. There is no J.
fn military(name: &str) -> Option<i32> {
    let &[letter] = name.as_bytes() else { return None };
    let hours = match letter {
        b'A'..=b'I' => -1 - i32::from(letter - b'A'),
        b'K'..=b'M' => -10 - i32::from(letter - b'K'),
        b'N'..=b'Y' => 1 + i32::from(letter - b'N'),
        _ => return None,
    };
    Some(hours * 60)
}
