//! A model: a folder of four files.
//!
//! - `encoder.onnx`, the graph with its weights;
//! - `pieces.tsv`, the vocabulary: `piece TAB score`, a line's number its id;
//! - `labels.json`, what the outputs mean, and sizes that program and model must share;
//! - `SHA256SUMS`, the sums of the three, as `sha256sum` writes them.
//!
//! The default model is part of the program, so that there is nothing to find or lose. The
//! accurate one is a folder that [`find`] looks for.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::encoder::{Bytes, Encode, Graph};
use crate::error::LanguageError;
use crate::labels::Labels;
use crate::pieces::Pieces;

/// The name of the larger model.
pub const ACCURATE: &str = "accurate";

const ENCODER: &[u8] = include_bytes!("../../../models/default/encoder.onnx");
const PIECES: &[u8] = include_bytes!("../../../models/default/pieces.tsv");
const LABELS: &[u8] = include_bytes!("../../../models/default/labels.json");
const SUMS: &str = include_str!("../../../models/default/SHA256SUMS");

/// Weights, vocabulary and labels, ready to run.
#[derive(Debug)]
pub struct Model {
    pub(crate) encoder: Box<dyn Encode>,
    pub(crate) pieces: Pieces,
    /// Pieces of a window, marks not counted.
    pub(crate) longest: usize,
    /// Hints that the model takes.
    pub(crate) features: usize,
    name: String,
    layers: usize,
    sha256: String,
}

impl Model {
    /// The default model, which is part of the program.
    ///
    /// # Errors
    /// None in a program that was built from whole files.
    pub fn embedded(hints: &[&str]) -> Result<Self, LanguageError> {
        Self::build(
            Bytes::Static(ENCODER),
            &Bytes::Static(PIECES),
            &Bytes::Static(LABELS),
            SUMS,
            hints,
        )
    }

    /// The names of the hints that the default model takes, in their order.
    ///
    /// # Errors
    /// None in a program that was built from whole files.
    pub fn embedded_hints() -> Result<Vec<String>, LanguageError> {
        Labels::parse(LABELS).map(|labels| labels.features)
    }

    /// The model in a folder; `hints` are the names of the bits that it will be given.
    ///
    /// # Errors
    /// A file that is missing, cannot be read, is damaged, or is of another version.
    pub fn open(folder: &Path, hints: &[&str]) -> Result<Self, LanguageError> {
        let read = |name: &str| {
            let file = folder.join(name);
            std::fs::read(&file).map_err(|source| LanguageError::Unreadable { file, source })
        };
        let sums = String::from_utf8_lossy(&read("SHA256SUMS")?).into_owned();
        Self::build(
            Bytes::Own(read("encoder.onnx")?),
            &Bytes::Own(read("pieces.tsv")?),
            &Bytes::Own(read("labels.json")?),
            &sums,
            hints,
        )
    }

    fn build(
        encoder: Bytes,
        pieces: &Bytes,
        labels: &Bytes,
        sums: &str,
        hints: &[&str],
    ) -> Result<Self, LanguageError> {
        let sha256 = check_sum("encoder.onnx", encoder.as_ref(), sums)?;
        for (file, bytes) in [("pieces.tsv", pieces), ("labels.json", labels)] {
            check_sum(file, bytes.as_ref(), sums)?;
        }
        let labels = Labels::parse(labels.as_ref())?;
        labels.take(hints)?;
        Ok(Self {
            encoder: Box::new(Graph::load(encoder)?),
            pieces: Pieces::parse(pieces.as_ref(), "pieces.tsv")?,
            longest: labels.longest,
            features: labels.features.len(),
            name: labels.name,
            layers: labels.layers,
            sha256,
        })
    }

    /// The model's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SHA-256 of its weights, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many layers its encoder has.
    #[must_use]
    pub fn layers(&self) -> usize {
        self.layers
    }

    /// How many pieces its vocabulary has.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces.count()
    }
}

/// The sum of a file's bytes, which must be the one in `sums`.
fn check_sum(file: &str, bytes: &[u8], sums: &str) -> Result<String, LanguageError> {
    let wanted = sums
        .lines()
        .filter_map(|line| line.split_once(char::is_whitespace))
        .find(|(_, name)| name.trim_start_matches([' ', '*']) == file)
        .map_or("nothing", |(sum, _)| sum);
    let found: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if found == wanted {
        Ok(found)
    } else {
        Err(LanguageError::Damaged {
            file: file.to_owned(),
            wanted: wanted.to_owned(),
            found,
        })
    }
}

/// The folder of the model `name`: in `models/` beside the program, in the folders above
/// it, in `share/tawatur/models/` of its installation, or in the user's data folder
/// (`$XDG_DATA_HOME/tawatur/models/`, else `~/.local/share/tawatur/models/`; on Windows
/// `%APPDATA%\tawatur\models\`).
///
/// # Errors
/// Where there is none, the folders that were looked in.
pub fn find(name: &str) -> Result<PathBuf, LanguageError> {
    let mut looked = Vec::new();
    if let Ok(program) = std::env::current_exe() {
        for folder in program.ancestors().skip(1).take(4) {
            looked.push(folder.join("models").join(name));
            looked.push(folder.join("share/tawatur/models").join(name));
        }
    }
    let data = std::env::var_os("XDG_DATA_HOME")
        .or_else(|| std::env::var_os("APPDATA"))
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share")));
    if let Some(data) = data {
        looked.push(data.join("tawatur/models").join(name));
    }
    match looked.iter().position(|folder| folder.is_dir()) {
        Some(at) => Ok(looked.swap_remove(at)),
        None => Err(LanguageError::NotFound {
            name: name.to_owned(),
            looked,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn open(folder: &Path) -> Result<Model, LanguageError> {
        let hints = Model::embedded_hints().expect("hints");
        let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
        Model::open(folder, &hints)
    }

    fn whole() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, bytes) in [
            ("encoder.onnx", ENCODER),
            ("pieces.tsv", PIECES),
            ("labels.json", LABELS),
            ("SHA256SUMS", SUMS.as_bytes()),
        ] {
            fs::write(folder.path().join(name), bytes).expect("written");
        }
        folder
    }

    fn sum(bytes: &[u8]) -> String {
        Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    #[test]
    fn a_whole_folder_opens_and_a_broken_one_says_what_is_broken() {
        let folder = whole();
        let model = open(folder.path()).expect("a model");
        assert!(model.layers() >= 1 && model.pieces() > 20_000);
        // a byte of the weights is another
        let path = folder.path().join("encoder.onnx");
        let mut bytes = ENCODER.to_vec();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, &bytes).expect("written");
        let said = open(folder.path()).expect_err("damaged").to_string();
        assert!(said.contains("encoder.onnx: damaged"), "{said}");
        // cut short, with a sum that agrees
        bytes.truncate(middle);
        fs::write(&path, &bytes).expect("written");
        let sums = SUMS.replace(&sum(ENCODER), &sum(&bytes));
        fs::write(folder.path().join("SHA256SUMS"), sums).expect("written");
        let said = open(folder.path()).expect_err("cut short").to_string();
        assert!(said.contains("encoder.onnx"), "{said}");
        fs::remove_file(&path).expect("removed");
        let said = open(folder.path()).expect_err("missing").to_string();
        assert!(said.contains("encoder.onnx: cannot be read"), "{said}");
    }

    #[test]
    fn a_model_of_another_version_is_refused() {
        let folder = whole();
        let text = String::from_utf8(LABELS.to_vec()).expect("text");
        let other = text.replace("B-person", "B-human");
        fs::write(folder.path().join("labels.json"), &other).expect("written");
        let sums = SUMS.replace(&sum(LABELS), &sum(other.as_bytes()));
        fs::write(folder.path().join("SHA256SUMS"), sums).expect("written");
        let said = open(folder.path()).expect_err("other labels").to_string();
        assert!(said.contains("labels.json: its labels"), "{said}");
        let said = Model::embedded(&["ONE"])
            .expect_err("other hints")
            .to_string();
        assert!(said.contains("takes the hints"), "{said}");
    }

    #[test]
    fn a_missing_model_says_where_it_was_looked_for() {
        let said = find("no-such-model").expect_err("none").to_string();
        assert!(said.contains("models/no-such-model"), "{said}");
    }
}
