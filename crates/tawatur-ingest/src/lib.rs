//! Outside bytes to frozen documents: HTML pages, plain text, JSON Lines.
//!
//! In: bytes and what is known beside them ([`Given`]). Out: one [`Item`] after the other,
//! in input order: a [`Document`] whose text is frozen by its SHA-256, or a [`Problem`]
//! that says for people what could not be read and why. Nothing here touches the
//! network or a clock; [`ingest_file`] is the only function that opens a file.
//!
//! Input is hostile until shown otherwise: size, number of nodes, depth and time are
//! limited ([`Limits`]) before any library sees the bytes.

// what comes from outside must never meet one of these; tests may use them
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)
)]

mod charset;
mod date;
mod digest;
mod furniture;
mod guard;
mod html;
mod item;
mod jsonl;
mod language;
mod limits;
mod outlets;
mod plain;
mod worker;

use std::io::BufRead;
use std::path::Path;

use tawatur_record::Document;

pub use item::{IngestError, Item, Problem, ProblemKind};
pub use jsonl::next_line;
pub use limits::{Given, Limits};
pub use outlets::{Outlet, OutletKind, outlet_of, outlets};

/// How the bytes of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A web page.
    Html,
    /// Plain text: one document a file.
    Text,
    /// One JSON object a line, each a document.
    JsonLines,
}

/// The format of a file: by its extension, else by its first bytes.
#[must_use]
pub fn detect(path: &Path, bytes: &[u8]) -> Format {
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml" | "shtml" | "mhtml" | "php" | "aspx") => return Format::Html,
        Some("jsonl" | "ndjson" | "jsonlines") => return Format::JsonLines,
        Some("txt" | "text" | "md") => return Format::Text,
        _ => {}
    }
    let head = charset::peek(bytes);
    let head = head.trim_start().to_ascii_lowercase();
    if head.starts_with('{')
        && (extension.as_deref() == Some("json")
            || head.contains("\"text\"")
            || head.contains("\"html\""))
    {
        return Format::JsonLines;
    }
    let marks = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<?xml",
        "<!--",
        "<meta",
        "<title",
    ];
    if marks.iter().any(|mark| head.starts_with(mark))
        || (head.starts_with('<') && head.contains("<html"))
    {
        return Format::Html;
    }
    Format::Text
}

/// Reads all documents of one file that is already in memory, in order.
///
/// `name` is the file's name, for ids and messages; `sink` gets each item as it is
/// ready. Of a JSON Lines file every line that is not blank gives one [`Item::Document`]
/// or [`Item::Problem`], and possibly an [`Item::Note`] before it.
///
/// # Errors
/// [`IngestError::Published`] where `given.published` is no date. What is wrong with the
/// bytes themselves comes as [`Item::Problem`].
pub fn ingest_bytes(
    name: &str,
    bytes: &[u8],
    given: &Given,
    limits: &Limits,
    sink: &mut dyn FnMut(Item),
) -> Result<(), IngestError> {
    ingest_as(
        detect(Path::new(name), bytes),
        name,
        bytes,
        given,
        limits,
        sink,
    )
}

/// As [`ingest_bytes`], the format being known.
///
/// # Errors
/// As [`ingest_bytes`].
pub fn ingest_as(
    format: Format,
    name: &str,
    bytes: &[u8],
    given: &Given,
    limits: &Limits,
    sink: &mut dyn FnMut(Item),
) -> Result<(), IngestError> {
    let published = given.published_date()?;
    if format == Format::JsonLines {
        return match charset::utf16(bytes) {
            Some(text) => jsonl::read(text.as_bytes(), name, given, published, limits, sink),
            None => jsonl::read(bytes, name, given, published, limits, sink),
        };
    }
    let id = given.id.clone().unwrap_or_else(|| stem(name));
    let read = if bytes.len() > limits.bytes {
        Err((
            ProblemKind::Limit,
            format!(
                "it has {} bytes, more than the limit of {}",
                bytes.len(),
                limits.bytes
            ),
        ))
    } else if let Some(kind) = charset::binary(bytes) {
        Err((ProblemKind::Binary, format!("it is {kind}, not text")))
    } else if format == Format::Html {
        html::document(&id, charset::decode_html(bytes), given, published, limits)
    } else {
        plain::document(&id, charset::decode_text(bytes), given, published, limits)
    };
    sink(match read {
        Ok(document) => Item::Document(document),
        Err((kind, reason)) => Item::Problem(Problem {
            id,
            source: name.to_owned(),
            line: None,
            reason,
            kind,
        }),
    });
    Ok(())
}

/// Reads JSON Lines as a stream: memory is bounded by the longest line allowed
/// ([`Limits::line`]), whatever the length of the whole.
///
/// # Errors
/// [`IngestError::Published`] as in [`ingest_bytes`]; [`IngestError::Read`] where the
/// reader fails, after what came before was handed to `sink`.
pub fn ingest_jsonl(
    reader: impl BufRead,
    name: &str,
    given: &Given,
    limits: &Limits,
    sink: &mut dyn FnMut(Item),
) -> Result<(), IngestError> {
    let published = given.published_date()?;
    jsonl::read(reader, name, given, published, limits, sink)
}

/// Reads a file from disk: JSON Lines as a stream, anything else whole, up to
/// [`Limits::bytes`]. A folder or a file that cannot be opened gives one [`Item::Problem`].
///
/// # Errors
/// As [`ingest_jsonl`].
pub fn ingest_file(
    path: &Path,
    given: &Given,
    limits: &Limits,
    sink: &mut dyn FnMut(Item),
) -> Result<(), IngestError> {
    use std::io::Read as _;
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy())
        .into_owned();
    let problem = |kind, reason| {
        let id = given.id.clone().unwrap_or_else(|| stem(&name));
        Item::Problem(Problem {
            id,
            source: name.clone(),
            line: None,
            reason,
            kind,
        })
    };
    if path.is_dir() {
        sink(problem(
            ProblemKind::NotAFile,
            "it is a folder; give the files inside it".to_owned(),
        ));
        return given.published_date().map(|_| ());
    }
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) => {
            sink(problem(
                ProblemKind::Unreadable,
                format!("it cannot be opened: {error}"),
            ));
            return given.published_date().map(|_| ());
        }
    };
    let mut reader = std::io::BufReader::with_capacity(1 << 16, file);
    let head = match reader.fill_buf() {
        Ok(head) => head,
        Err(error) => {
            sink(problem(
                ProblemKind::Unreadable,
                format!("it cannot be read: {error}"),
            ));
            return given.published_date().map(|_| ());
        }
    };
    let format = detect(path, head);
    if format == Format::JsonLines && !charset::has_utf16_mark(head) {
        return ingest_jsonl(reader, &name, given, limits, sink);
    }
    // one byte more than allowed, so that a file over the limit is seen as one
    let cap = u64::try_from(limits.bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    if let Err(error) = reader.take(cap).read_to_end(&mut bytes) {
        sink(problem(
            ProblemKind::Unreadable,
            format!("it cannot be read: {error}"),
        ));
        return given.published_date().map(|_| ());
    }
    if bytes.len() > limits.bytes {
        sink(problem(
            ProblemKind::Limit,
            format!(
                "it has more than {} bytes, the limit for one document",
                limits.bytes
            ),
        ));
        return given.published_date().map(|_| ());
    }
    ingest_as(format, &name, &bytes, given, limits, sink)
}

/// A file's name without folders and extension: the default id of its document.
fn stem(name: &str) -> String {
    let path = Path::new(name);
    path.file_stem()
        .map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Why one document could not be read: kind, and the reason for people.
type Refused = (ProblemKind, String);

/// A document's text is final here: hash and language are computed of it.
fn freeze(mut document: Document, text: String, limits: &Limits) -> Result<Document, Refused> {
    if text.len() > limits.text {
        return Err((
            ProblemKind::Limit,
            format!(
                "its text has {} bytes, more than the limit of {}; split it",
                text.len(),
                limits.text
            ),
        ));
    }
    document.sha256 = digest::sha256(&text);
    document.language = language::guess(&text);
    document.text = text;
    Ok(document)
}
