//! A user's tables of time: no row breaks their reader, and whatever words it takes, alone
//! or on top of the program's, spans quote the text in order and every value is valid EDTF.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use tawatur_text::edtf::Edtf;
use tawatur_time::{TimeTable, expressions};

const HEADER: &str = "forms\tclass\targ\texample\tpublished\tvalue\tsource\n";

fuzz_target!(|bytes: &[u8]| {
    let rows = &*String::from_utf8_lossy(bytes);
    let own = format!("{HEADER}{rows}");
    let alone = match TimeTable::load(&[("mine.tsv", &own)]) {
        Ok(table) => table,
        Err(error) => {
            assert!(error.to_string().starts_with("mine.tsv, line "));
            return;
        }
    };
    let mut files = TimeTable::files().to_vec();
    files.push(("mine.tsv", &own));
    let Ok(on_top) = TimeTable::load(&files) else {
        panic!("what loads alone loads on top")
    };
    for table in [&alone, &on_top] {
        for published in [Some(date(2019, 12, 5)), Some(date(2020, 2, 29)), None] {
            let mut last = 0;
            // the rows are the text too: their forms and examples stand in it
            for found in expressions(rows, published, table) {
                assert!(found.start >= last && found.start < found.end);
                assert!(rows.get(found.start..found.end).is_some());
                if let Some(value) = found.value {
                    let read = value.parse::<Edtf>();
                    assert!(read.is_ok(), "{value}: {read:?}");
                }
                last = found.end;
            }
        }
    }
});
