//! The answer for programs.

use pcluster_iam::document::InlineTotal;
use pcluster_iam::quota::{Attachment, Quota};
use serde_json::{Value, json};

use super::answer::{Answer, inline};
use super::measure::{Home, Measured};
use super::together::Together;
use super::worst::InPartition;

/// The whole answer; `fits` is the exit code.
pub(super) fn of(answer: &Answer<'_>) -> Value {
    json!({
        "fit": answer.asked.map(Attachment::as_str),
        "fits": answer.excesses().is_empty(),
        "policies": answer.measured.iter().map(policy).collect::<Vec<_>>(),
        "together": answer.together.as_ref().map(together),
        "identities": answer.identities.iter().map(|it| identity(it)).collect::<Vec<_>>(),
    })
}

fn policy(it: &Measured) -> Value {
    let (attachment, kind) = match it.home {
        Home::Open => (None, "identity"),
        Home::Managed => (Some("managed"), "identity"),
        Home::Inline => (Some("inline"), "identity"),
        Home::Other(kind) => (None, kind.as_str()),
    };
    let quotas: Vec<_> = match it.home {
        Home::Open | Home::Inline => Attachment::ALL.into_iter().map(|it| (Some(it), it.quota())).collect(),
        _ => it.home.quota().into_iter().map(|quota| (None, quota)).collect(),
    };
    let quotas: Vec<_> =
        quotas.into_iter().map(|(attachment, quota)| usage(attachment, quota, it.size)).collect();
    json!({
        "name": it.name,
        "file": it.file,
        "kind": kind,
        "attachment": attachment,
        "size": it.size,
        "size-without-escapes": it.size_without_escapes,
        "may-grow": it.may_grow,
        "managed-policies": it.n_managed().filter(|_| !matches!(it.home, Home::Other(_))),
        "partitions": it.partitions.iter().map(partition).collect::<Vec<_>>(),
        "quotas": quotas,
    })
}

fn partition(it: &InPartition) -> Value {
    let lists = it.range.lists.iter().map(|list| {
        let most = Attachment::ALL.map(|attachment| {
            let mut lists = it.lists(attachment.quota());
            let number = lists.find(|(name, ..)| *name == list.parameter).map(|(.., number)| number);
            (attachment.as_str().to_owned(), json!(number))
        });
        let most = Value::Object(most.into_iter().collect());
        json!({ "parameter": list.parameter, "each": list.each, "most-entries": most })
    });
    json!({
        "partition": it.partition.id,
        "smallest": it.range.smallest,
        "largest": it.range.largest,
        "lists": lists.collect::<Vec<_>>(),
    })
}

fn usage(attachment: Option<Attachment>, quota: Quota, size: usize) -> Value {
    // A size is far below what JSON's numbers can hold.
    let left = i64::try_from(quota.most).unwrap_or_default() - i64::try_from(size).unwrap_or(i64::MAX);
    json!({
        "attachment": attachment.map(Attachment::as_str),
        "about": quota.about,
        "quota": quota.most,
        "left": left,
        "fits": size <= quota.most,
    })
}

fn together(it: &Together) -> Value {
    json!({
        "policies": it.names,
        "one-identity": it.is_one_identity,
        "managed-policies": it.n_managed,
        "packed": it.n_packed,
        "most-managed-policies": it.most_managed,
        "partition": it.partition,
        "size": it.size,
        "may-grow": it.may_grow,
        "quotas": inline().map(|attachment| usage(Some(attachment), attachment.quota(), it.size)).collect::<Vec<_>>(),
    })
}

fn identity(it: &InlineTotal) -> Value {
    let attachment = Attachment::Inline(it.identity.kind);
    json!({
        "kind": it.identity.kind.as_str(),
        "name": it.identity.name,
        "policies": it.n_policies,
        "size": it.size,
        "may-grow": it.may_grow,
        "quota": usage(Some(attachment), attachment.quota(), it.size),
    })
}
