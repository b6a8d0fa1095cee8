//! tawatur-reading
