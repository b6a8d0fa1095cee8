//! Pages in the styles of the Arabic web, written for this project: what is read of them.

use std::path::Path;

use jiff::civil::date;
use tawatur_ingest::{Given, Item, Limits, ingest_file};
use tawatur_record::Document;

fn read(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    let given = Given {
        today: Some(date(2026, 6, 1)),
        ..Given::default()
    };
    let mut items = Vec::new();
    ingest_file(&path, &given, &Limits::default(), &mut |item| {
        items.push(item)
    })
    .unwrap();
    match items.pop() {
        Some(Item::Document(document)) if items.is_empty() => document,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn pages_are_read_as_before() {
    for name in [
        "amp",
        "drupal_agency",
        "hijri",
        "iso8859_6_wrong_label",
        "live",
        "microdata",
        "script_only",
        "table_windows1256",
        "utf16",
        "wordpress",
    ] {
        insta::assert_json_snapshot!(name, read(&format!("{name}.html")));
    }
}

/// Words that stand only in the furniture of the pages.
const FURNITURE: &[&str] = &[
    "تخطى",
    "انتقل",
    "الرئيسية",
    "شارك",
    "اشترك",
    "محفوظة",
    "تعليق",
    "الوسوم",
    "الأكثر قراءة",
    "إقرأ",
    "اقرأ أيضا",
    "©",
    "فيسبوك",
    "أرشيف",
    "عدد المشاهدات",
    "أخبار أخرى",
    "ذات صلة",
    "طباعة",
];

#[test]
fn no_furniture_is_read_as_the_report() {
    for name in [
        "wordpress",
        "drupal_agency",
        "table_windows1256",
        "amp",
        "utf16",
        "microdata",
        "live",
        "hijri",
        "script_only",
    ] {
        let document = read(&format!("{name}.html"));
        for word in FURNITURE {
            assert!(
                !document.text.contains(word),
                "{name} holds «{word}»:\n{}",
                document.text
            );
        }
        let title = document.title.unwrap_or_default();
        assert!(
            !document.text.lines().any(|line| line == title),
            "{name} repeats its title"
        );
        assert_eq!(document.language.as_deref(), Some("ar"), "{name}");
    }
}

#[test]
fn dates_are_local_and_say_their_basis() {
    let dated = |name: &str| {
        let document = read(name);
        (
            document.published.unwrap_or_default(),
            format!("{:?}", document.published_basis),
        )
    };
    // late in the evening by UTC: the date as printed
    assert_eq!(
        dated("wordpress.html"),
        ("2019-12-04".to_owned(), "Metadata".to_owned())
    );
    assert_eq!(
        dated("amp.html"),
        ("2021-03-09".to_owned(), "Metadata".to_owned())
    );
    // doubled month names; the page's head shows another day, that of the visit
    assert_eq!(
        dated("drupal_agency.html"),
        ("2019-08-08".to_owned(), "Text".to_owned())
    );
    assert_eq!(
        dated("table_windows1256.html"),
        ("2017-10-12".to_owned(), "Text".to_owned())
    );
    assert_eq!(
        dated("utf16.html"),
        ("2018-07-12".to_owned(), "Text".to_owned())
    );
    assert_eq!(
        dated("hijri.html"),
        ("2020-04-26".to_owned(), "Text".to_owned())
    );
    // a placeholder in the metadata is refused
    assert_eq!(
        dated("script_only.html"),
        ("2018-02-17".to_owned(), "Address".to_owned())
    );
}

#[test]
fn what_is_given_goes_before_what_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress.html");
    let given = Given {
        id: Some("a1".to_owned()),
        url: Some("https://www.sana.sy/?p=1".to_owned()),
        outlet: Some("نشرة التجربة".to_owned()),
        title: Some("عنوان".to_owned()),
        published: Some("2019-12-06".to_owned()),
        today: None,
    };
    let mut items = Vec::new();
    ingest_file(&path, &given, &Limits::default(), &mut |item| {
        items.push(item)
    })
    .unwrap();
    let Some(Item::Document(document)) = items.pop() else {
        panic!("no document")
    };
    let got = [
        Some(document.id),
        document.url,
        document.outlet,
        document.title,
        document.published,
    ];
    assert_eq!(
        got,
        [
            given.id,
            given.url,
            given.outlet,
            given.title,
            given.published
        ]
    );
}

#[test]
fn a_date_to_come_is_refused_and_the_next_basis_tried() {
    let page = "<title>خبر</title><meta property=\"article:published_time\" content=\"2031-01-01\"><link rel=canonical href=\"https://a.example/2019/12/05/x\">\
        <article><p>أعلنت البلدية فتح الطريق الساحلي أمام السيارات بعد إغلاق دام ثلاثة أيام بسبب انهيار جزء من الجدار.</p></article>";
    let given = Given {
        today: Some(date(2026, 6, 1)),
        ..Given::default()
    };
    let mut items = Vec::new();
    tawatur_ingest::ingest_bytes(
        "a.html",
        page.as_bytes(),
        &given,
        &Limits::default(),
        &mut |item| items.push(item),
    )
    .unwrap();
    let Some(Item::Document(document)) = items.pop() else {
        panic!("no document")
    };
    assert_eq!(document.published.as_deref(), Some("2019-12-05"));
}
