//! The database's format: a list of migrations, from the first one on.
//!
//! `PRAGMA user_version` says how many of them a store has been through. A migration that
//! was released is never edited; a change is a new one at the end.

use std::path::Path;

use rusqlite::Connection;

use crate::StoreError;

/// Each brings a store from format `index` to `index + 1`.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
];

/// `PRAGMA application_id` of our databases: "twtr".
const APPLICATION: i64 = 0x7477_7472;

/// The format that this program writes.
pub(crate) fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The format of a database; 0 where nothing is in it.
pub(crate) fn version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Refuses a database of a later program or of another one.
pub(crate) fn check(db: &Connection, folder: &Path) -> Result<i64, StoreError> {
    let application: i64 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found = version(db)?;
    if application != APPLICATION && (application != 0 || found != 0) {
        return Err(StoreError::NoStore(folder.to_path_buf()));
    }
    if found > latest() {
        return Err(StoreError::Newer {
            folder: folder.to_path_buf(),
            found,
            known: latest(),
        });
    }
    Ok(found)
}

/// Brings a database to the latest format, each step whole or not at all.
pub(crate) fn migrate(db: &mut Connection, folder: &Path) -> Result<(), StoreError> {
    let found = check(db, folder)?;
    for (format, sql) in (1_i64..)
        .zip(MIGRATIONS)
        .skip(usize::try_from(found).unwrap_or(0))
    {
        let change = db.transaction()?;
        change.execute_batch(sql)?;
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", format)?;
        change.commit()?;
    }
    Ok(())
}
