//! The plan of an import: the names of the policies, their statements as originals or references, and
//! the placeholders that they share.

use std::collections::{HashMap, HashSet};

use pcluster_iam::{PARAMETERS, Policy};

use super::args::VariantMapping;
use super::found::{FoundPolicy, PolicyContent, PolicyHeading, PolicySource, SourceContents, SourceRemark};
use super::known::{self, KnownEntry, KnownReleases, KnownStatement};
use super::naming::{self, StatementNames};
use super::placeholders::Placeholders;
use super::read::{self, Mistake};
use super::spelling::{ParameterTexts, Spelled, TextNeed};
use super::statement::{StatedElement, StatedStatement};
use super::template::{NewParameter, TemplateContent};

/// The most mistakes of one policy that are printed; the others are counted.
const MOST_MISTAKES: usize = 20;

/// The policies and placeholders that are written.
pub(super) struct ImportPlan {
    pub(super) policies: Vec<PlannedPolicy>,
    /// The spelling that most policies have, of each parameter.
    pub(super) placeholders: Vec<Spelled>,
    /// The parameters that the catalog does not have.
    pub(super) new: Vec<NewParameter>,
}

/// A policy that is written.
pub(super) struct PlannedPolicy {
    /// The byte of the source at which the document begins.
    pub(super) at: usize,
    pub(super) variant: String,
    pub(super) title: String,
    pub(super) anchor: String,
    /// The name that the source gives, or an empty string.
    pub(super) name: String,
    /// The policy of another release whose head is the best guess for this one's.
    pub(super) like: Option<&'static Policy>,
    /// The services that may assume the role in which the source has the policy.
    pub(super) trusted: Vec<String>,
    /// True if the statements have their optional parts from the source.
    pub(super) is_template: bool,
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
            names.extend(statement.when.iter().chain(&statement.unless).map(String::as_str));
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

    /// Adds the parameters that are new because of a placeholder.
    fn add_new_of_placeholders(&mut self) {
        let own = self.policies.iter().flat_map(|policy| &policy.placeholders);
        for spelled in self.placeholders.iter().chain(own) {
            let is_known = PARAMETERS.iter().any(|parameter| parameter.name == spelled.name);
            if !is_known && !self.new.iter().any(|other| other.name == spelled.name) {
                let (name, text) = (spelled.name.clone(), spelled.text.clone());
                self.new.push(NewParameter { name, text, ..NewParameter::default() });
            }
        }
    }
}

impl PlannedPolicy {
    pub(super) fn refers_to(&self, name: &str) -> bool {
        self.statements.iter().any(|listed| matches!(listed, ListedStatement::Reference(it) if it == name))
    }

    /// The statements' names, in the policy's order, with a path for a reference.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().map(|listed| match listed {
            ListedStatement::Reference(name) | ListedStatement::Own { name, .. } => name.as_str(),
        })
    }

    /// The statements that are not references, with their names.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, &StatedStatement)> {
        self.statements.iter().filter_map(|listed| match listed {
            ListedStatement::Own { name, statement } => Some((name.as_str(), statement)),
            ListedStatement::Reference(_) => None,
        })
    }
}

/// Plans a release of the policies that were read.
pub(super) fn plan(
    drafts: &[PolicyDraft<'_>],
    release: &str,
    known: &KnownReleases,
    has: &dyn Fn(&str) -> bool,
) -> ImportPlan {
    let mut placeholders = placeholders(drafts);
    let statements = known.statements();
    // A policy cannot be without a text that its release has, so that each of the others has to state it.
    let originals = Originals::new(&statements, has);
    let absent: HashSet<_> =
        drafts.iter().flat_map(|draft| draft.absent(&originals, &placeholders)).collect();
    placeholders.retain(|spelled| !absent.contains(spelled.name.as_str()));
    let mut originals = Originals::new(&statements, has);
    let policies: Vec<_> = drafts
        .iter()
        .map(|draft| draft.planned(release, known, &statements, &mut originals, &placeholders))
        .collect();
    let mut new: Vec<NewParameter> = Vec::new();
    for parameter in drafts.iter().flat_map(|draft| &draft.new) {
        if !new.iter().any(|known| known.name == parameter.name) {
            new.push(parameter.clone());
        }
    }
    let mut plan = ImportPlan { policies, placeholders, new };
    plan.add_new_of_placeholders();
    plan
}

/// The statements to which the new release can refer, by what they state.
struct Originals<'k> {
    /// Those of other releases, as documented and as written, with the places in the list.
    documented: HashMap<String, Vec<&'k KnownStatement>>,
    written: HashMap<String, Vec<&'k KnownStatement>>,
    /// Those that this import writes for earlier policies.
    imported: HashMap<String, Vec<Imported>>,
}

/// A statement that this import writes, for the policies after its own.
#[derive(Clone)]
struct Imported {
    reference: String,
    needs: Vec<TextNeed>,
}

impl<'k> Originals<'k> {
    fn new(statements: &'k [KnownStatement], has: &dyn Fn(&str) -> bool) -> Self {
        let mut originals =
            Self { documented: HashMap::new(), written: HashMap::new(), imported: HashMap::new() };
        for statement in statements.iter().filter(|statement| statement.is_in(has)) {
            if let Some(documented) = &statement.documented {
                originals.documented.entry(documented.key()).or_default().push(statement);
            }
            originals.written.entry(statement.written_form.key()).or_default().push(statement);
        }
        originals
    }

    /// The references that state a statement, the best first: those of the same policy, of other policies,
    /// and of this import.
    fn references(&self, key: &str, variant: &str, is_template: bool) -> Vec<(String, &[TextNeed])> {
        let known = if is_template { &self.written } else { &self.documented };
        let mut known: Vec<_> = known.get(key).into_iter().flatten().collect();
        known.sort_by_key(|it| it.policy.variant() != variant);
        let there = known.into_iter().filter_map(|it| Some((it.reference()?, it.needs.as_slice())));
        let here = self.imported.get(key).into_iter().flatten();
        there.chain(here.map(|it| (it.reference.clone(), it.needs.as_slice()))).collect()
    }
}

/// A policy that was read.
pub(super) struct PolicyDraft<'s> {
    pub(super) variant: String,
    source: PolicySource<'s>,
    at: usize,
    heading: PolicyHeading,
    trusted: Vec<String>,
    is_template: bool,
    spelled: Vec<Spelled>,
    new: Vec<NewParameter>,
    statements: Vec<StatedStatement>,
}

/// The policies that can be imported; the others join the problems.
pub(super) fn drafts<'s>(
    contents: &mut SourceContents<'s>,
    maps: &[VariantMapping],
    known: &KnownReleases,
) -> Vec<PolicyDraft<'s>> {
    let mut drafts = Vec::new();
    let mut claimed: HashMap<String, (String, String)> = HashMap::new();
    for found in std::mem::take(&mut contents.policies) {
        let FoundPolicy { source, at, heading, trusted, content } = found;
        let anchor = heading.anchor.clone();
        let variant = variant(&anchor, maps, known);
        // Names that differ by hyphens alone could be one in Rust.
        let claims = [format!("#{anchor}"), variant.replace('-', "")];
        if let Some((other, place)) = claims.iter().find_map(|claim| claimed.get(claim)) {
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
            contents.problems.push(source.remark(at, message));
            continue;
        }
        let place = source.remark(at, "").place();
        claimed.extend(claims.map(|claim| (claim, (anchor.clone(), place.clone()))));
        let is_template = matches!(content, PolicyContent::Template(_));
        let read = match content {
            PolicyContent::Template(content) => content,
            PolicyContent::Document(tree) => {
                let mut spelling = Placeholders::new(known);
                read::statements(&tree, &mut spelling).map(|statements| TemplateContent {
                    statements,
                    spelled: spelling.spelled,
                    new: Vec::new(),
                })
            }
        };
        match read {
            Ok(TemplateContent { statements, spelled, new }) => {
                let draft = PolicyDraft {
                    variant,
                    source,
                    at,
                    heading,
                    trusted,
                    is_template,
                    spelled,
                    new,
                    statements,
                };
                drafts.push(draft);
            }
            Err(mistakes) => contents.problems.extend(not_imported(source, &variant, &mistakes)),
        }
    }
    drafts
}

/// The mistakes that keep a policy out, and the number of those that are too many to show.
pub(super) fn not_imported(
    source: PolicySource<'_>,
    variant: &str,
    mistakes: &[Mistake],
) -> Vec<SourceRemark> {
    let remark = |mistake: &Mistake| {
        source.remark(mistake.at, format!("`{variant}` is not imported: {}", mistake.message))
    };
    let mut remarks: Vec<_> = mistakes.iter().take(MOST_MISTAKES).map(remark).collect();
    if let Some(next) = mistakes.get(MOST_MISTAKES) {
        let message = match mistakes.len() - MOST_MISTAKES {
            1 => "1 more mistake follows".to_owned(),
            n => format!("{n} more mistakes follow"),
        };
        remarks.push(remark(&Mistake { at: next.at, message }));
    }
    remarks
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
fn placeholders(drafts: &[PolicyDraft<'_>]) -> Vec<Spelled> {
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

impl PolicyDraft<'_> {
    /// Mistakes that were found in what would be written of it.
    pub(super) fn refused(&self, mistakes: &[Mistake]) -> Vec<SourceRemark> {
        not_imported(self.source, &self.variant, mistakes)
    }

    /// The parameters without which alone the policy can refer to a statement of another release.
    fn absent(&self, originals: &Originals<'_>, common: &[Spelled]) -> Vec<&'static str> {
        let texts = ParameterTexts::new(common, self.spelled.clone());
        let mut absent = Vec::new();
        for statement in &self.statements {
            let references = originals.references(&statement.key(), &self.variant, self.is_template);
            if references.iter().any(|(_, needs)| texts.allow(needs)) {
                continue;
            }
            let own = ParameterTexts::new(&[], self.spelled.clone());
            let usable = references.into_iter().find(|(_, needs)| own.allow(needs));
            let needs = usable.map(|(_, needs)| needs).unwrap_or_default();
            absent.extend(needs.iter().filter(|need| need.text.is_none()).map(|need| need.name));
        }
        absent
    }

    fn planned(
        &self,
        release: &str,
        known: &KnownReleases,
        statements: &[KnownStatement],
        originals: &mut Originals<'_>,
        common: &[Spelled],
    ) -> PlannedPolicy {
        let Self { variant, heading, is_template, .. } = self;
        let mut texts = ParameterTexts::new(common, self.spelled.clone());
        let mine = statements.iter().filter(|it| it.policy.variant() == variant);
        let entries: Vec<_> = mine.flat_map(KnownStatement::entries).collect();
        let mut names = StatementNames::new(&self.statements);
        let mut listed: Vec<ListedStatement> = Vec::new();
        let mut referred = HashSet::new();
        let mut new = Vec::new();
        for statement in &self.statements {
            let key = statement.key();
            let references = originals.references(&key, variant, *is_template);
            let mut usable = references
                .into_iter()
                .filter(|(reference, needs)| !referred.contains(reference) && texts.allow(needs));
            if let Some((reference, needs)) = usable.next() {
                texts.add(needs);
                referred.insert(reference.clone());
                listed.push(ListedStatement::Reference(reference));
                continue;
            }
            let mut statement = statement.clone();
            let name = names.name(&statement);
            let needs = if *is_template {
                Vec::new()
            } else {
                statement.templates().flat_map(|element| keep(element, &entries, &mut texts)).collect()
            };
            new.push((key, Imported { reference: format!("{release}/{variant}/{name}"), needs }));
            listed.push(ListedStatement::Own { name, statement });
        }
        for (key, imported) in new {
            originals.imported.entry(key).or_default().push(imported);
        }
        // A template's resource is the policy's name; a heading may have one in it.
        let name =
            if *is_template { heading.title.rsplit('/').next() } else { naming::policy(&heading.title) };
        let name = name.unwrap_or_default().to_owned();
        let like = known
            .by_anchor(&heading.anchor)
            .or_else(|| known.by_variant(variant))
            .or_else(|| known.by_name(&name).filter(|_| !name.is_empty()));
        PlannedPolicy {
            variant: variant.clone(),
            at: self.at,
            title: title(&heading.title, variant),
            anchor: title(&heading.anchor, variant),
            name,
            like,
            trusted: self.trusted.clone(),
            is_template: *is_template,
            statements: listed,
            placeholders: texts.into_overrides(),
        }
    }
}

/// A title or an anchor as the catalog can hold it, or else the name of the policy.
fn title(text: &str, variant: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if text.trim().is_empty() { variant.to_owned() } else { text.trim().to_owned() }
}

/// Gives an element the catalog's own texts for its entries, unless all entries could vanish then.
/// Returns the needs of those texts.
fn keep(element: &mut StatedElement, known: &[KnownEntry], texts: &mut ParameterTexts<'_>) -> Vec<TextNeed> {
    let mut kept = element.entries.clone();
    let mut kept_texts = texts.clone();
    let mut needs = Vec::new();
    for entry in &mut kept {
        let same = known.iter().find(|it| it.documented == entry.text && kept_texts.allow(&it.needs));
        if let Some(same) = same {
            same.written.clone_into(&mut entry.text);
            kept_texts.add(&same.needs);
            needs.extend(&same.needs);
        }
    }
    if !kept.iter().any(|entry| known::is_unconditional(&entry.text)) {
        return Vec::new();
    }
    element.entries = kept;
    *texts = kept_texts;
    needs
}
