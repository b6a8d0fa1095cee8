//! How fast dates are read, on one thread: `cargo bench -p tawatur-time`.
//! The sentences are written for the project. Items are words.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use tawatur_time::{Direction, Options, TimeTable, expressions, expressions_with};

const PUBLISHED: Date = date(2020, 6, 17);

/// As news has them: some sentences full of dates, most with none.
const SENTENCES: &[&str] = &[
    "قال ناطق باسم الدفاع المدني إن فرق الإنقاذ انتشلت سبعة جثامين من تحت ركام مبنى سكني في الحي الشرقي.",
    "وكانت المدينة قد تعرضت مساء أمس الثلاثاء لقصف مدفعي استمر ثلاث ساعات.",
    "ومن المقرر أن يعقد الطرفان جولة جديدة في العاصمة بين 22 و25 حزيران/يونيو الجاري.",
    "وأضاف المصدر أن الأهالي يطالبون بفتح الطريق وإدخال المواد الغذائية والطبية إلى المخيم.",
    "ويحاصر المسلحون البلدة منذ أيار 2018، ولم تدخلها سوى قافلتين خلال العامين الماضيين.",
    "ورفض رئيس البلدية التعليق على ما نشرته الصحيفة عن استقالته من منصبه.",
];

fn main() {
    divan::main();
}

fn text(sentences: usize) -> String {
    let all = SENTENCES.iter().cycle().take(sentences);
    all.copied().collect::<Vec<_>>().join("\n")
}

/// Texts of very different length take as long a word: the time is linear.
#[divan::bench(args = [6, 60, 600, 6_000])]
fn news(bencher: Bencher<'_, '_>, sentences: usize) {
    let (text, table) = (text(sentences), TimeTable::default_table());
    bencher
        .counter(ItemsCount::new(text.split_whitespace().count()))
        .bench(|| expressions(black_box(&text), Some(PUBLISHED), &table).len());
}

#[divan::bench]
fn looking_forward(bencher: Bencher<'_, '_>) {
    let (text, table) = (text(600), TimeTable::default_table());
    let options = Options {
        direction: Direction::Forward,
        ..Options::default()
    };
    bencher
        .counter(ItemsCount::new(text.split_whitespace().count()))
        .bench(|| expressions_with(black_box(&text), Some(PUBLISHED), &table, options).len());
}

/// The worst case known: nothing but words that may begin an expression.
#[divan::bench(args = [1_000, 10_000])]
fn words_of_time(bencher: Bencher<'_, '_>, words: usize) {
    let all = [
        "بين",
        "12",
        "و",
        "أيار",
        "من",
        "عام",
        "يوم",
        "الأحد",
        "في",
        "قبل",
    ];
    let text: Vec<&str> = all.iter().copied().cycle().take(words).collect();
    let (text, table) = (text.join(" "), TimeTable::default_table());
    bencher
        .counter(ItemsCount::new(words))
        .bench(|| expressions(black_box(&text), Some(PUBLISHED), &table).len());
}

#[divan::bench]
fn load_tables() -> usize {
    TimeTable::load(TimeTable::files()).map_or(0, |_| 1)
}
