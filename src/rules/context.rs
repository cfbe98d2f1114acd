//! The view that a rule has of a document.

use crate::document::{Document, Embedded, Key, PolicyKind};
use crate::finding::{Finding, Options, Span};
use crate::iam::condition::{Comparison, ConditionTest};
use crate::iam::scope::{Lookups, Scope};

/// The largest document, in characters, whose parts are all compared with each other: ten times the size
/// that IAM accepts.
const MAX_SIZE: usize = 102_400;

/// The largest document, in characters, of which more than the form is checked.
const MAX_CHECKED: usize = 10 * MAX_SIZE;

/// The most actions with a wildcard that are compared with all others: a document of the size that IAM accepts
/// has no room for half of them.
const MAX_WILDCARDS: usize = 2_048;

/// The most pairs of an action and a condition of a statement that are checked: those of 256 actions and 256
/// conditions, for which a document of the size that IAM accepts has no room.
const MAX_PAIRS: usize = 65_536;

/// The most documents of an identity that are read together: an identity has 20 managed policies at most,
/// and a few inline ones.
const MAX_TOGETHER: usize = 64;

/// The other documents that an identity has, in their order before and after the one that is checked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside<'b, 'd> {
    pub(crate) before: &'b [&'d Document],
    pub(crate) after: &'b [&'d Document],
}

/// A document that is checked, as IAM reads it.
#[derive(Debug)]
pub(crate) struct RuleContext<'d> {
    pub(crate) document: &'d Document,
    pub(crate) options: Options,
    /// The surroundings of the document, if it is part of a larger text.
    pub(crate) place: Option<&'d Embedded>,
    /// The kind of the policy, stated or by its form.
    pub(crate) kind: PolicyKind,
    is_huge: bool,
    /// The scopes of the statements.
    pub(crate) scopes: Vec<Scope<'d>>,
    /// The scopes of the other documents that the same identity has.
    others: Vec<Scope<'d>>,
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
    pub(crate) fn new(document: &'d Document, beside: Beside<'_, 'd>, options: Options) -> Self {
        let mut lookups = Lookups::default();
        let mut scopes_of = |document: &'d Document, number: usize| {
            let scopes = document.statements.iter().map(|it| Scope::new(it, &mut lookups));
            scopes.map(|scope| scope.of_document(number)).collect::<Vec<_>>()
        };
        let own = beside.before.len();
        let scopes = scopes_of(document, own);
        let numbers = (0..own).chain(own + 1..);
        let others = beside.before.iter().chain(beside.after).copied();
        let size: usize = others.clone().map(|other| other.size).sum();
        let is_small = size + document.size <= MAX_SIZE && others.clone().count() < MAX_TOGETHER;
        let others = others.zip(numbers).filter(|_| is_small).flat_map(|(it, number)| scopes_of(it, number));
        let others = others.collect();
        let kind = options.kind.unwrap_or_else(|| document.kind());
        let entries = scopes.iter().flat_map(|scope| &scope.actions);
        let is_huge = document.size > MAX_SIZE
            || entries.filter(|entry| entry.has_wildcard()).nth(MAX_WILDCARDS).is_some();
        Self { document, options, place: None, kind, is_huge, scopes, others }
    }

    /// The same for a document that is part of a larger text.
    pub(crate) fn inside(place: &'d Embedded, beside: Beside<'_, 'd>, options: Options) -> Self {
        let kind = place.kind.or(options.kind);
        Self { place: Some(place), ..Self::new(&place.document, beside, Options { kind, ..options }) }
    }

    /// The scopes of all documents that the same identity has.
    pub(crate) fn all_scopes(&self) -> impl Iterator<Item = &Scope<'d>> + Clone {
        self.scopes.iter().chain(&self.others)
    }

    /// True for a statement of the document that is checked.
    pub(crate) fn is_own(&self, scope: &Scope<'_>) -> bool {
        self.scopes.first().is_some_and(|own| own.document == scope.document)
    }

    /// Adds a place that belongs to a finding, in this or in another document.
    pub(crate) fn label(&self, finding: Finding, scope: &Scope<'_>, span: Span, text: String) -> Finding {
        if self.is_own(scope) {
            finding.label(span, text)
        } else {
            finding.elsewhere(scope.document, span, text)
        }
    }

    /// The name of a statement in messages.
    pub(crate) fn name(&self, scope: &Scope<'_>) -> String {
        let name = scope.statement.name();
        if self.is_own(scope) { name } else { format!("{name} of another policy") }
    }

    /// True for a document so large that comparing all of its parts with each other takes too long. IAM
    /// never accepts such a document.
    pub(crate) fn is_huge(&self) -> bool {
        self.is_huge
    }

    /// True for a document so large that only its form is checked.
    pub(crate) fn is_oversized(&self) -> bool {
        self.document.size > MAX_CHECKED
    }

    /// The conditions of the document.
    pub(crate) fn all_tests(&self) -> impl Iterator<Item = &ConditionTest<'d>> {
        self.scopes.iter().flat_map(|scope| &scope.tests)
    }

    /// The conditions with operators that IAM has.
    pub(crate) fn tests(&self) -> impl Iterator<Item = TestContext<'_, 'd>> {
        self.scopes.iter().flat_map(of_statement)
    }

    /// The same, without statements that have too many pairs of an action and a condition.
    pub(crate) fn paired_tests(&self) -> impl Iterator<Item = TestContext<'_, 'd>> {
        self.scopes.iter().filter(|scope| n_pairs(scope) <= MAX_PAIRS).flat_map(of_statement)
    }

    /// The statements that have too many pairs of an action and a condition, each with the number of its
    /// conditions.
    pub(crate) fn unpaired(&self) -> impl Iterator<Item = (&Scope<'d>, usize)> {
        let large = self.scopes.iter().filter(|scope| n_pairs(scope) > MAX_PAIRS);
        large.map(|scope| (scope, scope.tests.len()))
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

fn n_pairs(scope: &Scope<'_>) -> usize {
    scope.actions.len().saturating_mul(scope.tests.len())
}

fn of_statement<'c, 'd>(scope: &'c Scope<'d>) -> impl Iterator<Item = TestContext<'c, 'd>> {
    let tests = scope.tests.as_slice();
    tests
        .iter()
        .filter_map(move |test| Some(TestContext { scope, tests, test, comparison: test.comparison? }))
}
