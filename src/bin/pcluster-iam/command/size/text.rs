//! The answer for people: tables with a bar for each quota.

use comfy_table::{Cell, CellAlignment, Table};
use pcluster_iam::quota::Attachment;

use super::advice::{Advice, counted};
use super::answer::{Answer, identity, inline, noun};
use super::measure::{Home, Measured};
use super::together::Together;
use super::worst::InPartition;
use crate::ui::bar::Fullness;
use crate::ui::output::{STRONG, grouped, plain};
use crate::ui::table::{table, trimmed};

/// The tables, each with its title, and what is to be said about them.
pub(super) fn of(answer: &Answer<'_>, advice: &Advice<'_>) -> String {
    let open: Vec<_> = answer.measured.iter().filter(|it| answer.is_open(it)).collect();
    let parts = [
        match open.as_slice() {
            [] => None,
            [only] if only.partitions.is_empty() => Some(alone(only)),
            [only] => Some(by_partition(only, answer.attachment())),
            _ => Some(several(&open, answer.attachment())),
        },
        remarks(&open),
        answer.together.as_ref().map(|it| together(it, open.len(), advice)),
        stated(answer),
        answer.measured.iter().any(|it| it.may_grow).then(|| MAY_GROW.to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// The meaning of the sign behind a size.
const MAY_GROW: &str = "+ at least: what the template refers to can make it longer";

/// One document: a row for each attachment.
fn alone(it: &Measured) -> String {
    let rows = Attachment::ALL.map(|attachment| {
        let full = Fullness { size: it.size, most: attachment.quota().most };
        Row { what: attachment.about().to_owned(), size: shown(it.size, it.may_grow), full: Some(full) }
    });
    let title =
        format!("{STRONG}{}{STRONG:#}: {} characters", plain(&it.name), in_words(it.size, it.may_grow));
    format!("{title}\n\n{}", rows_with_bars("AS", rows))
}

/// What the table does not say about documents.
fn remarks(open: &[&Measured]) -> Option<String> {
    let mut lines = Vec::new();
    for it in open {
        let name = format!("`{}`", plain(&it.name));
        if let Some(number) = it.n_managed().filter(|number| *number > 1) {
            lines.push(format!("{name} needs {}.", counted(number)));
        }
        if let Some(size) = it.size_without_escapes {
            let size = grouped(size);
            lines.push(format!(
                "Written without the escapes that JSON does not need, {name} has {size} characters."
            ));
        }
        if let Some(widest) = it.with_other_values.filter(|widest| widest.range.largest > it.size) {
            let (largest, partition) = (grouped(widest.range.largest), widest.partition.id);
            lines.push(format!(
                "With options that are not given, {name} can have up to {largest} in {partition}."
            ));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A policy without values: a row for each partition.
fn by_partition(it: &Measured, asked: Attachment) -> String {
    let mut table = table(vec![]);
    table.set_header(header("PARTITION", asked));
    for InPartition { partition, range, .. } in &it.partitions {
        let size = format!("{} to {}", grouped(range.smallest), grouped(range.largest));
        table.add_row(cells(partition.id.to_owned(), size, range.largest, asked));
    }
    let name = plain(&it.name);
    let mut text = format!(
        "{STRONG}{name}{STRONG:#}: at most {} characters, with the longest values\n\n",
        grouped(it.size)
    );
    text.push_str(&aligned(&mut table, &[1, 3, 4, 5, 6]));
    if let Some(lists) = lists(&[it], asked) {
        text.push_str("\n\n");
        text.push_str(&lists);
    }
    text.push_str("\n\nWith your own values, as `render` takes them, the size is exact.");
    text
}

/// The lists without bound, of which the largest size has one value each. Of several policies only those
/// that fit with one.
fn lists(measured: &[&Measured], asked: Attachment) -> Option<String> {
    let certain = format!("VALUES THAT SURELY FIT {}", grouped(asked.quota().most));
    let mut table = table(vec!["LIST, HERE WITH ONE VALUE", "EACH FURTHER VALUE", &certain]);
    for it in measured {
        let Some(largest) = it.largest() else { continue };
        let name = if measured.len() > 1 { format!("{} ", plain(&it.name)) } else { String::new() };
        for (parameter, each, number) in largest.lists(asked.quota()) {
            if measured.len() == 1 || number > 0 {
                let each = format!("up to {} more", grouped(each));
                table.add_row([format!("{name}--{parameter}"), each, grouped(number)]);
            }
        }
    }
    (table.row_count() > 0).then(|| aligned(&mut table, &[1, 2]))
}

/// Several documents: a row for each, with the margins of all attachments.
fn several(measured: &[&Measured], asked: Attachment) -> String {
    let mut table = table(vec![]);
    let is_at_most = measured.iter().any(|it| !it.partitions.is_empty());
    table.set_header(header(if is_at_most { "POLICY, WITH THE LONGEST VALUES" } else { "POLICY" }, asked));
    for it in measured {
        table.add_row(cells(plain(&it.name), shown(it.size, it.may_grow), it.size, asked));
    }
    let text = aligned(&mut table, &[1, 3, 4, 5, 6]);
    lists(measured, asked).map_or(text.clone(), |lists| format!("{text}\n\n{lists}"))
}

fn header(first: &str, asked: Attachment) -> Vec<String> {
    let quota = |it: Attachment| format!("{} {}", it.as_str().to_uppercase(), grouped(it.quota().most));
    let others = Attachment::ALL.into_iter().filter(|it| *it != asked).map(quota);
    [first.to_owned(), "SIZE".to_owned(), quota(asked), String::new()].into_iter().chain(others).collect()
}

fn cells(name: String, shown: String, size: usize, asked: Attachment) -> Vec<Cell> {
    let full = |it: Attachment| Fullness { size, most: it.quota().most };
    let others = Attachment::ALL.into_iter().filter(|it| *it != asked).map(|it| full(it).margin());
    let own = [Cell::new(name), Cell::new(shown), full(asked).cell(), Cell::new(full(asked).margin())];
    own.into_iter().chain(others.map(Cell::new)).collect()
}

/// The policies that one identity may have together.
fn together(it: &Together, n_open: usize, advice: &Advice<'_>) -> String {
    let n_policies = it.names.len();
    if !it.is_one_identity && !it.number().fits() {
        let (number, most) = (counted(it.n_managed), it.most_managed);
        return format!(
            "If all of them are for one identity, it has {number}, and it may have {most}: with `--fit managed` \
             that is an error."
        );
    }
    let is_divided = it.n_managed != n_policies;
    let number = Row {
        what: format!("managed policies of an identity{}", if is_divided { ", divided" } else { "" }),
        size: it.n_managed.to_string(),
        full: Some(it.number()),
    };
    let rows = inline().map(|attachment| Row {
        what: attachment.quota().about.to_owned(),
        size: shown(it.size, it.may_grow),
        full: Some(Fullness { size: it.size, most: attachment.quota().most }),
    });
    let place = it.partition.map_or_else(String::new, |partition| format!(", IN {partition}"));
    let what = if n_policies == n_open { "ALL " } else { "" };
    let of = if n_policies == n_open { "" } else { " OF THEM" };
    let title = format!("{what}{n_policies}{of} TOGETHER{place}");
    let mut text = rows_with_bars(&title, std::iter::once(number).chain(rows));
    if n_policies != n_open {
        let names: Vec<_> = it.names.iter().map(|name| format!("`{}`", plain(name))).collect();
        text.push_str("\n\nCounted together: ");
        text.push_str(&names.join(", "));
        text.push('.');
    }
    if let Some(packed) = it.fewer() {
        let command = advice.packing().map_or_else(String::new, |command| format!(": {command}"));
        text.push_str("\n\nPacked, they take ");
        text.push_str(&counted(packed));
        text.push_str(&command);
        text.push('.');
    }
    text
}

/// What files state: managed policies, policies of other kinds, and the inline policies of identities.
fn stated(answer: &Answer<'_>) -> Option<String> {
    let documents = answer.measured.iter().filter(|it| !answer.is_open(it));
    let documents = documents.map(|it| {
        let kind = match it.home {
            Home::Other(kind) => noun(kind),
            Home::Inline => "inline policy",
            Home::Open | Home::Managed => "managed policy",
        };
        let most = it.home.quota().map(|quota| quota.most);
        Row {
            what: format!("{kind} {}", plain(&it.name)),
            size: shown(it.size, it.may_grow),
            full: most.map(|most| Fullness { size: it.size, most }),
        }
    });
    let identities = answer.identities.iter().map(|it| {
        let number = if it.n_policies == 1 {
            "inline policy".to_owned()
        } else {
            format!("{} inline policies", it.n_policies)
        };
        let most = Attachment::Inline(it.identity.kind).quota().most;
        Row {
            what: format!("{number} of {}", identity(it.identity.kind, &it.identity.name)),
            size: shown(it.size, it.may_grow),
            full: Some(Fullness { size: it.size, most }),
        }
    });
    let rows: Vec<_> = documents.chain(identities).collect();
    if rows.is_empty() { None } else { Some(rows_with_bars("AS THE FILES ATTACH THEM", rows)) }
}

/// A row of a table with a quota for each row.
struct Row {
    what: String,
    size: String,
    full: Option<Fullness>,
}

fn rows_with_bars(first: &str, rows: impl IntoIterator<Item = Row>) -> String {
    let mut table = table(vec![first, "SIZE", "QUOTA", "", ""]);
    for Row { what, size, full } in rows {
        let [most, bar, margin] = match full {
            Some(full) => [Cell::new(grouped(full.most)), full.cell(), Cell::new(full.margin())],
            None => [Cell::new("-"), Cell::new(""), Cell::new("")],
        };
        table.add_row([Cell::new(what), Cell::new(size), most, bar, margin]);
    }
    aligned(&mut table, &[1, 2, 4])
}

/// The table with numbers at the right.
fn aligned(table: &mut Table, right: &[usize]) -> String {
    for column in right {
        if let Some(column) = table.column_mut(*column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    // What prints it leaves the colours out where nobody sees them.
    table.enforce_styling();
    trimmed(table)
}

/// The size in a table; a template's document may become longer.
fn shown(size: usize, may_grow: bool) -> String {
    if may_grow { format!("{}+", grouped(size)) } else { grouped(size) }
}

fn in_words(size: usize, may_grow: bool) -> String {
    if may_grow { format!("at least {}", grouped(size)) } else { grouped(size) }
}
