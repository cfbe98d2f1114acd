//! A document, read as statements that can be evaluated; everything that IAM would refuse is a problem.

use crate::document::{Document, Key, List, Operator, Statement, Text};
use crate::finding::{Code, Severity};
use crate::iam::action::ActionPattern;
use crate::iam::condition::operator::{self, OperatorFamily};
use crate::iam::condition::stated::StatedValue;
use crate::iam::condition::{Comparison, CompiledCondition};
use crate::iam::evaluate::action::{ActionEntry, ActionSet};
use crate::iam::evaluate::statement::{CompiledStatement, ResourceSet, StatementCondition};
use crate::iam::evaluate::{EvaluateProblem, Layer};
use crate::iam::resource_name::CompiledResource;
use crate::iam::version::{CURRENT, VERSIONS};
use crate::iam::{arn, piece};

/// Mistakes in the form of a document that leave its meaning clear.
const HARMLESS: [Code; 3] = [Code::UnsupportedCharacter, Code::LeadingWhiteSpace, Code::MissingFnSub];

/// The statements of a document, or everything that keeps it from being evaluated.
pub(super) fn statements(
    document: &Document,
    layer: Layer,
    policy: usize,
) -> Result<Vec<CompiledStatement>, Vec<EvaluateProblem>> {
    let mut compiler = DocumentCompiler {
        layer,
        policy,
        has_variables: document.version.as_ref().is_some_and(|version| version.as_str() == CURRENT),
        problems: Vec::new(),
    };
    let of_form = document.problems().iter().filter(|it| !HARMLESS.contains(&it.code));
    compiler
        .problems
        .extend(of_form.filter(|it| it.severity == Severity::Error).map(EvaluateProblem::of_finding));
    if let Some(version) = document.version.as_ref().filter(|it| !VERSIONS.contains(&it.as_str())) {
        compiler.problems.push(EvaluateProblem::new(
            version.span,
            format!("IAM has no version `{version}` of its language"),
            format!("write `{CURRENT}`"),
        ));
    }
    let statements = document.statements.iter().map(|it| compiler.statement(it)).collect();
    if compiler.problems.is_empty() {
        Ok(statements)
    } else {
        compiler.problems.sort_by_key(|problem| problem.span);
        Err(compiler.problems)
    }
}

/// The state of reading.
struct DocumentCompiler {
    layer: Layer,
    policy: usize,
    has_variables: bool,
    problems: Vec<EvaluateProblem>,
}

impl DocumentCompiler {
    fn statement(&mut self, statement: &Statement) -> CompiledStatement {
        let n_before = self.problems.len();
        let denies = self.effect(statement);
        if let Some(principals) = &statement.principals {
            self.problems.push(EvaluateProblem::new(
                principals.key.span,
                format!(
                    "`{}` stands in a policy of a resource or a role, and not in one of an identity",
                    principals.key
                ),
                "remove it: the policy is about the identity that has it",
            ));
        }
        if statement.resources.is_none() && statement.actions.is_some() {
            self.problems.push(EvaluateProblem::new(
                statement.opening,
                "the statement has no `Resource`",
                "name the resources, or write `\"Resource\": \"*\"`",
            ));
        }
        let compiled = CompiledStatement {
            layer: self.layer,
            policy: self.policy,
            idx: statement.idx,
            sid: statement.sid.as_ref().filter(|sid| !sid.value.is_empty()).map(|sid| sid.as_str().into()),
            span: statement.span,
            denies,
            actions: self.actions(statement.actions.as_ref()),
            resources: self.resources(statement.resources.as_ref()),
            conditions: statement.conditions().filter_map(|(it, key)| self.condition(it, key)).collect(),
        };
        for problem in self.problems.iter_mut().skip(n_before) {
            problem.statement = Some(statement.idx);
        }
        compiled
    }

    /// True for a statement that denies.
    fn effect(&mut self, statement: &Statement) -> bool {
        match &statement.effect {
            Some(effect) if effect.as_str() == "Deny" => true,
            Some(effect) if effect.as_str() != "Allow" => {
                self.refuse(
                    effect,
                    format!("`Effect` has to be `Allow` or `Deny`, not `{effect}`"),
                    "write one of the two, in this case",
                );
                true
            }
            _ => false,
        }
    }

    fn actions(&mut self, list: Option<&List>) -> ActionSet {
        let entries = list.into_iter().flat_map(|list| &list.entries).map(|text| {
            let entry = ActionPattern::new(text);
            if entry.prefix.is_empty() || entry.name.is_empty() {
                self.refuse(
                    text,
                    format!("`{text}` is not an action"),
                    "write the prefix of a service, a colon and a name",
                );
            }
            ActionEntry { prefix: entry.prefix.into(), name: entry.name.into() }
        });
        ActionSet { entries: entries.collect(), is_negated: list.is_some_and(|list| list.negated) }
    }

    fn resources(&mut self, list: Option<&List>) -> ResourceSet {
        let mut entries = Vec::new();
        for text in list.into_iter().flat_map(|list| &list.entries) {
            match CompiledResource::new(text.as_str(), self.has_variables) {
                Some(entry) => entries.push(entry),
                None => self.refuse(
                    text,
                    format!("`{text}` is not an ARN"),
                    "write an ARN with six fields, or `*`",
                ),
            }
            self.variables_outside(text);
        }
        ResourceSet { entries: entries.into(), is_negated: list.is_some_and(|list| list.negated) }
    }

    /// Refuses policy variables that IAM does not replace.
    fn variables_outside(&mut self, text: &Text) {
        if !self.has_variables {
            return;
        }
        let value = text.as_str();
        let fields = arn::fields(value).into_iter().take(arn::N_FIELDS - 1);
        if let Some(variable) = fields.filter_map(|field| value.get(field)).find_map(piece::variable) {
            self.refuse(
                text,
                format!("IAM does not replace `{variable}` here: only the last field of an ARN can have a variable"),
                "write `*` in its place, and compare the key in a condition",
            );
        }
    }

    fn condition(&mut self, operator: &Operator, key: &Key) -> Option<StatementCondition> {
        let name = &operator.name;
        let Some(comparison) = Comparison::new(name.as_str()) else {
            let help = match operator::meant(name.as_str()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write one of the operators of the IAM User Guide".to_owned(),
            };
            self.refuse(name, format!("IAM has no operator `{name}`"), help);
            return None;
        };
        if comparison.family == OperatorFamily::Null
            && (comparison.if_exists || comparison.qualifier.is_some())
        {
            self.refuse(name, format!("IAM has no operator `{name}`"), "write `Null` alone");
            return None;
        }
        let is_text = matches!(comparison.family, OperatorFamily::String | OperatorFamily::Arn);
        for value in &key.values {
            let text = &value.text;
            if StatedValue::new(comparison, text.as_str(), self.has_variables).is_none() {
                let example = comparison.name;
                self.refuse(
                    text,
                    format!("`{example}` cannot read the value `{text}`"),
                    "write a value of the operator's type",
                );
            } else if let Some(variable) =
                piece::variable(text.as_str()).filter(|_| !is_text && self.has_variables)
            {
                self.refuse(
                    text,
                    format!("`{}` cannot have a variable, such as `{variable}`", comparison.name),
                    "write a value, or compare strings or ARNs",
                );
            }
        }
        Some(StatementCondition {
            compiled: CompiledCondition::new(operator, key, self.has_variables)?,
            operator: name.as_str().into(),
            key: key.name.as_str().into(),
            values: key.values.iter().map(|value| value.text.as_str().into()).collect(),
        })
    }

    fn refuse(&mut self, text: &Text, message: String, help: impl Into<String>) {
        self.problems.push(EvaluateProblem::new(text.span, message, help));
    }
}
