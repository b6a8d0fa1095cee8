//! The date reader: spans quote the text in order, every value is valid EDTF.
#![no_main]

use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use tawatur_text::edtf::Edtf;
use tawatur_time::{TimeTable, calendar_date, expressions};

static TABLE: LazyLock<TimeTable> = LazyLock::new(TimeTable::default_table);

fuzz_target!(|bytes: &[u8]| {
    let text = &*String::from_utf8_lossy(bytes);
    for published in [Some(date(2019, 12, 5)), Some(date(2020, 2, 29)), None] {
        let mut last = 0;
        for found in expressions(text, published, &TABLE) {
            assert!(found.start >= last && found.start < found.end);
            assert!(text.get(found.start..found.end).is_some());
            if let Some(value) = found.value {
                let read = value.parse::<Edtf>();
                assert!(read.is_ok(), "{value}: {read:?}");
            }
            last = found.end;
        }
    }
    if let Some((range, _)) = calendar_date(text) {
        assert!(text.get(range).is_some());
    }
});
