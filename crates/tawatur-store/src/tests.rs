use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tawatur_record::{
    Actor, ActorRole, Certainty, Claim, ClaimKind, Codes, Document, Link, LinkKind, Mention,
    MentionKind, Place, PlaceRole, Precision, Quote, Reading, Realis, SCHEMA, TimeMention,
};

use super::*;

/// Where `words` first stand in `text`.
fn quote(text: &str, words: &str) -> Quote {
    let at = text.find(words).expect("the words stand in the text");
    let start = text[..at].chars().count();
    Quote {
        text: words.to_owned(),
        start,
        end: start + words.chars().count(),
    }
}

const TEXT: &str =
    "أفادت مصادر محلية بأن وفداً من المجلس المدني وصل إلى القامشلي، الخميس، للقاء أَحـمَد الخالد.";

fn claim(id: &str, date: Option<&str>) -> Claim {
    Claim {
        id: id.to_owned(),
        event: "e1".to_owned(),
        kind: ClaimKind::Event,
        trigger: quote(TEXT, "وصل"),
        kind_type: "CONSULT".to_owned(),
        mode: None,
        actors: vec![Actor {
            role: ActorRole::Initiator,
            quote: quote(TEXT, "المجلس المدني"),
            entity: Some("local:majlis".to_owned()),
            entities: vec![],
            stance: None,
        }],
        time: Some(quote(TEXT, "الخميس")),
        date: date.map(str::to_owned),
        places: vec![Place {
            role: PlaceRole::Destination,
            quote: quote(TEXT, "القامشلي"),
            entity: Some("Q858".to_owned()),
            country: Some("SY".to_owned()),
            lat: Some(37.05),
            lon: Some(41.22),
            precision: None,
        }],
        attribution: vec![Link {
            kind: LinkKind::Local,
            text: Some("مصادر محلية".to_owned()),
            start: Some(quote(TEXT, "مصادر محلية").start),
            end: Some(quote(TEXT, "مصادر محلية").end),
            entity: None,
            cue: Some(quote(TEXT, "أفادت")),
        }],
        realis: Realis::Happened,
        certainty: Certainty::Certain,
        counts: vec![],
        wording: vec![],
        gaps: vec![],
        codes: Codes::default(),
        salience: None,
        sentence: Some(quote(TEXT, TEXT)),
        realis_cues: vec![],
    }
}

fn reading(id: &str, text: &str, claims: Vec<Claim>) -> Reading {
    Reading {
        schema: SCHEMA.to_owned(),
        document: Document {
            id: id.to_owned(),
            title: Some("لقاء في القامشلي".to_owned()),
            outlet: Some("الضفة".to_owned()),
            published: Some("2019-12-06".to_owned()),
            sha256: sha256(text.as_bytes()),
            text: text.to_owned(),
            ..Document::default()
        },
        claims,
        mentions: vec![],
        times: vec![],
        error: None,
    }
}

fn entry(store: &Store, bytes: &str, reading: Reading) -> Entry {
    let capture = Capture {
        sha256: store.blobs().put(bytes.as_bytes()).expect("kept"),
        size: bytes.len() as u64,
        media_type: "text/plain".to_owned(),
        obtained_by: "file".to_owned(),
        captured_at: now(),
    };
    Entry {
        capture: Some(capture),
        origin: "a.txt".to_owned(),
        reading,
    }
}

fn info() -> RunInfo {
    RunInfo {
        program: "0.1.0".to_owned(),
        lexicons: "embedded".to_owned(),
        parameters: "{}".to_owned(),
    }
}

fn add(root: &Path, given: &[(&str, Reading)]) -> Vec<Outcome> {
    let mut store = Store::create(root).expect("opened");
    let entries: Vec<Entry> = given
        .iter()
        .map(|(bytes, reading)| entry(&store, bytes, reading.clone()))
        .collect();
    let run = store.begin_run(&info()).expect("a run");
    let outcomes = store.put(run, &entries).expect("kept");
    store.finish_run(run).expect("finished");
    outcomes
}

fn ids(store: &Store, filter: &ClaimFilter<'_>) -> Vec<String> {
    let mut found = Vec::new();
    store
        .claims(filter, |stored| -> Result<(), StoreError> {
            found.push(format!("{}#{}", stored.document, stored.claim.id));
            Ok(())
        })
        .expect("claims");
    found
}

#[test]
fn what_is_added_comes_out_and_twice_is_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("store");
    let mut first = reading("r1", TEXT, vec![claim("c1", Some("2019-12-05"))]);
    first.mentions.push(Mention {
        kind: MentionKind::Place,
        quote: quote(TEXT, "القامشلي"),
        entity: Some("Q858".to_owned()),
        class: Some("town".to_owned()),
        country: Some("SY".to_owned()),
        lat: Some(37.05),
        lon: Some(41.22),
        precision: Some(Precision {
            radius_km: 12,
            geo_precision: 2,
            where_prec: 2,
            near: Some("SY0802".to_owned()),
        }),
    });
    first.times.push(TimeMention {
        quote: quote(TEXT, "الخميس"),
        value: Some("2019-12-05".to_owned()),
    });
    let kept = Outcome::Kept {
        id: "r1".to_owned(),
        claims: 1,
        renamed: false,
    };
    assert_eq!(add(&root, &[("raw", first.clone())]), [kept]);
    assert_eq!(
        add(&root, &[("raw", first.clone())]),
        [Outcome::Known {
            id: "r1".to_owned()
        }]
    );
    let store = Store::open(&root).expect("opened");
    assert_eq!(store.reading("r1").expect("read"), Some(first.clone()));
    assert_eq!(store.document("r1").expect("read"), Some(first.document));
    assert_eq!(store.document("r2").expect("read"), None);
    assert_eq!(
        store.totals().expect("counted"),
        Totals {
            documents: 1,
            claims: 1,
            problems: 0
        }
    );
    let (capture, run) = store.provenance("r1").expect("read").expect("is there");
    assert_eq!((capture.sha256, capture.size), (sha256(b"raw"), 3));
    assert_eq!((run.run, run.program.as_str()), (1, "0.1.0"));
    assert!(run.finished.is_some());
    let verified = store.verify(|_, _| {}).expect("looked at");
    assert!(verified.passed(), "{verified:?}");
    assert_eq!(verified.notes, [] as [&str; 0]);
}

#[test]
fn one_id_with_two_contents_is_two_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let outcomes = add(
        folder.path(),
        &[
            ("a", reading("r", TEXT, vec![])),
            ("b", reading("r", "حلب", vec![])),
            ("b", reading("r", "حلب", vec![])),
        ],
    );
    let kept = |id: &str, renamed| Outcome::Kept {
        id: id.to_owned(),
        claims: 0,
        renamed,
    };
    assert_eq!(
        outcomes,
        [
            kept("r", false),
            kept("r~2", true),
            Outcome::Known {
                id: "r~2".to_owned()
            }
        ]
    );
    // an id that looks like one with a suffix is only a taken id
    assert_eq!(
        add(
            folder.path(),
            &[
                ("c", reading("r~2", "حمص", vec![])),
                ("d", reading("r", "حماة", vec![]))
            ]
        ),
        [kept("r~2~2", true), kept("r~3", true)]
    );
    assert_eq!(
        add(folder.path(), &[("a", reading("other", TEXT, vec![]))]),
        [kept("other", false)]
    );
    let store = Store::open(folder.path()).expect("opened");
    assert!(store.verify(|_, _| {}).expect("looked at").passed());
}

#[test]
fn a_problem_is_kept_once_and_settled_by_a_later_reading() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut broken = reading("r", "", vec![]);
    broken.error = Some("it is binary".to_owned());
    let problem = Outcome::Problem {
        id: "r".to_owned(),
        reason: "it is binary".to_owned(),
    };
    assert_eq!(
        add(folder.path(), &[("raw", broken.clone())]),
        std::slice::from_ref(&problem)
    );
    assert_eq!(add(folder.path(), &[("raw", broken)]), [problem]);
    {
        let store = Store::open(folder.path()).expect("opened");
        let problems = store.problems().expect("read");
        assert_eq!(problems.len(), 1);
        assert_eq!(
            (problems[0].document.as_str(), problems[0].reason.as_str()),
            ("r", "it is binary")
        );
        assert_eq!(store.totals().expect("counted").documents, 0);
    }
    add(folder.path(), &[("raw", reading("r", TEXT, vec![]))]);
    let store = Store::open(folder.path()).expect("opened");
    assert_eq!(store.problems().expect("read"), []);
    assert_eq!(store.totals().expect("counted").documents, 1);
}

#[test]
fn a_reading_that_names_two_claims_alike_is_one_documents_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    let alike = reading("r", TEXT, vec![claim("c1", None), claim("c1", None)]);
    let outcomes = add(
        folder.path(),
        &[
            ("a", alike),
            ("b", reading("s", TEXT, vec![claim("c1", None)])),
        ],
    );
    assert!(matches!(&outcomes[0], Outcome::Problem { reason, .. } if reason.contains("c1")));
    assert!(matches!(&outcomes[1], Outcome::Kept { claims: 1, .. }));
}

#[test]
fn claims_are_filtered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planned = claim("c2", None);
    planned.realis = Realis::Planned;
    planned.kind_type = "AGREE".to_owned();
    planned.places.clear();
    let claims = vec![
        claim("c1", Some("2019-12-05")),
        planned,
        claim("c3", Some("/2019-11-30")),
        claim("c4", Some("2019-10~")),
    ];
    add(
        folder.path(),
        &[
            ("raw", reading("r", TEXT, claims)),
            ("raw2", reading("s", TEXT, vec![claim("c1", Some("2020"))])),
        ],
    );
    let store = Store::open(folder.path()).expect("opened");
    let with = |set: &dyn Fn(&mut ClaimFilter<'_>)| {
        let mut filter = ClaimFilter::default();
        set(&mut filter);
        ids(&store, &filter)
    };
    assert_eq!(with(&|_| {}), ["r#c1", "r#c2", "r#c3", "r#c4", "s#c1"]);
    assert_eq!(with(&|f| f.document = Some("s".to_owned())), ["s#c1"]);
    assert_eq!(with(&|f| f.kind_type = Some("AGREE".to_owned())), ["r#c2"]);
    assert_eq!(with(&|f| f.realis = Some("planned".to_owned())), ["r#c2"]);
    assert_eq!(
        with(&|f| f.since = Some("2019-12-01".to_owned())),
        ["r#c1", "s#c1"]
    );
    assert_eq!(
        with(&|f| f.until = Some("2019-11-30".to_owned())),
        ["r#c3", "r#c4"]
    );
    assert_eq!(
        with(&|f| {
            f.since = Some("2019-10-31".to_owned());
            f.until = Some("2019-10-31".to_owned());
        }),
        ["r#c3", "r#c4"]
    );
    assert_eq!(with(&|f| f.limit = Some(2)), ["r#c1", "r#c2"]);
    assert_eq!(
        with(&|f| f.names.push((
            NameField::Place,
            Box::new(|name| name.entity.as_deref() == Some("Q858"))
        ))),
        ["r#c1", "r#c3", "r#c4", "s#c1"]
    );
    assert_eq!(
        with(&|f| f
            .names
            .push((NameField::Actor, Box::new(|name| name.text == "القامشلي")))),
        [] as [&str; 0]
    );
    assert_eq!(
        with(&|f| {
            f.names.push((
                NameField::Source,
                Box::new(|name| name.text == "مصادر محلية"),
            ));
            f.limit = Some(1);
        }),
        ["r#c1"]
    );
}

#[test]
fn search_folds_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "التقى أَحـمَدُ الخالد مديرة المدرسة في ﺣﻠﺐ يوم ٥ آذار ٢٠١٩، وقُتِلَ 1,200 رأس غنم على مشفى القـ.ـدس.";
    add(
        folder.path(),
        &[
            ("raw", reading("r", text, vec![])),
            ("other", reading("s", "لا شيء من ذلك", vec![])),
        ],
    );
    let store = Store::open(folder.path()).expect("opened");
    for query in [
        "أحمد",
        "احمد",
        "إحمد",
        "أَحْمَد",
        "أحـــمد",
        "مديره",
        "المدرسه",
        "مدرسة",
        "حلب",
        "ﺣﻠﺐ",
        "2019",
        "٢٠١٩",
        "۲۰۱۹",
        "قتل",
        "١٢٠٠",
        "1200",
        "مشفي",
        "القدس",
        "وبالمدرسة",
        "«مديرة المدرسه»",
        "\"اذار ٢٠١٩\"",
        "احمد 2019",
        "آذار \"في حلب\"",
        "القامشلى",
    ] {
        let found: Vec<String> = store
            .search(query, 10)
            .expect("a search")
            .into_iter()
            .map(|hit| hit.document)
            .collect();
        let wanted: &[&str] = if query == "القامشلى" {
            &["r", "s"]
        } else {
            &["r"]
        };
        let mut sorted = found.clone();
        sorted.sort();
        assert_eq!(sorted, wanted, "{query}");
    }
    for query in ["محمد", "\"المدرسة مديرة\"", "احمد دمشق", "201", "\"مدرسة\""]
    {
        assert_eq!(store.search(query, 10).expect("a search"), [], "{query}");
    }
    for query in ["", "؟!", "\" \""] {
        assert!(
            matches!(store.search(query, 10), Err(StoreError::EmptyQuery(_))),
            "{query}"
        );
    }
    assert_eq!(store.search("القامشلي", 1).expect("a search").len(), 1);
}

#[test]
fn verify_sees_every_kind_of_damage() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    add(
        root,
        &[
            ("raw", reading("r", TEXT, vec![claim("c1", None)])),
            ("raw2", reading("s", "حلب", vec![])),
        ],
    );
    let damage = |name: &str, sql: &str| {
        let store = Store::create(root).expect("opened");
        store
            .db
            .execute_batch("PRAGMA foreign_keys = OFF; BEGIN")
            .expect("begun");
        store.db.execute_batch(sql).expect(sql);
        let verified = store.verify(|_, _| {}).expect("looked at");
        let failed: Vec<&str> = verified
            .checks
            .iter()
            .filter(|check| !check.failures.is_empty())
            .map(|check| check.name)
            .collect();
        assert!(failed.contains(&name), "{sql}: {verified:?}");
        store.db.execute_batch("ROLLBACK").expect("undone");
    };
    damage(
        "texts",
        "UPDATE text SET body = body || '.' WHERE body LIKE 'حلب%'",
    );
    damage(
        "quotes",
        "UPDATE claim SET body = replace(body, '\"start\":', '\"start\":1')",
    );
    damage("claims", "UPDATE claim SET body = '{}'");
    damage("claims", "DELETE FROM text WHERE body = 'حلب'");
    damage("search index", "DELETE FROM search WHERE rowid = 1");
    damage("captures", "UPDATE capture SET size = size + 1");
    damage("database", "DELETE FROM capture");
    let store = Store::open(root).expect("opened");
    assert!(store.verify(|_, _| {}).expect("looked at").passed());
    let hash = sha256(b"raw");
    fs::remove_file(
        root.join("blobs")
            .join(&hash[..2])
            .join(format!("{}.zst", &hash[2..])),
    )
    .expect("removed");
    store.blobs().put(b"loose").expect("kept");
    let verified = store.verify(|_, _| {}).expect("looked at");
    assert!(!verified.passed());
    assert_eq!(verified.notes.len(), 1);
}

#[test]
fn a_folder_is_a_store_or_empty_or_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NoStore(_))
    ));
    fs::write(folder.path().join("letter.txt"), "x").expect("written");
    assert!(matches!(
        Store::create(folder.path()),
        Err(StoreError::NotEmpty(_))
    ));
    let root = folder.path().join("a/b");
    // tables of one's own may be there before the store
    fs::create_dir_all(root.join(crate::TABLES)).expect("made");
    let store = Store::create(&root).expect("made");
    assert!(
        matches!(Store::create(&root), Err(StoreError::Busy(_))),
        "one writer"
    );
    assert!(Store::open(&root).is_ok(), "and readers beside it");
    store
        .db
        .pragma_update(None, "user_version", 999)
        .expect("set");
    drop(store);
    assert!(matches!(
        Store::open(&root),
        Err(StoreError::Newer { found: 999, .. })
    ));
    let foreign = folder.path().join("foreign");
    fs::create_dir(&foreign).expect("made");
    rusqlite::Connection::open(foreign.join("tawatur.sqlite"))
        .expect("opened")
        .execute_batch("CREATE TABLE t (x); PRAGMA user_version = 1")
        .expect("made");
    assert!(matches!(Store::open(&foreign), Err(StoreError::NoStore(_))));
}

#[test]
fn a_store_of_the_first_format_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = rusqlite::Connection::open(folder.path().join("tawatur.sqlite")).expect("opened");
    db.execute_batch(include_str!("../tests/fixtures/format-1.sql"))
        .expect("loaded");
    drop(db);
    let store = Store::open(folder.path()).expect("opened");
    assert_eq!(
        schema::version(&store.db).expect("a number"),
        schema::latest()
    );
    let reading = store.reading("r1").expect("read").expect("is there");
    assert_eq!(reading.claims.len(), 1);
    assert_eq!(reading.claims[0].trigger.text, "وصل");
    assert_eq!(store.search("القامشلى", 5).expect("a search").len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_document_goes_in_and_comes_out(
        texts in proptest::collection::vec("[\u{0600}-\u{06FF}\u{FE70}-\u{FEFC}\u{200F}a-z0-9\"'().,\n\0 ]{0,60}|\\PC{0,60}", 1..6),
        id in "[a-c]{1,2}|\\PC{1,6}",
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let given: Vec<(&str, Reading)> = texts.iter().map(|text| (text.as_str(), reading(&id, text, vec![]))).collect();
        add(folder.path(), &given);
        let outcomes = add(folder.path(), &given);
        let known = outcomes.iter().all(|outcome| matches!(outcome, Outcome::Known { .. }));
        prop_assert!(known);
        let store = Store::open(folder.path()).expect("opened");
        let mut kept: Vec<String> = Vec::new();
        store.readings(|reading| -> Result<(), StoreError> { kept.push(reading.document.text); Ok(()) }).expect("read");
        let mut wanted = texts.clone();
        wanted.sort();
        wanted.dedup();
        kept.sort();
        prop_assert_eq!(kept, wanted);
        let verified = store.verify(|_, _| {}).expect("looked at");
        prop_assert!(verified.passed());
    }

    #[test]
    fn no_query_breaks_the_search(query in "[\"«»*^(){}:+\\-ANDORT\u{0620}-\u{064A} ]{0,20}|\\PC{0,20}") {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(folder.path()).expect("made");
        match store.search(&query, 3) {
            Ok(hits) => prop_assert_eq!(hits, []),
            Err(error) => prop_assert!(matches!(error, StoreError::EmptyQuery(_)), "{}", error),
        }
    }

    #[test]
    fn every_word_of_a_text_finds_it(text in "[\u{0620}-\u{0652}\u{FE80}-\u{FEFC}0-9٠-٩ .،]{1,40}") {
        let folder = tempfile::tempdir().expect("a folder");
        add(folder.path(), &[("raw", reading("r", &text, vec![]))]);
        let store = Store::open(folder.path()).expect("opened");
        for word in crate::words::words(&text) {
            let hits = store.search(&text[word.start..word.end], 3).expect("a search");
            prop_assert_eq!(hits.len(), 1, "{}", &text[word.start..word.end]);
            prop_assert!(!hits[0].snippets.is_empty());
        }
    }
}
