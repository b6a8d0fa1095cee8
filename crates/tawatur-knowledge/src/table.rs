//! Tables: UTF-8, tab-separated, one header line, `#` comments, `|` between several values.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What is wrong with a table, and where.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// A row or header that cannot be used.
    #[error("{file}, line {line}: {message}")]
    Row {
        /// Name of the table's file.
        file: String,
        /// Line in it, counted from 1.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A table with a reader of its own, which says file, line and what is wrong.
    #[error("{0}")]
    Own(String),
    /// A file that cannot be read.
    #[error("cannot read {}: {source}. Check that the file exists and that you may read it.", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A table as read: rows of cells under named columns.
#[derive(Debug, Clone)]
pub struct Table {
    file: String,
    columns: HashMap<String, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    table: &'t Table,
    /// Line of the row in its file, counted from 1.
    pub line: usize,
    cells: &'t [String],
}

impl Table {
    /// Reads a table from text; `required` columns must be in its header.
    ///
    /// # Errors
    /// A missing header or column, or a row with more cells than the header.
    pub fn parse(file: &str, text: &str, required: &[&str]) -> Result<Self, KnowledgeError> {
        let error = |line, message: String| KnowledgeError::Row {
            file: file.to_owned(),
            line,
            message,
        };
        let mut table = Self {
            file: file.to_owned(),
            columns: HashMap::new(),
            rows: Vec::new(),
        };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<String> = line
                .split('\t')
                .map(|cell| cell.trim().to_owned())
                .collect();
            if table.columns.is_empty() {
                for (at, name) in cells.into_iter().enumerate() {
                    table.columns.insert(name, at);
                }
                for name in required {
                    if !table.columns.contains_key(*name) {
                        return Err(error(
                            number,
                            format!(
                                "the header has no column `{name}`; it needs {}",
                                required.join(", ")
                            ),
                        ));
                    }
                }
                continue;
            }
            if cells.len() > table.columns.len() {
                return Err(error(
                    number,
                    format!(
                        "the row has {} cells, the header {}; a tab too many?",
                        cells.len(),
                        table.columns.len()
                    ),
                ));
            }
            table.rows.push((number, cells));
        }
        if table.columns.is_empty() {
            return Err(error(1, "the table has no header line".to_owned()));
        }
        Ok(table)
    }

    /// The user's file of this name alone, where there is one.
    ///
    /// # Errors
    /// As [`Table::parse`], or a file that cannot be read.
    pub fn own(
        file: &str,
        user: Option<&Path>,
        required: &[&str],
    ) -> Result<Option<Self>, KnowledgeError> {
        let Some(path) = user
            .map(|folder| folder.join(file))
            .filter(|path| path.exists())
        else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(&path).map_err(|source| KnowledgeError::File {
            file: path.clone(),
            source,
        })?;
        Self::parse(&path.display().to_string(), &text, required).map(Some)
    }

    /// The embedded table `text` with the user's file of the same name, if there is one,
    /// on top: a row of his replaces the embedded rows whose first cell is the same, and a
    /// first cell that begins with `-` takes them away.
    ///
    /// # Errors
    /// As [`Table::parse`], or a user's file that cannot be read.
    pub fn with_user(
        file: &str,
        text: &str,
        user: Option<&Path>,
        required: &[&str],
    ) -> Result<Self, KnowledgeError> {
        let mut table = Self::parse(file, text, required)?;
        let Some(own) = Self::own(file, user, required)? else {
            return Ok(table);
        };
        // his rows of one key stand side by side: the embedded ones go once, before them
        let key_of = |cells: &[String]| {
            cells
                .first()
                .map_or("", String::as_str)
                .trim_start_matches('-')
                .to_owned()
        };
        let keys: HashSet<String> = own
            .rows
            .iter()
            .map(|(_, cells)| key_of(cells))
            .filter(|key| !key.is_empty())
            .collect();
        table
            .rows
            .retain(|(_, old)| !keys.contains(old.first().map_or("", String::as_str)));
        for (line, cells) in &own.rows {
            let first = cells.first().map_or("", String::as_str);
            if !first.starts_with('-') {
                // the user's columns may stand in another order
                let mut row = vec![String::new(); table.columns.len()];
                for (name, at) in &own.columns {
                    if let (Some(to), Some(cell)) = (table.columns.get(name), cells.get(*at)) {
                        row[*to].clone_from(cell);
                    }
                }
                table.rows.push((*line, row));
            }
        }
        Ok(table)
    }

    /// The table written out again, for readers of tables of their own.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut columns: Vec<(&String, &usize)> = self.columns.iter().collect();
        columns.sort_by_key(|(_, at)| **at);
        let mut text: String = columns
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
            .join("\t");
        for (_, cells) in &self.rows {
            text.push('\n');
            text.push_str(&cells.join("\t"));
        }
        text.push('\n');
        text
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            table: self,
            line: *line,
            cells,
        })
    }
}

impl<'t> Row<'t> {
    /// The cell under `column`, empty where there is none.
    #[must_use]
    pub fn get(&self, column: &str) -> &'t str {
        self.table
            .columns
            .get(column)
            .and_then(|&at| self.cells.get(at))
            .map_or("", String::as_str)
    }

    /// The values of a cell, `|` between them, empty ones left out.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// An error about this row.
    #[must_use]
    pub fn error(&self, message: impl Into<String>) -> KnowledgeError {
        KnowledgeError::Row {
            file: self.table.file.clone(),
            line: self.line,
            message: message.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_named_by_file_and_line() {
        let error = Table::parse("x.tsv", "a\tb\n1\t2\n1\t2\t3\n", &["a"]).unwrap_err();
        assert!(error.to_string().starts_with("x.tsv, line 3:"), "{error}");
        let error = Table::parse("x.tsv", "a\tb\n", &["c"]).unwrap_err();
        assert!(error.to_string().contains("`c`"), "{error}");
    }

    #[test]
    fn a_users_row_replaces_and_removes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("x.tsv"),
            "b\ta\n9\tone\n\t-two\n8\tthree\n",
        )
        .unwrap();
        let table = Table::with_user(
            "x.tsv",
            "a\tb\none\t1\ntwo\t2\n",
            Some(folder.path()),
            &["a"],
        );
        // the key is the first cell of the user's own column order, so his header must start like ours
        assert!(table.is_ok());
        std::fs::write(
            folder.path().join("x.tsv"),
            "a\tb\none\t9\n-two\nthree\t8\n",
        )
        .unwrap();
        let table = Table::with_user(
            "x.tsv",
            "a\tb\none\t1\ntwo\t2\n",
            Some(folder.path()),
            &["a"],
        )
        .unwrap();
        let rows: Vec<_> = table
            .rows()
            .map(|row| (row.get("a"), row.get("b")))
            .collect();
        assert_eq!(rows, [("one", "9"), ("three", "8")]);
    }
}
