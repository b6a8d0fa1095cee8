use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs4::{FileExt, TryLockError};
use rusqlite::{Connection, OpenFlags};

use crate::blobs::{Blobs, sync_folder};
use crate::{StoreError, schema};

const DATABASE: &str = "tawatur.sqlite";
const LOCK: &str = "writer.lock";
const ABOUT: &str = "README.txt";

/// The folder of a store for tables of its owner's own. The store itself neither reads nor
/// checks it.
pub const TABLES: &str = "data";

const ABOUT_TEXT: &str = "\
This folder is a tawatur store.

tawatur.sqlite   documents, claims, search index (SQLite; its -wal and -shm files belong to it)
blobs/           the raw bytes that were handed in, zstd, named by their SHA-256: ab/cdef....zst
data/            your own tables, if you have any: what is added is read with them too
writer.lock      held by the one program that adds

Copy the folder as a whole, while nothing is being added. Change nothing by hand but data/:
`tawatur --store FOLDER verify` re-hashes everything and says what no longer fits.
";

/// How long to wait for SQLite's own short locks.
const PATIENCE: Duration = Duration::from_secs(20);

/// A store: one folder with a database and the raw bytes.
///
/// Any number of readers may have it open, and one writer.
pub struct Store {
    pub(crate) root: PathBuf,
    pub(crate) db: Connection,
    pub(crate) blobs: Blobs,
    /// Held while open for writing; the system lets go of it when the program ends,
    /// however it ends.
    lock: Option<File>,
}

impl Store {
    /// Makes a store in `root`, or opens the one that is there, for writing. The folder is
    /// for its owner alone.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when `root` holds something else, [`StoreError::Busy`]
    /// when somebody is writing, [`StoreError::Newer`], or what the disk says.
    pub fn create(root: &Path) -> Result<Self, StoreError> {
        if !is_store(root) {
            make_folder(root)?;
            let mut entries = fs::read_dir(root).map_err(StoreError::file(root))?;
            // tables, put there before the store; a lock alone: an `init` that was cut off right at its start
            let strange = entries.any(|entry| {
                entry.map_or(true, |entry| {
                    ![LOCK, ABOUT, "blobs", TABLES]
                        .iter()
                        .any(|ours| entry.file_name() == *ours)
                })
            });
            if strange {
                return Err(StoreError::NotEmpty(root.to_path_buf()));
            }
        }
        let lock = lock(root)?;
        let blobs = Blobs::new(root);
        blobs.make()?;
        let about = root.join(ABOUT);
        if !about.exists() {
            fs::write(&about, ABOUT_TEXT).map_err(StoreError::file(&about))?;
        }
        let mut db = connect(
            root,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?;
        schema::migrate(&mut db, root)?;
        sync_folder(root)?;
        blobs.clean()?;
        Ok(Self {
            root: root.to_path_buf(),
            db,
            blobs,
            lock: Some(lock),
        })
    }

    /// Opens the store in `root` for reading.
    ///
    /// # Errors
    /// [`StoreError::NoStore`] when there is none, [`StoreError::Newer`], or what the disk
    /// says. A store of an older format is brought to the present one first, which fails
    /// with [`StoreError::Busy`] while somebody is writing.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        if !is_store(root) {
            return Err(StoreError::NoStore(root.to_path_buf()));
        }
        let mut db = connect(root, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        match schema::check(&db, root)? {
            // SQLite made the file, the first migration has not been through
            0 => return Err(StoreError::NoStore(root.to_path_buf())),
            found if found < schema::latest() => {
                let _lock = lock(root)?;
                schema::migrate(&mut db, root)?;
            }
            _ => {}
        }
        db.pragma_update(None, "query_only", true)?;
        Ok(Self {
            root: root.to_path_buf(),
            db,
            blobs: Blobs::new(root),
            lock: None,
        })
    }

    /// The store's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The raw bytes; to be shared with the threads that keep new ones.
    #[must_use]
    pub fn blobs(&self) -> Blobs {
        self.blobs.clone()
    }

    /// True where it was opened for writing.
    #[must_use]
    pub fn is_writer(&self) -> bool {
        self.lock.is_some()
    }
}

/// True where `root` holds a store.
#[must_use]
pub fn is_store(root: &Path) -> bool {
    root.join(DATABASE).is_file()
}

fn connect(root: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let db =
        Connection::open_with_flags(root.join(DATABASE), flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(PATIENCE)?;
    // readers go on while one writes
    db.pragma_update(None, "journal_mode", "wal")?;
    // a commit is on the disk when it returns: `add` says a document is kept only then;
    // with some dozens of documents a commit the price is not felt
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", true)?;
    // a database that somebody else handed over must not call functions of ours
    db.pragma_update(None, "trusted_schema", false)?;
    Ok(db)
}

fn lock(root: &Path) -> Result<File, StoreError> {
    let path = root.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(StoreError::file(&path))?;
    // not the method of the standard library, which is younger than our oldest compiler
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy(root.to_path_buf())),
        Err(TryLockError::Error(error)) => Err(StoreError::file(&path)(error)),
    }
}

fn make_folder(root: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(root).map_err(StoreError::file(root))
}
