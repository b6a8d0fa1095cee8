//! `tawatur actors` as its users meet it.

mod common;

use std::fs;

use common::{Folder, line, run, run_with};
use serde_json::json;

#[test]
fn names_and_titles_are_answered_in_json() {
    let ran = run(&[
        &"actors",
        &"وزير الخارجية التركي",
        &"--date",
        &"2024-03-01",
        &"--json",
    ])
    .good();
    let value = &ran.json()[0];
    assert_eq!(value["actor"]["id"], "local:hakan-fidan");
    assert_eq!(value["office"]["id"], "office:TR:foreign-minister");
    assert_eq!(value["office"]["holder"], "local:hakan-fidan");
    let input = "SDF\n{\"id\": \"7\", \"name\": \"ميليشيات قسد\"}\n{\"no\": 1}\nالرئيس عون\n";
    let ran = run_with(&[&"actors", &"--json"], input.as_bytes()).good();
    let values = ran.json();
    assert_eq!(values.len(), 3);
    assert_eq!(values[0]["actor"]["id"], "local:syrian-democratic-forces");
    assert_eq!(values[0]["actor"]["stance"], json!(null));
    assert_eq!(values[0]["actor"]["acled"], 2);
    assert_eq!(values[1]["id"], "7");
    assert_eq!(values[1]["actor"]["id"], values[0]["actor"]["id"]);
    assert_eq!(values[1]["actor"]["stance"], "hostile");
    assert_eq!(values[2]["actor"], json!(null));
    assert!(
        values[2]["candidates"]
            .as_array()
            .is_some_and(|c| c.len() >= 2)
    );
    assert!(ran.err.contains("line 3"), "{}", ran.err);
}

#[test]
fn what_is_not_known_is_said() {
    let ran = run(&[&"actors", &"زعطوط البرقوقي"]).good();
    assert!(ran.out.contains("not known"), "{}", ran.out);
    let ran = run(&[&"actors", &"رئيس الوزراء الليبي", &"--date", &"2022-06-01"]).good();
    assert!(ran.out.contains("not known for certain"), "{}", ran.out);
    assert_eq!(run(&[&"actors", &"قسد", &"--date", &"soon"]).status, 2);
}

#[test]
fn an_actor_is_added_and_read_with() {
    let folder = Folder::new();
    let store = folder.path("store");
    let add = |more: &[&str]| {
        let mut arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = vec![
            &"--store",
            &store,
            &"actors",
            &"add",
            &"--kind",
            &"organisation",
            &"--class",
            &"armed_group",
            &"--country",
            &"SY",
        ];
        arguments.extend(more.iter().map(|word| word as &dyn AsRef<std::ffi::OsStr>));
        run(&arguments)
    };
    add(&[
        "--name",
        "لواء البرقوق",
        "--hostile",
        "عصابة البرقوق",
        "--latin",
        "Plum Brigade",
    ])
    .good();
    let table = fs::read_to_string(store.join("data/entities.tsv")).expect("it is there");
    assert!(
        table.contains("local:لواء_البرقوق\torganisation\tarmed_group\tSY"),
        "{table}"
    );
    let ran = run(&[&"--store", &store, &"actors", &"عصابة البرقوق", &"--json"]).good();
    assert_eq!(ran.json()[0]["actor"]["id"], "local:لواء_البرقوق");
    assert_eq!(ran.json()[0]["actor"]["stance"], "hostile");
    // bad rows are refused, and nothing is written
    for (more, said) in [
        (&["--name", "لواء البرقوق"][..], "twice"),
        (
            &["--name", "لواء آخر", "--parent", "local:nobody"],
            "local:nobody",
        ),
        (&["--name", "لواء آخر", "--from", "soon"], "no date"),
        (&["--name", "Plum"], "Arabic"),
        (&["--name", "لواء\tآخر"], "tab"),
        (&["--name", "لواء آخر", "--id", "two words"], "space"),
    ] {
        let ran = add(more);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(
        fs::read_to_string(store.join("data/entities.tsv")).expect("still"),
        table
    );
    // reports that go into the store are read with it
    let file = folder.write("r.jsonl", line("r", "قصفت عصابة البرقوق قرية شرق حلب أمس."));
    run(&[&"--store", &store, &"add", &file]).good();
    let ran = run(&[
        &"--store",
        &store,
        &"claims",
        &"--actor",
        &"Plum Brigade",
        &"--format",
        &"json",
    ])
    .good();
    let claims = ran.json();
    assert!(!claims.is_empty());
    let actors = claims[0]["actors"].as_array().expect("actors").clone();
    assert!(
        actors
            .iter()
            .any(|a| a["entity"] == "local:لواء_البرقوق" && a["stance"] == "hostile"),
        "{actors:?}"
    );
    // without a place to write to
    let ran = run(&[
        &"actors",
        &"add",
        &"--name",
        &"لواء",
        &"--kind",
        &"organisation",
    ]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--lexicons"), "{}", ran.err);
}
