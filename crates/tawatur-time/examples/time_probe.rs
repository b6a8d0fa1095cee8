//! Prints the time expressions of standard input, one JSON object a line.
//!
//! `time_probe [--published YYYY-MM-DD] [--tsv]`. With `--tsv` each input line is
//! `date TAB text`, and an empty line follows the expressions of each.

use std::io::Read;

use jiff::civil::Date;
use tawatur_time::{TimeTable, expressions};

fn print(text: &str, published: Option<Date>, table: &TimeTable) {
    for found in expressions(text, published, table) {
        let quote = |s: &str| {
            format!(
                "\"{}\"",
                s.replace('\\', "\\\\")
                    .replace('"', "\\\"")
                    .replace('\n', "\\n")
            )
        };
        let text = text.get(found.start..found.end).unwrap_or_default();
        let value = found.value.as_deref().map_or("null".to_owned(), quote);
        let conflict = found.conflict.as_deref().map_or("null".to_owned(), quote);
        println!(
            "{{\"text\":{},\"start\":{},\"end\":{},\"value\":{value},\"kind\":\"{:?}\",\"conflict\":{conflict}}}",
            quote(text),
            found.start,
            found.end,
            found.kind
        );
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let published = match args
        .iter()
        .position(|a| a == "--published")
        .and_then(|i| args.get(i + 1))
    {
        Some(day) => Some(day.parse()?),
        None => None,
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let table = TimeTable::default_table();
    if args.iter().any(|a| a == "--tsv") {
        for line in text.lines() {
            let (day, text) = line.split_once('\t').unwrap_or(("", line));
            print(text, day.parse().ok(), &table);
            println!();
        }
    } else {
        print(&text, published, &table);
    }
    Ok(())
}
