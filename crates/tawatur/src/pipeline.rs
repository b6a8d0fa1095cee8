//! Bytes to documents to readings: the one place where the stages meet.
//!
//! Inputs are taken in chunks of bounded size; a chunk's documents are read by all
//! threads, and while they are, the chunk before it is handed to the [`Sink`], in input
//! order. What goes wrong with one document, a panic in a library included, is that
//! document's problem.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rayon::prelude::*;
use tawatur_ingest::{Given, Item, Limits, ingest_as};
use tawatur_language::Model;
use tawatur_reading::Reader;
use tawatur_record::{Document, Reading, SCHEMA};
use tawatur_store::{Blobs, Capture, now, sha256};

use crate::walk::{Refusal, Unit, Units};

/// Most inputs of a chunk: enough to keep the threads busy, few enough that an `add`
/// that is cut off has little to do again.
const CHUNK: usize = 64;
/// Most bytes of a chunk, but for one input that alone has more.
const CHUNK_BYTES: usize = 16 << 20;
/// A thread's stack, in bytes.
const STACK: usize = 8 << 20;

/// What is read with what.
pub(crate) struct Stages {
    reader: Reader,
    given: Given,
    limits: Limits,
}

/// One document that is done.
pub(crate) struct Done {
    /// Path as given, with the line's number for a line.
    pub(crate) origin: String,
    /// The bytes it came from, where the sink keeps them.
    pub(crate) capture: Option<Capture>,
    /// What was read; `None` where the sink knew it.
    pub(crate) reading: Option<Reading>,
    /// What is odd about it, for people.
    pub(crate) notes: Vec<String>,
    /// The input could not be opened or read at all.
    pub(crate) unreadable: bool,
}

/// Where documents go.
pub(crate) trait Sink: Send {
    /// Where raw bytes are kept, if they are.
    fn blobs(&self) -> Option<Blobs>;
    /// True for what need not be read again.
    fn known(&mut self, capture: &str, id: &str) -> anyhow::Result<bool>;
    /// The next documents, in input order; `bytes` of the input are read by now.
    fn take(&mut self, done: Vec<Done>, bytes: u64) -> anyhow::Result<()>;
}

/// How a run went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ran {
    /// Files that were opened.
    pub(crate) files: u64,
    /// Inputs that could not be.
    pub(crate) unreadable: u64,
}

/// An input after its bytes were looked at.
struct Ingested {
    unit: Unit,
    sha256: Option<String>,
    found: Vec<Found>,
}

/// A document in an input.
struct Found {
    read: Result<Document, (String, String)>,
    notes: Vec<String>,
    known: bool,
}

impl Found {
    fn problem(id: String, reason: String) -> Self {
        Self {
            read: Err((id, reason)),
            notes: Vec::new(),
            known: false,
        }
    }

    fn id(&self) -> &str {
        self.read
            .as_ref()
            .map_or_else(|(id, _)| id.as_str(), |document| document.id.as_str())
    }
}

/// Starts the file name that stands for a line, so that an id made of it can be told from
/// an id given in the line. No file is called so.
const MADE: char = '\u{10FFFF}';

impl Stages {
    /// Loads the tables, those of the folder `lexicons` on top of the program's own.
    pub(crate) fn load(
        lexicons: Option<&Path>,
        model: Model,
        given: Given,
    ) -> anyhow::Result<Self> {
        let reader = Reader::with_model(lexicons, model)
            .context("the tables that reading works by cannot be used")?;
        let today = jiff::tz::Offset::UTC
            .to_datetime(jiff::Timestamp::now())
            .date();
        Ok(Self {
            reader,
            given: Given {
                today: Some(today),
                ..given
            },
            limits: Limits::default(),
        })
    }

    /// Reads all inputs into `sink`, by so many threads, 0 for as many as there are cores.
    pub(crate) fn run(
        &self,
        paths: &[PathBuf],
        threads: usize,
        sink: &mut dyn Sink,
    ) -> anyhow::Result<Ran> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(STACK)
            .build()
            .context("no threads to read with")?;
        pool.install(|| self.chunks(Units::new(paths, &self.limits), sink))
    }

    fn chunks(&self, mut units: Units, sink: &mut dyn Sink) -> anyhow::Result<Ran> {
        let blobs = sink.blobs();
        let mut before = (Vec::new(), 0);
        let mut unreadable = 0;
        loop {
            let chunk = chunk(&mut units);
            if chunk.is_empty() {
                break;
            }
            let bytes = units.bytes;
            let mut ingested: Vec<Ingested> = chunk
                .into_par_iter()
                .map(|unit| self.ingest(unit, blobs.is_some()))
                .collect();
            for (input, found) in ingested.iter_mut().flat_map(|input| {
                let sha256 = input.sha256.as_deref();
                input.found.iter_mut().map(move |found| (sha256, found))
            }) {
                if let (Some(sha256), Ok(_)) = (input, &found.read) {
                    found.known = sink.known(sha256, found.id())?;
                }
            }
            let (documents, at) = std::mem::take(&mut before);
            let (taken, done) = rayon::join(
                || sink.take(documents, at),
                || {
                    ingested
                        .into_par_iter()
                        .map(|input| self.read(input, blobs.as_ref()))
                        .collect::<anyhow::Result<Vec<Vec<Done>>>>()
                },
            );
            taken?;
            let done: Vec<Done> = done?.into_iter().flatten().collect();
            unreadable += done.iter().filter(|done| done.unreadable).count() as u64;
            before = (done, bytes);
        }
        sink.take(before.0, units.bytes)?;
        Ok(Ran {
            files: units.files,
            unreadable,
        })
    }

    /// Looks at the bytes of one input: what documents are in it?
    fn ingest(&self, unit: Unit, hash: bool) -> Ingested {
        let made = unit.line.map(|line| format!("{}:{line}", stem(&unit.name)));
        let default = made.clone().unwrap_or_else(|| stem(&unit.name));
        // a line stands alone here: its name says which one it is
        let name = made
            .as_ref()
            .map_or_else(|| unit.name.clone(), |made| format!("{MADE}{made}.jsonl"));
        let given_id = |id: String| {
            if id.starts_with(MADE) {
                default.clone()
            } else {
                id
            }
        };
        let (bytes, refusal) = match &unit.bytes {
            Ok(bytes) => (bytes, None),
            Err(Refusal::Unreadable(reason)) => {
                let found = vec![Found::problem(default, reason.clone())];
                return Ingested {
                    unit,
                    sha256: None,
                    found,
                };
            }
            Err(Refusal::TooLarge { reason, head }) => (head, Some(reason.clone())),
        };
        let mut found = Vec::new();
        let mut notes = Vec::new();
        let mut sink = |item| match item {
            Item::Document(mut document) => {
                document.id = given_id(document.id);
                found.push(Found {
                    read: Ok(document),
                    notes: std::mem::take(&mut notes),
                    known: false,
                });
            }
            Item::Problem(problem) => {
                let read = Err((given_id(problem.id), problem.reason));
                found.push(Found {
                    read,
                    notes: std::mem::take(&mut notes),
                    known: false,
                });
            }
            Item::Note(note) => notes.push(note.reason),
        };
        let run = guarded(|| {
            ingest_as(
                unit.format,
                &name,
                bytes,
                &self.given,
                &self.limits,
                &mut sink,
            )
        });
        match (refusal, run) {
            (Some(reason), _) => {
                // of the start of a line only its id is of use
                let id = found.first().map_or(default, |found| found.id().to_owned());
                found = vec![Found::problem(id, reason)];
            }
            (None, Ok(Ok(()))) => {}
            (None, Ok(Err(error))) => found.push(Found::problem(default, error.to_string())),
            (None, Err(panic)) => found.push(Found::problem(default, panic)),
        }
        let sha256 = unit
            .bytes
            .as_ref()
            .ok()
            .filter(|_| hash)
            .map(|bytes| sha256(bytes));
        Ingested {
            unit,
            sha256,
            found,
        }
    }

    /// Reads what was found in one input and keeps its bytes.
    fn read(&self, input: Ingested, blobs: Option<&Blobs>) -> anyhow::Result<Vec<Done>> {
        let Ingested {
            unit,
            sha256: _,
            found,
        } = input;
        let news = found.iter().any(|found| !found.known);
        let capture = match (blobs, &unit.bytes) {
            (Some(blobs), Ok(bytes)) if news => Some(Capture {
                sha256: blobs.put(bytes)?,
                size: bytes.len() as u64,
                media_type: unit.media_type().to_owned(),
                obtained_by: unit.obtained_by.to_owned(),
                captured_at: now(),
            }),
            _ => None,
        };
        let unreadable = matches!(unit.bytes, Err(Refusal::Unreadable(_)));
        let done = found.into_iter().map(|found| {
            let reading = (!found.known).then(|| match found.read {
                Ok(document) => self.read_document(document),
                Err((id, reason)) => failed(
                    Document {
                        id,
                        ..Document::default()
                    },
                    reason,
                ),
            });
            Done {
                origin: unit.origin.clone(),
                capture: capture.clone(),
                reading,
                notes: found.notes,
                unreadable,
            }
        });
        Ok(done.collect())
    }

    fn read_document(&self, document: Document) -> Reading {
        match guarded(|| self.reader.read(&document)) {
            Ok(reading) => reading,
            Err(panic) => failed(document, panic),
        }
    }
}

/// A reading that did not come about.
fn failed(document: Document, reason: String) -> Reading {
    Reading {
        schema: SCHEMA.to_owned(),
        document,
        claims: Vec::new(),
        mentions: Vec::new(),
        times: Vec::new(),
        error: Some(reason),
    }
}

fn chunk(units: &mut Units) -> Vec<Unit> {
    let mut chunk = Vec::new();
    let mut weight = 0;
    while chunk.len() < CHUNK && weight < CHUNK_BYTES {
        let Some(unit) = units.next() else { break };
        weight += unit.weight();
        chunk.push(unit);
    }
    chunk
}

/// A file's name without its extension: the id of a document that has no other.
fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Panics inside [`guarded`] are told as that document's problem, not by the default
/// message on standard error.
pub(crate) fn quiet_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            default(info);
        }
    }));
}

/// Runs `work`; a panic in it becomes a sentence.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    // what `work` was changing is thrown away with its document
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.map_err(|panic| {
        format!(
            "reading it failed inside the program ({}); please report this with the file",
            said(&*panic)
        )
    })
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_one_documents_problem() {
        assert_eq!(guarded(|| 7), Ok(7));
        let said = guarded(|| {
            if true {
                panic!("index {}", 9)
            }
        })
        .expect_err("a panic");
        assert!(said.contains("index 9"), "{said}");
        assert!(!GUARDED.get());
    }

    #[test]
    fn ids_are_given_or_made_of_name_and_line() {
        let stages = Stages::load(
            None,
            Model::embedded(tawatur_reading::hints::HINTS).expect("the model"),
            Given::default(),
        )
        .expect("tables");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.b.jsonl");
        std::fs::write(&path, "{\"text\":\"نص\"}\n\n{\"id\":\"x:1\",\"text\":\"نص\"}\n{\"id\":5,\"text\":\"\"}\nnonsense\n{\"id\":\"y\"").expect("written");
        let ids: Vec<(String, bool)> = Units::new(&[path], &Limits::default())
            .flat_map(|unit| stages.ingest(unit, false).found)
            .map(|found| (found.id().to_owned(), found.read.is_ok()))
            .collect();
        let want = [
            ("a.b:1", true),
            ("x:1", true),
            ("5", true),
            ("a.b:5", false),
            ("y", false),
        ];
        assert_eq!(ids, want.map(|(id, read)| (id.to_owned(), read)));
        let limits = Limits {
            line: 30,
            ..Limits::default()
        };
        let long = folder.path().join("long.jsonl");
        std::fs::write(&long, "{\"id\":\"z\",\"text\":\"نص نص نص نص نص نص\"}\n").expect("written");
        let found: Vec<Found> = Units::new(&[long], &limits)
            .flat_map(|unit| stages.ingest(unit, true).found)
            .collect();
        assert!(
            matches!(&found[0].read, Err((id, reason)) if id == "z" && reason.contains("limit of 30"))
        );
    }
}
