//! Codes derived from type, mode and realis (`lexicons/codes.tsv`).

use std::collections::HashMap;
use std::path::Path;

use tawatur_knowledge::KnowledgeError;
use tawatur_knowledge::table::Table;
use tawatur_record::{Codes, Realis};

#[derive(Debug)]
struct Row {
    future: Option<String>,
    quad: Option<u8>,
    cameo: Option<String>,
    acled: Option<String>,
    acled_sub: Option<String>,
}

/// The table of codes.
#[derive(Debug, Default)]
pub struct CodeTable {
    rows: HashMap<(String, String), Row>,
}

impl CodeTable {
    /// The table that comes with the program and the one of the folder `user` on top.
    ///
    /// # Errors
    /// A row that cannot be used, with file and line.
    pub fn load(user: Option<&Path>) -> Result<Self, KnowledgeError> {
        let table = Table::with_user(
            "codes.tsv",
            include_str!("../../../lexicons/codes.tsv"),
            user,
            &["type", "mode", "quad"],
        )?;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut rows = HashMap::new();
        for row in table.rows() {
            let quad = match row.get("quad") {
                "" => None,
                word => Some(
                    word.parse::<u8>()
                        .ok()
                        .filter(|q| (1..=4).contains(q))
                        .ok_or_else(|| {
                            row.error(format!("«{word}» under `quad` should be 1 to 4"))
                        })?,
                ),
            };
            let value = Row {
                future: some(row.get("plover_future")),
                quad,
                cameo: some(row.get("cameo")),
                acled: some(row.get("acled")),
                acled_sub: some(row.get("acled_sub")),
            };
            rows.insert(
                (row.get("type").to_owned(), row.get("mode").to_owned()),
                value,
            );
        }
        Ok(Self { rows })
    }

    /// The codes of a claim. An ACLED code only for what is said to have happened and has
    /// a date; PLOVER's own folding of acts to come beside the unfolded type.
    #[must_use]
    pub fn derive(
        &self,
        kind_type: &str,
        mode: Option<&str>,
        realis: Realis,
        dated: bool,
    ) -> Codes {
        let row = mode
            .and_then(|mode| self.rows.get(&(kind_type.to_owned(), mode.to_owned())))
            .or_else(|| self.rows.get(&(kind_type.to_owned(), String::new())));
        let Some(row) = row else {
            return Codes::default();
        };
        let to_come = matches!(realis, Realis::Planned | Realis::Expected);
        let own = !matches!(
            kind_type,
            "CONTROL" | "PRESENCE" | "OFFICE" | "STATE" | "DISASTER"
        );
        let plover = own.then(|| {
            row.future
                .clone()
                .filter(|_| to_come)
                .unwrap_or_else(|| kind_type.to_owned())
        });
        let happened = realis == Realis::Happened && dated;
        Codes {
            plover,
            quad: row.quad,
            cameo: row.cameo.clone(),
            acled: row.acled.clone().filter(|_| happened),
            acled_sub: row.acled_sub.clone().filter(|_| happened),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_to_come_are_folded_and_get_no_acled_code() {
        let table = CodeTable::load(None).unwrap();
        let met = table.derive("CONSULT", Some("visit"), Realis::Happened, true);
        assert_eq!(
            (met.plover.as_deref(), met.quad, met.cameo.as_deref()),
            (Some("CONSULT"), Some(1), Some("042"))
        );
        let planned = table.derive("CONSULT", Some("visit"), Realis::Planned, true);
        assert_eq!(planned.plover.as_deref(), Some("AGREE"));
        let strike = table.derive("ASSAULT", Some("aerial"), Realis::Happened, true);
        assert_eq!(strike.acled_sub.as_deref(), Some("Air/drone strike"));
        assert_eq!(
            table
                .derive("ASSAULT", Some("aerial"), Realis::Denied, true)
                .acled,
            None
        );
        assert_eq!(
            table
                .derive("ASSAULT", Some("aerial"), Realis::Happened, false)
                .acled,
            None
        );
    }

    #[test]
    fn every_type_of_the_lexicon_has_a_row() {
        let table = CodeTable::load(None).unwrap();
        let lexicon = tawatur_knowledge::Lexicon::load(None).unwrap();
        for sense in &lexicon.events {
            assert!(
                table
                    .rows
                    .contains_key(&(sense.kind_type.clone(), String::new())),
                "{} of {}",
                sense.kind_type,
                sense.lemma
            );
            if let Some(mode) = &sense.mode {
                assert!(
                    table
                        .rows
                        .contains_key(&(sense.kind_type.clone(), mode.clone())),
                    "mode {mode} of {} in {}",
                    sense.kind_type,
                    sense.lemma
                );
            }
        }
    }
}
