//! What goes in.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Transaction, params};
use tawatur_record::{Claim, Document, MentionKind, Reading};
use tawatur_text::edtf::Edtf;

use crate::words::{Word, words};
use crate::{Store, StoreError};

/// Raw bytes that [`crate::Blobs::put`] has kept, and where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Their SHA-256.
    pub sha256: String,
    /// Their number.
    pub size: u64,
    /// MIME type.
    pub media_type: String,
    /// How they were got: `file`, `line`, `stdin`.
    pub obtained_by: String,
    /// When they were read, UTC, RFC 3339.
    pub captured_at: String,
}

/// One document to be kept. With `reading.error` it goes to the problems instead, its
/// bytes kept all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The bytes it came from; `None` where they were too large to be kept, which is a
    /// problem too.
    pub capture: Option<Capture>,
    /// Path as given, for a line of a file with the line's number.
    pub origin: String,
    /// What was read in it.
    pub reading: Reading,
}

/// What read the documents of one `add`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunInfo {
    /// Version of the program.
    pub program: String,
    /// Which tables it read with.
    pub lexicons: String,
    /// What was given beside the files, JSON.
    pub parameters: String,
}

/// What became of an [`Entry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new and kept, with so many claims.
    Kept {
        /// The id it is kept under.
        id: String,
        /// Number of its claims.
        claims: usize,
        /// True when another content had its id and it got a suffix.
        renamed: bool,
    },
    /// It was there.
    Known {
        /// The id it is kept under.
        id: String,
    },
    /// It could not be read; kept with its reason.
    Problem {
        /// The id as given.
        id: String,
        /// Why.
        reason: String,
    },
}

/// The time now, UTC, to the second, RFC 3339.
#[must_use]
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}

impl Store {
    /// Opens a run: one call of `add`.
    ///
    /// # Errors
    /// What the database says.
    pub fn begin_run(&mut self, run: &RunInfo) -> Result<i64, StoreError> {
        self.db.execute(
            "INSERT INTO run (started, program, lexicons, parameters) VALUES (?1, ?2, ?3, ?4)",
            params![now(), run.program, run.lexicons, run.parameters],
        )?;
        Ok(self.db.last_insert_rowid())
    }

    /// Says that a run came to its end.
    ///
    /// # Errors
    /// What the database says.
    pub fn finish_run(&mut self, run: i64) -> Result<(), StoreError> {
        self.db.execute(
            "UPDATE run SET finished = ?2 WHERE key = ?1",
            params![run, now()],
        )?;
        Ok(())
    }

    /// The id under which the document that these bytes gave with this id is kept.
    ///
    /// # Errors
    /// What the database says.
    pub fn known(&self, capture: &str, given_id: &str) -> Result<Option<String>, StoreError> {
        known(&self.db, capture, given_id)
    }

    /// Keeps documents, all of them or, on an error, none. They are on the disk when
    /// this returns.
    ///
    /// # Errors
    /// What the database says.
    pub fn put(&mut self, run: i64, entries: &[Entry]) -> Result<Vec<Outcome>, StoreError> {
        let change = self.db.transaction()?;
        let outcomes = entries
            .iter()
            .map(|entry| put(&change, run, entry))
            .collect::<Result<_, _>>()?;
        // the names of their bytes before the rows that speak of them
        self.blobs.settle()?;
        change.commit()?;
        Ok(outcomes)
    }
}

fn known(
    db: &rusqlite::Connection,
    capture: &str,
    given_id: &str,
) -> Result<Option<String>, StoreError> {
    let mut row =
        db.prepare_cached("SELECT id FROM document WHERE capture = ?1 AND given_id = ?2")?;
    Ok(row
        .query_row([capture, given_id], |row| row.get(0))
        .optional()?)
}

fn put(change: &Transaction<'_>, run: i64, entry: &Entry) -> Result<Outcome, StoreError> {
    let Entry {
        capture,
        origin,
        reading,
    } = entry;
    let given_id = &reading.document.id;
    let Some(capture) = capture else {
        let reason = reading
            .error
            .as_deref()
            .unwrap_or("its bytes were not kept");
        return put_problem(change, run, entry, None, reason);
    };
    if let Some(id) = known(change, &capture.sha256, given_id)? {
        return Ok(Outcome::Known { id });
    }
    change
        .prepare_cached(
            "INSERT INTO capture (sha256, size, media_type, obtained_by, origin, captured_at, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            capture.sha256,
            i64::try_from(capture.size).unwrap_or(i64::MAX),
            capture.media_type,
            capture.obtained_by,
            origin,
            capture.captured_at,
            run
        ])?;
    if let Some(reason) = &reading.error {
        return put_problem(change, run, entry, Some(&capture.sha256), reason);
    }
    let mut claims = BTreeSet::new();
    if let Some(twice) = reading
        .claims
        .iter()
        .find(|claim| !claims.insert(&claim.id))
    {
        // no fault of the document's, but one document's trouble must not end a run
        let reason = format!(
            "two of its claims have the id {}; please report this with the file",
            twice.id
        );
        return put_problem(change, run, entry, Some(&capture.sha256), &reason);
    }
    // read at last: the problem is settled
    change
        .prepare_cached(
            "DELETE FROM problem WHERE document_id = ?1 AND (capture = ?2 OR origin = ?3)",
        )?
        .execute([given_id, &capture.sha256, origin])?;
    let id = free_id(change, given_id)?;
    let key = put_document(change, run, &capture.sha256, &id, &reading.document)?;
    put_mentions(change, key, reading)?;
    for claim in &reading.claims {
        put_claim(change, key, claim)?;
    }
    put_search(change, key, &reading.document)?;
    Ok(Outcome::Kept {
        renamed: id != *given_id,
        id,
        claims: reading.claims.len(),
    })
}

fn put_problem(
    change: &Transaction<'_>,
    run: i64,
    entry: &Entry,
    capture: Option<&str>,
    reason: &str,
) -> Result<Outcome, StoreError> {
    let id = &entry.reading.document.id;
    change
        .prepare_cached(
            "INSERT INTO problem (at, run, origin, document_id, capture, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (origin, document_id)
             DO UPDATE SET at = excluded.at, run = excluded.run, capture = excluded.capture, reason = excluded.reason",
        )?
        .execute(params![now(), run, entry.origin, id, capture, reason])?;
    Ok(Outcome::Problem {
        id: id.clone(),
        reason: reason.to_owned(),
    })
}

/// The id itself, or with the first suffix `~2`, `~3` … that is free.
fn free_id(change: &Transaction<'_>, given: &str) -> Result<String, StoreError> {
    let mut taken =
        change.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)")?;
    let mut id = given.to_owned();
    let mut number = 2_u64;
    while taken.query_row([&id], |row| row.get(0))? {
        id = format!("{given}~{number}");
        number += 1;
    }
    Ok(id)
}

fn put_document(
    change: &Transaction<'_>,
    run: i64,
    capture: &str,
    id: &str,
    document: &Document,
) -> Result<i64, StoreError> {
    // hashed here and not taken from the caller: what is kept under a hash must have it
    let text = crate::blobs::sha256(document.text.as_bytes());
    change
        .prepare_cached("INSERT INTO text (sha256, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([&text, &document.text])?;
    change
        .prepare_cached(
            "INSERT INTO document (id, given_id, capture, text, url, outlet, title, author, published, published_basis, language, run)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            id,
            document.id,
            capture,
            text,
            document.url,
            document.outlet,
            document.title,
            document.author,
            document.published,
            crate::read::basis_word(document.published_basis),
            document.language,
            run
        ])?;
    Ok(change.last_insert_rowid())
}

fn put_mentions(
    change: &Transaction<'_>,
    document: i64,
    reading: &Reading,
) -> Result<(), StoreError> {
    let mut insert = change.prepare_cached(
        "INSERT INTO mention (document, ordinal, kind, start, \"end\", text, entity, country, lat, lon, value, class,
                              radius_km, geo_precision, where_prec, near)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?;
    let mut ordinal = 0_i64;
    for mention in &reading.mentions {
        let kind = match mention.kind {
            MentionKind::Person => "person",
            MentionKind::Organisation => "organisation",
            MentionKind::Place => "place",
        };
        let quote = &mention.quote;
        let precision = mention.precision.as_ref();
        insert.execute(params![
            document,
            ordinal,
            kind,
            offset(quote.start),
            offset(quote.end),
            quote.text,
            mention.entity,
            mention.country,
            mention.lat,
            mention.lon,
            None::<String>,
            mention.class,
            precision.map(|p| p.radius_km),
            precision.map(|p| p.geo_precision),
            precision.map(|p| p.where_prec),
            precision.and_then(|p| p.near.as_deref()),
        ])?;
        ordinal += 1;
    }
    for time in &reading.times {
        let quote = &time.quote;
        let nothing = None::<String>;
        insert.execute(params![
            document,
            ordinal,
            "time",
            offset(quote.start),
            offset(quote.end),
            quote.text,
            nothing,
            nothing,
            None::<f64>,
            None::<f64>,
            time.value,
            nothing,
            None::<u32>,
            None::<u8>,
            None::<u8>,
            nothing
        ])?;
        ordinal += 1;
    }
    Ok(())
}

fn offset(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

fn put_claim(change: &Transaction<'_>, document: i64, claim: &Claim) -> Result<(), StoreError> {
    let days = claim
        .date
        .as_deref()
        .and_then(|date| date.parse::<Edtf>().ok());
    let body = serde_json::to_string(claim).map_err(|error| StoreError::Row {
        row: format!("claim {}", claim.id),
        reason: error.to_string(),
    })?;
    change
        .prepare_cached(
            "INSERT INTO claim (document, id, event, kind, type, realis, date, first_day, last_day, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            document,
            claim.id,
            claim.event,
            claim.kind.as_str(),
            claim.kind_type,
            claim.realis.as_str(),
            claim.date,
            days.and_then(Edtf::first_day).map(|day| day.to_string()),
            days.and_then(Edtf::last_day).map(|day| day.to_string()),
            body
        ])?;
    let key = change.last_insert_rowid();
    let actors = claim
        .actors
        .iter()
        .map(|actor| ("actor", actor.quote.text.as_str(), actor.entity.as_deref()));
    let places = claim
        .places
        .iter()
        .map(|place| ("place", place.quote.text.as_str(), place.entity.as_deref()));
    let sources = claim
        .attribution
        .iter()
        .filter_map(|link| Some(("source", link.text.as_deref()?, None)));
    for (field, text, entity) in actors.chain(places).chain(sources) {
        put_name(change, key, field, text, entity.unwrap_or_default())?;
    }
    Ok(())
}

fn put_name(
    change: &Transaction<'_>,
    claim: i64,
    field: &str,
    text: &str,
    entity: &str,
) -> Result<(), StoreError> {
    change
        .prepare_cached("INSERT INTO name (text, entity) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute([text, entity])?;
    change
        .prepare_cached(
            "INSERT INTO claim_name (claim, field, name) SELECT ?1, ?2, key FROM name WHERE text = ?3 AND entity = ?4
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![claim, field, text, entity])?;
    Ok(())
}

fn put_search(change: &Transaction<'_>, key: i64, document: &Document) -> Result<(), StoreError> {
    let title = words(document.title.as_deref().unwrap_or_default());
    let text = words(&document.text);
    let join = |words: &[Word]| {
        words
            .iter()
            .map(|word| word.folded.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let forms: Vec<&str> = text
        .iter()
        .chain(&title)
        .flat_map(|word| &word.forms)
        .map(String::as_str)
        .collect();
    change
        .prepare_cached("INSERT INTO search (rowid, title, words, forms) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key, join(&title), join(&text), forms.join(" ")])?;
    Ok(())
}
