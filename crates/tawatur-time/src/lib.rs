//! tawatur-time
