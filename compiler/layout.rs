//! A policy as a line of pieces: the single walk through the document, for both layouts and both forms.
//!
//! The pieces are either written as Rust, or evaluated at once with the source's own placeholders.

mod evaluate;
mod piece;
mod range;
mod same;
mod size;
mod string;

pub use evaluate::evaluate;
pub use piece::{LayoutPiece, LayoutTest};
pub use range::{SizeRange, ranges};
pub use size::{Sum, SumLoop};
use string::{escaped, quoted};

use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::template::{Segment, Template};
use crate::compiler::kinds::policies::model::{
    Effect, Element, Entry, Policy, PolicyForm, Presence, Statement,
};

/// The layout of a document: in one line, or indented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Compact,
    Pretty,
}

/// The pieces of a policy in one form and layout.
pub fn pieces(catalog: &Catalog, policy: &Policy, form: PolicyForm, layout: Layout) -> Vec<LayoutPiece> {
    let mut line = Line { catalog, form, layout, depth: 0, pieces: Vec::new() };
    let statements = policy
        .statements
        .iter()
        .filter(|statement| form.has(statement.change.as_ref()))
        .map(|statement| Item {
            tests: statement.presence.iter().filter_map(|presence| LayoutTest::of(*presence)).collect(),
            ..Item::always(move |line: &mut Line<'_>| line.statement(statement))
        })
        .collect();
    let members = vec![
        Item::always(|line: &mut Line<'_>| line.key("Version").text("\"2012-10-17\"")),
        Item::always(move |line: &mut Line<'_>| line.key("Statement").sequence("[", "]", statements)),
    ];
    line.sequence("{", "}", members);
    line.pieces
}

/// An entry of a list or a member of an object, with the condition of its existence.
struct Item<'w> {
    presence: Presence,
    /// The conditions on other entries for this one to be there.
    tests: Vec<LayoutTest>,
    write: Box<dyn FnOnce(&mut Line<'_>) + 'w>,
}

impl<'w> Item<'w> {
    fn new(presence: Presence, write: impl FnOnce(&mut Line<'_>) + 'w) -> Self {
        Self { presence, tests: Vec::new(), write: Box::new(write) }
    }

    fn always(write: impl FnOnce(&mut Line<'_>) + 'w) -> Self {
        Self::new(Presence::Always, write)
    }

    fn is_unconditional(&self) -> bool {
        self.presence == Presence::Always && self.tests.is_empty()
    }

    /// True for an item that is there once or more, whatever is given.
    fn is_certain(&self) -> bool {
        self.presence.is_certain() && self.tests.is_empty()
    }
}

/// A condition key with its values and their presence.
type KeyOfCondition<'s> = (&'s str, &'s Element, Presence);

/// The pieces written so far.
struct Line<'c> {
    catalog: &'c Catalog,
    form: PolicyForm,
    layout: Layout,
    depth: usize,
    pieces: Vec<LayoutPiece>,
}

impl Line<'_> {
    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(LayoutPiece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(LayoutPiece::Text(text.to_owned())),
        }
    }

    fn key(&mut self, key: &str) -> &mut Self {
        let space = if self.layout == Layout::Pretty { " " } else { "" };
        self.text(&format!("{}:{space}", quoted(key)));
        self
    }

    fn newline(&mut self) {
        if self.layout == Layout::Pretty {
            self.text(&format!("\n{}", "    ".repeat(self.depth)));
        }
    }

    /// The pieces of `write`, apart from the rest.
    fn apart(&mut self, write: impl FnOnce(&mut Self)) -> Vec<LayoutPiece> {
        let before = std::mem::take(&mut self.pieces);
        write(self);
        std::mem::replace(&mut self.pieces, before)
    }

    /// Items between brackets. The first item that is certain is the anchor: items before it
    /// have a comma after them, items after it have one before them. The items of a list without an anchor
    /// all depend on one parameter, and so does the list: within it they are always there, or are the
    /// values of one list.
    fn sequence(&mut self, open: &str, close: &str, items: Vec<Item<'_>>) {
        let anchor = items.iter().position(Item::is_certain);
        self.text(open);
        self.depth += 1;
        for (idx, item) in items.into_iter().enumerate() {
            let has_comma_before = anchor.map_or(idx > 0, |anchor| idx > anchor);
            let has_comma_behind = anchor.is_some_and(|anchor| idx < anchor);
            let is_unconditional = item.is_unconditional();
            let (presence, tests) = (item.presence, item.tests);
            let pieces = self.apart(|line| {
                if has_comma_before {
                    line.text(",");
                }
                line.newline();
                (item.write)(line);
                if has_comma_behind {
                    line.text(",");
                }
            });
            match presence {
                Presence::Each(parameter) | Presence::Many(parameter) => {
                    let pieces = if tests.is_empty() { pieces } else { vec![LayoutPiece::If(tests, pieces)] };
                    let is_first = !has_comma_before && !has_comma_behind;
                    let between = if is_first { vec![LayoutPiece::Text(",".to_owned())] } else { Vec::new() };
                    self.pieces.push(LayoutPiece::Each(parameter, pieces, between));
                }
                _ if is_unconditional => self.append(pieces),
                presence => {
                    let own = LayoutTest::of(presence);
                    self.pieces.push(LayoutPiece::If(own.into_iter().chain(tests).collect(), pieces));
                }
            }
        }
        self.depth -= 1;
        self.newline();
        self.text(close);
    }

    fn append(&mut self, pieces: Vec<LayoutPiece>) {
        for piece in pieces {
            match piece {
                LayoutPiece::Text(text) => self.text(&text),
                other => self.pieces.push(other),
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let given = statement.presence.as_slice();
        let actions = if statement.actions.is_negated { "NotAction" } else { "Action" };
        let resources = if statement.resources.is_negated { "NotResource" } else { "Resource" };
        let effect = match statement.effect {
            Effect::Allow => "\"Allow\"",
            Effect::Deny => "\"Deny\"",
        };
        let mut members = vec![
            Item::always(move |line: &mut Line<'_>| line.key(actions).element(&statement.actions, given)),
            Item::always(move |line: &mut Line<'_>| line.key(resources).element(&statement.resources, given)),
            Item::always(move |line: &mut Line<'_>| line.key("Effect").text(effect)),
        ];
        members.extend(self.conditions(statement));
        if let Some(sid) = &statement.sid {
            members.push(Item::always(move |line: &mut Line<'_>| line.key("Sid").text(&quoted(sid))));
        }
        self.sequence("{", "}", members);
    }

    /// The condition block, if there is one. A condition can depend on a parameter; so does an operator,
    /// or the block, if all its parts depend on the same one.
    fn conditions<'s>(&self, statement: &'s Statement) -> Option<Item<'s>> {
        let mut operators: Vec<(&'s str, Vec<KeyOfCondition<'s>>)> = Vec::new();
        for condition in &statement.conditions {
            let presence = condition.values.presence(self.form, &statement.presence);
            let key = (condition.key.as_str(), &condition.values, presence);
            match operators.iter_mut().find(|(operator, _)| *operator == condition.operator) {
                Some((_, keys)) => keys.push(key),
                None => operators.push((&condition.operator, vec![key])),
            }
        }
        if operators.is_empty() {
            return None;
        }
        let block = Presence::common(
            operators.iter().flat_map(|(_, keys)| keys.iter().map(|(.., presence)| *presence)),
        );
        let items: Vec<Item<'s>> = operators
            .into_iter()
            .map(|(operator, keys)| {
                let presence = Presence::common(keys.iter().map(|(.., presence)| *presence));
                let items: Vec<Item<'s>> = keys
                    .into_iter()
                    .map(|(key, values, own)| {
                        let given: Vec<_> =
                            statement.presence.iter().copied().chain([presence, own]).collect();
                        Item::new(own.inside(&[presence]), move |line: &mut Line<'_>| {
                            line.key(key).element(values, &given);
                        })
                    })
                    .collect();
                Item::new(presence.inside(&[block]), move |line: &mut Line<'_>| {
                    line.key(operator).sequence("{", "}", items);
                })
            })
            .collect();
        Some(Item::new(block, move |line: &mut Line<'_>| line.key("Condition").sequence("{", "}", items)))
    }

    /// A string or a list of strings, where `given` is known.
    fn element(&mut self, element: &Element, given: &[Presence]) {
        let entries: Vec<&Entry> = element.of_form(self.form).collect();
        if let ([entry], true) = (entries.as_slice(), element.is_scalar) {
            self.template(&entry.template);
            return;
        }
        let mut items: Vec<Item<'_>> = entries
            .iter()
            .map(|entry| {
                let presence = entry.presence().inside(given);
                Item::new(presence, |line: &mut Line<'_>| line.template(&entry.template))
            })
            .collect();
        // Of two entries with the same string, the one that is surely present stays, or the first.
        let varies = |entry: &&Entry| entry.template.iter().any(|it| matches!(it, Segment::Value { .. }));
        let varying: Vec<_> = entries.iter().map(varies).collect();
        for later in 1..items.len() {
            // Two that no value changes differ: the check of the entries has compared them.
            for earlier in (0..later).filter(|earlier| varying[later] || varying[*earlier]) {
                let rank = |item: &Item<'_>| (item.is_unconditional(), item.is_certain());
                let is_earlier_leaving = rank(&items[later]) > rank(&items[earlier]);
                let (leaves, stays) = if is_earlier_leaving { (earlier, later) } else { (later, earlier) };
                if let Some((own, other)) =
                    same::same_if(self.catalog, &entries[leaves].template, &entries[stays].template)
                {
                    let with = items[stays].presence.inside(&[items[leaves].presence]);
                    items[leaves].tests.push(LayoutTest::Differs { own, other, with });
                }
            }
        }
        self.sequence("[", "]", items);
    }

    fn template(&mut self, template: &Template) {
        self.text("\"");
        for segment in template {
            match segment {
                Segment::Text(text) => self.text(&escaped(text)),
                Segment::Value { parameter, .. } => self.pieces.push(LayoutPiece::Value(*parameter)),
            }
        }
        self.text("\"");
    }
}
