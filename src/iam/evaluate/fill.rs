//! Policies with text in place of their placeholders.

use crate::iam::condition::CompiledCondition;
use crate::iam::condition::stated::StatedValue;
use crate::iam::evaluate::statement::{CompiledStatement, ResourceSet, StatementCondition};
use crate::iam::evaluate::{Policies, RequestAction};
use crate::iam::piece;
use crate::iam::resource_name::CompiledResource;

impl Policies {
    /// The texts that can have a placeholder or a policy variable: the resources, and the keys and the values of
    /// the conditions.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().flat_map(|statement| {
            let resources = statement.resources.entries.iter().map(|entry| &*entry.text);
            let conditions = statement.conditions.iter();
            let texts = conditions.flat_map(|it| core::iter::once(&it.key).chain(&it.values)).map(|it| &**it);
            resources.chain(texts)
        })
    }

    /// The keys of the policy variables of the resources and of the values of the conditions, in lower case.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().flat_map(CompiledStatement::variables)
    }

    /// The places of the statements about an action, in ascending order.
    pub(crate) fn about(&self, action: RequestAction<'_>) -> Vec<usize> {
        match self.index.about(action) {
            Some(places) => places.collect(),
            None => {
                let all = self.statements.iter().enumerate();
                all.filter(|(_, statement)| statement.actions.has(action)).map(|(place, _)| place).collect()
            }
        }
    }

    /// The same policies with text in place of the placeholders of their resources and conditions.
    pub(crate) fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        let statements = self.statements.iter().map(|it| it.filled(fill)).collect();
        Self { statements, ..self.clone() }
    }
}

impl CompiledStatement {
    /// The keys of the policy variables, in lower case.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        let resources = self.resources.entries.iter().flat_map(CompiledResource::variables);
        let values = self.conditions.iter().flat_map(|it| &it.compiled.values);
        resources.chain(values.flat_map(StatedValue::variables))
    }

    fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        let resources = &self.resources;
        Self {
            resources: ResourceSet {
                entries: resources.entries.iter().map(|entry| entry.filled(fill)).collect(),
                is_negated: resources.is_negated,
            },
            conditions: self.conditions.iter().map(|it| it.filled(fill)).collect(),
            ..self.clone()
        }
    }
}

impl StatementCondition {
    fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        let key = piece::pieces(&self.key).map(|piece| match piece {
            piece::PatternPiece::Placeholder(whole) => fill(whole),
            piece::PatternPiece::Variable(whole) => whole.to_owned(),
            piece::PatternPiece::Char(c) => c.to_string(),
            piece::PatternPiece::One => "?".to_owned(),
            piece::PatternPiece::Run => "*".to_owned(),
        });
        let compiled = CompiledCondition {
            comparison: self.compiled.comparison,
            key: Some(key.collect::<String>().to_ascii_lowercase().into()),
            values: self.compiled.values.iter().map(|value| value.filled(fill)).collect(),
        };
        Self { compiled, ..self.clone() }
    }
}
