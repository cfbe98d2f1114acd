//! The plan of an import: the names of the policies, their statements as originals or references, and
//! the placeholders that they share.

use pcluster_iam::document::json;
use pcluster_iam::{PARAMETERS, Policy};

use super::args::VariantMapping;
use super::found::{FoundPolicy, SourceContents};
use super::known::{self, KnownEntry, KnownReleases, KnownStatement};
use super::naming::{self, StatementNames};
use super::placeholders::Placeholders;
use super::read;
use super::spelling::{ParameterTexts, Spelled, TextNeed};
use super::statement::{StatedElement, StatedStatement};

/// The most mistakes of one policy that are printed; the others are counted.
const MOST_MISTAKES: usize = 20;

/// The policies and placeholders that are written.
#[derive(Debug)]
pub(super) struct ImportPlan {
    pub(super) policies: Vec<PlannedPolicy>,
    /// The spelling that most policies have, of each parameter.
    pub(super) placeholders: Vec<Spelled>,
}

/// A policy that is written.
#[derive(Debug)]
pub(super) struct PlannedPolicy {
    pub(super) variant: String,
    pub(super) title: String,
    pub(super) anchor: String,
    /// The name that the source gives, or an empty string.
    pub(super) name: String,
    /// The policy of another release whose head is the best guess for this one's.
    pub(super) like: Option<&'static Policy>,
    pub(super) statements: Vec<ListedStatement>,
    /// The placeholders that it spells otherwise than the others.
    pub(super) placeholders: Vec<Spelled>,
}

/// A statement in a policy's order.
#[derive(Debug)]
pub(super) enum ListedStatement {
    /// The name of the original in another policy.
    Reference(String),
    Own {
        name: String,
        statement: StatedStatement,
    },
}

impl ImportPlan {
    /// The statements that are written, policy by policy.
    pub(super) fn statements(&self) -> impl Iterator<Item = &StatedStatement> {
        self.policies.iter().flat_map(PlannedPolicy::own).map(|(_, statement)| statement)
    }

    /// Every parameter that is spelled or written, in the catalog's order, the new ones last.
    pub(super) fn parameters(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.placeholders.iter().map(|spelled| spelled.name.as_str()).collect();
        for statement in self.statements() {
            names.extend(statement.entries().flat_map(|entry| known::parameters(entry)));
        }
        let mut unique = Vec::new();
        for name in names {
            if !unique.contains(&name) {
                unique.push(name);
            }
        }
        unique.sort_by_key(|name| place(name));
        unique
    }

    /// The parameters that the catalog does not have, with the texts for which they stand.
    pub(super) fn new_parameters(&self) -> Vec<&Spelled> {
        let own = self.policies.iter().flat_map(|policy| &policy.placeholders);
        let mut new: Vec<&Spelled> = Vec::new();
        for spelled in self.placeholders.iter().chain(own) {
            let is_known = PARAMETERS.iter().any(|parameter| parameter.name == spelled.name);
            if !is_known && !new.iter().any(|other| other.name == spelled.name) {
                new.push(spelled);
            }
        }
        new
    }
}

impl PlannedPolicy {
    pub(super) fn refers_to(&self, name: &str) -> bool {
        self.statements.iter().any(|listed| matches!(listed, ListedStatement::Reference(it) if it == name))
    }

    /// The statements that are not references, with their names.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, &StatedStatement)> {
        self.statements.iter().filter_map(|listed| match listed {
            ListedStatement::Own { name, statement } => Some((name.as_str(), statement)),
            ListedStatement::Reference(_) => None,
        })
    }
}

/// Plans a release; policies that cannot be imported join the problems of the findings.
pub(super) fn plan(
    findings: &mut SourceContents<'_>,
    release: &str,
    maps: &[VariantMapping],
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
) -> ImportPlan {
    let drafts = drafts(findings, maps, known);
    let placeholders = placeholders(&drafts);
    let earlier = Earlier { known, statements: known.statements(), has };
    let mut imported = Vec::new();
    let policies = drafts
        .into_iter()
        .map(|draft| draft.planned(release, &earlier, &mut imported, &placeholders))
        .collect();
    ImportPlan { policies, placeholders }
}

/// The parts of other releases that the new release can use.
struct Earlier<'k> {
    known: &'k KnownReleases,
    statements: Vec<KnownStatement>,
    /// Tells if the target catalog has a file.
    has: &'k dyn Fn(&str) -> bool,
}

/// A statement that this import writes, for the policies after its own.
struct Imported {
    stated: StatedStatement,
    reference: String,
    needs: Vec<TextNeed>,
}

/// A policy whose document was read.
struct Draft {
    variant: String,
    title: String,
    anchor: String,
    spelled: Vec<Spelled>,
    statements: Vec<StatedStatement>,
}

/// The policies that can be imported.
fn drafts(findings: &mut SourceContents<'_>, maps: &[VariantMapping], known: &KnownReleases) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut claimed: Vec<(String, String, String)> = Vec::new();
    for found in std::mem::take(&mut findings.policies) {
        let FoundPolicy { source, title, anchor } = found;
        let variant = variant(&anchor, maps, known);
        // Names that differ by hyphens alone could be one in Rust.
        let squeezed = variant.replace('-', "");
        let first = claimed.iter().find(|(other, name, _)| *other == anchor || *name == squeezed);
        if let Some((other, _, place)) = first {
            let message = if *other == anchor {
                format!(
                    "a second policy under `{anchor}`, after the policy at {place}; not imported: \
                     give it its own heading"
                )
            } else {
                format!(
                    "the policy would have the same name, `{variant}`, as the policy at {place}; not imported: \
                     name it with `--map {anchor}=…`"
                )
            };
            findings.problems.push(source.remark(0, message));
            continue;
        }
        claimed.push((anchor.clone(), squeezed, source.remark(0, "").place()));
        let mut spelling = Placeholders::new(known);
        // Invalid JSON is a problem already.
        let Ok(document) = json::parse(source.text) else { continue };
        match read::statements(&document, &mut spelling) {
            Ok(statements) => {
                drafts.push(Draft { variant, title, anchor, spelled: spelling.spelled, statements });
            }
            Err(mistakes) => {
                let remarks = mistakes.iter().take(MOST_MISTAKES).map(|mistake| {
                    source.remark(mistake.at, format!("`{variant}` is not imported: {}", mistake.message))
                });
                findings.problems.extend(remarks);
                if let Some(next) = mistakes.get(MOST_MISTAKES) {
                    let more = match mistakes.len() - MOST_MISTAKES {
                        1 => "1 more mistake follows".to_owned(),
                        n => format!("{n} more mistakes follow"),
                    };
                    findings
                        .problems
                        .push(source.remark(next.at, format!("`{variant}` is not imported: {more}")));
                }
            }
        }
    }
    drafts
}

/// The name of the policy with this anchor: given, taken from another release, or made of the anchor.
fn variant(anchor: &str, maps: &[VariantMapping], known: &KnownReleases) -> String {
    let told = maps.iter().find(|map| map.anchor == anchor).map(|map| map.variant.clone());
    told.unwrap_or_else(|| match known.by_anchor(anchor) {
        Some(policy) => policy.variant().to_owned(),
        None => naming::variant(anchor),
    })
}

/// The spelling of each parameter that most policies have.
fn placeholders(drafts: &[Draft]) -> Vec<Spelled> {
    let mut counts: Vec<(&Spelled, usize)> = Vec::new();
    for spelled in drafts.iter().flat_map(|draft| &draft.spelled) {
        match counts.iter_mut().find(|(known, _)| *known == spelled) {
            Some((_, count)) => *count += 1,
            None => counts.push((spelled, 1)),
        }
    }
    // Of equal counts, the first comes first.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut common: Vec<Spelled> = Vec::new();
    for (spelled, _) in counts {
        if !common.iter().any(|known| known.name == spelled.name) {
            common.push(spelled.clone());
        }
    }
    common.sort_by_key(|spelled| place(&spelled.name));
    common
}

/// The place of a parameter in the catalog, or behind all of it.
fn place(name: &str) -> usize {
    PARAMETERS.iter().position(|parameter| parameter.name == name).unwrap_or(PARAMETERS.len())
}

impl Draft {
    fn planned(
        self,
        release: &str,
        earlier: &Earlier<'_>,
        imported: &mut Vec<Imported>,
        common: &[Spelled],
    ) -> PlannedPolicy {
        let Self { variant, title, anchor, spelled, statements } = self;
        let mut texts = ParameterTexts::new(common, spelled);
        let is_mine = |it: &&KnownStatement| it.policy.variant() == variant;
        // The same policy of another release is the better place to find a statement.
        let (mine, others): (Vec<&KnownStatement>, Vec<_>) = earlier.statements.iter().partition(is_mine);
        let entries: Vec<_> = mine.iter().flat_map(|it| it.entries()).collect();
        let originals: Vec<_> = mine.into_iter().chain(others).filter(|it| it.is_in(earlier.has)).collect();
        let mut names = StatementNames::new(&statements);
        let mut listed: Vec<ListedStatement> = Vec::new();
        let mut new = Vec::new();
        for mut statement in statements {
            let there =
                originals.iter().filter(|it| it.documented.is_same(&statement) && texts.allow(&it.needs));
            let there = there.filter_map(|it| Some((it.reference()?, it.needs.as_slice())));
            let here = imported.iter().filter(|it| it.stated.is_same(&statement) && texts.allow(&it.needs));
            let here = here.map(|it| (it.reference.clone(), it.needs.as_slice()));
            let is_listed = |reference: &String| {
                listed.iter().any(|it| matches!(it, ListedStatement::Reference(name) if name == reference))
            };
            if let Some((reference, needs)) = there.chain(here).find(|(reference, _)| !is_listed(reference)) {
                texts.add(needs);
                listed.push(ListedStatement::Reference(reference));
                continue;
            }
            let name = names.name(&statement);
            let stated = statement.clone();
            let elements = statement.templates();
            let needs = elements.flat_map(|element| keep(element, &entries, &mut texts)).collect();
            new.push(Imported { stated, reference: format!("{release}/{variant}/{name}"), needs });
            listed.push(ListedStatement::Own { name, statement });
        }
        imported.append(&mut new);
        let name = naming::policy(&title).unwrap_or_default().to_owned();
        let known = earlier.known;
        let like = known
            .by_anchor(&anchor)
            .or_else(|| known.by_variant(&variant))
            .or_else(|| known.by_name(&name).filter(|_| !name.is_empty()));
        PlannedPolicy {
            variant,
            title,
            anchor,
            name,
            like,
            statements: listed,
            placeholders: texts.into_overrides(),
        }
    }
}

/// Gives an element the catalog's own texts for its entries, unless all entries could vanish then.
/// Returns the needs of those texts.
fn keep(element: &mut StatedElement, known: &[KnownEntry], texts: &mut ParameterTexts<'_>) -> Vec<TextNeed> {
    let mut kept = element.entries.clone();
    let mut kept_texts = texts.clone();
    let mut needs = Vec::new();
    for entry in &mut kept {
        let same = known.iter().find(|it| it.documented == *entry && kept_texts.allow(&it.needs));
        if let Some(same) = same {
            same.written.clone_into(entry);
            kept_texts.add(&same.needs);
            needs.extend(&same.needs);
        }
    }
    if !kept.iter().any(|entry| known::is_unconditional(entry)) {
        return Vec::new();
    }
    element.entries = kept;
    *texts = kept_texts;
    needs
}
