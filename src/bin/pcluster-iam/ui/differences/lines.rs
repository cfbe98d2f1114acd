//! The lines about a difference, whose names are quoted in the way of the format.

use pcluster_iam::compare::{
    Certainty, ConditionText, Difference, OtherGrant, Request, Side, StatementSource,
};

use super::DifferenceView;
use crate::ui::output::plain;

/// The most actions of a difference that are listed without `--expand`.
const MOST: usize = 12;

/// The most resources of a grant that are listed without it.
const MOST_RESOURCES: usize = 6;

/// The most grants of the other side that are listed without it.
const MOST_GRANTS: usize = 3;

/// The head of the part with differences about requests that cannot exist.
pub(super) const IMPOSSIBLE: &str = "No such request exists today, by AWS's facts";

/// A way to quote a name.
pub(super) type Quote = fn(&str) -> String;

/// A difference in lines.
pub(super) struct DifferenceLines {
    /// The access level and the actions.
    pub(super) head: String,
    pub(super) lines: Vec<String>,
}

impl DifferenceLines {
    pub(super) fn new(view: &DifferenceView<'_>, difference: &Difference, quote: Quote) -> Self {
        let ((granting, _), _) = view.sides(difference);
        let most = |most| if view.is_expanded { usize::MAX } else { most };
        let actions = if view.is_expanded { difference.expanded() } else { difference.actions.clone() };
        let mut lines = Vec::new();
        let mut resources = limited(&difference.resources, most(MOST_RESOURCES), quote);
        if !difference.except.is_empty() {
            let except = limited(&difference.except, most(MOST_RESOURCES), quote);
            resources = match difference.resources.as_slice() {
                [] => format!("all but {except}"),
                _ => format!("{resources}, but not on {except}"),
            };
        }
        if !resources.is_empty() {
            lines.push(format!("on {resources}"));
        }
        if !difference.conditions.is_empty() {
            lines.push(format!("if {}", conditions(&difference.conditions, quote)));
        }
        let statements = difference.statements.iter().map(|it| named(view, granting, it));
        lines.push(format!("by {}", statements.collect::<Vec<_>>().join(", ")));
        lines.extend(instead(view, difference, quote));
        lines.push(match difference.certainty {
            Certainty::Certain => format!("example: {}", request(&difference.witness, quote)),
            Certainty::UnderConditions => format!(
                "the conditions differ, and it is not decided whether a request tells the sides apart: compare \
                 them for {}",
                request(&difference.witness, quote)
            ),
        });
        lines.extend((view.remarks)(difference).iter().map(|remark| plain(remark)));
        let mut head = format!("{}: {}", difference.level, limited(&actions, most(MOST), quote));
        if !view.is_expanded && !difference.except_actions.is_empty() {
            head += &format!(" except {}", limited(&difference.except_actions, most(MOST), quote));
        }
        Self { head, lines }
    }
}

/// What the other side has of the requests.
fn instead(view: &DifferenceView<'_>, difference: &Difference, quote: Quote) -> Vec<String> {
    let (_, (side, name)) = view.sides(difference);
    let instead = &difference.instead;
    let mut lines: Vec<String> =
        instead.layers.iter().map(|layer| format!("the {layer} of {name} allows none of it")).collect();
    if !instead.denials.is_empty() {
        let statements: Vec<_> = instead.denials.iter().map(|it| named(view, side, it)).collect();
        lines.push(format!("{name} denies it by {}", statements.join(", ")));
    }
    let grants = grants(&instead.grants);
    let most = if view.is_expanded { usize::MAX } else { MOST_GRANTS };
    for (idx, together) in grants.iter().take(most).enumerate() {
        let begin = if idx == 0 { format!("{name} allows it only") } else { "and".to_owned() };
        lines.push(format!("{begin} {}", granted(view, side, together, quote)));
    }
    match grants.len().saturating_sub(most) {
        0 => {}
        more => lines.push(format!("and by {more} more: `--expand` lists them")),
    }
    if lines.is_empty() {
        lines.push(format!("{name} allows none of it"));
    }
    lines
}

/// The grants by statement and conditions. A grant of everything that a denial or another layer overrules is left
/// out.
fn grants(all: &[OtherGrant]) -> Vec<Vec<&OtherGrant>> {
    let mut groups: Vec<Vec<&OtherGrant>> = Vec::new();
    for grant in all.iter().filter(|grant| !(grant.has_all && grant.conditions.is_empty())) {
        let key = |it: &OtherGrant| (it.statement.clone(), it.conditions.clone(), it.has_all, it.is_negated);
        let same =
            groups.iter_mut().find(|group| group.first().is_some_and(|first| key(first) == key(grant)));
        match same {
            Some(group) => group.push(grant),
            None => groups.push(vec![grant]),
        }
    }
    groups
}

/// The resources and the conditions of grants of one statement.
fn granted(view: &DifferenceView<'_>, side: Side, together: &[&OtherGrant], quote: Quote) -> String {
    let Some(first) = together.first() else { return String::new() };
    let most = if view.is_expanded { usize::MAX } else { MOST_RESOURCES };
    let resources: Vec<String> = together.iter().map(|grant| grant.resource.clone()).collect();
    let resources = limited(&resources, most, quote);
    let on = match (first.has_all, first.is_negated) {
        (true, _) => String::new(),
        (false, true) => format!("on all but {resources} "),
        (false, false) => format!("on {resources} "),
    };
    let given = match first.conditions.as_slice() {
        [] => String::new(),
        of_grant => format!("if {} ", conditions(of_grant, quote)),
    };
    format!("{on}{given}({})", named(view, side, &first.statement))
}

/// A statement with its policy, and its place in a file.
fn named(view: &DifferenceView<'_>, side: Side, statement: &StatementSource) -> String {
    let place = (view.place)(side, statement);
    let of = place.map_or_else(|| statement.source.clone(), |place| place.to_string());
    plain(&format!("{} of {of}", statement.name()))
}

/// Conditions, all of which have to hold.
fn conditions(conditions: &[ConditionText], quote: Quote) -> String {
    let condition = |it: &ConditionText| {
        let values: Vec<_> = it.values.iter().map(|value| quote(value)).collect();
        format!("{} {} {}", plain(&it.operator), quote(&it.key), values.join(" or "))
    };
    conditions.iter().map(condition).collect::<Vec<_>>().join(", and ")
}

/// A request with the condition keys that matter.
fn request(request: &Request, quote: Quote) -> String {
    let key = |key: &pcluster_iam::compare::RequestKey| match key.values.as_slice() {
        [] => format!("without {}", quote(&key.key)),
        values => quote(&format!("{}={}", key.key, values.join(","))),
    };
    let keys: Vec<_> = request.keys.iter().map(key).collect();
    let with = match keys.as_slice() {
        [] => String::new(),
        keys => format!(", with {}", keys.join(", ")).replace("with without", "without"),
    };
    format!("{} on {}{with}", quote(&request.action), quote(&request.resource))
}

/// Names, the first of them if they are many.
fn limited(names: &[String], most: usize, quote: Quote) -> String {
    let shown: Vec<_> = names.iter().take(most).map(|name| quote(name)).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
