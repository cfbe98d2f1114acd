//! Partitions in ARNs: a partition other than the policy's, and a literal partition in a policy that leaves
//! regions or partitions open.

use crate::PARTITIONS;
use crate::document::Text;
use crate::finding::{Code, Finding};
use crate::iam::arn::ArnPattern;
use crate::rules::RuleContext;
use crate::rules::wording::{counted, listed};

/// An ARN of a document.
struct Named<'d> {
    text: &'d Text,
    arn: ArnPattern<'d>,
    statement: usize,
    /// True for an entry of `Resource`.
    is_resource: bool,
}

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let arns = arns(cx);
    let other = others(cx, &arns);
    if !other.is_empty() {
        return other;
    }
    mixed(&arns).or_else(|| hard_coded(&arns)).into_iter().collect()
}

/// The ARNs of all resources and conditions.
fn arns<'d>(cx: &RuleContext<'d>) -> Vec<Named<'d>> {
    let mut arns = Vec::new();
    for statement in &cx.document.statements {
        let resources = statement.resources.iter().flat_map(|list| &list.entries);
        let values = statement.conditions().flat_map(|(_, key)| &key.values).map(|value| &value.text);
        let is_positive = statement.resources.as_ref().is_some_and(|list| !list.negated);
        let texts = resources.map(|text| (text, is_positive)).chain(values.map(|text| (text, false)));
        let read = texts.filter_map(|(text, is_resource)| {
            let arn = ArnPattern::new(text.as_str())?;
            Some(Named { text, arn, statement: statement.idx, is_resource })
        });
        arns.extend(read);
    }
    arns
}

/// The findings about ARNs of another partition than the policy's. An unknown partition has a finding of its
/// own.
fn others(cx: &RuleContext<'_>, arns: &[Named<'_>]) -> Vec<Finding> {
    let Some(partition) = cx.options.partition else { return Vec::new() };
    let is_other = |it: &&Named<'_>| {
        let pattern = &it.arn.partition.pattern;
        !pattern.matches(partition.id) && PARTITIONS.iter().any(|known| pattern.matches(known.id))
    };
    arns.iter()
        .filter(is_other)
        .map(|it| {
            let (named, wanted) = (it.arn.partition.text, partition.id);
            let message =
                format!("`{}` belongs to the partition `{named}` and never matches in `{wanted}`", it.text);
            Finding::new(Code::OtherPartition, it.text.span, message)
                .help(format!("write `arn:{wanted}:` in place of `arn:{named}:`"))
                .statement(it.statement)
                .subject(it.text.as_str())
        })
        .collect()
}

/// The finding about a document whose resources belong to several partitions, of which an account has one.
fn mixed(arns: &[Named<'_>]) -> Option<Finding> {
    let is_known = |it: &&Named<'_>| PARTITIONS.iter().any(|known| known.id == it.arn.partition.text);
    let known: Vec<_> = arns.iter().filter(|it| it.is_resource).filter(is_known).collect();
    let (first, others) = known.split_first()?;
    let other = others.iter().find(|it| it.arn.partition.text != first.arn.partition.text)?;
    let (one, two) = (first.arn.partition.text, other.arn.partition.text);
    let message = format!(
        "`{}` belongs to the partition `{two}`, and other resources of the policy to `{one}`",
        other.text
    );
    let finding = Finding::new(Code::PartitionsMixed, other.text.span, message)
        .label(first.text.span, format!("belongs to `{one}`"))
        .help("an account is in one partition, where the resources of the others never match")
        .help("write a policy for each partition, or leave the partition open: `*` matches each")
        .statement(other.statement);
    Some(finding.subject(other.text.as_str()))
}

/// The finding about a document that names a partition and leaves another partition or a region open.
fn hard_coded(arns: &[Named<'_>]) -> Option<Finding> {
    let is_written = |it: &&Named<'_>| it.arn.partition.pattern.is_literal();
    let written: Vec<_> = arns.iter().filter(is_written).collect();
    let mut names: Vec<_> = written.iter().map(|it| it.arn.partition.text).collect();
    names.sort_unstable();
    names.dedup();
    let is_open = arns.iter().any(|it| {
        let (partition, region) = (&it.arn.partition.pattern, &it.arn.region.pattern);
        !partition.is_literal() || region.has_unknown()
    });
    let (first, others) = written.split_first()?;
    if !is_open && names.len() < 2 {
        return None;
    }
    let listed_names = listed(names.iter().map(|name| format!("`{name}`")), "and");
    let message = if names.len() > 1 {
        format!("the ARNs of one policy name several partitions: {listed_names}")
    } else {
        format!(
            "{} the partition {listed_names}, while the policy leaves a partition or a region open",
            counted(written.len(), "ARN names|ARNs name")
        )
    };
    let mut finding = Finding::new(Code::HardCodedPartition, first.text.span, message)
        .help("leave the partition open too: `${AWS::Partition}` in a template of AWS CloudFormation, a placeholder elsewhere")
        .help("or write `*` in its place: each account is in one partition only");
    for other in others {
        finding = finding.label(other.text.span, format!("names `{}`", other.arn.partition.text));
    }
    Some(finding)
}
