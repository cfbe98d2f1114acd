//! The lines about a difference, whose names are quoted in the way of the format.

use pcluster_iam::compare::{
    Certainty, ConditionText, Difference, OtherEntry, Request, Side, StatementSource,
};

use super::DifferenceView;
use crate::ui::output::plain;

/// The most actions of a difference that are listed without `--expand`.
const MOST: usize = 12;

/// The most resources of a grant that are listed without it.
const MOST_RESOURCES: usize = 6;

/// The most grants or denials of the other side that are listed without it.
const MOST_ENTRIES: usize = 3;

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
            head = format!("{head} except {}", limited(&difference.except_actions, most(MOST), quote));
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
    let (whole, limited): (Vec<_>, Vec<_>) = instead.denials.iter().partition(|it| is_about_all(it));
    if !whole.is_empty() {
        let mut statements: Vec<_> = whole.iter().map(|it| named(view, side, &it.statement)).collect();
        statements.dedup();
        lines.push(format!("{name} denies it by {}", statements.join(", ")));
    }
    add_entries(&mut lines, view, side, &limited, "denies it", quote);
    // What is denied altogether is allowed under no conditions, and a grant of everything is overruled.
    if whole.is_empty() {
        let grants: Vec<_> = instead.grants.iter().filter(|it| !is_about_all(it)).collect();
        add_entries(&mut lines, view, side, &grants, "allows it only", quote);
    }
    if lines.is_empty() {
        lines.push(format!("{name} allows none of it"));
    }
    lines
}

/// True for an entry that is about all requests of the difference.
fn is_about_all(entry: &OtherEntry) -> bool {
    entry.has_all && entry.conditions.is_empty()
}

/// Adds lines about what the other side does under conditions, or on some of the resources.
fn add_entries(
    lines: &mut Vec<String>,
    view: &DifferenceView<'_>,
    side: Side,
    entries: &[&OtherEntry],
    does: &str,
    quote: Quote,
) {
    let name = view.names.get(usize::from(side == Side::B)).copied().unwrap_or_default();
    let groups = groups(entries);
    let most = if view.is_expanded { usize::MAX } else { MOST_ENTRIES };
    for (idx, together) in groups.iter().take(most).enumerate() {
        let begin = if idx == 0 { format!("{name} {does}") } else { "and".to_owned() };
        lines.push(format!("{begin} {}", limits(view, side, together, quote)));
    }
    match groups.len().saturating_sub(most) {
        0 => {}
        more => lines.push(format!("and by {more} more: `--expand` lists them")),
    }
}

/// The entries by statement and conditions.
fn groups<'e>(entries: &[&'e OtherEntry]) -> Vec<Vec<&'e OtherEntry>> {
    let mut groups: Vec<Vec<&OtherEntry>> = Vec::new();
    for entry in entries {
        let key = |it: &OtherEntry| (it.statement.clone(), it.conditions.clone(), it.has_all, it.is_negated);
        let same =
            groups.iter_mut().find(|group| group.first().is_some_and(|first| key(first) == key(entry)));
        match same {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}

/// The resources and the conditions of entries of one statement.
fn limits(view: &DifferenceView<'_>, side: Side, together: &[&OtherEntry], quote: Quote) -> String {
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
