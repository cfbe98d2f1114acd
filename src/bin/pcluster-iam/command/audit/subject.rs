//! Whose policies are audited: those in files, or those of an identity of an account.

use std::path::Path;

use pcluster_iam::audit::{Account, AccountIdentity};
use pcluster_iam::document::{Document, Embedded, IdentityKind, Span, Statement};
use pcluster_iam::evaluate::{EvaluateError, Layer, Policies};

use crate::input::holder::{FilePlace, mistakes, source, unsuitable};
use crate::input::{self, INCLUDE, Include, Input};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::lines::Lines;
use crate::ui::output::plain;

/// An identity, or files with its policies.
#[derive(Debug)]
pub(super) struct Subject<'i> {
    /// The name in reports.
    pub(super) name: String,
    pub(super) documents: Vec<SubjectDocument<'i>>,
    pub(super) policies: Policies,
    /// The services that assume the role.
    pub(super) services: Vec<String>,
    pub(super) kind: Option<IdentityKind>,
    /// The policies and groups of which nothing is known.
    pub(super) unknown: Vec<String>,
}

/// A policy, and its place in a file.
#[derive(Clone, Debug)]
pub(super) struct SubjectDocument<'i> {
    /// The name under which it is among the policies.
    pub(super) source: String,
    pub(super) layer: Layer,
    /// True for an inline policy, and false for a managed one; nothing if that is not known.
    pub(super) is_inline: Option<bool>,
    /// The group from which a user has it.
    pub(super) group: Option<String>,
    /// True for a policy of AWS, which nobody else changes.
    pub(super) is_of_aws: bool,
    /// The others that have the policy.
    pub(super) others: Vec<String>,
    pub(super) file: FileText<'i>,
    pub(super) embedded: &'i Embedded,
}

/// A file and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct FileText<'i> {
    pub(super) path: &'i str,
    pub(super) text: &'i str,
}

impl<'i> Subject<'i> {
    /// The policies in files, and their permissions boundary.
    pub(super) fn of_files(files: &'i [Input], boundary: &'i [Input]) -> Result<Self, Failure> {
        let name = match files {
            [one] => one.path.clone(),
            [first, others @ ..] => format!("{} and {} more", first.path, others.len()),
            [] => String::new(),
        };
        let mut subject = Self {
            name,
            documents: Vec::new(),
            policies: Policies::new(),
            services: Vec::new(),
            kind: None,
            unknown: Vec::new(),
        };
        let mut wrong = Vec::new();
        let layers = files.iter().map(|it| (it, Layer::Identity));
        for (input, layer) in layers.chain(boundary.iter().map(|it| (it, Layer::Boundary))) {
            for embedded in &input.found.policies {
                let source = source(input, embedded);
                if let Some(complaint) = unsuitable(input, embedded) {
                    wrong.push(complaint);
                } else if let Err(error) = subject.policies.add(layer, &source, &embedded.document) {
                    wrong.extend(mistakes(&input.path, &input.text, embedded, &error));
                }
                let file = FileText { path: &input.path, text: &input.text };
                subject.documents.push(SubjectDocument {
                    source,
                    layer,
                    is_inline: None,
                    group: None,
                    is_of_aws: false,
                    others: Vec::new(),
                    file,
                    embedded,
                });
            }
        }
        if wrong.is_empty() { Ok(subject) } else { Err(Failure::Use(wrong)) }
    }

    /// The policies of an identity of an account.
    pub(super) fn of_identity(
        account: &'i Account,
        identity: &'i AccountIdentity,
        file: FileText<'i>,
    ) -> Result<Self, Vec<Complaint>> {
        let (policies, errors) = account.policies(identity);
        let mut documents = Vec::new();
        for held in &identity.policies {
            let Some(document) = account.document(held) else { continue };
            let Some(embedded) = &document.embedded else { continue };
            documents.push(SubjectDocument {
                source: document.name.clone(),
                layer: held.layer,
                is_inline: Some(held.is_inline),
                group: held.group.clone(),
                is_of_aws: document.is_of_aws(),
                others: account.others(held, identity).map(AccountIdentity::name).collect(),
                file,
                embedded,
            });
        }
        let complaints: Vec<_> = errors
            .iter()
            .flat_map(|error: &EvaluateError| {
                let document = documents.iter().find(|it| it.source == error.source);
                document.map(|it| mistakes(file.path, file.text, it.embedded, error)).unwrap_or_default()
            })
            .collect();
        if !complaints.is_empty() {
            return Err(complaints);
        }
        Ok(Self {
            name: identity.name(),
            documents,
            policies,
            services: identity.services.clone(),
            kind: Some(identity.identity.kind),
            unknown: account.unknown(identity).map(str::to_owned).collect(),
        })
    }

    /// The name of whoever has the policies: that of the only file, or of the identity.
    pub(super) fn name_in_sentences(&self) -> &str {
        if self.kind.is_none() && self.documents.len() > 1 { "the identity" } else { &self.name }
    }

    /// The policies that allow: all but the boundary.
    pub(super) fn granting_documents(&self) -> impl Iterator<Item = &SubjectDocument<'i>> {
        self.documents.iter().filter(|it| it.layer == Layer::Identity)
    }

    /// The documents that allow: all but the boundary.
    pub(super) fn granting(&self) -> Vec<&'i Document> {
        self.granting_documents().map(|it| &it.embedded.document).collect()
    }

    /// True if there are denials or a boundary.
    pub(super) fn has_limits(&self) -> bool {
        let is_deny = |it: &Statement| it.effect.as_ref().is_some_and(|effect| effect.as_str() == "Deny");
        self.boundary().is_some() || self.granting().iter().any(|it| it.statements.iter().any(is_deny))
    }

    /// The policies without what they deny, and without the boundary.
    pub(super) fn grants_alone(&self) -> Policies {
        let mut policies = Policies::new();
        for document in self.granting_documents() {
            let mut granting = document.embedded.document.clone();
            granting
                .statements
                .retain(|it| it.effect.as_ref().is_some_and(|effect| effect.as_str() == "Allow"));
            // The whole document was one that can be evaluated.
            let _ = policies.add(Layer::Identity, &document.source, &granting);
        }
        policies
    }

    /// The permissions boundary.
    pub(super) fn boundary(&self) -> Option<&'i Document> {
        self.documents.iter().find(|it| it.layer == Layer::Boundary).map(|it| &it.embedded.document)
    }

    /// A place in one of the policies.
    pub(super) fn place(&self, source: &str, span: Span) -> Option<FilePlace> {
        let document = self.documents.iter().find(|it| it.source == source)?;
        let span = document.embedded.in_whole(span);
        let (line, column) = Lines::new(document.file.text).place(span.start);
        Some(FilePlace { path: document.file.path.to_owned(), line, column })
    }
}

/// Reads files with the policies of an identity.
pub(super) fn read(names: &[String]) -> Result<Vec<Input>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let inputs = input::read(names, &Include::new(INCLUDE, Path::new("."))?, None);
    input::tell_skipped(&inputs)?;
    let accounts = inputs.files.iter().filter(|it| matches!(Account::parse(&it.text), Ok(Some(_))));
    let of_accounts = accounts.map(|it| {
        Complaint::new(format!("`{}` has the policies of an account, not of one identity", it.path))
            .help("name the identity with `--principal`, or audit all of them with `--account FILE`")
    });
    let wrong: Vec<_> = inputs.unreadable.into_iter().chain(of_accounts).collect();
    if wrong.is_empty() { Ok(inputs.files) } else { Err(Failure::Use(wrong)) }
}

/// Reads the account in a file.
pub(super) fn read_account(path: &str, text: &str) -> Result<Account, Complaint> {
    let shown = plain(path);
    let help = "give the output of `aws iam get-account-authorization-details`";
    match Account::parse(text) {
        Ok(Some(account)) => Ok(account),
        Ok(None) => {
            Err(Complaint::new(format!("`{shown}` has no list of users, groups or roles")).help(help))
        }
        Err(error) => {
            let (line, column) = Lines::new(text).place(error.span.start);
            Err(Complaint::new(format!("{shown}:{line}:{column}: {}", plain(&error.message))).help(help))
        }
    }
}

/// The identity with a name: that of a role, a user or a group, with its kind before it if several have it, or an
/// ARN.
pub(super) fn named<'a>(
    account: &'a Account,
    name: &str,
    path: &str,
) -> Result<&'a AccountIdentity, Complaint> {
    let is_meant = |it: &&AccountIdentity| {
        it.identity.name == name || it.name() == name || it.arn.as_deref() == Some(name)
    };
    let found: Vec<_> = account.identities.iter().filter(is_meant).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let complaint = Complaint::new(format!(
                "`{}` has no user, group or role `{}`",
                plain(path),
                name.escape_debug()
            ));
            let names = account.identities.iter().map(|it| it.identity.name.as_str());
            Err(match crate::ui::suggest::similar(name, names).first() {
                Some(meant) => complaint.help(format!("did you mean `{}`?", plain(meant))),
                None => {
                    complaint.help("names differ by case; `--account` alone shows those that need policies")
                }
            })
        }
        several => {
            let names: Vec<_> = several.iter().map(|it| format!("`{}`", plain(&it.name()))).collect();
            Err(Complaint::new(format!("several identities are named `{}`", name.escape_debug()))
                .help(format!("name one of {}", names.join(", "))))
        }
    }
}
