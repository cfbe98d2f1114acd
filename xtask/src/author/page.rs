//! The headings and code blocks of a Markdown page, with their places in it.

pub(crate) mod document;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page, reduced to headings and code blocks.
pub(crate) struct Page<'a> {
    text: &'a str,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    pub(crate) headings: Vec<PageHeading>,
    pub(crate) blocks: Vec<PageBlock>,
    /// The places outside code blocks that look like policies.
    pub(crate) unread: Vec<Position>,
}

/// A heading of the page.
#[derive(Default)]
pub(crate) struct PageHeading {
    /// Its text without markup.
    pub(crate) text: String,
    /// The names of the anchors in it and directly before it.
    pub(crate) anchors: Vec<String>,
    /// GitHub's anchor for its text.
    pub(crate) slug: String,
    pub(crate) line: usize,
}

impl PageHeading {
    /// The anchor that a person would write.
    pub(crate) fn name(&self) -> &str {
        self.anchors.first().unwrap_or(&self.slug)
    }

    pub(crate) fn has_anchor(&self, anchor: &str) -> bool {
        self.slug == anchor || self.anchors.iter().any(|name| name == anchor)
    }
}

/// A code block of the page.
#[derive(Default)]
pub(crate) struct PageBlock {
    /// The last heading before it.
    pub(crate) heading: Option<usize>,
    /// The first word after the fence.
    pub(crate) language: String,
    /// Its text, without the indentation that belongs to the page.
    pub(crate) text: String,
    /// The length of the block's beginning that the text lacks.
    skipped: usize,
    /// The beginnings of the block's pieces, in the block and on the page.
    pieces: Vec<(usize, usize)>,
}

impl PageBlock {
    fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Removes fences that the page indents so far that Markdown takes them for code.
    fn unfence(&mut self) {
        let Some((first, rest)) = self.text.split_once('\n') else { return };
        let fence = first.trim_start();
        let Some(info) = fence.strip_prefix("```").or_else(|| fence.strip_prefix("~~~")) else {
            return;
        };
        self.language = language(info);
        self.skipped = first.len() + 1;
        self.text = rest.trim_end().trim_end_matches(['`', '~']).to_owned();
    }
}

/// The first word after a fence.
fn language(info: &str) -> String {
    info.trim().split([' ', ',', '{']).next().unwrap_or_default().to_owned()
}

/// A line and a column of a page, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Page<'_> {
    /// The place of the first character.
    pub(crate) const START: Position = Position { line: 1, column: 1 };

    /// The place on the page of a byte of a block's text.
    pub(crate) fn position(&self, block: &PageBlock, offset: usize) -> Position {
        let offset = offset + block.skipped;
        let idx = block.pieces.partition_point(|(start, _)| *start <= offset);
        let piece = idx.checked_sub(1).and_then(|idx| block.pieces.get(idx));
        self.place(piece.map_or(0, |(start, at)| at + (offset - start)))
    }

    /// Notes a policy in a part of the page that is not a code block, such as HTML.
    fn look_for_policy(&mut self, part: Range<usize>) {
        let at = self.text.get(part.clone()).and_then(document::policy_in_text);
        self.unread.extend(at.map(|at| self.place(part.start + at)));
    }

    /// The place of a byte of the page.
    fn place(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { line, column: before.chars().count() + 1 }
    }
}

/// The text of a file without its byte order mark, or the place of the first bytes that are not UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Position> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err(position(str::from_utf8(valid).unwrap_or_default(), valid.len()))
        }
    }
}

/// True for a page as a browser saves it.
pub(crate) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(20).collect::<String>().to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<?xml"].iter().any(|tag| start.starts_with(tag))
}

/// Reads the headings and code blocks of a page.
pub(crate) fn read(text: &str) -> Page<'_> {
    let lines = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut page = Page { text, lines, headings: Vec::new(), blocks: Vec::new(), unread: Vec::new() };
    // The first byte of the prose after the last code block.
    let mut prose = 0;
    let mut slugs = HashMap::new();
    let mut heading: Option<PageHeading> = None;
    let mut block: Option<PageBlock> = None;
    let mut pending: Vec<String> = Vec::new();
    let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let mut anchors = std::mem::take(&mut pending);
                anchors.extend(id.map(|id| id.to_string()));
                let line = page.place(range.start).line;
                heading = Some(PageHeading { anchors, line, ..PageHeading::default() });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(mut heading) = heading.take() {
                    heading.text.truncate(heading.text.trim_end().len());
                    heading.slug = slug(&heading.text, &mut slugs);
                    page.headings.push(heading);
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                page.look_for_policy(prose..range.start);
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => String::new(),
                };
                let heading = page.headings.len().checked_sub(1);
                block = Some(PageBlock { heading, language, ..PageBlock::default() });
            }
            Event::End(TagEnd::CodeBlock) => {
                prose = range.end;
                if let Some(mut block) = block.take() {
                    if block.language.is_empty() {
                        block.unfence();
                    }
                    page.blocks.push(block);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => match &mut heading {
                Some(heading) => heading.anchors.extend(anchor(&html)),
                None => pending.extend(anchor(&html)),
            },
            Event::Text(words) | Event::Code(words) => match (&mut heading, &mut block) {
                (Some(heading), _) => heading.text.push_str(&words),
                (None, Some(block)) => block.push(&words, range.start),
                // An anchor belongs to a heading only if nothing stands between them.
                (None, None) => pending.clear(),
            },
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut heading {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
    }
    page.look_for_policy(prose..text.len());
    page
}

/// The words of a heading, without case, markup and punctuation.
pub(crate) fn normalised(text: &str) -> String {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_lowercase()
}

/// GitHub's anchor for a heading; a repeated anchor gets a number.
fn slug(text: &str, slugs: &mut HashMap<String, usize>) -> String {
    let slug: String = text
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect();
    let count = slugs.entry(slug.clone()).or_insert(0);
    *count += 1;
    if *count > 1 { format!("{slug}-{}", *count - 1) } else { slug }
}

/// The name of an anchor, of HTML such as `<a name="name">`.
fn anchor(html: &str) -> Option<String> {
    let attributes = html.trim_start().strip_prefix("<a ")?;
    let (_, value) = attributes.split_once("name=").or_else(|| attributes.split_once("id="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(quote).nth(1).map(str::to_owned)
}

/// The place of a byte of a text.
pub(crate) fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
    }
}
