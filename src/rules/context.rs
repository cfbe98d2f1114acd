//! The view that a rule has of a document.

use crate::document::{Document, Embedded, Key, PolicyKind};
use crate::finding::Options;
use crate::iam::condition::{self, Comparison, ConditionTest};
use crate::iam::scope::{Expansions, Scope};

/// The largest document, in characters, whose parts are all compared with each other: ten times the size
/// that IAM accepts.
const MAX_SIZE: usize = 102_400;

/// The largest document, in characters, of which more than the form is checked.
const MAX_CHECKED: usize = 10 * MAX_SIZE;

/// The most conditions of a document that are checked: far more than a document of the size that IAM
/// accepts can have.
const MAX_TESTS: usize = 1024;

/// The most pairs of an action and a condition of a statement that are checked: those of 256 actions and 256
/// conditions, for which a document of the size that IAM accepts has no room.
const MAX_PAIRS: usize = 65_536;

/// A document that is checked, as IAM reads it.
#[derive(Debug)]
pub(crate) struct RuleContext<'d> {
    pub(crate) document: &'d Document,
    pub(crate) options: Options,
    /// The surroundings of the document, if it is part of a larger text.
    pub(crate) place: Option<&'d Embedded>,
    /// The kind of the policy, stated or by its form.
    pub(crate) kind: PolicyKind,
    /// The scopes of the statements.
    pub(crate) scopes: Vec<Scope<'d>>,
    /// The conditions of each statement.
    conditions: Vec<Vec<ConditionTest<'d>>>,
}

/// A test with a known operator, and its statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TestContext<'c, 'd> {
    pub(crate) scope: &'c Scope<'d>,
    /// All tests of the statement.
    pub(crate) tests: &'c [ConditionTest<'d>],
    pub(crate) test: &'c ConditionTest<'d>,
    pub(crate) comparison: Comparison,
}

impl<'d> RuleContext<'d> {
    pub(crate) fn new(document: &'d Document, options: Options) -> Self {
        let mut expansions = Expansions::default();
        let scopes: Vec<_> = document.statements.iter().map(|it| Scope::new(it, &mut expansions)).collect();
        let mut n_left = MAX_TESTS;
        let tests = |scope: &Scope<'d>| {
            let tests: Vec<_> = condition::tests(scope).take(n_left).collect();
            n_left -= tests.len();
            tests
        };
        let conditions = scopes.iter().map(tests).collect();
        let kind = options.kind.unwrap_or_else(|| document.kind());
        Self { document, options, place: None, kind, scopes, conditions }
    }

    /// The same for a document that is part of a larger text.
    pub(crate) fn inside(place: &'d Embedded, options: Options) -> Self {
        let kind = place.kind.or(options.kind);
        Self { place: Some(place), ..Self::new(&place.document, Options { kind, ..options }) }
    }

    /// True for a document so large that comparing all of its parts with each other takes too long. IAM
    /// never accepts such a document.
    pub(crate) fn is_huge(&self) -> bool {
        self.document.size > MAX_SIZE
    }

    /// True for a document so large that only its form is checked.
    pub(crate) fn is_oversized(&self) -> bool {
        self.document.size > MAX_CHECKED
    }

    /// The conditions of the document.
    pub(crate) fn all_tests(&self) -> impl Iterator<Item = &ConditionTest<'d>> {
        self.conditions.iter().flatten()
    }

    /// The conditions with operators that IAM has.
    pub(crate) fn tests(&self) -> impl Iterator<Item = TestContext<'_, 'd>> {
        self.scopes.iter().zip(&self.conditions).flat_map(|(scope, tests)| of_statement(scope, tests))
    }

    /// The same, without statements that have too many pairs of an action and a condition.
    pub(crate) fn paired_tests(&self) -> impl Iterator<Item = TestContext<'_, 'd>> {
        let statements = self.scopes.iter().zip(&self.conditions);
        let small = statements.filter(|(scope, tests)| n_pairs(scope, tests) <= MAX_PAIRS);
        small.flat_map(|(scope, tests)| of_statement(scope, tests))
    }

    /// The statements that have too many pairs of an action and a condition, each with the number of its
    /// conditions.
    pub(crate) fn unpaired(&self) -> impl Iterator<Item = (&Scope<'d>, usize)> {
        let statements = self.scopes.iter().zip(&self.conditions);
        let large = statements.filter(|(scope, tests)| n_pairs(scope, tests) > MAX_PAIRS);
        large.map(|(scope, tests)| (scope, tests.len()))
    }

    /// The condition keys beyond the limit, each with the number of its statement.
    pub(crate) fn skipped_keys(&self) -> Vec<(usize, &'d Key)> {
        let all = self
            .document
            .statements
            .iter()
            .flat_map(|statement| statement.conditions().map(move |(_, key)| (statement.idx, key)));
        all.skip(self.all_tests().count()).collect()
    }
}

fn n_pairs(scope: &Scope<'_>, tests: &[ConditionTest<'_>]) -> usize {
    scope.actions.len().saturating_mul(tests.len())
}

fn of_statement<'c, 'd>(
    scope: &'c Scope<'d>,
    tests: &'c [ConditionTest<'d>],
) -> impl Iterator<Item = TestContext<'c, 'd>> {
    tests
        .iter()
        .filter_map(move |test| Some(TestContext { scope, tests, test, comparison: test.comparison? }))
}
