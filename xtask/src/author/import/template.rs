//! The policies of an AWS CloudFormation template.
//!
//! A template is not translated, it is evaluated: with each of its options on and off, and with marks in
//! place of values. The statements that come out are then put together as the catalog writes them, and
//! each is compared with every outcome, so that the catalog states what the template makes or nothing.

mod documents;
mod evaluate;
mod marks;
mod merge;
mod names;
mod options;
mod variants;

use std::collections::BTreeSet;

pub(in crate::author) use self::documents::documents;
use self::marks::Marks;
pub(super) use self::names::NewParameter;
use super::known::KnownReleases;
use super::read::Mistake;
use super::spelling::Spelled;
use super::statement::StatedStatement;
use crate::author::page::document::names_principal;
use crate::tree::{Tree, TreeMember};

/// The member of a resource that holds a list of named policies.
const INLINE: &str = "Policies";

/// A template, taken apart.
#[derive(Debug)]
struct Template<'t> {
    parameters: Vec<TemplateParameter<'t>>,
    conditions: &'t [TreeMember],
    marks: Marks,
}

/// A parameter of a template.
#[derive(Debug)]
struct TemplateParameter<'t> {
    name: &'t str,
    default: Option<String>,
    /// True if the type itself is a list.
    is_list: bool,
    allowed: Vec<String>,
    description: &'t str,
}

/// A policy of a template, read as far as possible.
#[derive(Debug)]
pub(super) struct TemplatePolicy {
    /// Its resource, with the name of the policy if the resource has several.
    pub(super) name: String,
    /// The byte of the template at which the document begins.
    pub(super) at: usize,
    /// The services that may assume the role in which the policy is.
    pub(super) trusted: Vec<String>,
    pub(super) content: Result<TemplateContent, Vec<Mistake>>,
    /// Sentences that are no mistakes.
    pub(super) notes: Vec<Mistake>,
}

/// The statements of a policy, with the parameters that they use.
#[derive(Clone, Debug)]
pub(super) struct TemplateContent {
    pub(super) statements: Vec<StatedStatement>,
    /// The template's spelling of the values that are always given.
    pub(super) spelled: Vec<Spelled>,
    /// The parameters that the catalog does not have.
    pub(super) new: Vec<NewParameter>,
}

/// A policy document in a template.
struct Found<'t> {
    name: String,
    document: &'t Tree,
    trusted: Vec<String>,
}

/// True for a template: resources whose types are those of CloudFormation.
pub(in crate::author) fn is_template(tree: &Tree) -> bool {
    let resources = tree.get("Resources").map(Tree::members).unwrap_or_default();
    resources.iter().any(|resource| kind(&resource.value).is_some_and(|kind| kind.contains("::")))
}

/// The policies of a template, and the places of those that are not read.
pub(super) fn policies(
    tree: &Tree,
    known: &KnownReleases,
) -> Result<(Vec<TemplatePolicy>, Vec<Mistake>), Mistake> {
    let (template, found, unread) = read(tree)?;
    let merged = variants::merged(&template, &found);
    Ok((names::policies(&template, found, merged, known), unread))
}

/// Takes a template apart: what its documents depend on, the documents, and the places of those that are
/// not read.
fn read(tree: &Tree) -> Result<(Template<'_>, Vec<Found<'_>>, Vec<Mistake>), Mistake> {
    if let Some(at) = evaluate::reserved(tree) {
        let message = "a character for private use, which no policy can have".to_owned();
        return Err(Mistake { at, message });
    }
    let marks = Marks::new(tree)
        .map_err(|at| Mistake { at, message: "the template refers to too many names".to_owned() })?;
    let template = Template {
        parameters: tree
            .get("Parameters")
            .map(Tree::members)
            .unwrap_or_default()
            .iter()
            .map(parameter)
            .collect(),
        conditions: tree.get("Conditions").map(Tree::members).unwrap_or_default(),
        marks,
    };
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for resource in tree.get("Resources").map(Tree::members).unwrap_or_default() {
        find(resource, &mut found, &mut unread);
    }
    Ok((template, found, unread))
}

fn parameter(member: &TreeMember) -> TemplateParameter<'_> {
    let get = |name| member.value.get(name);
    let allowed = get("AllowedValues").map(Tree::elements).unwrap_or_default();
    let kind = get("Type").and_then(Tree::as_str).unwrap_or_default();
    TemplateParameter {
        name: &member.name,
        default: get("Default").and_then(Tree::scalar),
        is_list: kind == "CommaDelimitedList" || kind.starts_with("List<"),
        allowed: allowed.iter().filter_map(Tree::scalar).collect(),
        description: get("Description").and_then(Tree::as_str).unwrap_or_default(),
    }
}

fn kind(resource: &Tree) -> Option<&str> {
    resource.get("Type").and_then(Tree::as_str)
}

/// Collects the identity-based policies of a resource, and the places of other documents.
fn find<'t>(resource: &'t TreeMember, found: &mut Vec<Found<'t>>, unread: &mut Vec<Mistake>) {
    let Some(properties) = resource.value.get("Properties") else { return };
    let is_iam = kind(&resource.value).is_some_and(|kind| kind.starts_with("AWS::IAM::"));
    for member in properties.members() {
        let trusted = || properties.get("AssumeRolePolicyDocument").map(services).unwrap_or_default();
        match member.name.as_str() {
            "PolicyDocument" if is_iam => {
                found.push(Found {
                    name: resource.name.clone(),
                    document: &member.value,
                    trusted: trusted(),
                });
            }
            INLINE if is_iam => {
                let policies = member.value.elements();
                for (idx, policy) in policies.iter().enumerate() {
                    let Some(document) = policy.get("PolicyDocument") else {
                        not_read(policy, resource, unread);
                        continue;
                    };
                    // A name that is a function is no name here.
                    let own = policy.get("PolicyName").and_then(Tree::as_str);
                    let name = match own {
                        Some(own) => format!("{}/{own}", resource.name),
                        None if policies.len() == 1 => resource.name.clone(),
                        None => format!("{}/{}", resource.name, idx + 1),
                    };
                    found.push(Found { name, document, trusted: trusted() });
                }
                if policies.is_empty() {
                    not_read(&member.value, resource, unread);
                }
            }
            "AssumeRolePolicyDocument" => {}
            _ => not_read(&member.value, resource, unread),
        }
    }
}

/// Notes a part of a resource that holds statements and is not read.
fn not_read(tree: &Tree, resource: &TreeMember, unread: &mut Vec<Mistake>) {
    let Some(at) = statement_in(tree) else { return };
    let kind = kind(&resource.value).unwrap_or("no type");
    let message = format!("a policy in `{}`, which is of {kind}", resource.name);
    unread.push(Mistake { at, message });
}

/// The place of the first statement below a tree that names no principal.
fn statement_in(tree: &Tree) -> Option<usize> {
    let is_identity_based = |it: &&Tree| it.get("Effect").is_some() && !names_principal(it);
    let own = Some(tree).filter(is_identity_based).map(|it| it.at);
    let string = || tree.as_str().and_then(crate::author::page::document::policy_in_text).map(|_| tree.at);
    own.or_else(string)
        .or_else(|| tree.members().iter().find_map(|member| statement_in(&member.value)))
        .or_else(|| tree.elements().iter().find_map(statement_in))
}

/// The services of a trust policy, without the domain.
fn services(tree: &Tree) -> Vec<String> {
    let mut services = Vec::new();
    for statement in tree.get("Statement").map(Tree::elements).unwrap_or_default() {
        let principals = statement.get("Principal").and_then(|principal| principal.get("Service"));
        let Some(principals) = principals else { continue };
        let names = [principals].into_iter().chain(principals.elements()).filter_map(Tree::as_str);
        for name in names.filter_map(|name| name.split('.').next()) {
            if compiler::names::is_prefix(name) && !services.iter().any(|known| known == name) {
                services.push(name.to_owned());
            }
        }
    }
    services
}

/// The function that an object calls, with its argument.
fn function(tree: &Tree) -> Option<(&str, &Tree)> {
    let [member] = tree.members() else { return None };
    let name = member.name.as_str();
    match name {
        "Ref" => Some((name, &member.value)),
        _ => Some((name.strip_prefix("Fn::")?, &member.value)),
    }
}

/// The names between `${` and `}` of a string, except for those that `!` leaves to IAM.
fn substituted(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split("${").skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(name, _)| name.trim()).filter(|name| !name.starts_with('!'))
}

/// The names of values that a tree refers to, each with its place.
fn names_in(tree: &Tree) -> Vec<(String, usize)> {
    let mut names = Vec::new();
    collect_names(tree, &mut names);
    names
}

fn collect_names(tree: &Tree, names: &mut Vec<(String, usize)>) {
    match function(tree) {
        Some(("Ref", argument)) => names.extend(argument.as_str().map(|name| (name.to_owned(), argument.at))),
        Some(("GetAtt", argument)) => names.extend(evaluate::attribute(argument).map(|it| (it, argument.at))),
        Some(("Sub", argument)) => {
            let (text, variables) = match argument.elements() {
                [text, variables] => (text, variables.members()),
                _ => (argument, [].as_slice()),
            };
            let own: BTreeSet<_> = variables.iter().map(|member| member.name.as_str()).collect();
            let text = text.as_str().unwrap_or_default();
            let others = substituted(text).filter(|name| !own.contains(name));
            names.extend(others.map(|name| (name.to_owned(), argument.at)));
            for member in variables {
                collect_names(&member.value, names);
            }
        }
        _ => {
            tree.members().iter().for_each(|member| collect_names(&member.value, names));
            tree.elements().iter().for_each(|element| collect_names(element, names));
        }
    }
}
