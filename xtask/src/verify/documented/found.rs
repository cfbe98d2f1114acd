//! The documents of the catalog that stand beside those of the sources: the form as documented of one
//! policy or of several, with the texts of the source.

use std::sync::LazyLock;

use anyhow::{Context as _, Result, anyhow};
use compiler::kinds::Catalog;
use compiler::kinds::policies::model;
use compiler::layout::{Layout, evaluate, pieces};
use compiler::needs::Releases;
use pcluster_iam::{Policy, Statement};
use serde_json::Value;

use crate::files::root;
use crate::review::{PolicyForm, present};
use crate::stated::{Form, StatedDocument, digest};

/// The catalog as the compiler reads it. Only the compiler can write a policy as documented with other
/// texts than the source's own placeholders.
static CATALOG: LazyLock<Result<Catalog, String>> =
    LazyLock::new(|| compiler::load(&root().join("catalog"), &Releases::All));

/// A document of the catalog.
#[derive(Debug)]
pub(super) struct FoundDocument {
    /// The policies, each with its document.
    documents: Vec<(&'static Policy, Value)>,
    pub(super) statements: Vec<FoundStatement>,
}

/// A statement of the catalog.
#[derive(Debug)]
pub(super) struct FoundStatement {
    pub(super) policy: &'static Policy,
    /// The statement in the catalog, if it can be told.
    pub(super) origin: Option<&'static Statement>,
    pub(super) value: Value,
    /// The texts in the document in place of parameters.
    pub(super) form: Form,
}

impl FoundDocument {
    /// The document of these policies, if each of them is JSON.
    pub(super) fn of(policies: &[&'static Policy], form: &Form) -> Result<Option<Self>> {
        let mut document = Self { documents: Vec::new(), statements: Vec::new() };
        for policy in policies {
            let text =
                if form.texts.is_empty() { policy.documented.to_owned() } else { with_texts(policy, form)? };
            let Ok(value) = serde_json::from_str(&text) else { return Ok(None) };
            document.add(policy, value, form);
        }
        Ok(Some(document))
    }

    /// The document of a policy as its source spells it.
    pub(super) fn as_documented(policy: &'static Policy, value: Value) -> Self {
        let mut document = Self { documents: Vec::new(), statements: Vec::new() };
        document.add(policy, value, &Form::default());
        document
    }

    fn add(&mut self, policy: &'static Policy, value: Value, form: &Form) {
        let values = value.get("Statement").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is_given = |name: &str| !texts(policy, form, name).is_empty();
        let origins = present(policy, PolicyForm::Documented, is_given);
        let is_told = origins.len() == values.len();
        for (idx, value) in values.iter().enumerate() {
            let origin = origins.get(idx).copied().filter(|_| is_told);
            let is_asked = match &form.only {
                Some(sid) => value.get("Sid").and_then(Value::as_str) == Some(sid),
                None => true,
            };
            if is_asked {
                let form = form.clone();
                self.statements.push(FoundStatement { policy, origin, value: value.clone(), form });
            }
        }
        self.documents.push((policy, value));
    }

    /// The ids of the policies.
    pub(super) fn policies(&self) -> impl Iterator<Item = &'static str> {
        self.documents.iter().map(|(policy, _)| policy.id)
    }

    /// The document with its statements in this order.
    pub(super) fn in_order(&self, order: &[usize]) -> Value {
        let statements = order.iter().filter_map(|idx| self.statements.get(*idx));
        let mut statements = statements.map(|it| it.value.clone());
        if self.statements.iter().any(|it| it.form.only.is_some()) {
            return statements.next().unwrap_or_default();
        }
        let mut document = self.documents.first().map(|(_, value)| value.clone()).unwrap_or_default();
        if let Some(list) = document.get_mut("Statement") {
            *list = statements.collect();
        }
        document
    }

    /// True if the document is what the source states.
    pub(super) fn is(&self, stated: &StatedDocument) -> bool {
        let found = match (self.documents.as_slice(), self.statements.as_slice()) {
            (_, [FoundStatement { value, form: Form { only: Some(_), .. }, .. }]) | ([(_, value)], _) => {
                digest(value)
            }
            _ => return false,
        };
        found == stated.sha256
    }
}

/// The texts of a document in place of a parameter.
pub(super) fn texts<'t>(policy: &'static Policy, form: &'t Form, parameter: &str) -> Vec<&'t str> {
    if let Some(texts) = form.texts.get(parameter) {
        return texts.iter().map(String::as_str).collect();
    }
    let used = policy.parameters.iter().find(|used| used.parameter.name == parameter);
    used.and_then(|used| used.placeholder.or(used.parameter.default)).into_iter().collect()
}

/// The form as documented of a policy, with the texts of a form.
fn with_texts(policy: &Policy, form: &Form) -> Result<String> {
    let catalog = CATALOG.as_ref().map_err(|report| anyhow!("{report}"))?;
    let mut policies = catalog.versions.iter().flat_map(|version| &version.policies);
    let policy = policies
        .find(|it| it.id == policy.id)
        .with_context(|| format!("the catalog has no `{}`", policy.id))?;
    let pieces = pieces(catalog, policy, model::PolicyForm::Documented, Layout::Compact);
    Ok(evaluate(catalog, &pieces, &|parameter| {
        let given = catalog.parameters.get(parameter).and_then(|it| form.texts.get(&it.name));
        match given {
            Some(texts) => texts.iter().map(String::as_str).collect(),
            None => policy.texts(&catalog.parameters, parameter),
        }
    }))
}
