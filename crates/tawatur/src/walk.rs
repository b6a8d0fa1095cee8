//! Files and folders on the command line become single inputs: a whole file, or a line of
//! a JSON Lines file, which is read as a stream.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use tawatur_ingest::{Format, Limits, detect};

/// One input that becomes one capture.
#[derive(Debug)]
pub(crate) struct Unit {
    /// File's name without folders, for ids.
    pub(crate) name: String,
    /// Path as given, with the line's number for a line.
    pub(crate) origin: String,
    /// Line, counted from 1.
    pub(crate) line: Option<usize>,
    /// `file`, `line` or `stdin`.
    pub(crate) obtained_by: &'static str,
    /// What it is.
    pub(crate) format: Format,
    /// The bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, Refusal>,
}

/// Why an input has no bytes.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It cannot be opened or read: the exit status says so.
    Unreadable(String),
    /// It is over a limit: a problem of this one document.
    TooLarge {
        /// For people.
        reason: String,
        /// Its start, in which an id may stand.
        head: Vec<u8>,
    },
}

impl Unit {
    /// How much memory it takes, in bytes.
    pub(crate) fn weight(&self) -> usize {
        self.bytes.as_ref().map_or(0, Vec::len)
    }

    /// MIME type of the bytes.
    pub(crate) const fn media_type(&self) -> &'static str {
        match (self.format, self.line) {
            (Format::Html, _) => "text/html",
            (Format::Text, _) => "text/plain",
            (Format::JsonLines, Some(_)) => "application/json",
            (Format::JsonLines, None) => "application/jsonl",
        }
    }
}

/// Extensions that are taken up from folders.
const EXTENSIONS: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "shtml",
    "txt",
    "text",
    "md",
    "jsonl",
    "ndjson",
    "jsonlines",
];

/// Bytes of a file's start by which its format is told.
const HEAD: usize = 1 << 16;

/// The inputs of some paths, in their order; «-» is standard input. Folders are walked, in
/// the order of names, links in them not followed. One input is in memory at a time.
pub(crate) struct Units {
    paths: VecDeque<PathBuf>,
    lines: Option<Lines>,
    limits: Limits,
    /// Files opened so far.
    pub(crate) files: u64,
    /// Bytes read so far.
    pub(crate) bytes: u64,
}

struct Lines {
    reader: Box<dyn BufRead + Send>,
    name: String,
    origin: String,
    number: usize,
}

impl Units {
    pub(crate) fn new(paths: &[PathBuf], limits: &Limits) -> Self {
        Self {
            paths: paths.iter().cloned().collect(),
            lines: None,
            limits: limits.clone(),
            files: 0,
            bytes: 0,
        }
    }

    /// Bytes of all files, as far as they can be known beforehand.
    pub(crate) fn total(paths: &[PathBuf]) -> u64 {
        let mut queue: VecDeque<PathBuf> = paths.iter().cloned().collect();
        let mut total = 0;
        while let Some(path) = queue.pop_front() {
            if path.is_dir() {
                queue.extend(inside(&path).unwrap_or_default());
            } else {
                total += path.metadata().map_or(0, |metadata| metadata.len());
            }
        }
        total
    }

    fn open(&mut self, path: &Path) -> Option<Unit> {
        if path.is_dir() {
            match inside(path) {
                Ok(found) => {
                    for path in found.into_iter().rev() {
                        self.paths.push_front(path);
                    }
                    return None;
                }
                Err(error) => {
                    return Some(unreadable(
                        path,
                        &format!("this folder cannot be read: {error}"),
                    ));
                }
            }
        }
        self.files += 1;
        if path.as_os_str() == "-" {
            return self.start(Path::new("stdin"), "stdin", Box::new(std::io::stdin()));
        }
        match File::open(path) {
            Ok(file) => self.start(path, "file", Box::new(file)),
            Err(error) => Some(unreadable(path, &format!("it cannot be opened: {error}"))),
        }
    }

    fn start(
        &mut self,
        path: &Path,
        obtained_by: &'static str,
        file: Box<dyn Read + Send>,
    ) -> Option<Unit> {
        let mut head = Vec::new();
        let mut file = file;
        if let Err(error) = file.by_ref().take(HEAD as u64).read_to_end(&mut head) {
            return Some(unreadable(path, &format!("it cannot be read: {error}")));
        }
        let format = detect(path, &head);
        let (name, origin) = (file_name(path), path.display().to_string());
        let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        if format == Format::JsonLines && !utf16 {
            let reader = BufReader::with_capacity(HEAD, std::io::Cursor::new(head).chain(file));
            self.lines = Some(Lines {
                reader: Box::new(reader),
                name,
                origin,
                number: 0,
            });
            return None;
        }
        let mut bytes = head;
        let room = (self.limits.bytes as u64 + 1).saturating_sub(bytes.len() as u64);
        if let Err(error) = file.take(room).read_to_end(&mut bytes) {
            return Some(unreadable(path, &format!("it cannot be read: {error}")));
        }
        self.bytes += bytes.len() as u64;
        let bytes = if bytes.len() > self.limits.bytes {
            let reason = format!(
                "it has more than {} bytes, the limit for one document",
                self.limits.bytes
            );
            Err(Refusal::TooLarge {
                reason,
                head: Vec::new(),
            })
        } else {
            Ok(bytes)
        };
        Some(Unit {
            name,
            origin,
            line: None,
            obtained_by,
            format,
            bytes,
        })
    }
}

impl Iterator for Units {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next(self.limits.line, &mut self.bytes) {
                    Some(unit) => return Some(unit),
                    None => self.lines = None,
                }
            }
            let path = self.paths.pop_front()?;
            if let Some(unit) = self.open(&path) {
                return Some(unit);
            }
        }
    }
}

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self, most: usize, read: &mut u64) -> Option<Unit> {
        loop {
            let mut bytes = Vec::new();
            let length = match tawatur_ingest::next_line(&mut self.reader, &mut bytes, most) {
                Ok(Some(length)) => length,
                Ok(None) => return None,
                Err(error) => {
                    // what can be read was read; the next call sees the end
                    self.reader = Box::new(std::io::empty());
                    return Some(unreadable(
                        Path::new(&self.origin),
                        &format!(
                            "it cannot be read further than line {}: {error}",
                            self.number
                        ),
                    ));
                }
            };
            self.number += 1;
            *read += length as u64 + 1;
            let bom = if self.number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                3
            } else {
                0
            };
            bytes.drain(..bom);
            if bytes.trim_ascii().is_empty() && length <= most {
                continue;
            }
            let bytes = if length > most {
                bytes.truncate(4096);
                Err(Refusal::TooLarge {
                    reason: format!("the line has {length} bytes, more than the limit of {most}"),
                    head: bytes,
                })
            } else {
                Ok(bytes)
            };
            return Some(Unit {
                name: self.name.clone(),
                origin: format!("{}:{}", self.origin, self.number),
                line: Some(self.number),
                obtained_by: "line",
                format: Format::JsonLines,
                bytes,
            });
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned()
}

fn unreadable(path: &Path, reason: &str) -> Unit {
    Unit {
        name: file_name(path),
        origin: path.display().to_string(),
        line: None,
        obtained_by: "file",
        format: Format::Text,
        bytes: Err(Refusal::Unreadable(reason.to_owned())),
    }
}

/// What is in a folder that we read, in the order of names.
fn inside(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        if kind.is_dir()
            || (kind.is_file()
                && extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str())))
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(paths: &[PathBuf], limits: &Limits) -> Vec<String> {
        Units::new(paths, limits)
            .map(|unit| {
                format!(
                    "{} {}",
                    unit.origin.rsplit('/').next().unwrap_or_default(),
                    unit.bytes.is_ok()
                )
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_and_lines_are_inputs() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written")
        };
        std::fs::create_dir(folder.path().join("b")).expect("made");
        write("a.txt", "نص");
        write("b/c.HTML", "<p>نص");
        write("b/skip.png", "x");
        write("c.jsonl", "\u{feff}{\"id\":\"1\"}\r\n\n  \n{\"id\":\"2\"}");
        assert_eq!(
            origins(&[folder.path().to_path_buf()], &Limits::default()),
            [
                "a.txt true",
                "c.HTML true",
                "c.jsonl:1 true",
                "c.jsonl:4 true"
            ]
        );
        let missing = folder.path().join("missing.txt");
        assert_eq!(
            origins(&[missing, folder.path().join("a.txt")], &Limits::default()),
            ["missing.txt false", "a.txt true"]
        );
        let limits = Limits {
            bytes: 3,
            line: 8,
            ..Limits::default()
        };
        assert_eq!(
            origins(&[folder.path().to_path_buf()], &limits),
            [
                "a.txt false",
                "c.HTML false",
                "c.jsonl:1 false",
                "c.jsonl:4 false"
            ]
        );
        assert!(Units::total(&[folder.path().to_path_buf()]) > 20);
    }

    #[test]
    fn lines_have_their_bytes_without_the_mark_at_the_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("c.jsonl");
        std::fs::write(&path, "\u{feff}{\"id\":\"1\"}\r\n{\"id\":\"2\"}").expect("written");
        let lines: Vec<String> = Units::new(&[path], &Limits::default())
            .map(|unit| String::from_utf8(unit.bytes.expect("bytes")).expect("UTF-8"))
            .collect();
        assert_eq!(lines, ["{\"id\":\"1\"}", "{\"id\":\"2\"}"]);
    }
}
