//! The identities of an account, out of the output of `aws iam get-account-authorization-details`.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::value::{Node, Value};
use crate::document::{Document, Embedded, Identity, Span, Syntax, SyntaxError, document_of};
use crate::evaluate::{EvaluateError, Layer, Policies};
use crate::quota::IdentityKind;

/// The lists of the output, each with the kind of its identities and the list of their inline policies.
const LISTS: [(&str, IdentityKind, &str); 3] = [
    ("UserDetailList", IdentityKind::User, "UserPolicyList"),
    ("GroupDetailList", IdentityKind::Group, "GroupPolicyList"),
    ("RoleDetailList", IdentityKind::Role, "RolePolicyList"),
];

/// The list of the managed policies.
const MANAGED: &str = "Policies";

/// The identities of an account, with their policies.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Account {
    /// The users, the groups and the roles, in the order of the output.
    pub identities: Vec<AccountIdentity>,
    /// The documents to which the policies of the identities refer.
    pub documents: Vec<AccountDocument>,
    /// True if the output says that there is more.
    pub is_truncated: bool,
}

/// A policy document of an account, which several identities may have.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccountDocument {
    /// The name of the policy in messages: its ARN, or its identity and its own name.
    pub name: String,
    /// The ARN of a managed policy.
    pub arn: Option<String>,
    /// The document; nothing if the output has none for the policy, or another text in its place.
    pub embedded: Option<Embedded>,
}

impl AccountDocument {
    /// True for a policy of AWS, which an account cannot change.
    #[must_use]
    pub fn is_of_aws(&self) -> bool {
        self.arn.as_deref().is_some_and(|arn| arn.split(':').nth(4) == Some("aws"))
    }
}

/// A user, a group or a role, with what decides about its requests.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AccountIdentity {
    /// The kind and the name.
    pub identity: Identity,
    /// The path, such as `/` or `/division/`.
    pub path: String,
    /// The ARN, if the output states it.
    pub arn: Option<String>,
    /// The services that may assume the role, such as `ec2.amazonaws.com`; nobody else is among them.
    pub services: Vec<String>,
    /// The policies: its own, those of its groups, and the permissions boundary.
    pub policies: Vec<HeldPolicy>,
    /// The names of its groups that the output does not describe.
    pub unknown_groups: Vec<String>,
}

/// A policy of an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeldPolicy {
    /// The place of the document in [`Account::documents`].
    pub document: usize,
    /// The group from which a user has the policy.
    pub group: Option<String>,
    /// What the policy does for the decision.
    pub layer: Layer,
    /// True for a part of the identity or of its group, and false for a managed policy.
    pub is_inline: bool,
}

impl AccountIdentity {
    /// The name in messages, such as `role/pcluster-admin`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.identity.kind.as_str(), self.identity.name)
    }
}

impl Account {
    /// Reads the output; nothing if a text has no list of users, of groups or of roles.
    ///
    /// A managed policy counts with its default version, one of AWS too.
    ///
    /// ```
    /// use pcluster_iam::audit::Account;
    ///
    /// # fn main() -> Result<(), pcluster_iam::document::SyntaxError> {
    /// let text = r#"{"RoleDetailList": [{"RoleName": "a", "Path": "/", "RolePolicyList": [{
    ///     "PolicyName": "b",
    ///     "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
    /// }]}]}"#;
    /// let account = Account::parse(text)?.expect("it has roles");
    /// assert_eq!(account.identities[0].name(), "role/a");
    /// assert_eq!(account.identities[0].policies.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not what its syntax allows.
    pub fn parse(text: &str) -> Result<Option<Self>, SyntaxError> {
        let syntax = Syntax::of(text, None);
        let pages = syntax.parse(text)?;
        let has_list = |page: &Value| LISTS.iter().any(|(list, ..)| page.get(list).is_some());
        if !pages.iter().any(has_list) {
            return Ok(None);
        }
        let mut reader = AccountReader { text, syntax, account: Self::default(), managed: BTreeMap::new() };
        for policy in pages.iter().filter_map(|page| page.get(MANAGED)).flat_map(Value::elements) {
            reader.managed(policy);
        }
        let mut groups = BTreeMap::new();
        let mut members = Vec::new();
        for (list, kind, inline) in LISTS {
            for value in pages.iter().filter_map(|page| page.get(list)).flat_map(Value::elements) {
                let Some(identity) = reader.identity(value, kind, inline) else { continue };
                if kind == IdentityKind::Group {
                    groups.insert(identity.identity.name.clone(), identity.policies.clone());
                }
                let names = value.get("GroupList").map(Value::elements).unwrap_or_default();
                let names: BTreeSet<String> =
                    names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                members.push((identity, names));
            }
        }
        let mut account = reader.account;
        for (mut identity, names) in members {
            for name in names {
                match groups.get(&name) {
                    Some(policies) => {
                        let of_group =
                            |it: &HeldPolicy| HeldPolicy { group: Some(name.clone()), ..it.clone() };
                        identity.policies.extend(policies.iter().map(of_group));
                    }
                    None => identity.unknown_groups.push(name),
                }
            }
            account.identities.push(identity);
        }
        let is_truncated = |page: &&Value| {
            page.get("IsTruncated").is_some_and(|it| it.node == Node::Bool(true))
                || page.get("NextToken").is_some()
        };
        account.is_truncated = pages.last().as_ref().is_some_and(is_truncated);
        Ok(Some(account))
    }

    /// The policies of an identity, as they decide together, and the reasons why some of them cannot be among
    /// these. A policy that the output does not describe is left out.
    #[must_use]
    pub fn policies(&self, identity: &AccountIdentity) -> (Policies, Vec<EvaluateError>) {
        let mut policies = Policies::new();
        let mut errors = Vec::new();
        let mut seen = BTreeSet::new();
        for held in identity.policies.iter().filter(|it| seen.insert((it.document, it.layer))) {
            let Some(AccountDocument { name, embedded: Some(embedded), .. }) = self.document(held) else {
                continue;
            };
            errors.extend(policies.add(held.layer, name, &embedded.document).err());
        }
        (policies, errors)
    }

    /// The policies of an identity that the output does not describe, by their ARNs, and its groups of which that
    /// is true.
    pub fn unknown<'a>(&'a self, identity: &'a AccountIdentity) -> impl Iterator<Item = &'a str> {
        let documents = identity.policies.iter().filter_map(|held| self.document(held));
        let policies = documents.filter(|it| it.embedded.is_none()).map(|it| it.name.as_str());
        policies.chain(identity.unknown_groups.iter().map(String::as_str))
    }

    /// The other identities that have the document of a policy, as their own and not from a group.
    pub fn others<'a>(
        &'a self,
        policy: &'a HeldPolicy,
        identity: &'a AccountIdentity,
    ) -> impl Iterator<Item = &'a AccountIdentity> {
        let has_it = |it: &&AccountIdentity| {
            it.policies.iter().any(|held| held.document == policy.document && held.group.is_none())
        };
        self.identities.iter().filter(|it| !core::ptr::eq(*it, identity)).filter(has_it)
    }

    /// The document of a policy of one of the identities.
    #[must_use]
    pub fn document(&self, policy: &HeldPolicy) -> Option<&AccountDocument> {
        self.documents.get(policy.document)
    }
}

struct AccountReader<'t> {
    text: &'t str,
    syntax: Syntax,
    account: Account,
    /// The places of the documents of managed policies, by their ARNs.
    managed: BTreeMap<String, usize>,
}

impl AccountReader<'_> {
    fn add(&mut self, document: AccountDocument) -> usize {
        self.account.documents.push(document);
        self.account.documents.len() - 1
    }

    /// Adds a managed policy, with its default version.
    fn managed(&mut self, value: &Value) {
        let Some(arn) = value.get("Arn").and_then(Value::as_str) else { return };
        let versions = value.get("PolicyVersionList").map(Value::elements).unwrap_or_default();
        let is_default = |version: &&Value| {
            let flag = version.get("IsDefaultVersion").map(|it| &it.node);
            flag == Some(&Node::Bool(true))
        };
        let by_id = || {
            let id = value.get("DefaultVersionId")?.as_str()?;
            versions.iter().find(|it| it.get("VersionId").and_then(Value::as_str) == Some(id))
        };
        let version = versions.iter().find(is_default).or_else(by_id);
        let embedded = version.and_then(|it| document_of(self.text, self.syntax, it.get("Document")?));
        let place = self.add(AccountDocument { name: arn.to_owned(), arn: Some(arn.to_owned()), embedded });
        self.managed.insert(arn.to_owned(), place);
    }

    /// The place of a managed policy; one that the output does not describe gets a place without a document.
    fn attached(&mut self, arn: &str) -> usize {
        if let Some(place) = self.managed.get(arn) {
            return *place;
        }
        let unknown = AccountDocument { name: arn.to_owned(), arn: Some(arn.to_owned()), embedded: None };
        let place = self.add(unknown);
        self.managed.insert(arn.to_owned(), place);
        place
    }

    fn identity(&mut self, value: &Value, kind: IdentityKind, inline: &str) -> Option<AccountIdentity> {
        let name = value.get(&format!("{}Name", kind.noun()))?.as_str()?.to_owned();
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let list = |key: &str| value.get(key).map(Value::elements).unwrap_or_default();
        let mut policies = Vec::new();
        for policy in list(inline) {
            let own = policy.get("PolicyName").and_then(Value::as_str).unwrap_or_default();
            let embedded =
                policy.get("PolicyDocument").and_then(|it| document_of(self.text, self.syntax, it));
            let name = format!("{}/{name}/{own}", kind.as_str());
            let document = self.add(AccountDocument { name, arn: None, embedded });
            policies.push(HeldPolicy { document, group: None, layer: Layer::Identity, is_inline: true });
        }
        let attached = list("AttachedManagedPolicies").iter().filter_map(|it| it.get("PolicyArn")?.as_str());
        let boundary =
            value.get("PermissionsBoundary").and_then(|it| it.get("PermissionsBoundaryArn")?.as_str());
        let managed =
            attached.map(|arn| (arn, Layer::Identity)).chain(boundary.map(|arn| (arn, Layer::Boundary)));
        for (arn, layer) in managed {
            let document = self.attached(arn);
            policies.push(HeldPolicy { document, group: None, layer, is_inline: false });
        }
        let trust = value.get("AssumeRolePolicyDocument");
        let trust = trust.and_then(|it| document_of(self.text, self.syntax, it));
        Some(AccountIdentity {
            identity: Identity { kind, name },
            path: text("Path").unwrap_or_else(|| "/".to_owned()),
            arn: text("Arn"),
            services: trust.map(|it| services(&it.document)).unwrap_or_default(),
            policies,
            unknown_groups: Vec::new(),
        })
    }
}

/// The services that a trust policy names.
fn services(document: &Document) -> Vec<String> {
    let principals = document.statements.iter().filter_map(|statement| statement.principals.as_ref());
    let lists = principals.filter(|it| !it.negated).flat_map(|it| &it.lists);
    let services = lists.filter(|list| list.key.as_str() == "Service").flat_map(|list| &list.entries);
    let mut names: Vec<String> = services.map(|text| text.value.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl AccountDocument {
    /// The place in the whole text of a place in the document.
    #[must_use]
    pub fn in_whole(&self, span: Span) -> Option<Span> {
        self.embedded.as_ref().map(|embedded| embedded.in_whole(span))
    }
}
