//! The documents of a policy: in both forms, in every partition, with and without options.

use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex, OnceLock, PoisonError};

use pcluster_iam::document::Document;
use pcluster_iam::findings::{Finding, Options, check};
use pcluster_iam::{
    ChangeKind, Need, PARAMETERS, PARTITIONS, Parameter, ParameterRole, Partition, Policy, Statement, Values,
};

use crate::placeholders;

/// One of the two forms of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PolicyForm {
    Maintained,
    Documented,
}

impl PolicyForm {
    pub(crate) const BOTH: [Self; 2] = [Self::Maintained, Self::Documented];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Maintained => "maintained",
            Self::Documented => "documented",
        }
    }

    fn has(self, statement: &Statement) -> bool {
        match statement.change.map(|change| change.kind) {
            None => true,
            Some(ChangeKind::Added) => self == Self::Maintained,
            Some(ChangeKind::Withdrawn) => self == Self::Documented,
        }
    }
}

/// The setting that a document is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Setting {
    pub(crate) partition: &'static str,
    pub(crate) is_all_regions: bool,
    pub(crate) has_options: bool,
}

/// A document of a policy.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) form: PolicyForm,
    /// The settings that give this text.
    pub(super) settings: BTreeSet<Setting>,
    text: String,
    partition: &'static Partition,
    /// The statements that the document has, in their order.
    pub(super) statements: Vec<&'static Statement>,
    /// The text of each parameter that has one.
    values: Vec<(&'static str, String)>,
}

/// A document as IAM reads it, with its findings.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) document: Document,
    pub(super) findings: Vec<Finding>,
}

/// What the findings of a document depend on: its text, its partition, and its form.
type Question = (String, &'static str, PolicyForm);

/// The documents that were checked: several releases have policies with the same text.
static CHECKED: LazyLock<Mutex<HashMap<Question, &'static OnceLock<Checked>>>> =
    LazyLock::new(Mutex::default);

/// All documents of a policy; equal texts for a partition are one document.
pub(super) fn all(policy: &'static Policy) -> Vec<Written> {
    let mut all: Vec<Written> = Vec::new();
    for partition in PARTITIONS {
        let documents = maintained(policy, partition).into_iter().chain([documented(policy, partition)]);
        for written in documents {
            let is_same = |other: &&mut Written| {
                other.form == written.form && other.partition == *partition && other.text == written.text
            };
            match all.iter_mut().find(is_same) {
                Some(other) => other.settings.extend(written.settings),
                None => all.push(written),
            }
        }
    }
    all
}

impl Written {
    /// The parsed document with its findings, or the reason why its statements could not be told apart.
    pub(super) fn checked(&self) -> Result<&'static Checked, String> {
        let question = (self.text.clone(), self.partition.id, self.form);
        let checked = *CHECKED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(question)
            .or_insert_with(|| Box::leak(Box::default()));
        let checked = checked.get_or_init(|| self.check());
        let (found, expected) = (checked.document.statements.len(), self.statements.len());
        if found != expected {
            let form = self.form.name();
            return Err(format!(
                "the {form} form in `{}` has {found} statements, and the catalog {expected}",
                self.partition.id
            ));
        }
        Ok(checked)
    }

    fn check(&self) -> Checked {
        let mut options = Options::default();
        options.placeholders = self.form == PolicyForm::Documented;
        options.partition = Some(self.partition);
        let document = Document::parse(&self.text);
        let findings = check(&document, &options);
        Checked { document, findings }
    }

    /// The text of an entry in this document.
    pub(super) fn spelled(&self, entry: &str) -> String {
        let text = placeholders::filled(entry, |name| {
            self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        });
        match self.form {
            PolicyForm::Maintained => text,
            PolicyForm::Documented => in_partition(&text, self.partition),
        }
    }

    /// The values that differ from setting to setting, each with its placeholder.
    pub(super) fn varying(&self) -> Vec<(String, String)> {
        let parameters = PARAMETERS.iter().filter(|parameter| parameter.role() == ParameterRole::Region);
        let regions = parameters.filter_map(|parameter| {
            let (name, value) = self.values.iter().find(|(name, _)| *name == parameter.name)?;
            (value.len() > 1).then(|| (value.clone(), format!("{{{name}}}")))
        });
        let arn = (arn_of(self.partition), "arn:{partition}:".to_owned());
        [arn].into_iter().chain(regions).collect()
    }
}

/// The maintained form for one region and for all, without options and with the examples of all.
fn maintained(policy: &'static Policy, partition: &'static Partition) -> Vec<Written> {
    let mut all = Vec::new();
    for is_all_regions in [false, true] {
        for has_options in [false, true] {
            let examples = examples(policy, partition, has_options);
            let region = partition.regions.first().copied().filter(|_| !is_all_regions);
            if region.is_none() && !is_all_regions {
                continue;
            }
            let setting = Setting { partition: partition.id, is_all_regions, has_options };
            all.extend(fill(policy, partition, &examples, region, setting));
        }
    }
    all
}

/// The form with these values, or `None` where they do not fill the policy: options can exclude each
/// other, and some policies name no region.
fn fill(
    policy: &'static Policy,
    partition: &'static Partition,
    examples: &[(&'static str, String)],
    region: Option<&'static str>,
    setting: Setting,
) -> Option<Written> {
    let name = |role| Parameter::with_role(role).map(|it| it.name);
    let place = match region {
        Some(region) => name(ParameterRole::Region).map(|name| (name, region)),
        None => name(ParameterRole::Partition).map(|name| (name, partition.id)),
    };
    let given = examples.iter().map(|(name, value)| (*name, value.as_str()));
    let values: Values<'_> = given.clone().chain(place).collect();
    let values = if setting.is_all_regions { values.all_regions() } else { values };
    let text = match policy.fill(&values) {
        Ok(filled) => filled.to_json_pretty(),
        // A policy whose text names no region takes none.
        Err(_) if !setting.is_all_regions => policy.fill(&given.collect()).ok()?.to_json_pretty(),
        Err(_) => return None,
    };
    let mut known: Vec<_> = examples.to_vec();
    let is_given = |parameter: &str| {
        examples.iter().any(|(name, _)| *name == parameter)
            || name(ParameterRole::Partition) == Some(parameter)
            || region.is_some() && name(ParameterRole::Region) == Some(parameter)
    };
    let statements = present(policy, PolicyForm::Maintained, is_given);
    known.extend(name(ParameterRole::Partition).map(|name| (name, partition.id.to_owned())));
    known.extend(name(ParameterRole::Region).map(|name| (name, region.unwrap_or("*").to_owned())));
    let defaults = policy.parameters.iter().filter_map(|used| {
        let default = used.parameter.default?;
        let is_known = known.iter().any(|(name, _)| *name == used.parameter.name);
        (!is_known).then(|| (used.parameter.name, default.to_owned()))
    });
    let defaults: Vec<_> = defaults.collect();
    known.extend(defaults);
    let settings = BTreeSet::from([setting]);
    Some(Written { form: PolicyForm::Maintained, settings, text, partition, statements, values: known })
}

/// The examples of the parameters, with ARNs of a partition and of a region in it.
fn examples(
    policy: &'static Policy,
    partition: &Partition,
    has_options: bool,
) -> Vec<(&'static str, String)> {
    let used = policy.parameters.iter().filter(|used| has_options || used.need == Need::Required);
    used.map(|used| used.parameter)
        .filter(|parameter| !parameter.role().is_location())
        .map(|parameter| (parameter.name, in_region(&in_partition(parameter.example, partition), partition)))
        .collect()
}

/// An example with a region of the partition in place of the example of a region.
fn in_region(text: &str, partition: &Partition) -> String {
    match (Parameter::with_role(ParameterRole::Region), partition.regions.first()) {
        (Some(example), Some(region)) => {
            text.replace(&format!(":{}:", example.example), &format!(":{region}:"))
        }
        _ => text.to_owned(),
    }
}

/// The documented form, with ARNs of a partition, as the page asks its readers to write them.
fn documented(policy: &'static Policy, partition: &'static Partition) -> Written {
    let text_of = |used: &pcluster_iam::PolicyParameter| used.placeholder.or(used.parameter.default);
    let mut values: Vec<_> = policy
        .parameters
        .iter()
        .filter_map(|used| Some((used.parameter.name, text_of(used)?.to_owned())))
        .collect();
    let statements = present(policy, PolicyForm::Documented, |parameter| {
        values.iter().any(|(name, _)| *name == parameter)
    });
    // A source without a text for the region is for all regions.
    let is_unnamed = |name: &&str| !values.iter().any(|(known, _)| known == name);
    let region = Parameter::with_role(ParameterRole::Region).map(|it| it.name).filter(is_unnamed);
    values.extend(region.map(|name| (name, "*".to_owned())));
    let setting = Setting { partition: partition.id, is_all_regions: false, has_options: false };
    Written {
        form: PolicyForm::Documented,
        settings: BTreeSet::from([setting]),
        text: in_partition(policy.documented, partition),
        partition,
        statements,
        values,
    }
}

/// The statements that a form has where these parameters are given.
pub(crate) fn present(
    policy: &'static Policy,
    form: PolicyForm,
    is_given: impl Fn(&str) -> bool,
) -> Vec<&'static Statement> {
    let is_there = |statement: &&Statement| statement.presence.holds(&is_given);
    policy.statements.iter().filter(|statement| form.has(statement)).filter(is_there).collect()
}

/// A text with the ARNs of another partition; examples and pages are written for the first partition.
fn in_partition(text: &str, partition: &Partition) -> String {
    match PARTITIONS.first() {
        Some(first) => text.replace(&arn_of(first), &arn_of(partition)),
        None => text.to_owned(),
    }
}

fn arn_of(partition: &Partition) -> String {
    format!("arn:{}:", partition.id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use pcluster_iam::{PARTITIONS, POLICIES};

    use super::{PolicyForm, all};

    #[test]
    fn every_policy_is_written_out_in_every_partition() {
        for policy in POLICIES {
            let documents = all(policy);
            for form in PolicyForm::BOTH {
                let of_form = documents.iter().filter(|written| written.form == form);
                let partitions: BTreeSet<_> =
                    of_form.flat_map(|written| &written.settings).map(|setting| setting.partition).collect();
                assert_eq!(partitions.len(), PARTITIONS.len(), "{} {}", policy.id, form.name());
            }
            for has_options in [false, true] {
                let mut settings = documents
                    .iter()
                    .filter(|written| written.form == PolicyForm::Maintained)
                    .flat_map(|written| &written.settings);
                assert!(settings.any(|setting| setting.has_options == has_options), "{}", policy.id);
            }
        }
    }

    /// Each statement of a document is the catalog's, and each of its entries is spelled.
    #[test]
    fn every_entry_is_found() {
        for policy in POLICIES {
            for written in all(policy) {
                let checked = written.checked().expect("its statements are matched");
                for (found, stated) in checked.document.statements.iter().zip(&written.statements) {
                    assert_eq!(
                        found.sid.as_ref().map(pcluster_iam::document::Text::as_str),
                        stated.sid,
                        "{}",
                        policy.id
                    );
                    let lists = [(&found.actions, &stated.actions), (&found.resources, &stated.resources)];
                    for (list, element) in lists {
                        let spelled: Vec<_> =
                            element.entries.iter().map(|entry| written.spelled(entry.text)).collect();
                        for entry in list.iter().flat_map(|list| &list.entries) {
                            let text = entry.as_str();
                            assert!(spelled.iter().any(|it| it == text), "{} {text}", stated.source);
                        }
                    }
                }
            }
        }
    }
}
