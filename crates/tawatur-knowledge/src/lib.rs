//! tawatur-knowledge
