//! JSON Lines: one object a line, read as a stream.

use std::fmt;
use std::io::{BufRead, ErrorKind};

use jiff::civil::Date;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use tawatur_record::{Document, PublishedBasis};

use crate::{Given, IngestError, Item, Limits, Problem, ProblemKind, Refused, freeze, html, stem};

/// The fields of a line that mean something here; all others are skipped unread.
#[derive(Default)]
struct Line {
    id: Value,
    text: Value,
    html: Value,
    title: Value,
    author: Value,
    published: Value,
    url: Value,
    outlet: Value,
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Line;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `id` and `text`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
                let mut line = Line::default();
                while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
                    let field = match key.as_ref() {
                        "id" => &mut line.id,
                        "text" => &mut line.text,
                        "html" => &mut line.html,
                        "title" => &mut line.title,
                        "author" => &mut line.author,
                        "published" => &mut line.published,
                        "url" => &mut line.url,
                        "outlet" => &mut line.outlet,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            continue;
                        }
                    };
                    *field = map.next_value()?;
                }
                Ok(line)
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, _: A) -> Result<Line, A::Error> {
                Err(de::Error::custom("an array stands here"))
            }
        }
        deserializer.deserialize_any(Fields)
    }
}

/// Reads all lines; see [`crate::ingest_jsonl`].
pub(crate) fn read(
    mut reader: impl BufRead,
    name: &str,
    given: &Given,
    published: Option<Date>,
    limits: &Limits,
    sink: &mut dyn FnMut(Item),
) -> Result<(), IngestError> {
    let stem = stem(name);
    let mut buffer = Vec::new();
    let mut number = 0usize;
    loop {
        buffer.clear();
        let length = match next_line(&mut reader, &mut buffer, limits.line) {
            Ok(Some(length)) => length,
            Ok(None) => return Ok(()),
            Err(source) => {
                return Err(IngestError::Read {
                    name: name.to_owned(),
                    line: number,
                    source,
                });
            }
        };
        number += 1;
        let mut bytes: &[u8] = &buffer;
        if number == 1 {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
        // a line longer than its buffer was cut: it is not empty, whatever is left of it
        if length == buffer.len() && bytes.trim_ascii().is_empty() {
            continue;
        }
        let default = format!("{stem}:{number}");
        let read = if length > limits.line {
            Err((
                ProblemKind::Limit,
                format!(
                    "the line has {length} bytes, more than the limit of {}",
                    limits.line
                ),
            ))
        } else {
            parse(bytes)
        };
        let (id, read) = match read {
            Ok(line) => {
                let id = identity(&line.id).unwrap_or(default);
                let mut note = |reason| {
                    sink(Item::Note(Problem {
                        id: id.clone(),
                        source: name.to_owned(),
                        line: Some(number),
                        reason,
                        kind: ProblemKind::Value,
                    }));
                };
                let read = document(&id, line, given, published, limits, &mut note);
                (id, read)
            }
            Err(refused) => (scavenge(bytes).unwrap_or(default), Err(refused)),
        };
        sink(match read {
            Ok(document) => Item::Document(document),
            Err((kind, reason)) => Item::Problem(Problem {
                id,
                source: name.to_owned(),
                line: Some(number),
                reason,
                kind,
            }),
        });
    }
}

/// Reads up to the next line feed into `buffer`, which never grows beyond `most` bytes;
/// what is longer is skipped. A carriage return before the line feed is no part of it.
/// Returns the length of the whole line in bytes, without its end, or `None` at the end of
/// the input: more than `buffer` holds where the line was cut.
///
/// # Errors
///
/// What the reader gives, but for interruptions.
pub fn next_line(
    reader: &mut impl BufRead,
    buffer: &mut Vec<u8>,
    most: usize,
) -> std::io::Result<Option<usize>> {
    let mut length = 0usize;
    let mut any = false;
    loop {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|b| *b == b'\n');
        let piece = available
            .get(..end.unwrap_or(available.len()))
            .unwrap_or_default();
        length += piece.len();
        let room = most.saturating_sub(buffer.len()).min(piece.len());
        buffer.extend_from_slice(piece.get(..room).unwrap_or_default());
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if !any {
        return Ok(None);
    }
    if length == buffer.len() && buffer.last() == Some(&b'\r') {
        buffer.pop();
        length -= 1;
    }
    Ok(Some(length))
}

fn parse(bytes: &[u8]) -> Result<Line, Refused> {
    let json = |error: &serde_json::Error| {
        (
            ProblemKind::Json,
            format!(
                "this line is no JSON object that can be read ({error}); each line needs one object with `id` and `text`"
            ),
        )
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        (
            ProblemKind::Json,
            format!(
                "this line is not UTF-8 (at byte {} of it); save the file as UTF-8",
                error.valid_up_to() + 1
            ),
        )
    })?;
    match serde_json::from_str(text) {
        Ok(line) => Ok(line),
        Err(error) => match repaired(text) {
            Some(text) => serde_json::from_str(&text).map_err(|error| json(&error)),
            None => Err(json(&error)),
        },
    }
}

/// The line with every half of a surrogate pair that stands alone (`\ud83d` without its
/// second half: cut posts hold them) replaced by `\ufffd`, which is one code point too,
/// so that offsets counted by others stay right. `None` where there is none.
fn repaired(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let unit = |at: usize| -> Option<u16> {
        if bytes.get(at) != Some(&b'\\') || bytes.get(at + 1) != Some(&b'u') {
            return None;
        }
        u16::from_str_radix(text.get(at + 2..at + 6)?, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let (mut at, mut kept, mut found) = (0usize, 0usize, false);
    while at < bytes.len() {
        if bytes.get(at) != Some(&b'\\') {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xD800..=0xDBFF) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                out.push_str(text.get(kept..at)?);
                out.push_str("\\ufffd");
                found = true;
                at += 6;
                kept = at;
            }
            // an escape of two characters, or `\u` with its digits following as text
            _ => at += 2,
        }
    }
    out.push_str(text.get(kept..)?);
    found.then_some(out)
}

/// An id as a string; numbers are taken as they are written.
fn identity(value: &Value) -> Option<String> {
    match value {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        Value::Bool(id) => Some(id.to_string()),
        _ => None,
    }
}

/// The id of a line that cannot be read as a whole, so that its problem can be told
/// under it: the first `"id"` with a string or number behind it.
fn scavenge(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?);
    let (_, rest) = head.split_once("\"id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let value = match rest.strip_prefix('"') {
        Some(quoted) => {
            let (id, _) = quoted.split_once('"')?;
            format!("\"{id}\"")
        }
        None => rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '-')
            .collect(),
    };
    identity(&serde_json::from_str(&value).ok()?)
}

/// A field that is a string with something in it.
fn string(value: Value) -> Option<String> {
    match value {
        Value::String(s) if !s.trim().is_empty() => Some(s),
        _ => None,
    }
}

fn document(
    id: &str,
    line: Line,
    given: &Given,
    published: Option<Date>,
    limits: &Limits,
    note: &mut dyn FnMut(String),
) -> Result<Document, Refused> {
    let date = match &line.published {
        Value::Null => published,
        Value::String(text) if text.trim().is_empty() => published,
        Value::String(text) => {
            let date = crate::date::iso(text);
            if date.is_none() {
                note(format!(
                    "`published` is «{text}», no ISO date like 2019-12-05; the document is read without a publication date"
                ));
            }
            date
        }
        other => {
            note(format!(
                "`published` is {other}, not a string like \"2019-12-05\"; the document is read without a publication date"
            ));
            None
        }
    };
    let given = Given {
        id: None,
        url: string(line.url).or_else(|| given.url.clone()),
        outlet: string(line.outlet).or_else(|| given.outlet.clone()),
        title: string(line.title).or_else(|| given.title.clone()),
        published: None,
        today: given.today,
    };
    let author = string(line.author);
    let mut document = match (line.text, line.html) {
        (Value::String(text), _) => {
            let outlet = given.outlet_or_known();
            let document = Document {
                id: id.to_owned(),
                url: given.url,
                outlet,
                title: given.title,
                published: date.map(|d| d.to_string()),
                published_basis: if date.is_some() {
                    PublishedBasis::Given
                } else {
                    PublishedBasis::None
                },
                ..Document::default()
            };
            freeze(document, text, limits)?
        }
        (_, Value::String(page)) => html::document(id, page, &given, date, limits)?,
        (Value::Null, Value::Null) => {
            return Err((
                ProblemKind::Json,
                "this document has neither `text` nor `html`".to_owned(),
            ));
        }
        _ => {
            return Err((
                ProblemKind::Json,
                "`text` of this document is not a string".to_owned(),
            ));
        }
    };
    document.author = author.or(document.author);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(input: &str, limits: &Limits) -> Vec<Item> {
        let mut items = Vec::new();
        let read = read(
            input.as_bytes(),
            "reports.jsonl",
            &Given::default(),
            None,
            limits,
            &mut |item| items.push(item),
        );
        assert!(read.is_ok());
        items
    }

    fn documents(input: &str) -> Vec<Document> {
        let all = items(input, &Limits::default()).into_iter();
        all.filter_map(|item| {
            if let Item::Document(d) = item {
                Some(d)
            } else {
                None
            }
        })
        .collect()
    }

    #[test]
    fn text_and_ids_are_untouched() {
        let read = documents(
            "{\"id\":7,\"text\":\" نص\\u00a0أول \\n\",\"x\":{\"id\":1}}\r\n\n{\"id\":\"7\",\"text\":\"\",\"published\":\"2019-12-05T23:00:00+02:00\"}",
        );
        let got: Vec<_> = read
            .iter()
            .map(|d| (d.id.as_str(), d.text.as_str(), d.published.as_deref()))
            .collect();
        assert_eq!(
            got,
            [
                ("7", " نص\u{a0}أول \n", None),
                ("7", "", Some("2019-12-05"))
            ]
        );
    }

    #[test]
    fn half_surrogates_count_one_code_point() {
        let read = documents(r#"{"id":"a","text":"قبل \ud83d بعد \ud83d\ude00 \\ud83d"}"#);
        assert_eq!(
            read.first().map(|d| d.text.as_str()),
            Some("قبل \u{FFFD} بعد 😀 \\ud83d")
        );
    }

    #[test]
    fn each_bad_line_is_a_problem_in_its_place() {
        let limits = Limits {
            line: 60,
            ..Limits::default()
        };
        let input = "nonsense\n{\"id\":\"cut\",\"text\":\"نص\n[1]\n{\"id\":\"none\"}\n{\"id\":\"long\",\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}\n{\"id\":\"good\",\"text\":\"نص\"}\n{\"id\":\"n\",\"text\":5}\n";
        let got: Vec<String> = items(input, &limits)
            .iter()
            .map(|item| match item {
                Item::Document(d) => format!("document {}", d.id),
                Item::Problem(p) => format!("{} {} {}", p.kind.as_str(), p.id, p.line.unwrap_or(0)),
                Item::Note(p) => format!("note {}", p.id),
            })
            .collect();
        assert_eq!(
            got,
            [
                "json reports:1 1",
                "json cut 2",
                "json reports:3 3",
                "json none 4",
                "limit long 5",
                "document good",
                "json n 7"
            ]
        );
    }

    #[test]
    fn a_bad_date_is_noted_and_the_document_read() {
        let got = items(
            "{\"id\":\"a\",\"text\":\"نص\",\"published\":\"أمس\"}",
            &Limits::default(),
        );
        assert!(
            matches!(&got[..], [Item::Note(note), Item::Document(d)] if note.reason.contains("أمس") && d.published.is_none())
        );
    }

    #[test]
    fn deep_json_does_not_break_the_stack() {
        let deep = format!("{{\"id\":\"a\",\"text\":{}", "[".repeat(200_000));
        assert!(matches!(&items(&deep, &Limits::default())[..], [Item::Problem(p)] if p.id == "a"));
        let deep = format!(
            "{{\"id\":\"a\",\"text\":\"نص\",\"x\":{}{}}}",
            "[".repeat(200_000),
            "]".repeat(200_000)
        );
        assert_eq!(items(&deep, &Limits::default()).len(), 1);
    }
}
