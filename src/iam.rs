//! IAM's reading of a policy document: the meaning of a statement.
//!
//! A reader who knows JSON can learn IAM's policy language here, a file for each concept, in this order:
//!
//! | concept | file |
//! |---|---|
//! | the version of the language | [`version`] |
//! | a string as IAM reads it: characters, wildcards, policy variables | [`piece`] |
//! | the set of strings that such a string stands for | [`pattern`] |
//! | an entry of `Action`: a service's prefix and a name | [`action`], [`prefix`] |
//! | an entry of `Resource`: an ARN, field by field | [`arn`], [`resource`] |
//! | a statement: actions, resources, and their negations | [`scope`] |
//! | a condition: operator, key and values | [`condition`], with [`date`] and [`address`] for values |
//! | the statements that grant an action, less those that deny it | [`grants`] |
//! | the part of a danger that conditions leave | [`limits`] |
//!
//! The rules that decide about a request (IAM User Guide, "Policy evaluation logic"):
//!
//! - Every request is denied unless a statement allows it, and an explicit denial overrides every allow. The
//!   order of the statements means nothing.
//! - A statement is about a request if its actions, its resources and all of its conditions match.
//! - A request may be about several resources of several types; each of them has to be allowed. The types
//!   that the Service Authorization Reference states for an action are often alternatives, so that an ARN is
//!   of use if it matches any of them.
//!
//! A policy that is read here is not attached yet. Parts of it may be placeholders, and policy variables have
//! no values. Two questions can be answered all the same, and everything here is built on them: may a string
//! match (`matches`, `overlaps`), and does one pattern surely match all that another matches (`covers`)? The
//! unknown part of a string may be anything, and is surely only itself, so that neither question has a false
//! alarm.
//!
//! The module knows documents and the facts of services. It reports nothing: the rules do.

pub(crate) mod action;
pub(crate) mod address;
pub(crate) mod arn;
pub(crate) mod condition;
pub(crate) mod date;
pub(crate) mod grants;
pub(crate) mod limits;
pub(crate) mod pattern;
pub(crate) mod piece;
pub(crate) mod prefix;
pub(crate) mod resource;
pub(crate) mod scope;
pub(crate) mod version;
