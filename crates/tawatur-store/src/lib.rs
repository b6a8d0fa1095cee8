//! tawatur-store
