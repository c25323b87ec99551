//! Forms with files.

use super::fields::{Fields, Value};
use super::upload::Upload;
use bytes::Bytes;
use http::{HeaderMap, header};
use std::convert::Infallible;

/// What stands between the parts, as the body's type says.
pub(super) fn boundary(headers: &HeaderMap) -> Option<String> {
    multer::parse_boundary(headers.get(header::CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// The parts of a body: a text, or with a file name a file.
pub(super) async fn parse(body: Bytes, boundary: String) -> Result<Fields, String> {
    let stream = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(why)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        let bytes = part.bytes().await.map_err(why)?;
        let value = match file {
            Some(file) => Value::File(Upload::new(&file, content_type, bytes)),
            None => Value::Text(String::from_utf8_lossy(&bytes).into_owned()),
        };
        fields.push((name, value));
    }
    Ok(Fields(fields))
}

fn why(error: multer::Error) -> String {
    match error {
        multer::Error::IncompleteStream | multer::Error::IncompleteFieldData { .. } => {
            "it broke off".to_owned()
        }
        error => error.to_string(),
    }
}
