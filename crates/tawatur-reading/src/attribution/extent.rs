//! How far a source's name reaches, and where a person's name begins in it.

use tawatur_knowledge::inflect::Tense;
use tawatur_knowledge::lexicon::{EntryRef, Function, Stance};
use tawatur_record::LinkKind;

use super::source::{Around, LONGEST, Source};
use super::tables::{Role, without_article};
use super::view::View;
use crate::sentence::Pos;

/// A phrase while its end is looked for.
pub(super) struct Phrase<'v, 'a, 't> {
    pub(super) view: &'v View<'a, 't>,
    pub(super) first: usize,
    /// Folded words from the first one on.
    pub(super) bare: Vec<String>,
    pub(super) around: Around,
    /// Index of the word at which a person's name begins after titles.
    pub(super) name: Option<usize>,
    /// The name's first word begins with no proclitic, whatever the lexicon says.
    pub(super) whole: bool,
}

impl Phrase<'_, '_, '_> {
    fn bare(&self, at: usize) -> &str {
        self.bare
            .get(at.wrapping_sub(self.first))
            .map_or("", String::as_str)
    }

    fn definite(&self, at: usize) -> bool {
        let bare = self.bare(at);
        bare.starts_with("ال") && bare.chars().count() > 3
    }

    /// Index after the phrase's last word.
    pub(super) fn end(&mut self) -> usize {
        let view = self.view;
        let head = view
            .tables
            .sources(&self.bare, |role| matches!(role, Role::Head | Role::Title));
        let name = view
            .tables
            .sources(&self.bare, |role| role == Role::Name)
            .filter(|(entry, taken)| {
                !entry.weak && head.is_none_or(|(_, length)| length <= *taken)
            });
        let titled = head.is_some_and(|(entry, _)| entry.role == Role::Title)
            || view.entry(self.first, |role| role == Role::Title).is_some()
            || head.is_none() && name.is_none() && self.definite(self.first);
        let mut end = self.first + head.map_or(1, |(_, taken)| taken);
        if let Some((_, taken)) = name {
            end = self.first + taken;
        }
        // «شبكة سي إن إن»: a name of several words right after its head
        if head.is_some()
            && let Some((_, taken)) = view
                .entry(end, |role| role == Role::Name)
                .filter(|(_, taken)| *taken > 1)
            && !view.conj(end)
        {
            end += taken;
        }
        let mut prepositional = 0;
        let mut document = head.is_some_and(|(entry, _)| entry.kind == LinkKind::Document);
        // a bare proper name takes no genitive
        let closed_name = |phrase: &Self, end: usize| {
            head.is_none()
                && (name.is_some()
                    || view
                        .names
                        .class(
                            &phrase
                                .bare
                                .iter()
                                .take(end - phrase.first)
                                .map(String::as_str)
                                .collect::<Vec<_>>(),
                        )
                        .is_some())
        };
        while end < view.len() && end - self.first < LONGEST {
            let Some(word) = view.word(end) else { break };
            let name_after_title = titled
                && self.name.is_none()
                && self.definite(end - 1)
                && word.is_verb()
                && view.say(end).is_none()
                && (word.folded.starts_with(['ف', 'س']) && word.taken == 1
                    || word.taken == 0
                        && view
                            .entry(end - 1, |role| role == Role::Title)
                            .is_some_and(|(_, taken)| taken == 1))
                && view.is_noun(end + 1);
            // «شبكة تعز», «مديرية تلعفر»: a name that reads like an imperfect
            let name_after_head = !name_after_title
                && head.is_some_and(|(entry, taken)| entry.feminine && end == self.first + taken)
                && !self.definite(end - 1)
                && view.is_verb(end)
                && !view.conj(end)
                && view.say(end).is_none()
                && word.folded.starts_with(['ي', 'ت']);
            match word.pos {
                _ if name_after_head => end += 1,
                // «مقطع مصور نشره ناشطون»
                _ if head.is_some_and(|(entry, _)| entry.kind == LinkKind::Social)
                    && view.say(end).is_some_and(|(say, reading)| {
                        say.stance == Stance::Relay && reading.enclitic.is_some()
                    })
                    && view.source(end + 1, Around::default()).is_some() =>
                {
                    end = view
                        .source(end + 1, Around::default())
                        .map_or(end, |source| source.words.end);
                    break;
                }
                // «بيان صادر عن …»
                _ if document && word.folded.starts_with("صادر") => end += 1,
                // «د. سامي»
                Pos::Punct
                    if word.text == "."
                        && self.bare(end - 1).chars().count() == 1
                        && view.is_noun(end + 1) =>
                {
                    end += 2;
                }
                _ if name_after_title => {
                    self.name = Some(end);
                    self.whole = true;
                    end += 1;
                }
                _ if view.begins_else(end) => break,
                _ if word.folded == "ل" => {
                    if !(view.is_noun(end + 1) || view.is_quote(end + 1))
                        || !self.takes_lam(end, document)
                    {
                        break;
                    }
                    end = if view.is_quote(end + 1) {
                        match view.closing(end + 1).filter(|c| document && *c <= end + 7) {
                            Some(close) => close + 1,
                            None => break,
                        }
                    } else {
                        end + 2
                    };
                    document = false;
                }
                _ if view.is_noun(end) && view.conj(end) => {
                    if self.around.short || !self.joins(end) {
                        break;
                    }
                    end += 1;
                }
                _ if word.folded == "باسم" => {
                    end += 1;
                    if view.is_quote(end)
                        && let Some(close) = view.closing(end).filter(|c| *c <= end + 6)
                    {
                        end = close + 1;
                    }
                }
                _ if view.is_noun(end) => {
                    if view.carries(end, 'ب') || view.carries(end, 'ك') {
                        break;
                    }
                    if view.carries(end, 'ل')
                        || view.behind(end, 'ل').is_some_and(|(_, rest)| {
                            rest.starts_with("ال")
                                || view.tables.knows(&rest) && !view.tables.knows(&word.folded)
                        })
                    {
                        if !self.takes_lam(end, document) {
                            break;
                        }
                        document = false;
                        end += 1;
                        continue;
                    }

                    if self.behind_medium(end) && !document {
                        break;
                    }
                    if self.breaks(end, head.is_some(), closed_name(self, end)) {
                        break;
                    }
                    if self.name.is_some_and(|name| end > name + 1)
                        && view.is_masdar(end)
                        && !view.definite(end)
                    {
                        break;
                    }
                    if titled
                        && self.name.is_none()
                        && self.around.object
                        && !view.definite(end)
                        && self.definite(end - 1)
                        && (view.definite(end + 1) || !view.is_noun(end + 1))
                        && view
                            .looked_up(
                                view.bare
                                    .get(end..(end + 3).min(view.len()))
                                    .unwrap_or_default(),
                            )
                            .is_none()
                        && !matches!(view.bare(end), "ابو" | "عبد")
                    {
                        // «وصف الباحث سوق القمح»: whom or what it is said of
                        break;
                    }
                    if titled
                        && self.name.is_none()
                        && self.begins_name(end, head.map_or(1, |(_, taken)| taken))
                    {
                        self.name = Some(end);
                    }
                    end += 1;
                }
                Pos::Number
                    if matches!(
                        self.bare(end - 1),
                        "اللواء"
                            | "لواء"
                            | "الفرقه"
                            | "فرقه"
                            | "الكتيبه"
                            | "كتيبه"
                            | "الفوج"
                            | "قناه"
                            | "الفور"
                            | "الزور"
                            | "فرانس"
                            | "كردستان"
                    ) =>
                {
                    end += 1;
                }
                Pos::Function(Function::Prep)
                    if !self.around.short && prepositional < 2 && self.name.is_none() =>
                {
                    let allowed = match word.folded.as_str() {
                        "في" | "لدي" => {
                            (head.is_some() || titled || name.is_some())
                                && !view.is_venue(end + 1)
                                && !view.is_adverb(end + 1)
                        }
                        "من" => {
                            matches!(
                                view.words[self.first].pos,
                                Pos::Number | Pos::Function(Function::Quant)
                            ) || head.is_some_and(|(entry, _)| {
                                entry.of || entry.by_modifier || entry.kind == LinkKind::Local
                            })
                        }
                        "عن" => {
                            self.bare(self.first) == "ناءب"
                                || self.bare(end - 1).starts_with("صادر")
                        }
                        _ => false,
                    };
                    if !allowed
                        || !(view.is_noun(end + 1) || view.is_quote(end + 1))
                        || view
                            .behind(end + 1, 'ب')
                            .is_some_and(|(_, rest)| rest.starts_with("ال"))
                    {
                        break;
                    }
                    prepositional += 1;
                    if view.is_quote(end + 1) {
                        match view.closing(end + 1).filter(|c| *c <= end + 7) {
                            Some(close) => end = close + 1,
                            None => break,
                        }
                    } else {
                        end += 2;
                    }
                }
                Pos::Function(Function::Quant)
                    if end > self.first && self.bare(end - 1) == "من" =>
                {
                    end += 1;
                }
                // «صحيفة المصري اليوم»
                Pos::Function(Function::Adv)
                    if view.definite(end)
                        && head.is_some_and(|(entry, _)| entry.kind == LinkKind::Outlet)
                        && end <= self.first + 2 =>
                {
                    end += 1;
                }
                Pos::Punct if view.is_quote(end) => {
                    let Some(close) = view
                        .closing(end)
                        .filter(|close| *close <= end + 5 && *close > end + 1)
                    else {
                        break;
                    };
                    if (end + 1..close)
                        .any(|i| view.is_verb(i) && !view.is_masdar(i) || view.is_that(i))
                    {
                        break;
                    }
                    end = close + 1;
                }
                Pos::Punct if matches!(view.sign(end), Some('/' | '-' | '–')) => {
                    let tight = view.word(end + 1).is_some_and(|next| {
                        next.start == word.end && view.end(end - 1) == word.start
                    });
                    if !tight || !view.is_noun(end + 1) {
                        break;
                    }
                    end += 2;
                }
                _ => break,
            }
        }
        end.min(view.len())
    }

    /// A noun with و that still belongs to the source («الشرطة وشهود عيان»).
    fn joins(&self, at: usize) -> bool {
        let view = self.view;
        if view.say_noun(at, Tense::Active).is_some()
            && !view.definite(at)
            && view.bare(at).ends_with('ا')
        {
            return false;
        }
        let source_like = view
            .entry(at, |role| {
                matches!(role, Role::Head | Role::Title | Role::Name)
            })
            .is_some()
            || view
                .looked_up(
                    view.bare
                        .get(at..(at + 3).min(view.len()))
                        .unwrap_or_default(),
                )
                .is_some();
        let adjective = view.definite(at) && self.definite(at - 1);
        source_like && !view.is_verb(at) || adjective && !view.is_masdar(at) && view.is_noun(at)
    }

    /// The noun at `at` carries ل and still belongs to the source: an issuer («بيان
    /// لوزارة الدفاع»), a part of a name («الجبهة الوطنية للتحرير»), not one who is told.
    fn takes_lam(&self, at: usize, document: bool) -> bool {
        let view = self.view;
        let told = view.told(at);
        if told.as_ref().is_some_and(|source| source.1.is_none()) {
            return false;
        }
        document || told.is_none()
    }

    fn behind_medium(&self, at: usize) -> bool {
        self.view.behind(at, 'ل').is_some() && self.view.told(at).is_some()
    }

    /// The noun at `at` begins what is said, or whom it is said to.
    fn breaks(&self, at: usize, headed: bool, closed_name: bool) -> bool {
        let view = self.view;
        let definite = view.definite(at);
        let last_definite = self.definite(at - 1);
        let first_only = at == self.first + 1;
        if view.say_noun(at, Tense::Active).is_some_and(|_| {
            view.bare(at).ends_with('ا')
                && (view.is_that(at + 1) || view.function(at + 1).is_some())
        }) {
            return true;
        }
        // «روى أحد النازحين كيف …»
        if view.bare(at) == "كيف" {
            return true;
        }
        if self.around.object && definite && last_definite && self.is_other(at, first_only) {
            return true;
        }
        // «نفى مدير السجن الاتهامات»
        if self.around.masdar && definite && last_definite && view.is_statement(at) {
            return true;
        }
        // «قال لوكالة تاس قائد السرب»: who tells the medium
        if self.around.short
            && !first_only
            && !definite
            && view.entry(at, |role| role == Role::Title).is_some()
        {
            return true;
        }
        // «حملت الخارجية أنقرة المسؤولية»
        if self.around.object
            && last_definite
            && view
                .entry(at, |role| role == Role::Name)
                .is_some_and(|(entry, _)| entry.place)
        {
            return true;
        }
        if closed_name
            && !definite
            && (self.around.masdar || self.around.object || view.is_masdar(at))
        {
            return true;
        }
        // «ناشطون صورا»: a nun at the end takes no genitive, an accusative is none
        if !definite
            && view.is_statement(at)
            && view.bare(at).ends_with('ا')
            && view
                .entry(at, |role| role == Role::Head)
                .is_none_or(|_| !last_definite)
        {
            return true;
        }
        if headed
            && first_only
            && self.around.masdar
            && (self.bare(at - 1).ends_with("ون") || self.bare(at - 1).ends_with("ين"))
            && (view.is_masdar(at) || view.is_statement(at))
        {
            return true;
        }
        // «أخبر شاهد عيان وكالة الأنباء»
        if self.around.object
            && !first_only
            && !definite
            && view
                .entry(at, |role| role == Role::Head)
                .is_some_and(|(entry, _)| matches!(entry.kind, LinkKind::Outlet | LinkKind::Agency))
            && view
                .entry(at - 1, |role| matches!(role, Role::Head | Role::Title))
                .is_none()
        {
            return true;
        }
        // the genitive that a head asks for
        if headed
            && first_only
            && !last_definite
            && !(view.is_masdar(at) && is_nisba(self.bare(at - 1)))
        {
            return false;
        }
        if self.around.masdar
            && !definite
            && (view.is_masdar(at)
                || has_pronoun(view.bare(at))
                    && view.words[at].readings.iter().any(|r| r.enclitic.is_some()))
            && (last_definite
                || is_nisba(self.bare(at - 1))
                || (first_only && !headed)
                || closed_name
                || view.function(at - 1).is_some())
        {
            return true;
        }
        // a noun that asks for no genitive has had its own
        if self.around.masdar
            && !definite
            && !first_only
            && view.is_masdar(at)
            && view
                .entry(at - 1, |role| matches!(role, Role::Head | Role::Title))
                .is_none()
        {
            return true;
        }
        if self.around.masdar
            && !definite
            && last_definite
            && view.bare(at).ends_with(['ا', 'ه'])
            && self.name.is_none()
            && !view.definite(at + 1)
        {
            return true;
        }
        if !definite
            && view.is_statement(at)
            && (view.bare(at).ends_with('ا')
                || last_definite
                || is_nisba(self.bare(at - 1))
                || closed_name)
        {
            return true;
        }
        if self.around.object && !definite && last_definite && view.bare(at).ends_with(['ا', 'ن'])
        {
            return true;
        }
        // «وصف النائب القرار بأنه …»
        let thing = (self.around.object && first_only || self.around.thing && !first_only)
            && definite
            && last_definite
            && view.words[at].readings.iter().any(|r| {
                matches!(r.form.tense, Tense::Masdar | Tense::Noun)
                    && !matches!(r.entry, EntryRef::Say(_))
            });
        if thing {
            return true;
        }
        let title_after_title = self.around.object
            && first_only
            && definite
            && last_definite
            && view.entry(at, |role| role == Role::Title).is_some();
        if title_after_title {
            return true;
        }
        if self.around.object && !first_only | closed_name {
            let known = view
                .entry(at, |role| {
                    matches!(role, Role::Head | Role::Title | Role::Name)
                })
                .is_some_and(|(entry, _)| entry.role == Role::Name || definite)
                || definite && view.names.class(&[view.bare(at)]).is_some();
            if known && (last_definite || closed_name || is_nisba(self.bare(at - 1))) {
                return true;
            }
        }
        self.around.object && first_only && closed_name
    }

    /// A definite noun after a definite word that cannot belong to it: it is no adjective by
    /// its form («اتهمت الحركة السلطات», «اتهم قائد الشرطة المحتجين») or by what it is.
    fn is_other(&self, at: usize, first_only: bool) -> bool {
        let view = self.view;
        let bare = view.bare(at);
        let last = self.bare(at - 1);
        let long = bare.chars().count() >= 6;
        let plural = long && bare.ends_with("ات");
        let people = long && bare.ends_with("ين") && (first_only || last.ends_with('ه'));
        // an adjective of «نقابة المعلمين» would be feminine or plural
        let feminine = |word: &str| word.ends_with('ه');
        let plural_like = |word: &str| {
            ["ين", "ون", "ات"].iter().any(|end| word.ends_with(end)) && word.chars().count() >= 6
        };
        let masculine = !feminine(bare)
            && !plural_like(bare)
            && !is_nisba(bare)
            && !bare.ends_with(['ا', 'ي', 'ء'])
            && view.entry(at, |role| role == Role::Modifier).is_none();
        let heads = self.bare.get(..at - self.first).unwrap_or_default();
        let disagrees = masculine
            && match heads {
                [one] => feminine(one),
                [one, two] => feminine(one) && (feminine(two) || plural_like(two)),
                _ => false,
            };
        let source = first_only
            && !is_nisba(bare)
            && view
                .entry(at, |role| role == Role::Head).is_some()
            // «حركة الشباب» and the like are known with their first word
            && view
                .entry(self.first, |role| {
                    matches!(role, Role::Name | Role::Head | Role::Title)
                })
                .is_none_or(|(_, taken)| taken == 1);
        plural || people || source || disagrees
    }

    /// A person's name begins at `at`, after titles that a definite word has closed.
    fn begins_name(&self, at: usize, head: usize) -> bool {
        let view = self.view;
        let bare = view.bare(at);
        if view.definite(at) || bare.chars().count() < 2 || view.words[at].pos == Pos::Number {
            return false;
        }
        if matches!(bare, "ابو" | "عبد") {
            return at > self.first;
        }
        let last = at - 1;
        let closed = self.definite(last)
            || view
                .entry(last, |role| role == Role::Name)
                .is_some_and(|(e, _)| e.place)
                && at > self.first + head;
        // «وزير الدولة للشؤون», «رئيس المجلس الأعلى»: an indefinite word after a definite one
        closed
            && !view.is_masdar(at)
            && view
                .tables
                .sources(view.bare.get(at..at + 1).unwrap_or_default(), |role| {
                    matches!(role, Role::Modifier)
                })
                .is_none()
    }

    pub(super) fn finish(self, end: usize, start_byte: usize) -> Source {
        let view = self.view;
        let folded: Vec<String> = self.bare.iter().take(end - self.first).cloned().collect();
        let (kind, known, feminine) = view.kind_of(&folded);
        let name = self.name.filter(|&name| {
            let rest = end - name;
            rest >= 2 || name == self.first + 1
        });
        let span = match name {
            Some(name) if self.whole => view.words[name].start..view.end(end - 1),
            Some(name) => view.start(name)..view.end(end - 1),
            // «سامي نصر المتحدث باسم …»: the name stands first
            None if !known && !self.definite(self.first) => {
                let title = (self.first + 2..end).find(|&at| {
                    self.definite(at) && view.entry(at, |role| role == Role::Title).is_some()
                });
                start_byte..view.end(title.unwrap_or(end) - 1)
            }
            None => start_byte..view.end(end - 1),
        };
        Source {
            own: view.is_own(&folded),
            span,
            words: self.first..end,
            kind,
            known,
            feminine,
            folded,
        }
    }
}

/// An adjective of belonging («عراقي», «أمنية»).
fn is_nisba(bare: &str) -> bool {
    let plain = without_article(bare);
    plain.chars().count() >= 4
        && (plain.ends_with('ي')
            || plain.ends_with("يه")
            || plain.ends_with("يين")
            || plain.ends_with("يون"))
}

fn has_pronoun(bare: &str) -> bool {
    ["ه", "ها", "هم"].iter().any(|end| bare.ends_with(end))
}
