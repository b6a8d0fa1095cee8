//! Does the store still hold what was put into it?

use std::collections::BTreeSet;

use rusqlite::params;
use serde::Serialize;
use tawatur_record::Reading;

use crate::blobs::sha256;
use crate::{Store, StoreError, evidence};

/// One thing that was looked at in all its instances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// How many were.
    pub checked: u64,
    /// What does not hold, each a sentence.
    pub failures: Vec<String>,
}

/// What [`Store::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// What was looked at.
    pub checks: Vec<Check>,
    /// What is worth knowing and no failure.
    pub notes: Vec<String>,
}

impl Verification {
    /// True where everything holds.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.checks.iter().all(|check| check.failures.is_empty())
    }
}

impl Check {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            checked: 0,
            failures: Vec::new(),
        }
    }
}

impl Store {
    /// Re-hashes all kept bytes and texts, looks up every quote of every claim in its
    /// text, and has SQLite check its own file. `progress` is called after every capture
    /// and document with how much is done and how much there is.
    ///
    /// # Errors
    /// Only what keeps it from looking at all; what is wrong with the store's contents is
    /// in the answer.
    pub fn verify(&self, mut progress: impl FnMut(u64, u64)) -> Result<Verification, StoreError> {
        let captures = self.captures()?;
        let documents: Vec<String> = {
            let mut query = self.db.prepare("SELECT id FROM document ORDER BY key")?;
            query
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?
        };
        let total = (captures.len() + documents.len()) as u64;
        let mut done = 0;
        let mut step = || {
            done += 1;
            progress(done, total);
        };
        let mut kept = Check::new("captures");
        for (hash, size) in &captures {
            kept.checked += 1;
            if let Err(error) = self.blobs.get(hash, *size) {
                kept.failures.push(error.to_string());
            }
            step();
        }
        let (mut quotes, mut readable) = (Check::new("quotes"), Check::new("claims"));
        for id in &documents {
            match self.reading(id) {
                Ok(Some(reading)) => {
                    readable.checked += reading.claims.len() as u64;
                    check_quotes(&reading, &mut quotes);
                }
                Ok(None) => readable
                    .failures
                    .push(format!("document {id}: its text is gone")),
                Err(error) => readable.failures.push(error.to_string()),
            }
            step();
        }
        let checks = vec![
            self.check_database()?,
            kept,
            self.check_texts()?,
            readable,
            quotes,
            self.check_search(documents.len())?,
        ];
        let spoken_of: BTreeSet<&String> = captures.iter().map(|(hash, _)| hash).collect();
        let loose = self
            .blobs
            .all()?
            .iter()
            .filter(|hash| !spoken_of.contains(hash))
            .count();
        let mut notes = Vec::new();
        if loose > 0 {
            notes.push(format!(
                "{loose} kept {} that no document speaks of: left by an `add` that was cut off; adding the same files takes them up",
                if loose == 1 { "blob" } else { "blobs" }
            ));
        }
        Ok(Verification { checks, notes })
    }

    fn captures(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let mut query = self
            .db
            .prepare("SELECT sha256, size FROM capture ORDER BY sha256")?;
        let rows = query.query_map([], |row| {
            Ok((
                row.get(0)?,
                u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
            ))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn check_texts(&self) -> Result<Check, StoreError> {
        let mut check = Check::new("texts");
        let mut query = self
            .db
            .prepare("SELECT sha256, body FROM text ORDER BY sha256")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (hash, body): (String, String) = (row.get(0)?, row.get(1)?);
            check.checked += 1;
            let found = sha256(body.as_bytes());
            if found != hash {
                check.failures.push(format!(
                    "the text {hash} was changed: its SHA-256 is now {found}"
                ));
            }
        }
        Ok(check)
    }

    fn check_database(&self) -> Result<Check, StoreError> {
        let mut check = Check {
            checked: 1,
            ..Check::new("database")
        };
        let mut integrity = self.db.prepare("PRAGMA integrity_check(20)")?;
        let said: Vec<String> = integrity
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        check
            .failures
            .extend(said.into_iter().filter(|line| line != "ok"));
        let mut keys = self.db.prepare("PRAGMA foreign_key_check")?;
        let mut rows = keys.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            check.failures.push(format!(
                "a row of {table} speaks of a row of {parent} that is gone"
            ));
        }
        Ok(check)
    }

    fn check_search(&self, documents: usize) -> Result<Check, StoreError> {
        let mut check = Check {
            checked: documents as u64,
            ..Check::new("search index")
        };
        let mut query = self.db.prepare(
            "SELECT id FROM document WHERE key NOT IN (SELECT rowid FROM search) ORDER BY key",
        )?;
        let missing = query.query_map(params![], |row| row.get::<_, String>(0))?;
        for id in missing {
            check
                .failures
                .push(format!("document {} cannot be found by search", id?));
        }
        Ok(check)
    }
}

fn check_quotes(reading: &Reading, check: &mut Check) {
    let text: Vec<char> = reading.document.text.chars().collect();
    let document = &reading.document.id;
    for claim in &reading.claims {
        for quote in evidence::of_claim(claim) {
            check.checked += 1;
            if !quote.holds(&text) {
                check.failures.push(format!(
                    "{document}#{}.{}: «{}» does not stand at {}..{} of the text",
                    claim.id, quote.field, quote.text, quote.start, quote.end
                ));
            }
        }
    }
    for quote in evidence::of_mentions(reading) {
        check.checked += 1;
        if !quote.holds(&text) {
            check.failures.push(format!(
                "{document}.{}: «{}» does not stand at {}..{} of the text",
                quote.field, quote.text, quote.start, quote.end
            ));
        }
    }
}
