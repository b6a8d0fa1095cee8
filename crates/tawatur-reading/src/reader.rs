//! The reading as a whole: a document in, its claims out.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use tawatur_knowledge::gazetteer::Gazetteer;
use tawatur_knowledge::offices::Offices;
use tawatur_knowledge::table::Table;
use tawatur_knowledge::{KnowledgeError, Lexicon};
use tawatur_language::{Analysis, Engine, LanguageError, Model, Name, NameKind, Options};
use tawatur_record::{Document, Mention, MentionKind, Precision, Reading, SCHEMA, TimeMention};
use tawatur_text::{CodePoints, sentence as cut};
use tawatur_time::{Expression, TimeTable};

use crate::attribution::{self, Attribution, SourceTables};
use crate::claims::Builder;
use crate::codes::CodeTable;
use crate::coreference::{self, Anaphora, ShortForms};
use crate::counts::{self, CountTable, FoundCount};
use crate::hints;
use crate::mention::{FoundMention, Names};
use crate::office::Who;
use crate::realis::{self, Decided, RealisCues};
use crate::resolve::Resolver;
use crate::sentence::Sentence;
use crate::tables::RoleTables;
use crate::trigger::{self, Trigger};
use crate::wording::WordingTable;

/// A sentence of more words than this is read in pieces of so many.
const LONGEST_SENTENCE: usize = 400;

/// Everything a reading needs; loaded once, used by as many threads as there are.
#[derive(Debug)]
pub struct Reader {
    pub(crate) lexicon: Lexicon,
    pub(crate) names: Names,
    pub(crate) offices: Offices,
    pub(crate) cues: RealisCues,
    pub(crate) roles: RoleTables,
    pub(crate) sources: SourceTables,
    pub(crate) wording: WordingTable,
    pub(crate) codes: CodeTable,
    pub(crate) times: TimeTable,
    pub(crate) counts: CountTable,
    short_forms: ShortForms,
    language: Engine,
}

/// Why a [`Reader`] cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// A table cannot be used.
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    /// The encoder's model cannot be used.
    #[error(transparent)]
    Language(#[from] LanguageError),
}

/// What was found in one sentence.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) decided: Vec<Decided>,
    pub(crate) mentions: Vec<FoundMention>,
    pub(crate) counts: Vec<FoundCount>,
    /// For each word, whether it belongs to a time expression.
    pub(crate) timed: Vec<bool>,
    /// Indices into the document's time expressions.
    pub(crate) times: Vec<usize>,
}

/// Everything found in a document before claims are built.
pub(crate) struct Prepared<'d> {
    pub(crate) document: &'d Document,
    pub(crate) published: Option<Date>,
    pub(crate) points: CodePoints,
    pub(crate) sentences: Vec<Sentence<'d>>,
    pub(crate) found: Vec<Found>,
    pub(crate) times: Vec<Expression>,
    pub(crate) attributions: Vec<Attribution>,
    pub(crate) anaphora: Anaphora,
}

impl Reader {
    /// With the tables and the model that come with the program.
    ///
    /// # Errors
    /// A table that cannot be used; with the embedded ones that is a defect of the build.
    pub fn embedded() -> Result<Self, ReaderError> {
        Self::with_user(None)
    }

    /// With the tables that come with the program and those of the folder `user` on top,
    /// and the model that comes with it.
    ///
    /// # Errors
    /// A table that cannot be used, with file and line.
    pub fn with_user(user: Option<&Path>) -> Result<Self, ReaderError> {
        Self::with_model(user, Model::embedded(hints::HINTS)?)
    }

    /// As [`Self::with_user`], with another model.
    ///
    /// # Errors
    /// A table that cannot be used, with file and line.
    pub fn with_model(user: Option<&Path>, model: Model) -> Result<Self, ReaderError> {
        let names = Names::load(user)?;
        Ok(Self {
            language: Engine::new(model, Options::default()),
            lexicon: Lexicon::load(user)?,
            offices: Offices::load(user, &names.entities)?,
            names,
            cues: RealisCues::load(user)?,
            roles: RoleTables::load(user)?,
            sources: SourceTables::load(user)?,
            wording: WordingTable::load(user)?,
            codes: CodeTable::load(user)?,
            times: time_table(user)?,
            counts: count_table(user)?,
            short_forms: ShortForms::load(user)?,
        })
    }

    /// Reads a document. Pure: the same document gives the same reading; no store, no
    /// network, no clock. Dates are resolved against the document's own date alone.
    #[must_use]
    pub fn read(&self, document: &Document) -> Reading {
        let prepared = match self.prepare(document) {
            Ok(prepared) => prepared,
            Err(error) => return failed(document, error.to_string()),
        };
        let resolver = Resolver::new(self, &prepared);
        let claims = Builder::new(self, &prepared, &resolver).build();
        let text = document.text.as_str();
        let quote = |span: Range<usize>| crate::claims::quote(text, &prepared.points, span);
        let mentions = prepared
            .found
            .iter()
            .flat_map(|f| &f.mentions)
            .map(|found| self.mention(&prepared, &resolver, found))
            .collect();
        let times = prepared
            .times
            .iter()
            .map(|t| TimeMention {
                quote: quote(t.start..t.end),
                value: t.value.clone(),
            })
            .collect();
        Reading {
            schema: SCHEMA.to_owned(),
            document: document.clone(),
            claims,
            mentions,
            times,
            error: None,
        }
    }

    /// The gazetteer with the user's rows.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.names.gazetteer
    }

    /// The places that a document names, in text order, without its claims.
    ///
    /// # Errors
    /// The encoder failed, which no text should make it do.
    pub fn places(&self, document: &Document) -> Result<Vec<PlacedName>, LanguageError> {
        let prepared = self.prepare(document)?;
        let resolver = Resolver::new(self, &prepared);
        let places = prepared
            .found
            .iter()
            .flat_map(|f| &f.mentions)
            .filter(|m| m.kind == MentionKind::Place)
            .map(|found| {
                let place = resolver.place(found).and_then(|place| place.id);
                let mention = self.mention(&prepared, &resolver, found);
                let event = resolver.event_place(found).map(|event| PlacedPoint {
                    lat: event.lat,
                    lon: event.lon,
                    precision: event.precision,
                });
                let same = event.as_ref().is_some_and(|event| {
                    (Some(event.lat), Some(event.lon)) == (mention.lat, mention.lon)
                        && Some(&event.precision) == mention.precision.as_ref()
                });
                PlacedName {
                    place,
                    event: event.filter(|_| !same),
                    mention,
                }
            })
            .collect();
        Ok(places)
    }

    /// A name as the record has it.
    fn mention(
        &self,
        prepared: &Prepared<'_>,
        resolver: &Resolver<'_>,
        found: &FoundMention,
    ) -> Mention {
        let text = prepared.document.text.as_str();
        let place = resolver.place(found);
        Mention {
            kind: found.kind,
            quote: crate::claims::quote(text, &prepared.points, found.span.clone()),
            entity: found
                .entity
                .clone()
                .or_else(|| place.as_ref().and_then(|p| p.id.clone()))
                .or_else(|| {
                    let name = text.get(found.span.clone()).unwrap_or_default();
                    Some(crate::claims::local_id(name))
                }),
            class: found
                .fine
                .filter(|fine| *fine != NameKind::Person)
                .map(|fine| fine.as_str().to_owned()),
            country: place.as_ref().and_then(|p| p.country.clone()),
            lat: place.as_ref().map(|p| p.lat),
            lon: place.as_ref().map(|p| p.lon),
            precision: place.map(|p| p.precision),
        }
    }

    pub(crate) fn prepare<'d>(
        &self,
        document: &'d Document,
    ) -> Result<Prepared<'d>, LanguageError> {
        let analysis = self.language.analyze(document, &self.names)?;
        let text = document.text.as_str();
        let published = document.published.as_deref().and_then(parse_day);
        let times = tawatur_time::expressions(text, published, &self.times);
        let mut sentences: Vec<Sentence<'d>> = cut::sentences(text)
            .into_iter()
            .flat_map(|range| self.pieces(text, range))
            .collect();
        let mut found = Vec::with_capacity(sentences.len());
        for (index, sentence) in sentences.iter_mut().enumerate() {
            let names = names_in(&analysis, &sentence.range);
            let mut mentions = self.names.find(sentence, index, &names);
            mentions.retain_mut(|mention| untimed(mention, sentence, &times));
            sentence.settle_names(mentions.iter().map(|m| (m.words.clone(), m.span.start)));
            found.push(self.sentence(text, sentence, mentions, &times));
        }
        let who = Who::new(&self.names, &self.offices, published);
        let mut named: Vec<&mut FoundMention> =
            found.iter_mut().flat_map(|f| &mut f.mentions).collect();
        who.settle(text, &sentences, &mut named);
        let anaphora = coreference::resolve(
            text,
            &sentences,
            found.iter_mut().flat_map(|f: &mut Found| &mut f.mentions),
            &self.short_forms,
        );
        for mention in found.iter_mut().flat_map(|f| &mut f.mentions) {
            // a place without an entity is the one that it is resolved to
            if mention.kind != MentionKind::Place {
                mention.entity = Some(coreference::entity_of(text, mention));
            }
        }
        let attributions = attribution::attributions(
            text,
            &sentences,
            &self.lexicon,
            &self.sources,
            document.outlet.as_deref(),
            &self.names,
        );
        Ok(Prepared {
            document,
            published,
            points: CodePoints::new(text),
            sentences,
            found,
            times,
            attributions,
            anaphora,
        })
    }

    /// A sentence, or pieces of one that is too long to be one (lists, tables).
    fn pieces<'d>(&self, text: &'d str, range: Range<usize>) -> Vec<Sentence<'d>> {
        let whole = Sentence::new(text, range, &self.lexicon);
        if whole.words.len() <= LONGEST_SENTENCE {
            return vec![whole];
        }
        let cuts: Vec<usize> = whole
            .words
            .iter()
            .step_by(LONGEST_SENTENCE)
            .map(|w| w.start)
            .collect();
        let ends = cuts
            .iter()
            .skip(1)
            .copied()
            .chain(std::iter::once(whole.range.end));
        cuts.iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| Sentence::new(text, start..end, &self.lexicon))
            .collect()
    }

    fn sentence(
        &self,
        text: &str,
        sentence: &Sentence<'_>,
        mentions: Vec<FoundMention>,
        times: &[Expression],
    ) -> Found {
        let from = times.partition_point(|t| t.end <= sentence.range.start);
        let own: Vec<usize> = (from..times.len())
            .take_while(|&i| times[i].start < sentence.range.end)
            .collect();
        let timed: Vec<bool> = sentence
            .words
            .iter()
            .map(|w| {
                own.iter()
                    .any(|&i| times[i].start < w.end && w.start < times[i].end)
            })
            .collect();
        let mut masked = timed.clone();
        for mention in &mentions {
            for at in mention.words.clone() {
                if let Some(mask) = masked.get_mut(at) {
                    *mask = true;
                }
            }
        }
        let triggers = trigger::triggers(sentence, &self.lexicon, &masked);
        let last = text[sentence.range.clone()].chars().next_back();
        let headline = !matches!(
            last,
            Some('.' | '؟' | '!' | '…' | '"' | '”' | '»' | '“' | '«')
        ) && sentence.words.len() <= 30;
        let decided = realis::decide(
            sentence,
            &triggers,
            &self.lexicon,
            &self.cues,
            realis::Place { headline },
        );
        let counts = counts::counts(text, sentence.range.clone(), &self.counts);
        Found {
            triggers,
            decided,
            mentions,
            counts,
            timed,
            times: own,
        }
    }
}

/// A place's name in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedName {
    /// The name, its place and point.
    pub mention: Mention,
    /// Gazetteer id of the place meant; `None` where it is not in the gazetteer.
    pub place: Option<String>,
    /// Where an event lies that the text puts there, where that is another point than the
    /// place's («شمال شرق X»).
    pub event: Option<PlacedPoint>,
}

/// A point, WGS 84 degrees.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedPoint {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How well it is known.
    pub precision: Precision,
}

/// The encoder's names that begin in `range`.
fn names_in(analysis: &Analysis, range: &Range<usize>) -> Vec<Name> {
    let from = analysis
        .sentences
        .partition_point(|s| s.range.end <= range.start);
    analysis.sentences[from..]
        .iter()
        .take_while(|s| s.range.start < range.end)
        .flat_map(|s| &s.names)
        .filter(|name| range.contains(&name.span.start))
        .cloned()
        .collect()
}

/// Takes the words of time expressions off a name's end («القضاء الأحد»); false where
/// nothing is left: «أفريل» is a month. People are called by months and days too.
fn untimed(mention: &mut FoundMention, sentence: &Sentence<'_>, times: &[Expression]) -> bool {
    if mention.kind == MentionKind::Person {
        return true;
    }
    let timed = |at: usize| {
        sentence.words.get(at).is_some_and(|word| {
            let from = times.partition_point(|t| t.end <= word.start);
            // a name may hold a date («جسر 14 تموز»); only one that begins behind it is cut off
            times
                .get(from)
                .is_some_and(|t| t.start < word.end && t.start >= mention.span.start)
        })
    };
    let all = mention.words.clone();
    let whole = all.clone().all(timed);
    let kept = all
        .clone()
        .rev()
        .find(|&at| !timed(at))
        .map_or(all.start, |at| at + 1);
    if whole || kept == all.start {
        return false;
    }
    if kept < all.end && mention.kind == MentionKind::Organisation {
        mention.words.end = kept;
        mention.span.end = sentence.words[kept - 1].end;
    }
    true
}

/// A reading that did not come about.
fn failed(document: &Document, reason: String) -> Reading {
    Reading {
        schema: SCHEMA.to_owned(),
        document: document.clone(),
        claims: Vec::new(),
        mentions: Vec::new(),
        times: Vec::new(),
        error: Some(reason),
    }
}

/// The text of the user's file `name`, if there is one.
fn own_file(user: Option<&Path>, name: &str) -> Result<Option<(String, String)>, KnowledgeError> {
    let Some(path) = user
        .map(|folder| folder.join(name))
        .filter(|path| path.exists())
    else {
        return Ok(None);
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(source) => Err(KnowledgeError::File { file: path, source }),
    }
}

/// The time tables with those of the folder `user` on top.
///
/// # Errors
/// A row that cannot be used, with file and line, or a file that cannot be read.
pub fn time_table(user: Option<&Path>) -> Result<TimeTable, KnowledgeError> {
    let own = |error: tawatur_time::TimeTableError| KnowledgeError::Own(error.to_string());
    let mut texts = Vec::new();
    for (file, text) in TimeTable::files() {
        // his file alone first, so that an error names its own line
        if let Some((path, text)) = own_file(user, file)? {
            TimeTable::load(&[(&path, &text)]).map_err(own)?;
        }
        texts.push((
            *file,
            Table::with_user(file, text, user, &["forms", "class"])?.to_text(),
        ));
    }
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(file, text)| (*file, text.as_str()))
        .collect();
    TimeTable::load(&files).map_err(own)
}

/// The table of counts with the user's on top.
fn count_table(user: Option<&Path>) -> Result<CountTable, KnowledgeError> {
    let file = "counts.tsv";
    if let Some((_, text)) = own_file(user, file)? {
        CountTable::load(&text).map_err(|error| KnowledgeError::Own(error.to_string()))?;
    }
    let table = Table::with_user(
        file,
        include_str!("../../../lexicons/counts.tsv"),
        user,
        &[],
    )?;
    CountTable::load(&table.to_text()).map_err(|error| KnowledgeError::Own(error.to_string()))
}

/// The day of an ISO 8601 date or date-time.
fn parse_day(text: &str) -> Option<Date> {
    text.get(..10).and_then(|day| day.parse().ok())
}
