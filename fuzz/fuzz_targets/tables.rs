//! Users' tables: no bytes break the reader of tables, every cell and list of a row can be
//! asked for, and a table that is written out holds no more rows than before.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tawatur_knowledge::table::Table;

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);
    let table = match Table::parse("mine.tsv", text, &["id"]) {
        Ok(table) => table,
        Err(error) => {
            assert!(error.to_string().starts_with("mine.tsv, line "));
            return;
        }
    };
    let lines = text.lines().count();
    let mut rows = 0;
    for row in table.rows() {
        rows += 1;
        assert!(row.line > 1 && row.line <= lines);
        for column in ["id", "names_ar", "", "\u{FEFF}id"] {
            assert_eq!(row.get(column).trim(), row.get(column));
            assert!(row.list(column).all(|value| !value.is_empty()));
        }
        assert!(row.error("x").to_string().starts_with("mine.tsv, line "));
    }
    if let Ok(again) = Table::parse("again.tsv", &table.to_text(), &["id"]) {
        assert!(again.rows().count() <= rows);
    }
});
