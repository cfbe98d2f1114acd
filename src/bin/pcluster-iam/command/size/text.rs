//! The answer for people: tables with a bar for each quota.

use comfy_table::{Cell, CellAlignment, Table};
use pcluster_iam::quota::Attachment;

use super::answer::{Answer, Together, identity, inline, noun};
use super::measure::{Home, Measured};
use super::worst::InPartition;
use crate::ui::bar::Fullness;
use crate::ui::output::{STRONG, plain};
use crate::ui::table::{table, trimmed};

/// The tables, each with its title.
pub(super) fn of(answer: &Answer<'_>) -> String {
    let open: Vec<_> = answer.measured.iter().filter(|it| it.home == Home::Open).collect();
    let parts = [
        match open.as_slice() {
            [] => None,
            [only] if only.partitions.is_empty() => Some(alone(only)),
            [only] => Some(by_partition(only, answer.attachment())),
            _ => Some(several(&open, answer.attachment())),
        },
        answer.together.as_ref().map(together),
        stated(answer),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

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

/// A policy without values: a row for each partition.
fn by_partition(it: &Measured, asked: Attachment) -> String {
    let mut table = table(vec![]);
    table.set_header(header("PARTITION", asked));
    for InPartition { partition, range, .. } in &it.partitions {
        let size = format!("{} to {}", range.smallest, range.largest);
        table.add_row(cells(partition.id.to_owned(), size, range.largest, asked));
    }
    let name = plain(&it.name);
    let mut text =
        format!("{STRONG}{name}{STRONG:#}: at most {} characters, with the longest values\n\n", it.size);
    text.push_str(&aligned(&mut table, &[1, 3, 4, 5, 6]));
    if let Some(lists) = lists(it, asked) {
        text.push_str("\n\n");
        text.push_str(&lists);
    }
    text.push_str("\n\nWith your own values, as `render` takes them, the size is exact.");
    text
}

/// The lists without bound, of which the largest size has one value each.
fn lists(it: &Measured, asked: Attachment) -> Option<String> {
    let largest = it.partitions.iter().max_by_key(|it| it.range.largest)?;
    let certain = format!("VALUES THAT SURELY FIT {}", asked.quota().most);
    let mut table = table(vec!["LIST, HERE WITH ONE VALUE", "EACH FURTHER VALUE", &certain]);
    for (parameter, each, number) in largest.lists(asked.quota()) {
        table.add_row([format!("--{parameter}"), format!("up to {each} more"), number.to_string()]);
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
    aligned(&mut table, &[1, 3, 4, 5, 6])
}

fn header(first: &str, asked: Attachment) -> Vec<String> {
    let quota = |it: Attachment| format!("{} {}", it.as_str().to_uppercase(), it.quota().most);
    let others = Attachment::ALL.into_iter().filter(|it| *it != asked).map(quota);
    [first.to_owned(), "SIZE".to_owned(), quota(asked), String::new()].into_iter().chain(others).collect()
}

fn cells(name: String, shown: String, size: usize, asked: Attachment) -> Vec<Cell> {
    let full = |it: Attachment| Fullness { size, most: it.quota().most };
    let others = Attachment::ALL.into_iter().filter(|it| *it != asked).map(|it| full(it).margin());
    let own = [Cell::new(name), Cell::new(shown), full(asked).cell(), Cell::new(full(asked).margin())];
    own.into_iter().chain(others.map(Cell::new)).collect()
}

/// All of the policies, as those of one identity.
fn together(it: &Together) -> String {
    let number = Row {
        what: "managed policies of an identity".to_owned(),
        size: it.n_policies.to_string(),
        full: Some(it.number()),
    };
    let rows = inline().map(|attachment| Row {
        what: attachment.quota().about.to_owned(),
        size: shown(it.size, it.may_grow),
        full: Some(Fullness { size: it.size, most: attachment.quota().most }),
    });
    let place = it.partition.map_or_else(String::new, |partition| format!(", IN {partition}"));
    let title = format!("ALL {} TOGETHER{place}", it.n_policies);
    let text = rows_with_bars(&title, std::iter::once(number).chain(rows));
    match it.n_packed {
        Some(packed) if packed < it.n_policies => {
            format!("{text}\n\nThey fit {} if they are packed.", counted(packed))
        }
        _ => text,
    }
}

fn counted(n_policies: usize) -> String {
    if n_policies == 1 { "1 managed policy".to_owned() } else { format!("{n_policies} managed policies") }
}

/// What files state: managed policies, policies of other kinds, and the inline policies of identities.
fn stated(answer: &Answer<'_>) -> Option<String> {
    let documents = answer.measured.iter().filter(|it| !matches!(it.home, Home::Open | Home::Inline));
    let documents = documents.map(|it| {
        let kind = match it.home {
            Home::Other(kind) => noun(kind),
            _ => "managed policy",
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
    if rows.is_empty() { None } else { Some(rows_with_bars("STATED", rows)) }
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
            Some(full) => [Cell::new(full.most), full.cell(), Cell::new(full.margin())],
            None => [Cell::new("unknown"), Cell::new(""), Cell::new("")],
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
    if may_grow { format!("{size}+") } else { size.to_string() }
}

fn in_words(size: usize, may_grow: bool) -> String {
    if may_grow { format!("at least {size}") } else { size.to_string() }
}
