-- Capture -> text -> document -> claim; a run says which program and tables read what.
-- Nothing here is changed after it was written, but for a problem that is settled.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One call of `add`.
CREATE TABLE run (
  key        INTEGER PRIMARY KEY,
  started    TEXT NOT NULL,            -- UTC, RFC 3339
  finished   TEXT,                     -- NULL: going on, or cut off
  program    TEXT NOT NULL,            -- version of the program
  lexicons   TEXT NOT NULL,            -- which tables were read with
  parameters TEXT NOT NULL             -- JSON
) STRICT;

-- The raw bytes, kept under blobs/ by their SHA-256.
CREATE TABLE capture (
  sha256      TEXT PRIMARY KEY,
  size        INTEGER NOT NULL,        -- bytes before compression
  media_type  TEXT NOT NULL,
  obtained_by TEXT NOT NULL,           -- file, line, stdin
  origin      TEXT NOT NULL,           -- path as given, for a line with its number
  captured_at TEXT NOT NULL,           -- UTC, RFC 3339
  run         INTEGER NOT NULL REFERENCES run (key)
) STRICT, WITHOUT ROWID;

CREATE TABLE text (
  sha256 TEXT PRIMARY KEY,
  body   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  key             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  given_id        TEXT NOT NULL,       -- id before a suffix kept two contents apart
  capture         TEXT NOT NULL REFERENCES capture (sha256),
  text            TEXT NOT NULL REFERENCES text (sha256),
  url             TEXT,
  outlet          TEXT,
  title           TEXT,
  author          TEXT,
  published       TEXT,
  published_basis TEXT NOT NULL,
  language        TEXT,
  run             INTEGER NOT NULL REFERENCES run (key),
  UNIQUE (capture, given_id)
) STRICT;
CREATE INDEX document_given_id ON document (given_id);

CREATE TABLE claim (
  key       INTEGER PRIMARY KEY,
  document  INTEGER NOT NULL REFERENCES document (key),
  id        TEXT NOT NULL,             -- unique in the document
  event     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  type      TEXT NOT NULL,
  realis    TEXT NOT NULL,
  date      TEXT,                      -- EDTF
  first_day TEXT,                      -- NULL beside a date: its start is open
  last_day  TEXT,
  body      TEXT NOT NULL,             -- the whole claim, JSON
  UNIQUE (document, id)
) STRICT;
CREATE INDEX claim_type ON claim (type);

-- Names that claims hold, once each, so that a spelling is compared once and not once a claim.
CREATE TABLE name (
  key    INTEGER PRIMARY KEY,
  text   TEXT NOT NULL,
  entity TEXT NOT NULL                 -- '' where not resolved
) STRICT;
CREATE UNIQUE INDEX name_text ON name (text, entity);

CREATE TABLE claim_name (
  claim INTEGER NOT NULL REFERENCES claim (key),
  field TEXT NOT NULL,                 -- place, actor, source
  name  INTEGER NOT NULL REFERENCES name (key),
  PRIMARY KEY (name, field, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  document INTEGER NOT NULL REFERENCES document (key),
  ordinal  INTEGER NOT NULL,
  kind     TEXT NOT NULL,              -- person, organisation, place, time
  start    INTEGER NOT NULL,           -- code points
  "end"    INTEGER NOT NULL,
  text     TEXT NOT NULL,
  entity   TEXT,
  country  TEXT,
  lat      REAL,
  lon      REAL,
  value    TEXT,                       -- EDTF, of a time
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  key         INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,
  run         INTEGER NOT NULL REFERENCES run (key),
  origin      TEXT NOT NULL,
  document_id TEXT NOT NULL,
  capture     TEXT REFERENCES capture (sha256), -- NULL: too large to be kept
  reason      TEXT NOT NULL,
  UNIQUE (origin, document_id)
) STRICT;

-- rowid is document.key. The words are folded and cut by us before they come here, so that
-- SQLite's tokenizer has only spaces left to cut at; forms holds what the words answer to
-- without their proclitics and articles.
CREATE VIRTUAL TABLE search USING fts5 (
  title, words, forms,
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* P* S*'"
);
