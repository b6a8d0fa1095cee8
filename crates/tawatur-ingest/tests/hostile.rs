//! Input made to break the program, and input of no known sort.

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tawatur_ingest::{
    Given, IngestError, Item, Limits, Problem, ProblemKind, ingest_bytes, ingest_file,
};

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    let mut items = Vec::new();
    ingest_bytes(
        name,
        bytes,
        &Given::default(),
        &Limits::default(),
        &mut |item| items.push(item),
    )
    .unwrap();
    items
}

fn problem(name: &str, bytes: &[u8]) -> Problem {
    match items(name, bytes).pop() {
        Some(Item::Problem(problem)) => problem,
        other => panic!("{name}: {other:?}"),
    }
}

fn text(name: &str, bytes: &[u8]) -> String {
    match items(name, bytes).pop() {
        Some(Item::Document(document)) => document.text,
        other => panic!("{name}: {other:?}"),
    }
}

const REPORT: &str = "<article><h1>فتح الطريق الساحلي</h1><p>أعلنت البلدية فتح الطريق الساحلي أمام السيارات بعد إغلاق دام ثلاثة أيام بسبب انهيار جزء من الجدار.</p></article>";

#[test]
fn bombs_are_refused_fast_and_with_a_reason() {
    let bombs = [
        "<div>".repeat(1_000_000),
        format!("<p title=\"{}\">{REPORT}", "a".repeat(19 << 20)),
        format!("<p{}>{REPORT}", " a".repeat(1_000_000)),
        "<table><tr><td>".repeat(200_000),
        "<b><i><font color=1>".repeat(100_000),
        format!("{}{}", "<div>".repeat(500), "</span>".repeat(2_000_000)),
        "<a href=x>".repeat(900_000),
        format!("{}{}", "<div>".repeat(400), "<p>x</p>".repeat(30_000)),
        "x".repeat(21 << 20),
        "<svg><g>".repeat(300_000),
        "<select><option>".repeat(900_000),
        "<br>".repeat(1_000_000),
    ];
    for bomb in &bombs {
        let start = Instant::now();
        let problem = problem("bomb.html", bomb.as_bytes());
        assert_eq!(problem.kind, ProblemKind::Limit, "{problem}");
        assert!(problem.reason.contains("limit"), "{problem}");
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?} for {}",
            start.elapsed(),
            bomb.chars().take(40).collect::<String>()
        );
    }
}

#[test]
fn deep_pages_within_the_limit_are_read() {
    let page = format!("{}{REPORT}", "<div>".repeat(450));
    assert!(text("deep.html", page.as_bytes()).contains("أعلنت البلدية"));
}

#[test]
fn odd_pages_are_read_or_refused_but_never_break_the_run() {
    // a flood of entities is text like any other
    let flood = format!(
        "{REPORT}<p>{}</p>",
        "&amp;&#1575;&#x644;&bogus;&#0;&#xD800;&#x110000;".repeat(20_000)
    );
    assert!(text("entities.html", flood.as_bytes()).contains("أعلنت البلدية"));
    // what follows a comment without end is comment
    let comment = format!("{REPORT}<!-- {}", "x".repeat(100_000));
    assert!(text("comment.html", comment.as_bytes()).contains("أعلنت البلدية"));
    assert_eq!(problem("only.html", b"<!-- x").kind, ProblemKind::NoArticle);
    let nul = REPORT.replace("أعلنت", "\0أعلنت\0");
    assert!(text("nul.html", nul.as_bytes()).contains("أعلنت البلدية"));
    let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(REPORT);
    let wrong = [b"<meta charset=utf-8>".as_slice(), &windows].concat();
    assert!(
        text("wrong.html", &wrong).contains("أعلنت البلدية"),
        "declared UTF-8, is windows-1256"
    );
    let broken = [REPORT.as_bytes(), b"<p>\xff\xfe\xd8</p>"].concat();
    assert!(text("broken.html", &broken).contains("أعلنت البلدية"));
    for page in [
        "<html></html>",
        "<script>x</script>",
        "<p>",
        "<nav>الرئيسية</nav>",
        "   \n",
    ] {
        let kind = problem("none.html", page.as_bytes()).kind;
        assert!(
            matches!(kind, ProblemKind::NoArticle | ProblemKind::Empty),
            "{page}: {kind:?}"
        );
    }
}

#[test]
fn files_that_are_no_documents() {
    assert_eq!(problem("empty.txt", b"").kind, ProblemKind::Empty);
    assert_eq!(problem("empty.html", b"").kind, ProblemKind::Empty);
    assert!(items("empty.jsonl", b"").is_empty());
    let binary = problem("report.txt", b"%PDF-1.4\n...");
    assert_eq!(
        (binary.kind, binary.to_string()),
        (
            ProblemKind::Binary,
            "report.txt: it is a PDF, not text".to_owned()
        )
    );
    assert_eq!(
        problem("a.bin", &[0u8, 1, 2, 3, 200, 0, 0, 1]).kind,
        ProblemKind::Binary
    );
    let mut got = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path(), Path::new("no/such/file.html")] {
        ingest_file(path, &Given::default(), &Limits::default(), &mut |item| {
            got.push(item)
        })
        .unwrap();
    }
    let kinds: Vec<_> = got
        .iter()
        .map(|item| {
            if let Item::Problem(p) = item {
                Some(p.kind)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(
        kinds,
        [Some(ProblemKind::NotAFile), Some(ProblemKind::Unreadable)]
    );
}

#[test]
fn a_file_over_the_limit_is_not_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.txt");
    std::fs::write(&path, "نص ".repeat(1_000)).unwrap();
    let limits = Limits {
        bytes: 1_000,
        ..Limits::default()
    };
    let mut got = Vec::new();
    ingest_file(&path, &Given::default(), &limits, &mut |item| {
        got.push(item)
    })
    .unwrap();
    assert!(
        matches!(&got[..], [Item::Problem(p)] if p.kind == ProblemKind::Limit && p.id == "long")
    );
}

#[test]
fn a_line_longer_than_the_limit_is_skipped_and_the_next_read() {
    let long = format!(
        "{{\"id\":\"long\",\"text\":\"{}\"}}\n{{\"id\":\"next\",\"text\":\"نص\"}}",
        "a".repeat(51 << 20)
    );
    let got: Vec<String> = items("lines.jsonl", long.as_bytes())
        .into_iter()
        .map(|item| match item {
            Item::Document(document) => document.id,
            Item::Problem(problem) | Item::Note(problem) => {
                format!("{} {}", problem.kind.as_str(), problem.id)
            }
        })
        .collect();
    assert_eq!(got, ["limit long", "next"]);
}

#[test]
fn html_in_json_lines_is_read_as_a_page_under_its_id() {
    let line = serde_json::json!({"id": 12, "html": REPORT, "title": "عنوان", "published": "2020-02-03", "outlet": "نشرة"});
    let got = items(
        "pages.jsonl",
        format!(
            "{line}\n{}\n",
            serde_json::json!({"id": "b", "html": "<div>".repeat(10_000)})
        )
        .as_bytes(),
    );
    let [Item::Document(document), Item::Problem(problem)] = &got[..] else {
        panic!("{got:?}")
    };
    assert_eq!(
        (
            document.id.as_str(),
            document.published.as_deref(),
            document.outlet.as_deref()
        ),
        ("12", Some("2020-02-03"), Some("نشرة"))
    );
    assert!(document.text.starts_with("أعلنت البلدية"));
    assert_eq!(
        (problem.id.as_str(), problem.line, problem.kind),
        ("b", Some(2), ProblemKind::Limit)
    );
}

#[test]
fn a_date_that_is_none_stops_the_run_with_advice() {
    let given = Given {
        published: Some("أمس".to_owned()),
        ..Given::default()
    };
    let error = ingest_bytes(
        "a.txt",
        "نص".as_bytes(),
        &given,
        &Limits::default(),
        &mut |_| {},
    )
    .unwrap_err();
    assert!(matches!(&error, IngestError::Published(_)));
    assert_eq!(
        error.to_string(),
        "«أمس» is no publication date; write it as 2019-12-05 (year, month, day)"
    );
}

#[test]
fn plain_text_is_the_input_byte_for_byte() {
    let input = "\u{FEFF} دمشق\r\n\r\n\tنص ﻻ يُغيَّر ٢٠١٩ \u{200f}\0 \n\n";
    assert_eq!(
        text("a.txt", input.as_bytes()),
        input.trim_start_matches('\u{FEFF}')
    );
}

/// Pieces that pages, and attacks on them, are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div class='related-news'>"),
        Just("</div>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<title>"),
        Just("</title>"),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":"),
        Just("</script>"),
        Just("<table><tr><td>"),
        Just("<a href='https://x.example/2020/02/31/'>"),
        Just("</a>"),
        Just("<!--"),
        Just("-->"),
        Just("<time datetime='2020-99-99'>"),
        Just("&#xD800;"),
        Just("<meta property='article:published_time' content='٣٠ فبراير ٢٠٢٠'>"),
        Just("<svg><title>"),
        Just("<li>"),
        Just("بقلم: "),
        Just("كتبت "),
        Just("أعلنت الوزارة أن العمل سيبدأ قريبا."),
        Just("اقرأ أيضا"),
        Just("12 آب/أغسطس 2019"),
        Just("\0"),
        Just(" - "),
        Just("| "),
        Just("<font color=1>"),
        Just("<template>"),
        Just("<plaintext>"),
        Just("<body>"),
        Just("<frameset>"),
        Just("\u{FEFF}"),
        Just("<b><p>"),
        Just("</b>"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_file_of_a_byte_order_mark_alone_holds_no_line() {
    assert!(items("a.jsonl", "\u{FEFF}".as_bytes()).is_empty());
    assert!(items("a.jsonl", "\u{FEFF} \n".as_bytes()).is_empty());
    assert_eq!(items("a.jsonl", "\u{FEFF}{".as_bytes()).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600), kind in 0usize..4) {
        let name = ["a.html", "a.txt", "a.jsonl", "a"][kind];
        let got = items(name, &bytes);
        if kind != 2 {
            prop_assert_eq!(got.len(), 1);
        }
        prop_assert!(!got.iter().any(|item| matches!(item, Item::Problem(p) if p.kind == ProblemKind::Broken)));
    }

    #[test]
    fn any_page_gives_an_answer(page in pieces()) {
        let got = items("a.html", page.as_bytes());
        prop_assert_eq!(got.len(), 1);
        prop_assert!(!got.iter().any(|item| matches!(item, Item::Problem(p) if p.kind == ProblemKind::Broken)), "{:?}", got);
    }

    #[test]
    fn any_text_comes_through_json_lines_unchanged(text in any::<String>(), id in "[a-z0-9]{1,8}") {
        let line = serde_json::json!({"id": id, "text": text, "other": {"text": "x"}}).to_string();
        let got = items("a.jsonl", line.as_bytes());
        let unchanged = matches!(&got[..], [Item::Document(d)] if d.id == id && d.text == text);
        prop_assert!(unchanged, "{:?}", got);
    }

    #[test]
    fn lines_never_get_lost(lines in prop::collection::vec("[^\n\r]{0,40}", 0..10)) {
        let input = lines.join("\n");
        let got = items("a.jsonl", input.as_bytes());
        let filled = lines.iter().enumerate().filter(|(at, l)| {
            let l = if *at == 0 { l.strip_prefix('\u{FEFF}').unwrap_or(l) } else { l };
            !l.as_bytes().trim_ascii().is_empty()
        }).count();
        prop_assert_eq!(got.len(), filled);
    }
}
