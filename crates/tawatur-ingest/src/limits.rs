use std::time::Duration;

use jiff::civil::Date;

use crate::IngestError;

/// How much one document may ask of the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a page or text file.
    pub bytes: usize,
    /// Most nodes (elements and texts) of a page.
    pub nodes: usize,
    /// Greatest depth of a page's tree.
    pub depth: usize,
    /// Most bytes of the article text, UTF-8.
    pub text: usize,
    /// Longest time for one page.
    pub time: Duration,
    /// Most bytes of one line of JSON Lines; a longer one is skipped and told.
    pub line: usize,
    /// Most bytes of one HTML tag with its attributes.
    pub tag: usize,
    /// Most attributes of one HTML tag.
    pub attributes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            nodes: 300_000,
            depth: 512,
            text: 8 << 20,
            time: Duration::from_secs(10),
            line: 50 << 20,
            tag: 4 << 20,
            attributes: 1_000,
        }
    }
}

/// What is known of a document beside its bytes. It goes before what a page says of
/// itself; a JSON line's own fields go before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// Id of the document; only for files of one document.
    pub id: Option<String>,
    /// Address it was published at.
    pub url: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Publication date, ISO 8601.
    pub published: Option<String>,
    /// The caller's clock: pages dated later than the day after it are not believed.
    pub today: Option<Date>,
}

impl Given {
    /// The outlet that was named, else the known one at the address.
    pub(crate) fn outlet_or_known(&self) -> Option<String> {
        let known = || {
            let outlet = crate::outlet_of(self.url.as_deref()?)?;
            Some(outlet.name_ar.clone())
        };
        self.outlet.clone().or_else(known)
    }
}

impl Given {
    /// The date given, checked.
    pub(crate) fn published_date(&self) -> Result<Option<Date>, IngestError> {
        let Some(given) = self.published.as_deref() else {
            return Ok(None);
        };
        crate::date::iso(given)
            .map(Some)
            .ok_or_else(|| IngestError::Published(given.to_owned()))
    }
}
