//! Drawings (SVG) are small programs. In a page they can only be looked at; as files of their own they are written only
//! where they are nothing but pictures.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Whether a picture does nothing but be looked at, also where it is opened by itself.
pub(super) fn is_tame(mime: &str, bytes: &[u8]) -> bool {
    let drawing = || std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok();
    mime != "image/svg+xml" || drawing().is_some_and(drawing_is_tame)
}

fn drawing_is_tame(drawing: &str) -> bool {
    let mut reader = Reader::from_str(drawing);
    let (mut in_style, mut depth) = (false, 0_usize);
    loop {
        let tame = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                in_style = tag.local_name().as_ref() == "style";
                element_is_tame(&tag)
            }
            Ok(Event::Empty(tag)) => element_is_tame(&tag),
            Ok(Event::End(_)) => {
                in_style = false;
                depth = depth.saturating_sub(1);
                true
            }
            Ok(Event::Text(text)) => !in_style || !loads(&text),
            Ok(Event::CData(text)) => !in_style || !loads(&text),
            // A reference to an entity other than XML's own has no document type to come from.
            Ok(Event::GeneralRef(name)) => {
                name.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&&*name)
            }
            Ok(Event::DocType(_) | Event::PI(_)) | Err(_) => false,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => true,
        };
        if !tame {
            return false;
        }
    }
}

fn element_is_tame(tag: &BytesStart<'_>) -> bool {
    let name = tag.local_name().as_ref().to_ascii_lowercase();
    let acts = matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "handler" | "set" | "a");
    !acts
        && !name.starts_with("animate")
        && tag.attributes().all(|attribute| {
            attribute.is_ok_and(|attribute| {
                let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
                let value = attribute.value.trim().to_ascii_lowercase();
                let leads_out = matches!(key.as_str(), "href" | "src") && !value.starts_with('#');
                let leads_out = leads_out && !value.starts_with("data:image/");
                !key.starts_with("on") && !leads_out && !loads(&value)
            })
        })
}

/// Whether a style could load something from elsewhere.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let mut addresses = style.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    style.contains("@import") || addresses.any(|address| !address.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_written_as_files() {
        let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
        let tame = |inside: &str| is_tame("image/svg+xml", svg(inside).as_bytes());
        assert!(tame("<style>.a{fill:url(#b)}</style><g class='a'><use href='#c'/></g>"), "a drawing");
        assert!(is_tame("image/png", b"<script>"), "only drawings can do anything");
        for acting in [
            "<script>alert(1)</script>",
            "<g onclick='alert(1)'/>",
            "<a href='javascript:alert(1)'><g/></a>",
            "<image href='https://tracker.example/a.png'/>",
            "<style>@import 'https://tracker.example/a.css'</style>",
            "<g style='fill:url(https://tracker.example/a)'/>",
            "<foreignObject/>",
            "<g>&unknown;</g>",
            "<g>",
        ] {
            assert!(!tame(acting), "{acting}");
        }
        assert!(
            !is_tame("image/svg+xml", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"),
            "what it declares is unknown"
        );
    }
}
