//! tawatur-text
