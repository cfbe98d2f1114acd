//! Denials in plain text: the phrases that stand beside each other are one message.

use super::mark::{Mark, Phrase, marks};
use super::request::kind_of;
use super::{Denial, Reason};
use crate::document::Span;

/// The most bytes between two phrases of a message on one line.
const MAX_GAP: usize = 200;

/// The most bytes of an ARN, and so of a resource.
const MAX_RESOURCE: usize = 2_048;

/// The denials of a text.
pub(super) fn find(text: &str) -> Vec<Denial> {
    let mut messages: Vec<Message> = Vec::new();
    let marks = marks(text);
    let nexts = marks.iter().skip(1).map(Some).chain([None]);
    for (mark, next) in marks.iter().zip(nexts) {
        // The rest of a mark that begins inside of the one before.
        if messages.last().is_some_and(|message| mark.start < message.end) {
            continue;
        }
        let is_same = messages.last().is_some_and(|message| message.goes_on_with(mark, text));
        if !is_same {
            messages.push(Message::new(mark.start));
        }
        if let Some(message) = messages.last_mut() {
            message.add(mark);
            if let Phrase::Unauthorized { has_resource: true, .. } = mark.phrase {
                message.add_resource(text, next);
            }
        }
    }
    messages.into_iter().filter(|message| message.is_denial).map(|message| message.denial).collect()
}

/// A message that is being read.
#[derive(Debug, Default)]
struct Message {
    denial: Denial,
    /// The end of the last phrase.
    end: usize,
    is_denial: bool,
}

impl Message {
    fn new(start: usize) -> Self {
        let denial = Denial { span: Span { start, end: start }, ..Denial::default() };
        Self { denial, end: start, is_denial: false }
    }

    /// True if a phrase belongs to the message: it follows on the same line, or after nothing but white space
    /// and the punctuation between two phrases, and it states nothing that the message has stated.
    fn goes_on_with(&self, mark: &Mark, text: &str) -> bool {
        let Some(between) = text.get(self.end..mark.start) else { return false };
        let is_near = if between.contains('\n') {
            between.chars().all(|c| c.is_whitespace() || ".:\"'".contains(c))
                // The name of the resource, or the rest of the sentence, may be wrapped.
                || between.len() <= MAX_GAP && matches!(mark.phrase, Phrase::Reason { .. })
        } else {
            between.len() <= MAX_GAP
                || matches!(mark.phrase, Phrase::Reason { .. } | Phrase::Encoded(_))
                    && between.len() <= MAX_RESOURCE
        };
        let denial = &self.denial;
        is_near
            && match &mark.phrase {
                Phrase::Call { .. } | Phrase::Tagging(_) => false,
                Phrase::Unauthorized { .. } => denial.action.is_none() && denial.encoded.is_none(),
                Phrase::Reason { .. } => denial.action.is_some() && denial.reason == Reason::Unstated,
                Phrase::Refusal => true,
                Phrase::Encoded(_) => denial.encoded.is_none(),
                Phrase::Service(_) => self.is_denial,
            }
    }

    fn add(&mut self, mark: &Mark) {
        let denial = &mut self.denial;
        self.end = mark.end;
        denial.span.end = mark.end;
        match mark.phrase.clone() {
            Phrase::Call { name, is_denial } => {
                denial.call = Some(name);
                self.is_denial = is_denial;
                return;
            }
            Phrase::Unauthorized { principal, action, .. } => {
                denial.principal = principal;
                denial.action = Some(action);
            }
            Phrase::Reason { reason, policy } => {
                denial.reason = reason;
                denial.policy = policy;
            }
            Phrase::Encoded(encoded) => denial.encoded = Some(encoded),
            Phrase::Service(service) => denial.service = Some(service),
            Phrase::Tagging(kind) => denial.tagged = Some(kind),
            Phrase::Refusal => {}
        }
        self.is_denial |= !matches!(mark.phrase, Phrase::Reason { .. } | Phrase::Service(_));
    }

    /// Reads the resource behind "on resource:", up to the next phrase.
    fn add_resource(&mut self, text: &str, next: Option<&Mark>) {
        let end = next.map_or(text.len(), |next| next.start);
        let rest = text.get(self.end..end).unwrap_or_default();
        let is_followed_by_reason = next.is_some_and(|next| matches!(next.phrase, Phrase::Reason { .. }));
        let action = self.denial.action.as_deref().unwrap_or_default();
        let resource = resource(rest, action, is_followed_by_reason);
        if !resource.is_empty() {
            self.end += if is_followed_by_reason { rest.len() } else { resource.len() };
            self.denial.span.end = self.end;
            self.denial.resource = Some(resource);
        }
    }
}

/// The resource at the beginning of the rest of a message about an action.
///
/// Its end is the phrase that follows, since a name can have blanks; without one it is the first white space,
/// but for IAM's older form of a type and a name, such as `role demo`.
fn resource(rest: &str, action: &str, is_followed_by_reason: bool) -> String {
    if let Some(inner) = rest.trim_start_matches('\\').strip_prefix('"') {
        return inner.split(['"', '\\']).next().unwrap_or_default().to_owned();
    }
    if is_followed_by_reason && rest.len() <= MAX_RESOURCE {
        return rest.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let words: Vec<&str> = rest.split_whitespace().take(3).collect();
    let n_words = 1 + kind_of(action, &words).map_or(0, |(n_words, _)| n_words);
    clean(&words.into_iter().take(n_words).collect::<Vec<_>>().join(" ")).to_owned()
}

/// The name without what ends the sentence or the string around it.
fn clean(name: &str) -> &str {
    let end = name.find(['"', '\\', '\'', '`', ';']).unwrap_or(name.len());
    name.get(..end).unwrap_or(name).trim_end_matches(['.', ',', ')', ':'])
}
