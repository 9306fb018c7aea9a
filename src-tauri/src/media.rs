//! The `media:` protocol: the pictures of what is in the library, and nothing else.

use broadsheet_core::model::{Frame, MediaId};
use tauri::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use tauri::http::{Method, Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::shell::Shell;

/// Answers `media://localhost/ID` (`http://media.localhost/ID` on Windows) with the picture as it was published, and
/// `media://localhost/ID?w=248` or `?w=248&h=168` with one that is not much larger than a place of that size needs.
#[expect(clippy::needless_pass_by_value, reason = "the shape Tauri asks for")]
pub fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let wanted = wanted(&request);
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let found = match (wanted, shell.library().await) {
            (Some((id, None)), Ok(library)) => library.media(id).await.ok(),
            (Some((id, Some(frame))), Ok(library)) => library.framed_media(id, frame).await.ok(),
            _ => None,
        };
        responder.respond(found.map_or_else(missing, |(media_type, bytes)| picture(&media_type, bytes)));
    });
}

fn wanted(request: &Request<Vec<u8>>) -> Option<(MediaId, Option<Frame>)> {
    let path = request.uri().path();
    let id =
        (request.method() == Method::GET).then(|| path.trim_start_matches('/').parse().ok()).flatten()?;
    Some((id, request.uri().query().and_then(frame)))
}

/// The place a picture is for; none where its width is not told.
fn frame(query: &str) -> Option<Frame> {
    let told = |name: &str| {
        query.split('&').find_map(|one| one.strip_prefix(name)?.strip_prefix('=')?.parse::<u32>().ok())
    };
    Some(Frame { width: told("w")?, height: told("h") })
}

fn picture(media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(bytes);
    let headers = response.headers_mut();
    let media_type = HeaderValue::from_str(media_type)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_TYPE, media_type);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // An id stands for one address, whose picture stays what it is while the window is open.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=86400, immutable"));
    // A picture that is a document (SVG) may draw, and nothing else.
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    );
    response
}

fn missing() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    fn asked(method: Method, uri: &str) -> Option<MediaId> {
        asked_for(method, uri).map(|(id, _)| id)
    }

    fn asked_for(method: Method, uri: &str) -> Option<(MediaId, Option<Frame>)> {
        wanted(&Request::builder().method(method).uri(uri).body(Vec::new()).expect("a request"))
    }

    #[test]
    fn only_a_picture_id_is_understood() {
        assert!(asked(Method::GET, &format!("media://localhost/{ID}")).is_some());
        assert!(
            asked(Method::GET, &format!("http://media.localhost/{ID}")).is_some(),
            "as Windows spells it"
        );
        for uri in
            ["media://localhost/", "media://localhost/../etc/passwd", "media://localhost/https://a.example/"]
        {
            assert_eq!(asked(Method::GET, uri), None, "{uri}");
        }
        assert_eq!(asked(Method::POST, &format!("media://localhost/{ID}")), None, "pictures are only read");
    }

    #[test]
    fn a_place_is_told_by_its_width() {
        let frame = |query: &str| {
            asked_for(Method::GET, &format!("media://localhost/{ID}{query}")).expect("a picture").1
        };
        assert_eq!(frame("?w=248"), Some(Frame { width: 248, height: None }));
        assert_eq!(frame("?w=248&h=168"), Some(Frame { width: 248, height: Some(168) }));
        for query in ["", "?", "?h=168", "?w=", "?w=-1", "?w=99999999999", "?width=248", "?w=1e3"] {
            assert_eq!(frame(query), None, "{query} is the picture itself");
        }
    }

    #[test]
    fn a_media_type_that_is_no_header_does_no_harm() {
        let response = picture("image/png\r\nSet-Cookie: a=b", Vec::new());
        assert_eq!(response.headers()[CONTENT_TYPE], "application/octet-stream");
        assert_eq!(response.headers()[X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}
