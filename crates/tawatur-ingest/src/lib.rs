//! tawatur-ingest
