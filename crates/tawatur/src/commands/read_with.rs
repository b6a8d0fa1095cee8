//! What a run of `add` read with: tables and model, as one line of the store.

use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;
use tawatur_language::Model;
use tawatur_store::sha256;

/// The tables and the model of a run.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ReadWith {
    /// The user's own tables on top of the program's; null where there were none.
    pub(crate) own_tables: Option<Named>,
    /// Null for what was read before the program had a model.
    pub(crate) model: Option<Named>,
}

/// Something with a name, and what it was at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) sha256: String,
}

/// Before the user's own tables, and before the model.
const OWN: &str = "embedded, ";
const MODEL: &str = "; model ";

impl ReadWith {
    /// The folder of the user's tables and the model as they are now.
    ///
    /// # Errors
    /// The folder or a table in it cannot be read.
    pub(crate) fn of(tables: Option<&Path>, model: &Model) -> anyhow::Result<Self> {
        Ok(Self {
            own_tables: tables.map(sum).transpose()?.flatten(),
            model: Some(Named {
                name: model.name().to_owned(),
                sha256: model.sha256().to_owned(),
            }),
        })
    }

    /// From the line of the store.
    pub(crate) fn parse(line: &str) -> Self {
        let named = |text: &str| {
            text.rsplit_once(' ').map(|(name, sha256)| Named {
                name: name.to_owned(),
                sha256: sha256.to_owned(),
            })
        };
        let (tables, model) = match line.rsplit_once(MODEL) {
            Some((tables, model)) => (tables, Some(model)),
            None => (line, None),
        };
        Self {
            own_tables: tables.strip_prefix(OWN).and_then(named),
            model: model.and_then(named),
        }
    }
}

/// The line of the store.
impl fmt::Display for ReadWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.own_tables {
            Some(own) => write!(f, "{OWN}{} {}", own.name, own.sha256)?,
            None => f.write_str("embedded")?,
        }
        match &self.model {
            Some(model) => write!(f, "{MODEL}{} {}", model.name, model.sha256),
            None => Ok(()),
        }
    }
}

/// The SHA-256 over names and SHA-256 of the tables in a folder; `None` where it has none.
fn sum(folder: &Path) -> anyhow::Result<Option<Named>> {
    let cannot = || format!("cannot read {}", folder.display());
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        let is_table = path.extension().is_some_and(|extension| extension == "tsv");
        if is_table && path.is_file() {
            tables.push(path);
        }
    }
    tables.sort();
    let mut all = Vec::new();
    for table in &tables {
        let bytes =
            std::fs::read(table).with_context(|| format!("cannot read {}", table.display()))?;
        let name = table.file_name().unwrap_or_default().to_string_lossy();
        all.extend_from_slice(format!("{name} {}\n", sha256(&bytes)).as_bytes());
    }
    Ok((!tables.is_empty()).then(|| Named {
        name: folder.display().to_string(),
        sha256: sha256(&all),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_reads_back() {
        let named = |name: &str| {
            Some(Named {
                name: name.to_owned(),
                sha256: sha256(name.as_bytes()),
            })
        };
        for own_tables in [None, named("/home/me/my tables; 2"), named("data")] {
            for model in [None, named("default"), named("my own model")] {
                let read_with = ReadWith {
                    own_tables: own_tables.clone(),
                    model,
                };
                assert_eq!(ReadWith::parse(&read_with.to_string()), read_with);
            }
        }
        assert_eq!(ReadWith::parse("something else"), ReadWith::default());
    }

    #[test]
    fn only_tables_are_summed() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(sum(folder.path()).expect("read"), None);
        std::fs::write(folder.path().join("places.tsv"), "id\n").expect("written");
        let one = sum(folder.path()).expect("read").expect("a table");
        std::fs::write(folder.path().join("notes.txt"), "x").expect("written");
        assert_eq!(sum(folder.path()).expect("read").as_ref(), Some(&one));
        std::fs::write(folder.path().join("places.tsv"), "id\nx\n").expect("written");
        let other = sum(folder.path()).expect("read").expect("a table");
        assert_ne!(one.sha256, other.sha256);
    }
}
