//! The catalog's prose, which is Markdown, as HTML.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// A text of one or more paragraphs.
pub(super) fn block(markdown: &str) -> String {
    let mut text = String::new();
    html::push_html(&mut text, events(markdown));
    text.trim_end().to_owned()
}

/// A text without the paragraph around it, for places within a line.
pub(super) fn inline(markdown: &str) -> String {
    let is_paragraph =
        |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    let mut text = String::new();
    html::push_html(&mut text, events(markdown).filter(|event| !is_paragraph(event)));
    text.trim_end().to_owned()
}

/// The events of a text. What looks like HTML is text, and links that lead to other files of the
/// documentation or to other places in them are none here.
fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let mut is_kept = Vec::new();
    Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            is_kept.push(dest_url.starts_with("https://"));
            is_kept.last().copied().unwrap_or(false).then_some(event)
        }
        Event::End(TagEnd::Link) => is_kept.pop().unwrap_or(false).then_some(event),
        Event::SoftBreak => Some(Event::Text(" ".into())),
        other => Some(other),
    })
}
