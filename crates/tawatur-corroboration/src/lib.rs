//! tawatur-corroboration
