//! The IAM policies that [AWS ParallelCluster] needs, as typed Rust.
//!
//! A cluster needs IAM policies, which AWS documents as JSON on a web page, with account, region and
//! partition to be replaced by hand.
//! This crate has them as a catalog, compiled into constants and render functions: the partition
//! follows from the region, every value is checked when it is created, and a policy with a missing
//! value does not compile.
//!
//! ```
//! use pcluster_iam::{AccountId, Region, RoleName, v2_9};
//!
//! # fn main() -> Result<(), pcluster_iam::InvalidValueError> {
//! let policy = v2_9::User {
//!     region: Region::new("cn-north-1")?,
//!     account_id: AccountId::new("123456789012")?,
//!     ec2_role: Some(RoleName::new("my-cluster-role")?),
//!     cluster_roles: None, // the default, parallelcluster-*
//! };
//! let json: String = policy.to_json(); // one line, ready for an API call
//! let text: String = policy.to_json_pretty(); // indented, as documented
//! # assert_eq!(json.capacity(), json.len());
//! assert!(text.contains("arn:aws-cn:iam::123456789012:role/my-cluster-role"));
//! # Ok(())
//! # }
//! ```
//!
//! # Versions
//!
//! Each documented release of ParallelCluster is a module, such as [`v2_9`], with a struct for each
//! of its policies and a feature of the same name; `default` has them all.
//! A consumer of one release can turn the others off: `default-features = false, features = ["v2_9"]`.
//! [`VERSIONS`] and [`POLICIES`] list the releases and policies that are compiled in.
//!
//! # Two forms
//!
//! A policy is rendered in its maintained form: where the documentation is known to lack a permission,
//! or to grant a permission that can never match, the maintained form differs from it.
//! [`Policy::differences`] returns every difference with its date, reason and source, and
//! [`Policy::documented`] is the document as AWS publishes it.
//!
//! # By name
//!
//! Tools that choose a policy at run time look it up by its id and fill it with strings.
//! All missing, unknown and invalid values are reported together.
//!
//! ```
//! use pcluster_iam::{Values, policy};
//!
//! let policy = policy("2.9/user").expect("the catalog has it");
//! let values = Values::new().set("region", "eu-west-1").set("account-id", "1234");
//! let error = policy.fill(&values).expect_err("an account id has 12 digits");
//! assert_eq!(error.problems().len(), 1);
//! ```
//!
//! # AWS's facts
//!
//! With the feature `facts`, the catalog has the facts of AWS's Service Authorization Reference about
//! the services whose actions the policies name, with reviewed [`CORRECTIONS`]: [`action`] looks up an
//! action, [`expand`] the actions that a pattern matches, and [`service`] a whole service.
//!
//! ```
//! # #[cfg(feature = "facts")]
//! # {
//! use pcluster_iam::{AccessLevel, action, expand};
//!
//! let send = action("sqs:SendMessage").expect("AWS has it");
//! assert_eq!(send.access_level(), AccessLevel::Write);
//! let queue = send.resource_types().next().expect("it is about a queue");
//! let format = queue.arn_formats().next().expect("a queue has an ARN");
//! assert_eq!(format.as_str(), "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}");
//! assert!(expand("sqs:*").all(|action| action.service().prefix == "sqs"));
//! # }
//! ```
//!
//! # Sizes and quotas
//!
//! IAM accepts a policy up to a number of characters, without white space: [`quota`] has AWS's quotas.
//! `size` counts those of a filled policy without rendering it, and [`Policy::size_range`] has the smallest
//! and the largest size that a policy can have in a partition, whatever its values are.
//!
//! ```
//! use pcluster_iam::quota::Attachment;
//! use pcluster_iam::{PARTITIONS, POLICIES};
//!
//! for policy in POLICIES.iter().filter(|policy| policy.fits.contains(&Attachment::Managed) && !policy.split) {
//!     for range in PARTITIONS.iter().filter_map(|partition| policy.size_range(partition)) {
//!         assert!(range.largest <= Attachment::Managed.quota().most);
//!     }
//! }
//! ```
//!
//! # The cost of rendering
//!
//! Rendering walks the policy's literal pieces twice, first to count and then to copy: one
//! allocation of exactly the document's size, no formatting machinery, no escaping at run time.
//! `write_json` allocates nothing.
//! With its default features the crate has no dependencies, and a program that only renders contains
//! the strings of its own policies, but no tables and none of AWS's facts.
//!
//! # Features
//!
//! | feature | contents |
//! |---|---|
//! | `v2_9` | the policies of ParallelCluster 2.9 (on by default) |
//! | `v2_11` | the policies of ParallelCluster 2.11 (on by default) |
//! | `v3_6` | the policies of ParallelCluster 3.6 (on by default) |
//! | `v3_7` | the policies of ParallelCluster 3.7 (on by default) |
//! | `v3_8` | the policies of ParallelCluster 3.8 (on by default) |
//! | `v3_10` | the policies of ParallelCluster 3.10 (on by default) |
//! | `v3_11` | the policies of ParallelCluster 3.11 (on by default) |
//! | `v3_15` | the policies of ParallelCluster 3.15 (on by default) |
//! | `v3_16` | the policies of ParallelCluster 3.16 (on by default) |
//! | `formatted` | generated code that reads as if written by hand (on by default); without it, the build needs no `syn` and takes less time |
//! | `facts` | AWS's facts about its services: [`SERVICES`], [`action`], [`expand`], [`CORRECTIONS`] |
//! | `serde` | `Serialize` and `Deserialize` for values, `Serialize` for the catalog's constants |
//! | `documents` | `document`: policy documents from any source, in JSON or YAML (with `facts`) |
//! | `check` | `findings`: the problems of policy documents (with `documents`) |
//! | `evaluate` | `evaluate`: the requests that policies allow, and why; `denial`: AWS's messages about denials; `explain`: who grants an action in the catalog (with `documents`) |
//! | `compare` | `compare`: the differences between policies, in what they grant and statement by statement; `audit`: the policies of identities beside those that are needed (with `evaluate`) |
//! | `fit` | `fit`: documents within the sizes that IAM accepts, divided, packed and (with `check`) made smaller |
//! | `export` | `export`: what policies become when they are deployed, and the formats of the tools for that (with `fit`) |
//! | `page` | `page`: the page that fills policies in a browser, and the pieces of which it is made (with `compare`, `export` and `serde`) |
//! | `cli` | the command line `pcluster-iam` (with `check`, `compare`, `export`, `fit` and `serde`) |
//!
//! A policy's parameters are the fields of its struct.
//! A new parameter breaks callers at compile time, on purpose, and requires a breaking release.
//!
//! [AWS ParallelCluster]: https://docs.aws.amazon.com/parallelcluster/

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "compare")]
pub mod audit;
mod catalog;
#[cfg(feature = "compare")]
pub mod compare;
#[cfg(feature = "evaluate")]
pub mod denial;
#[cfg(feature = "documents")]
#[cfg_attr(not(feature = "check"), allow(dead_code, reason = "the rules ask for more"))]
pub mod document;
#[cfg(feature = "evaluate")]
pub mod explain;
#[cfg(feature = "export")]
pub mod export;
#[cfg(feature = "documents")]
#[cfg_attr(not(feature = "check"), allow(dead_code, reason = "the rules say more"))]
mod finding;
#[cfg(feature = "fit")]
pub mod fit;
#[cfg(any(feature = "check", feature = "evaluate"))]
#[cfg_attr(not(feature = "check"), allow(dead_code, reason = "the rules ask for more"))]
mod iam;
pub mod json;
#[cfg(feature = "page")]
pub mod page;
pub mod quota;
mod render;
#[cfg(feature = "check")]
mod rules;
#[cfg(feature = "evaluate")]
pub mod run;
#[cfg(feature = "facts")]
mod service;
mod shared;
mod values;

pub use catalog::*;
#[cfg(feature = "facts")]
pub use service::{
    AccessLevel, Action, ArnFormat, ArnPart, ArnVariable, Authorization, Call, ConditionKey, Context,
    Correction, CorrectionKind, KeyType, ResourceType, Review, Service, ValueType, action, expand,
};
pub use values::*;

/// Decisions: the requests that policies allow, the statements that decide, and why.
#[cfg(feature = "evaluate")]
pub mod evaluate {
    pub use crate::iam::evaluate::*;
}

/// Findings: the problems of a policy document, with their reasons, places and fixes.
///
/// The feature `check` adds the functions that find them.
#[cfg(feature = "documents")]
pub mod findings {
    pub use crate::finding::{Code, Finding, Fix, Options, PolicyKind, Severity, UnknownCodeError};
    #[cfg(feature = "check")]
    pub use crate::rules::{check, check_beside};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
