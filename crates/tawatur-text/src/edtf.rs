//! EDTF level 1 values.
