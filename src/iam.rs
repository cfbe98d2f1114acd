//! The meaning of a policy document: its statements as IAM reads them.
//!
//! Each file explains one concept of IAM's policy language. A reader who knows JSON can learn the language in
//! this order:
//!
//! | concept | file |
//! |---|---|
//! | the version of the language | [`version`] |
//! | a string as IAM reads it: characters, wildcards, policy variables | [`piece`] |
//! | the set of strings that match such a string | [`pattern`] |
//! | an entry of `Action`: a service's prefix and a name | [`action`], [`comparable`], [`prefix`] |
//! | an entry of `Resource`: an ARN, field by field | [`arn`], [`resource`] |
//! | the principals that a statement is about, in policies that name them | [`principal`] |
//! | a statement: actions, resources, and their negations | [`scope`], with [`type_set`] for the pairs that can match |
//! | a condition: operator, key and values | [`condition`], with [`date`] and [`address`] for values |
//! | the conditions that close a danger, or leave a part of it | [`limits`] |
//! | the statements that grant an action, and the denials that take it away | [`grants`] |
//! | a request, and a string of a policy compared with it | [`context`], [`glob`], with [`truth`] for the answer |
//!
//! The rules that decide about a request (IAM User Guide, "Policy evaluation logic"):
//!
//! - Every request is denied unless a statement allows it, and an explicit denial overrides every allow. The
//!   order of the statements means nothing.
//! - A statement applies to a request if its actions, its resources and all of its conditions match.
//! - A request may involve several resources of several types; each of them has to be allowed. The types
//!   that the Service Authorization Reference lists for an action are often alternatives, so that an ARN is
//!   useful if it matches any of them.
//!
//! A policy that is read here is not attached yet. Parts of it may be placeholders, and policy variables have
//! no values. Two questions have an answer all the same, and everything here is built on them: can a string
//! match a pattern (`matches`, `overlaps`), and does one pattern certainly match every string that another
//! matches (`covers`)? An unknown part of a string can stand for any string in the first question, and equals
//! only itself in the second, so that neither answer causes a false alarm.
//!
//! The module depends on documents and on the facts of services. It reports no findings: the rules do.

pub(crate) mod action;
pub(crate) mod address;
pub(crate) mod arn;
pub(crate) mod comparable;
pub(crate) mod condition;
#[cfg_attr(not(feature = "evaluate"), allow(dead_code, unreachable_pub, reason = "requests are evaluated"))]
pub(crate) mod context;
pub(crate) mod date;
#[cfg(feature = "evaluate")]
pub(crate) mod evaluate;
#[cfg_attr(not(feature = "evaluate"), allow(dead_code, reason = "requests are evaluated"))]
pub(crate) mod glob;
pub(crate) mod grants;
#[cfg(feature = "evaluate")]
pub(crate) mod language;
pub(crate) mod limits;
pub(crate) mod pattern;
pub(crate) mod piece;
pub(crate) mod placeholder;
pub(crate) mod prefix;
pub(crate) mod principal;
pub(crate) mod region;

pub(crate) mod resource;
#[cfg(feature = "evaluate")]
pub(crate) mod resource_name;
pub(crate) mod scope;
#[cfg_attr(not(feature = "evaluate"), allow(dead_code, reason = "requests are evaluated"))]
pub(crate) mod truth;
pub(crate) mod type_set;
pub(crate) mod version;

#[cfg(test)]
mod testing;
