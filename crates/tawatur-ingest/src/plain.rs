//! Plain text: the text is the input, byte for byte where it is UTF-8.

use jiff::civil::Date;
use tawatur_record::{Document, PublishedBasis};

use crate::{Given, Limits, ProblemKind, Refused, freeze};

/// One document of a text file.
pub(crate) fn document(
    id: &str,
    text: String,
    given: &Given,
    published: Option<Date>,
    limits: &Limits,
) -> Result<Document, Refused> {
    if text.trim().is_empty() {
        return Err((ProblemKind::Empty, "it is empty".to_owned()));
    }
    let outlet = given.outlet_or_known();
    let document = Document {
        id: id.to_owned(),
        url: given.url.clone(),
        outlet,
        title: given.title.clone(),
        published: published.map(|date| date.to_string()),
        published_basis: if published.is_some() {
            PublishedBasis::Given
        } else {
            PublishedBasis::None
        },
        ..Document::default()
    };
    let mut document = dated(document, &text, given.today);
    if document.published.is_none()
        && let Some(date) = given
            .url
            .as_deref()
            .and_then(crate::date::address)
            .filter(|d| crate::date::credible(*d, given.today))
    {
        document.published = Some(date.to_string());
        document.published_basis = PublishedBasis::Address;
    }
    freeze(document, text, limits)
}

/// Takes the date of a byline that stands alone on one of the first lines.
fn dated(mut document: Document, text: &str, today: Option<Date>) -> Document {
    if document.published.is_some() {
        return document;
    }
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(4)
    {
        if let Some(date) = crate::date::line(line).filter(|d| crate::date::credible(*d, today)) {
            document.published = Some(date.to_string());
            document.published_basis = PublishedBasis::Text;
            break;
        }
    }
    document
}
