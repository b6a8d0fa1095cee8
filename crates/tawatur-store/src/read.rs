//! What comes out: documents, claims, captures, problems.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};
use tawatur_record::{
    Claim, Document, Mention, MentionKind, Precision, PublishedBasis, Quote, Reading, SCHEMA,
    TimeMention,
};

use crate::{Store, StoreError};

pub(crate) fn basis_word(basis: PublishedBasis) -> &'static str {
    match basis {
        PublishedBasis::Metadata => "metadata",
        PublishedBasis::Text => "text",
        PublishedBasis::Address => "address",
        PublishedBasis::Given => "given",
        PublishedBasis::None => "none",
    }
}

fn basis(word: &str) -> PublishedBasis {
    match word {
        "metadata" => PublishedBasis::Metadata,
        "text" => PublishedBasis::Text,
        "address" => PublishedBasis::Address,
        "given" => PublishedBasis::Given,
        _ => PublishedBasis::None,
    }
}

/// The field of a claim that holds a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameField {
    /// A place.
    Place,
    /// Somebody who takes part.
    Actor,
    /// A link of the chain of sources.
    Source,
}

impl NameField {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Actor => "actor",
            Self::Source => "source",
        }
    }
}

/// A name as claims hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it stands in the text.
    pub text: String,
    /// What it was resolved to.
    pub entity: Option<String>,
}

/// Which claims are wanted. What is `None` or empty asks for nothing.
#[derive(Default)]
pub struct ClaimFilter<'f> {
    /// Id of the document in the store.
    pub document: Option<String>,
    /// PLOVER type or state.
    pub kind_type: Option<String>,
    /// A word of [`tawatur_record::Realis`].
    pub realis: Option<String>,
    /// Claims that hold a name in this field for which the test is true; all of the list
    /// must be met. The test is asked once a name, not once a claim.
    #[allow(
        clippy::type_complexity,
        reason = "a name for this type would say less"
    )]
    pub names: Vec<(NameField, Box<dyn Fn(&Name) -> bool + 'f>)>,
    /// First day, `2019-12-05`: claims whose date ends before it, and those without a
    /// date, are left out.
    pub since: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// At most so many.
    pub limit: Option<u64>,
}

/// A claim with the document that makes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoredClaim {
    /// Id of the document in the store.
    pub document: String,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Publication date.
    pub published: Option<String>,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
}

/// What is known of the bytes a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaptureRow {
    /// SHA-256 of the raw bytes.
    pub sha256: String,
    /// Their number.
    pub size: u64,
    /// MIME type.
    pub media_type: String,
    /// `file`, `line`, `stdin`.
    pub obtained_by: String,
    /// Path as it was given.
    pub origin: String,
    /// UTC, RFC 3339.
    pub captured_at: String,
}

/// A run: one call of `add`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// Number of the run.
    pub run: i64,
    /// UTC, RFC 3339.
    pub started: String,
    /// UTC, RFC 3339; `None` where it was cut off.
    pub finished: Option<String>,
    /// Version of the program.
    pub program: String,
    /// Which tables it read with.
    pub lexicons: String,
}

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// Id of the document as given.
    pub document: String,
    /// Path, for a line with its number.
    pub origin: String,
    /// Why, for people.
    pub reason: String,
    /// SHA-256 of the bytes; `None` where they were too large to be kept.
    pub capture: Option<String>,
    /// UTC, RFC 3339.
    pub at: String,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Documents.
    pub documents: u64,
    /// Claims.
    pub claims: u64,
    /// Problems.
    pub problems: u64,
}

const DOCUMENT: &str = "SELECT document.key, document.id, url, outlet, title, author, published, published_basis, language, text.sha256, text.body
     FROM document JOIN text ON text.sha256 = document.text";

fn document(row: &Row<'_>) -> rusqlite::Result<(i64, Document)> {
    let word: String = row.get(7)?;
    Ok((
        row.get(0)?,
        Document {
            id: row.get(1)?,
            url: row.get(2)?,
            outlet: row.get(3)?,
            title: row.get(4)?,
            author: row.get(5)?,
            published: row.get(6)?,
            published_basis: basis(&word),
            language: row.get(8)?,
            sha256: row.get(9)?,
            text: row.get(10)?,
        },
    ))
}

/// A claim out of its JSON.
pub(crate) fn claim(id: &str, body: &str) -> Result<Claim, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Row {
        row: format!("claim {id}"),
        reason: error.to_string(),
    })
}

/// How well a mention's point is known, from its columns 10 to 13.
fn precision(row: &Row<'_>) -> rusqlite::Result<Option<Precision>> {
    let (Some(radius_km), Some(geo_precision), Some(where_prec)) =
        (row.get(10)?, row.get(11)?, row.get(12)?)
    else {
        return Ok(None);
    };
    Ok(Some(Precision {
        radius_km,
        geo_precision,
        where_prec,
        near: row.get(13)?,
    }))
}

fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

fn at(value: i64) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

impl Store {
    /// How much there is.
    ///
    /// # Errors
    /// What the database says.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        let count = |table: &str| -> Result<u64, StoreError> {
            Ok(unsigned(self.db.query_row(
                &format!("SELECT count(*) FROM {table}"),
                [],
                |row| row.get(0),
            )?))
        };
        Ok(Totals {
            documents: count("document")?,
            claims: count("claim")?,
            problems: count("problem")?,
        })
    }

    /// A document with its text, by its id in the store.
    ///
    /// # Errors
    /// What the database says.
    pub fn document(&self, id: &str) -> Result<Option<Document>, StoreError> {
        let mut query = self
            .db
            .prepare_cached(&format!("{DOCUMENT} WHERE document.id = ?1"))?;
        Ok(query
            .query_row([id], document)
            .optional()?
            .map(|(_, document)| document))
    }

    /// A document and all that was read in it.
    ///
    /// # Errors
    /// What the database says, or a damaged row.
    pub fn reading(&self, id: &str) -> Result<Option<Reading>, StoreError> {
        let mut query = self
            .db
            .prepare_cached(&format!("{DOCUMENT} WHERE document.id = ?1"))?;
        query
            .query_row([id], document)
            .optional()?
            .map(|(key, document)| self.fill(key, document))
            .transpose()
    }

    /// Hands every document with all that was read in it to `sink`, in the order in which
    /// they were added. One at a time is in memory.
    ///
    /// # Errors
    /// What the database says, a damaged row, or the first error of `sink`.
    pub fn readings<E: From<StoreError>>(
        &self,
        mut sink: impl FnMut(Reading) -> Result<(), E>,
    ) -> Result<(), E> {
        let keys = || -> Result<Vec<i64>, StoreError> {
            let mut query = self.db.prepare("SELECT key FROM document ORDER BY key")?;
            Ok(query
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        };
        for key in keys()? {
            sink(self.by_key(key)?)?;
        }
        Ok(())
    }

    fn by_key(&self, key: i64) -> Result<Reading, StoreError> {
        let mut query = self
            .db
            .prepare_cached(&format!("{DOCUMENT} WHERE document.key = ?1"))?;
        let (key, document) = query.query_row([key], document)?;
        self.fill(key, document)
    }

    fn fill(&self, key: i64, document: Document) -> Result<Reading, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT id, body FROM claim WHERE document = ?1 ORDER BY key")?;
        let mut rows = query.query([key])?;
        let mut claims = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
            claims.push(claim(&format!("{}#{id}", document.id), &body)?);
        }
        let (mentions, times) = self.mentions(key)?;
        Ok(Reading {
            schema: SCHEMA.to_owned(),
            document,
            claims,
            mentions,
            times,
            error: None,
        })
    }

    fn mentions(&self, key: i64) -> Result<(Vec<Mention>, Vec<TimeMention>), StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT kind, start, \"end\", text, entity, country, lat, lon, value, class, radius_km, geo_precision, where_prec, near FROM mention WHERE document = ?1 ORDER BY ordinal",
        )?;
        let mut rows = query.query([key])?;
        let (mut mentions, mut times) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let word: String = row.get(0)?;
            let quote = Quote {
                start: at(row.get(1)?),
                end: at(row.get(2)?),
                text: row.get(3)?,
            };
            let kind = match word.as_str() {
                "time" => {
                    times.push(TimeMention {
                        quote,
                        value: row.get(8)?,
                    });
                    continue;
                }
                "person" => MentionKind::Person,
                "place" => MentionKind::Place,
                _ => MentionKind::Organisation,
            };
            mentions.push(Mention {
                kind,
                quote,
                entity: row.get(4)?,
                country: row.get(5)?,
                lat: row.get(6)?,
                lon: row.get(7)?,
                class: row.get(9)?,
                precision: precision(row)?,
            });
        }
        Ok((mentions, times))
    }

    /// Hands the claims that a filter lets through to `sink`, in the order of documents
    /// and of their text.
    ///
    /// # Errors
    /// What the database says, a damaged row, or the first error of `sink`.
    pub fn claims<E: From<StoreError>>(
        &self,
        filter: &ClaimFilter<'_>,
        mut sink: impl FnMut(StoredClaim) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut wheres = vec!["1".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let plain = [
            ("document.id = ?", &filter.document),
            ("claim.type = ?", &filter.kind_type),
            ("claim.realis = ?", &filter.realis),
            // an open end reaches any day, a date not known reaches none
            (
                "claim.date IS NOT NULL AND (claim.last_day IS NULL OR claim.last_day >= ?)",
                &filter.since,
            ),
            (
                "claim.date IS NOT NULL AND (claim.first_day IS NULL OR claim.first_day <= ?)",
                &filter.until,
            ),
        ];
        for (condition, value) in plain {
            if let Some(value) = value {
                wheres.push(condition.to_owned());
                values.push(value.clone().into());
            }
        }
        for (field, test) in &filter.names {
            wheres.push(
                "claim.key IN (SELECT claim FROM claim_name WHERE field = ? AND name IN (SELECT value FROM json_each(?)))".to_owned(),
            );
            values.push(field.as_str().to_owned().into());
            values.push(self.names(test)?.into());
        }
        let limit = filter
            .limit
            .map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT document.id, outlet, published, claim.id, body FROM claim JOIN document ON document.key = claim.document
             WHERE {} ORDER BY claim.document, claim.key LIMIT {limit}",
            wheres.join(" AND ")
        );
        let mut query = self.db.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = query
            .query(params_from_iter(values))
            .map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let stored = || -> Result<StoredClaim, StoreError> {
                let (document, id, body): (String, String, String) =
                    (row.get(0)?, row.get(3)?, row.get(4)?);
                let claim = claim(&format!("{document}#{id}"), &body)?;
                Ok(StoredClaim {
                    document,
                    outlet: row.get(1)?,
                    published: row.get(2)?,
                    claim,
                })
            };
            sink(stored()?)?;
        }
        Ok(())
    }

    /// Keys of the names for which `test` is true, as a JSON list.
    fn names(&self, test: &dyn Fn(&Name) -> bool) -> Result<String, StoreError> {
        let mut query = self
            .db
            .prepare_cached("SELECT key, text, entity FROM name")?;
        let mut rows = query.query([])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            let entity: String = row.get(2)?;
            let name = Name {
                text: row.get(1)?,
                entity: (!entity.is_empty()).then_some(entity),
            };
            if test(&name) {
                keys.push(row.get::<_, i64>(0)?.to_string());
            }
        }
        Ok(format!("[{}]", keys.join(",")))
    }

    /// Ids of the documents that hold a claim of event `event` for which `test` of document
    /// id and event id is true: for finding an event by an id made of both.
    ///
    /// # Errors
    /// What the database says.
    pub fn find_event(
        &self,
        test: impl Fn(&str, &str) -> bool,
    ) -> Result<Option<(String, String)>, StoreError> {
        let mut query = self.db.prepare(
            "SELECT DISTINCT document.id, claim.event FROM claim JOIN document ON document.key = claim.document ORDER BY claim.document",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (document, event): (String, String) = (row.get(0)?, row.get(1)?);
            if test(&document, &event) {
                return Ok(Some((document, event)));
            }
        }
        Ok(None)
    }

    /// Where a document's bytes came from, and the run that read it.
    ///
    /// # Errors
    /// What the database says.
    pub fn provenance(&self, document: &str) -> Result<Option<(CaptureRow, RunRow)>, StoreError> {
        let mut query = self.db.prepare_cached(
            "SELECT capture.sha256, size, media_type, obtained_by, origin, captured_at, run.key, started, finished, program, lexicons
             FROM document JOIN capture ON capture.sha256 = document.capture JOIN run ON run.key = document.run
             WHERE document.id = ?1",
        )?;
        let row = |row: &Row<'_>| {
            let capture = CaptureRow {
                sha256: row.get(0)?,
                size: unsigned(row.get(1)?),
                media_type: row.get(2)?,
                obtained_by: row.get(3)?,
                origin: row.get(4)?,
                captured_at: row.get(5)?,
            };
            let run = RunRow {
                run: row.get(6)?,
                started: row.get(7)?,
                finished: row.get(8)?,
                program: row.get(9)?,
                lexicons: row.get(10)?,
            };
            Ok((capture, run))
        };
        Ok(query.query_row(params![document], row).optional()?)
    }

    /// All documents that could not be read, oldest first.
    ///
    /// # Errors
    /// What the database says.
    pub fn problems(&self) -> Result<Vec<ProblemRow>, StoreError> {
        let mut query = self
            .db
            .prepare("SELECT document_id, origin, reason, capture, at FROM problem ORDER BY key")?;
        let row = |row: &Row<'_>| {
            Ok(ProblemRow {
                document: row.get(0)?,
                origin: row.get(1)?,
                reason: row.get(2)?,
                capture: row.get(3)?,
                at: row.get(4)?,
            })
        };
        Ok(query.query_map([], row)?.collect::<Result<_, _>>()?)
    }
}
