//! The program as its users meet it.

mod common;

use std::fs;

use common::{Folder, REPORT, line, run, run_with};
use serde_json::Value;

fn ids(values: &[Value]) -> Vec<&str> {
    values
        .iter()
        .map(|value| value["document"]["id"].as_str().expect("an id"))
        .collect()
}

#[test]
fn reading_prints_an_object_a_line_in_input_order() {
    let folder = Folder::new();
    let mut lines: Vec<String> = (0..300)
        .map(|i| line(&format!("r{i}"), &format!("{REPORT} {i}")))
        .collect();
    lines.insert(7, "{\"id\": \"broken\", \"text\":".to_owned());
    let file = folder.write("many.jsonl", lines.join("\n"));
    let text = folder.write("one.txt", REPORT);
    let ran = run(&[&"read", &file, &text, &"--format", &"json"]).good();
    let values = ran.json();
    let mut wanted: Vec<String> = (0..300).map(|i| format!("r{i}")).collect();
    wanted.insert(7, "broken".to_owned());
    wanted.push("one".to_owned());
    assert_eq!(ids(&values), wanted);
    assert!(values.iter().all(|value| value["schema"] == "tawatur/1"));
    assert!(values[7]["error"].is_string());
    assert_eq!(values[7]["claims"], serde_json::json!([]));
    assert!(
        values[0]["claims"]
            .as_array()
            .is_some_and(|claims| !claims.is_empty())
    );
    assert_eq!(values[301]["document"]["text"], REPORT);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("many.jsonl:8"), "{}", ran.err);
}

#[test]
fn every_quote_of_the_output_stands_in_the_text() {
    let ran = run_with(&[&"read", &"-", &"--format", &"json"], REPORT.as_bytes()).good();
    let value = &ran.json()[0];
    let text: Vec<char> = REPORT.chars().collect();
    let mut seen = 0;
    let mut queue = vec![&value["claims"], &value["mentions"], &value["times"]];
    while let Some(value) = queue.pop() {
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(fields) => {
                if let (Some(quote), Some(start), Some(end)) = (
                    fields.get("text").and_then(Value::as_str),
                    fields.get("start").and_then(Value::as_u64),
                    fields.get("end").and_then(Value::as_u64),
                ) {
                    let found: String = text
                        [usize::try_from(start).unwrap()..usize::try_from(end).unwrap()]
                        .iter()
                        .collect();
                    assert_eq!(found, quote);
                    seen += 1;
                }
                queue.extend(fields.values());
            }
            _ => {}
        }
    }
    assert!(seen > 5, "{value}");
}

#[test]
fn what_is_given_on_the_command_line_is_known_of_the_document() {
    let ran = run_with(
        &[
            &"read",
            &"-",
            &"--published",
            &"2019-12-06",
            &"--outlet",
            &"وكالة المدى",
            &"--format",
            &"json",
        ],
        REPORT.as_bytes(),
    )
    .good();
    let document = &ran.json()[0]["document"];
    assert_eq!(document["id"], "stdin");
    assert_eq!(document["published"], "2019-12-06");
    assert_eq!(document["published_basis"], "given");
    assert_eq!(document["outlet"], "وكالة المدى");
}

#[test]
fn text_for_people_has_no_colours_in_a_pipe_and_nothing_on_standard_error() {
    let folder = Folder::new();
    let file = folder.write("r.txt", REPORT);
    let ran = run(&[&"read", &file]).good();
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
    assert!(ran.out.contains("القامشلي"));
    assert_eq!(ran.err, "");
    let ran = run(&[&"read", &"--color", &"always", &file]).good();
    assert!(ran.out.contains('\u{1b}'));
}

#[test]
fn adding_twice_adds_nothing_and_everything_is_found_again() {
    let folder = Folder::new();
    let lines = folder.write(
        "r.jsonl",
        format!("{}\n{}\n", line("r1", REPORT), line("r2", "لا جديد اليوم.")),
    );
    folder.write("more/r3.txt", REPORT);
    folder.write("more/bin.txt", b"\x00\x01\x02\x03\x00\x00binary\x00");
    let store = folder.path("store");
    let ran = run(&[&"--store", &store, &"add", &lines, &folder.path("more")]).good();
    assert!(
        ran.out.starts_with("3 files · 3 documents (3 new) · "),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("1 problem"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    let again = run(&[
        &"--store",
        &store,
        &"add",
        &lines,
        &folder.path("more"),
        &"--format",
        &"json",
    ])
    .good();
    let summary = &again.json()[0];
    assert_eq!(
        (&summary["documents"], &summary["new"], &summary["claims"]),
        (&3.into(), &0.into(), &0.into())
    );
    let problems = run(&[&"--store", &store, &"problems", &"--format", &"json"])
        .good()
        .json();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["document"], "bin");
    let claims = run(&[&"--store", &store, &"claims", &"--format", &"json"])
        .good()
        .json();
    let read = run(&[&"read", &lines, &folder.path("more"), &"--format", &"json"]).json();
    let wanted: usize = read
        .iter()
        .map(|value| value["claims"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(wanted > 0);
    assert_eq!(claims.len(), wanted);
    let verified = run(&[&"--store", &store, &"verify"]).good();
    assert!(
        verified.out.lines().all(|line| line.starts_with("PASS")),
        "{}",
        verified.out
    );
}

#[test]
fn one_id_with_two_contents_is_kept_twice_and_said() {
    let folder = Folder::new();
    let first = folder.write("a/r.txt", REPORT);
    let second = folder.write("b/r.txt", "وصل الوفد إلى حلب.");
    let store = folder.store(&[&first]);
    let ran = run(&[&"--store", &store, &"add", &second]).good();
    assert!(ran.err.contains("kept as r~2"), "{}", ran.err);
    let lines = |word: &str| {
        let lines = (0..20).map(|i| line(&i.to_string(), word));
        lines.collect::<Vec<_>>().join("\n")
    };
    let many = folder.write("many.jsonl", lines("الأول"));
    run(&[&"--store", &store, &"add", &many]).good();
    let others = folder.write("others.jsonl", lines("الثاني"));
    let ran = run(&[&"--store", &store, &"add", &others]).good();
    assert_eq!(ran.err.lines().count(), 6, "{}", ran.err);
    assert!(ran.err.contains("20 documents in all"), "{}", ran.err);
    let ran = run(&[&"--store", &store, &"search", &"حلب", &"--format", &"json"]).good();
    assert_eq!(ran.json()[0]["document"], "r~2");
}

#[test]
fn claims_are_asked_for_by_names_in_any_spelling() {
    let folder = Folder::new();
    let file = folder.write("r.jsonl", line("r1", REPORT));
    let store = folder.store(&[&file]);
    let count = |filter: &[&str]| {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> =
            vec![&"--store", &store, &"claims", &"--format", &"json"];
        arguments.extend(
            filter
                .iter()
                .map(|word| word as &dyn AsRef<std::ffi::OsStr>),
        );
        run(&arguments).good().json().len()
    };
    let all = count(&[]);
    let there = count(&["--place", "القامشلي"]);
    assert!(there > 0 && there < all, "{there} of {all}");
    for spelling in ["القامشلى", "قامشلي", "Qamishli", "al-Qamishli"] {
        assert_eq!(count(&["--place", spelling]), there, "{spelling}");
    }
    assert_eq!(count(&["--place", "مراكش"]), 0);
    assert_eq!(count(&["--document", "r1"]), all);
    assert_eq!(count(&["--document", "r2"]), 0);
    assert_eq!(count(&["--limit", "1"]), 1);
    assert_eq!(count(&["--since", "2021"]), 0);
    let planned = run(&[
        &"--store",
        &store,
        &"claims",
        &"--realis",
        &"planned",
        &"--format",
        &"json",
    ])
    .good()
    .json();
    assert!(planned.iter().all(|claim| claim["realis"] == "planned"));
}

#[test]
fn events_carry_their_claims_and_origins() {
    let folder = Folder::new();
    let file = folder.write("r.jsonl", line("r1", REPORT));
    let store = folder.store(&[&file]);
    let events = run(&[
        &"--store",
        &store,
        &"events",
        &"--all",
        &"--format",
        &"json",
    ])
    .good()
    .json();
    assert!(!events.is_empty());
    for event in &events {
        for field in [
            "id",
            "type",
            "date",
            "places",
            "actors",
            "counts",
            "claims",
            "documents",
            "outlets",
            "origins",
            "origins_low",
            "origins_high",
            "conflicts",
        ] {
            assert!(event.get(field).is_some(), "{field} of {event}");
        }
        assert_eq!(event["claims"][0]["document"], "r1");
        assert_eq!(event["documents"], serde_json::json!(["r1"]));
        let id = event["id"].as_str().expect("an id");
        let explained = run(&[&"--store", &store, &"explain", &id, &"--format", &"json"])
            .good()
            .json();
        assert_eq!(explained[0]["event"], *event);
    }
    let again = run(&[
        &"--store",
        &store,
        &"events",
        &"--all",
        &"--format",
        &"json",
    ]);
    assert_eq!(again.json(), events, "ids are stable");
}

#[test]
fn explain_leads_from_a_value_to_the_bytes() {
    let folder = Folder::new();
    let file = folder.write("r.jsonl", line("r1", REPORT));
    let store = folder.store(&[&file]);
    let claim = &run(&[
        &"--store",
        &store,
        &"claims",
        &"--place",
        &"القامشلي",
        &"--format",
        &"json",
    ])
    .good()
    .json()[0];
    let id = format!("r1#{}", claim["id"].as_str().expect("an id"));
    let explained = &run(&[&"--store", &store, &"explain", &id, &"--format", &"json"])
        .good()
        .json()[0];
    let capture = &explained["source"]["capture"];
    let raw = fs::read(&file).expect("read");
    let sha256 = capture["sha256"].as_str().expect("a hash");
    assert_eq!(capture["size"], raw.len());
    assert!(
        store
            .join("blobs")
            .join(&sha256[..2])
            .join(format!("{}.zst", &sha256[2..]))
            .is_file()
    );
    let text: Vec<char> = REPORT.chars().collect();
    let values = explained["values"].as_array().expect("values");
    for quote in values
        .iter()
        .flat_map(|value| value["evidence"].as_array().expect("a list"))
    {
        let at = |field: &str| usize::try_from(quote[field].as_u64().expect("an offset")).unwrap();
        let found: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(quote["text"], found);
    }
    let field = run(&[&"--store", &store, &"explain", &format!("{id}.places")]).good();
    assert!(field.out.contains("places[0]") && !field.out.contains("actors[0]"));
    assert!(field.out.contains(sha256), "{}", field.out);
    let document = run(&[&"--store", &store, &"explain", &"r1"]).good();
    assert!(document.out.contains(&id), "{}", document.out);
    for unknown in ["r9", "r1#c999", &format!("{id}.nothing"), "E000000000000"] {
        let ran = run(&[&"--store", &store, &"explain", &unknown]);
        assert_eq!(ran.status, 4, "{unknown}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn explain_says_with_what_a_document_was_read() {
    let folder = Folder::new();
    let file = folder.write("r.jsonl", line("r1", REPORT));
    let store = folder.store(&[&file]);
    let sha256 = include_str!("../../../models/default/SHA256SUMS")
        .lines()
        .find_map(|line| line.strip_suffix("encoder.onnx"))
        .expect("a sum")
        .trim_end_matches([' ', '*']);
    let text = run(&[&"--store", &store, &"explain", &"r1"]).good().out;
    assert!(
        text.contains(&format!("\nmodel     default · SHA-256 {sha256}\n")),
        "{text}"
    );
    assert!(text.contains("\ntables    the program's\n"), "{text}");
    let json = run(&[&"--store", &store, &"explain", &"r1", &"--format", &"json"])
        .good()
        .json();
    let read_with = &json[0]["read_with"];
    assert_eq!(read_with["model"]["name"], "default");
    assert_eq!(read_with["model"]["sha256"], sha256);
    assert_eq!(read_with["own_tables"], Value::Null);
}

#[test]
fn tables_in_the_store_are_read_with() {
    let folder = Folder::new();
    // before there is a store
    folder.write(
        "store/data/time_days.tsv",
        "forms\tclass\targ\texample\tpublished\tvalue\tsource\n\
         يوم الشجرة\tfeast\tgregorian 1 15\tغرسوا في [يوم الشجرة]\t\t2020-01-15\tmine\n",
    );
    let places = folder.write(
        "store/data/places.tsv",
        "id\tname_ar\tkind\tcountry\tlat\tlon\n\
         mine:1\tتل البرتقالة\tvillage\tSY\t36.5\t40.7\n",
    );
    folder.write(
        "store/data/entities.tsv",
        "id\tkind\tclass\tnames_ar\nlocal:x\torganisation\tarmed_group\tلواء الزيزفون\n",
    );
    let store = folder.path("store");
    let empty = folder.path("empty");
    fs::create_dir(&empty).expect("made");
    // what is on top where: the store's, unless another folder is said
    let (in_store, none) = (
        vec!["--store", "S"],
        vec!["--store", "S", "--lexicons", "E"],
    );
    let first = |command: &[&str], with: &[&str]| {
        let all: Vec<&dyn AsRef<std::ffi::OsStr>> = command
            .iter()
            .chain(with)
            .map(|word| match *word {
                "S" => &store as &dyn AsRef<std::ffi::OsStr>,
                "E" => &empty,
                _ => word,
            })
            .collect();
        run(&all).good().json().remove(0)
    };
    let dates = [
        "dates",
        "غرسوا في يوم الشجرة",
        "--published",
        "2020-06-17",
        "--json",
    ];
    let value = |with: &[&str]| first(&dates, with)["expressions"][0]["value"].clone();
    assert_eq!(value(&in_store), "2020-01-15");
    assert_eq!(value(&none), Value::Null);
    let places_named = ["places", "--name", "تل البرتقالة", "--json"];
    let place = |with: &[&str]| first(&places_named, with)["places"][0]["id"].clone();
    assert_eq!(place(&in_store), "mine:1");
    assert_eq!(place(&none), Value::Null);
    let actors = ["actors", "لواء الزيزفون", "--json"];
    let actor = |with: &[&str]| first(&actors, with)["actor"]["id"].clone();
    assert_eq!(actor(&in_store), "local:x");
    assert_eq!(actor(&none), Value::Null);
    let file = folder.write(
        "r.jsonl",
        line("r1", "وصل وفد من الأمم المتحدة أمس إلى قرية تل البرتقالة."),
    );
    let read = run(&[&"--store", &store, &"read", &file, &"--format", &"json"]).good();
    assert!(read.json()[0]["claims"].to_string().contains("mine:1"));
    run(&[&"--store", &store, &"add", &file]).good();
    let claims = run(&[
        &"--store",
        &store,
        &"claims",
        &"--place",
        &"تل البرتقالة",
        &"--format",
        &"json",
    ])
    .good()
    .json();
    assert!(!claims.is_empty() && claims[0].to_string().contains("mine:1"));
    let text = run(&[&"--store", &store, &"explain", &"r1"]).good().out;
    let top = format!(
        "\ntables    the program's, and on top {} · SHA-256 ",
        store.join("data").display()
    );
    assert!(text.contains(&top), "{text}");
    let verified = run(&[&"--store", &store, &"verify"]).good();
    assert!(
        verified.out.lines().all(|line| line.starts_with("PASS")),
        "{}",
        verified.out
    );
    // a table that is not well-formed is no reason to read without it
    fs::write(
        places,
        "id\tname_ar\tkind\tcountry\tlat\tlon\nmine:1\tتل\tx\n",
    )
    .expect("written");
    for command in ["add", "read"] {
        let ran = run(&[&"--store", &store, &command, &file]);
        assert_eq!(ran.status, 3, "{}", ran.err);
        assert!(ran.err.contains("places.tsv, line 2"), "{}", ran.err);
    }
}

#[test]
fn verify_says_what_is_damaged() {
    let folder = Folder::new();
    let file = folder.write("r.txt", REPORT);
    let store = folder.store(&[&file]);
    let fan = fs::read_dir(store.join("blobs"))
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.file_name().is_some_and(|name| name.len() == 2))
        .expect("a blob");
    let blob = fs::read_dir(fan)
        .expect("listed")
        .next()
        .expect("one")
        .expect("an entry")
        .path();
    let mut bytes = fs::read(&blob).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(&blob, bytes).expect("written");
    let ran = run(&[&"--store", &store, &"verify"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("FAIL  captures"), "{}", ran.out);
    let ran = run(&[&"--store", &store, &"verify", &"--format", &"json"]);
    assert_eq!((ran.status, &ran.json()[0]["passed"]), (1, &false.into()));
}

#[test]
fn mistakes_are_told_with_their_status() {
    let folder = Folder::new();
    let missing = folder.path("missing.txt");
    let good = folder.write("r.txt", REPORT);
    let store = folder.path("store");
    for (arguments, status, said) in [
        (vec!["read"], 2, "FILE"),
        (vec!["claims"], 2, "--store"),
        (vec!["--store", "S", "claims"], 3, "init"),
        (
            vec!["--store", "S", "claims", "--type", "BOO"],
            2,
            "ASSAULT",
        ),
        (vec!["--store", "S", "claims", "--since", "x"], 2, "2019-12"),
        (vec!["read", "G", "--published", "gestern"], 2, "2019-12-05"),
        (vec!["read", "G", "--lexicons", "S"], 3, "--lexicons"),
        (vec!["dates", "أمس", "--lexicons", "S"], 3, "--lexicons"),
        (vec!["places", "حلب", "--lexicons", "S"], 3, "--lexicons"),
        (vec!["read", "M"], 3, "missing.txt"),
        (vec!["--store", "S", "add", "M"], 3, "missing.txt"),
        (vec!["--store", "S", "search", "؟"], 2, "؟"),
    ] {
        let arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = arguments
            .iter()
            .map(|word| match *word {
                "M" => &missing as &dyn AsRef<std::ffi::OsStr>,
                "G" => &good,
                "S" => &store,
                _ => word,
            })
            .collect();
        let ran = run(&arguments);
        assert_eq!(ran.status, status, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let ran = run(&[&"read", &missing, &good, &"--format", &"json"]);
    assert_eq!(ran.status, 3);
    assert_eq!(ids(&ran.json()), ["missing", "r"], "and the rest is read");
}

#[test]
fn a_pipe_that_closes_is_no_error() {
    use std::io::Read as _;
    use std::process::Stdio;
    let folder = Folder::new();
    let lines: Vec<String> = (0..400).map(|i| line(&format!("r{i}"), REPORT)).collect();
    let file = folder.write("many.jsonl", lines.join("\n"));
    let mut child = common::command(&[&"read", &file, &"--format", &"json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut stdout = child.stdout.take().expect("piped");
    stdout.read_exact(&mut [0; 10]).expect("a start");
    drop(stdout);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn hostile_titles_do_not_steer_the_terminal() {
    let folder = Folder::new();
    let hostile = serde_json::json!({"id": "r\u{1b}]0;x\u{7}1", "title": "\u{202e}مقلوب\u{1b}[2J", "outlet": "\u{2066}قناة\u{9b}1m", "text": REPORT});
    let file = folder.write("r.jsonl", hostile.to_string());
    let store = folder.store(&[&file]);
    for arguments in [
        vec!["claims"],
        vec!["events", "--all"],
        vec!["search", "القامشلي"],
        vec!["explain", "r\u{1b}]0;x\u{7}1"],
        vec!["explain", "nothing\u{1b}[2J"],
    ] {
        let mut all: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![&"--store", &store];
        all.extend(
            arguments
                .iter()
                .map(|word| word as &dyn AsRef<std::ffi::OsStr>),
        );
        let ran = run(&all);
        let printed = format!("{}{}", ran.out, ran.err);
        assert!(
            !printed.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2066}']),
            "{arguments:?}: {printed}"
        );
        assert!(!printed.is_empty());
    }
}
