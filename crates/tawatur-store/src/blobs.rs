//! Raw bytes, kept for good under their SHA-256.
//!
//! A blob is written to a temporary file, flushed to the disk and renamed; only then may
//! a row speak of it. So a file under its final name is always whole, whenever the
//! program is killed, and what a kill leaves behind is a temporary file or a whole blob
//! that no row speaks of yet: the next `add` of the same bytes takes it up.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::StoreError;

/// zstd's level: 3 is its default, at several hundred MB/s; pages shrink to a quarter.
const LEVEL: i32 = 3;

/// The lower-case hexadecimal SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // writing to a String does not fail
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// The folder of kept bytes; cheap to clone and shared by threads.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: Arc<Path>,
    next: Arc<AtomicU64>,
    /// Folders with names in them that the disk may not hold yet.
    unsettled: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Blobs {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            folder: root.join("blobs").into(),
            next: Arc::default(),
            unsettled: Arc::default(),
        }
    }

    fn temps(&self) -> PathBuf {
        self.folder.join("tmp")
    }

    fn path(&self, sha256: &str) -> PathBuf {
        let (fan, rest) = sha256.split_at_checked(2).unwrap_or(("", sha256));
        self.folder.join(fan).join(format!("{rest}.zst"))
    }

    pub(crate) fn make(&self) -> Result<(), StoreError> {
        let temps = self.temps();
        fs::create_dir_all(&temps).map_err(StoreError::file(&temps))
    }

    /// Removes what a killed `add` left half-written. Only for the one writer.
    pub(crate) fn clean(&self) -> Result<(), StoreError> {
        let temps = self.temps();
        for entry in fs::read_dir(&temps).map_err(StoreError::file(&temps))? {
            let path = entry.map_err(StoreError::file(&temps))?.path();
            fs::remove_file(&path).map_err(StoreError::file(&path))?;
        }
        Ok(())
    }

    /// Keeps `bytes`. They are on the disk when this returns, their name when
    /// [`crate::Store::put`] of a document that speaks of them returns. Keeping them twice
    /// is keeping them once.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn put(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let sha256 = sha256(bytes);
        let path = self.path(&sha256);
        let fan = path.parent().unwrap_or(&self.folder).to_path_buf();
        if path.exists() {
            // perhaps by an `add` that was killed before the name was settled
            self.unsettled().insert(fan);
            return Ok(sha256);
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let temp = self
            .temps()
            .join(format!("{}-{number}", std::process::id()));
        if let Err(error) = write(bytes, &temp, &fan, &path) {
            // best effort: the error that matters is the first one
            let _ = fs::remove_file(&temp);
            return Err(error);
        }
        self.unsettled().insert(fan);
        Ok(sha256)
    }

    fn unsettled(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        // a set of paths is whole whatever happened to the thread that held it
        self.unsettled
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the disk hold the names of all that was put; many at once cost little more
    /// than one.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        let fans = std::mem::take(&mut *self.unsettled());
        if fans.is_empty() {
            return Ok(());
        }
        for fan in &fans {
            sync_folder(fan)?;
        }
        sync_folder(&self.folder)
    }

    /// The kept bytes, re-hashed.
    ///
    /// # Errors
    /// [`StoreError::File`] when they are gone, [`StoreError::Damaged`] when they are not
    /// `size` bytes with this hash.
    pub fn get(&self, sha256: &str, size: u64) -> Result<Vec<u8>, StoreError> {
        let path = self.path(sha256);
        let damaged = |reason: String| StoreError::Damaged {
            sha256: sha256.to_owned(),
            reason,
        };
        let file = File::open(&path).map_err(StoreError::file(&path))?;
        let stream =
            zstd::stream::read::Decoder::new(file).map_err(|error| damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        // one byte more than promised is enough to know, whatever a forged file would unpack to
        stream
            .take(size.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 != size {
            return Err(damaged(format!(
                "{size} bytes were kept, {} or more are there",
                bytes.len()
            )));
        }
        let found = self::sha256(&bytes);
        if found == sha256 {
            Ok(bytes)
        } else {
            Err(damaged(format!("their SHA-256 is now {found}")))
        }
    }

    /// Hashes of all kept bytes, in order.
    pub(crate) fn all(&self) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for fan in fs::read_dir(&self.folder).map_err(StoreError::file(&self.folder))? {
            let fan = fan.map_err(StoreError::file(&self.folder))?.path();
            let Some(first) = fan
                .file_name()
                .and_then(|name| name.to_str())
                .filter(|name| name.len() == 2)
            else {
                continue;
            };
            for blob in fs::read_dir(&fan).map_err(StoreError::file(&fan))? {
                let blob = blob.map_err(StoreError::file(&fan))?;
                if let Some(rest) = blob
                    .file_name()
                    .to_str()
                    .and_then(|name| name.strip_suffix(".zst"))
                {
                    found.push(format!("{first}{rest}"));
                }
            }
        }
        found.sort_unstable();
        Ok(found)
    }
}

fn write(bytes: &[u8], temp: &Path, fan: &Path, path: &Path) -> Result<(), StoreError> {
    let packed = zstd::bulk::compress(bytes, LEVEL).map_err(StoreError::file(temp))?;
    let mut file = File::create_new(temp).map_err(StoreError::file(temp))?;
    file.write_all(&packed)
        .and_then(|()| file.sync_all())
        .map_err(StoreError::file(temp))?;
    drop(file);
    fs::create_dir_all(fan).map_err(StoreError::file(fan))?;
    fs::rename(temp, path).map_err(StoreError::file(path))
}

/// Makes the names in a folder last. Windows keeps them without being asked and cannot
/// open a folder as a file.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder)
            .and_then(|file| file.sync_all())
            .map_err(StoreError::file(folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn blobs() -> (tempfile::TempDir, Blobs) {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::new(folder.path());
        blobs.make().expect("the folder of blobs");
        (folder, blobs)
    }

    #[test]
    fn the_hash_is_sha256() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn bytes_are_kept_once_and_damage_is_seen() {
        let (_folder, blobs) = blobs();
        let text = "وصل الوفد إلى حلب".as_bytes();
        let hash = blobs.put(text).expect("kept");
        assert_eq!(blobs.put(text).expect("kept again"), hash);
        assert_eq!(blobs.all().expect("listed"), [hash.as_str()]);
        assert_eq!(blobs.get(&hash, text.len() as u64).expect("read"), text);
        assert!(
            matches!(blobs.get(&hash, 3), Err(StoreError::Damaged { .. })),
            "too long"
        );
        assert!(
            matches!(blobs.get(&hash, 3000), Err(StoreError::Damaged { .. })),
            "too short"
        );
        fs::write(
            blobs.path(&hash),
            zstd::bulk::compress(&text.to_ascii_uppercase(), 1).expect("packed"),
        )
        .expect("written");
        assert!(
            blobs.get(&hash, text.len() as u64).is_ok(),
            "no Latin letter, nothing changed"
        );
        fs::write(
            blobs.path(&hash),
            zstd::bulk::compress(&vec![b'x'; text.len()], 1).expect("packed"),
        )
        .expect("written");
        assert!(matches!(
            blobs.get(&hash, text.len() as u64),
            Err(StoreError::Damaged { .. })
        ));
        fs::write(blobs.path(&hash), b"no zstd").expect("written");
        assert!(matches!(
            blobs.get(&hash, text.len() as u64),
            Err(StoreError::Damaged { .. })
        ));
        fs::remove_file(blobs.path(&hash)).expect("removed");
        assert!(matches!(
            blobs.get(&hash, text.len() as u64),
            Err(StoreError::File { .. })
        ));
    }

    #[test]
    fn what_a_kill_left_is_cleaned() {
        let (_folder, blobs) = blobs();
        let hash = blobs.put(b"whole").expect("kept");
        fs::write(blobs.temps().join("77-0"), b"half").expect("written");
        blobs.clean().expect("cleaned");
        assert_eq!(fs::read_dir(blobs.temps()).expect("listed").count(), 0);
        assert_eq!(blobs.all().expect("listed"), [hash]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_goes_in_comes_out(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let (_folder, blobs) = blobs();
            let hash = blobs.put(&bytes).expect("kept");
            prop_assert_eq!(blobs.get(&hash, bytes.len() as u64).expect("read"), bytes);
        }
    }
}
