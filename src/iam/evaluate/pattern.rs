//! The answers to all requests behind a pattern of actions and a pattern of resources.

use core::fmt;
use std::collections::HashMap;

use crate::iam::context::Context;
use crate::iam::evaluate::action::ActionEntry;
use crate::iam::evaluate::statement::CompiledStatement;
use crate::iam::evaluate::{Outcome, Policies, RequestAction, witness};
use crate::iam::language::{self, Automata, Automaton, Budget, TooComplex};
use crate::iam::pattern::TextPattern;
use crate::iam::resource_name::{CompiledResource, ResourceName, format_language};
use crate::iam::truth::Truth;
use crate::{Action, ArnFormat, ResourceType, expand};

/// The answer to the requests of an action on the resources behind a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PatternAnswer {
    /// The full name of the action; a pattern for actions of a service without facts.
    pub action: String,
    /// The type of the resources; none if the answer is about resources of no type of the action, and for an
    /// action that takes no resource.
    pub resource_type: Option<ResourceType>,
    /// Each outcome that a request has, with such a request.
    pub witnesses: Vec<Witness>,
}

/// A request, as the proof that an outcome exists.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Witness {
    /// The outcome of the request.
    pub outcome: Outcome,
    /// The full name of its action.
    pub action: String,
    /// Its resource.
    pub resource: String,
}

/// The part of the requests that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there are no other parts")]
pub enum Extent {
    /// Every request is allowed.
    All,
    /// Some requests are allowed, and others are not, or not certainly.
    Some,
    /// No request is allowed.
    None,
    /// No request is certainly allowed, and some may be.
    Depends,
}

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternError {
    /// The pattern of actions is not one, or no known action matches it.
    Action(String),
    /// The pattern of resources is neither `*` nor an ARN.
    Resource(String),
    /// The answer for an action would take too many steps.
    TooComplex(String),
}

impl PatternAnswer {
    /// The part of the requests that is allowed.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let has = |outcome| self.witness(outcome).is_some();
        match (has(Outcome::Allowed), self.witnesses.len()) {
            (true, 1) => Extent::All,
            (true, _) => Extent::Some,
            (false, _) if has(Outcome::Depends) => Extent::Depends,
            (false, _) => Extent::None,
        }
    }

    /// A request with an outcome, if there is one.
    #[must_use]
    pub fn witness(&self, outcome: Outcome) -> Option<&Witness> {
        self.witnesses.iter().find(|witness| witness.outcome == outcome)
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Action(pattern) => write!(f, "no action matches `{pattern}`"),
            Self::Resource(pattern) => write!(f, "`{pattern}` is neither `*` nor an ARN"),
            Self::TooComplex(action) => write!(
                f,
                "the patterns of the resources of `{action}` have too many wildcards for an exact answer; ask \
                 about one resource, or about a pattern with fewer wildcards"
            ),
        }
    }
}

impl core::error::Error for PatternError {}

impl Policies {
    /// The answers to all requests behind a pattern of actions and a pattern of resources: one for each action
    /// and each type of its resources, exactly, with a request for each outcome that occurs.
    ///
    /// The patterns are read like the entries of a statement. `*` stands for all resources of the action's types,
    /// and for an action that takes no resource it is the resource itself.
    ///
    /// ```
    /// use pcluster_iam::document::Document;
    /// use pcluster_iam::evaluate::{Context, Extent, Layer, Outcome, Policies};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let text = r#"{"Version": "2012-10-17", "Statement": [
    ///     {"Effect": "Allow", "Action": "sqs:Send*", "Resource": "*"},
    ///     {"Effect": "Deny", "Action": "*", "Resource": "arn:aws:sqs:*:*:secret*"}
    /// ]}"#;
    /// let mut policies = Policies::new();
    /// policies.add(Layer::Identity, "queues.json", &Document::parse(text))?;
    ///
    /// let queues = "arn:aws:sqs:eu-west-1:123456789012:*";
    /// let answers = policies.decide_pattern("sqs:SendMessage", queues, &Context::new())?;
    /// assert_eq!(answers[0].extent(), Extent::Some);
    /// let denied = answers[0].witness(Outcome::ExplicitlyDenied).expect("some are denied");
    /// assert_eq!(denied.resource, "arn:aws:sqs:eu-west-1:123456789012:secret");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If a pattern is none, if no known action matches, or if the answer would take too many steps.
    pub fn decide_pattern(
        &self,
        action: &str,
        resource: &str,
        context: &Context,
    ) -> Result<Vec<PatternAnswer>, PatternError> {
        let Some(pattern) = CompiledResource::new(resource, false) else {
            return Err(PatternError::Resource(resource.to_owned()));
        };
        let automata = Automata::default();
        let mut search = Search { policies: self, cx: context, known: HashMap::new(), automata };
        let mut answers = Vec::new();
        for known in expand(action) {
            answers.extend(search.of_action(known, &pattern)?);
        }
        if answers.is_empty() {
            answers.push(search.of_names(action, &pattern)?);
        }
        Ok(answers)
    }
}

/// For each statement, true if it is about an action; and the formats of the action's resources.
type SearchKey = (Vec<bool>, Vec<&'static str>);

/// The search for the outcomes of requests.
struct Search<'p> {
    policies: &'p Policies,
    cx: &'p Context,
    /// The outcomes that were found, by the statements about an action and the formats of its resources.
    known: HashMap<SearchKey, Vec<(Outcome, String)>>,
    automata: Automata,
}

impl Search<'_> {
    /// The answers for an action: one for each type of its resources.
    fn of_action(
        &mut self,
        action: Action,
        pattern: &CompiledResource,
    ) -> Result<Vec<PatternAnswer>, PatternError> {
        let mut answers = Vec::new();
        let mut answer = |resource_type, outcomes: Vec<(Outcome, String)>| {
            let witness = |(outcome, resource)| Witness { outcome, action: action.to_string(), resource };
            let witnesses: Vec<_> = outcomes.into_iter().map(witness).collect();
            if !witnesses.is_empty() {
                answers.push(PatternAnswer { action: action.to_string(), resource_type, witnesses });
            }
        };
        let named = self.named(action.into());
        for kind in action.resource_types() {
            let formats: Vec<_> = kind.arn_formats().collect();
            answer(Some(kind), self.outcomes(&named, pattern, &formats, action.into())?);
        }
        if answers.is_empty() {
            let outcomes = self.outcomes(&named, pattern, &[], action.into())?;
            let witness = |(outcome, resource)| Witness { outcome, action: action.to_string(), resource };
            let witnesses = outcomes.into_iter().map(witness).collect();
            answers.push(PatternAnswer { action: action.to_string(), resource_type: None, witnesses });
        }
        Ok(answers)
    }

    /// The answer for a pattern of actions of a service without facts.
    fn of_names(&mut self, text: &str, pattern: &CompiledResource) -> Result<PatternAnswer, PatternError> {
        let Some((prefix, name)) = text.split_once(':').filter(|(prefix, name)| {
            !prefix.is_empty() && !name.is_empty() && crate::service(prefix).is_none()
        }) else {
            return Err(PatternError::Action(text.to_owned()));
        };
        let too_complex = |TooComplex| PatternError::TooComplex(text.to_owned());
        let entries: Vec<_> = self.policies.statements.iter().map(|it| &it.actions.entries).collect();
        let names = entries.iter().flat_map(|it| it.iter()).map(ActionEntry::language);
        let budget = &Budget::default();
        let automata: Result<Vec<_>, _> = names.map(|names| self.automata.get(&names, budget)).collect();
        let automata = automata.map_err(too_complex)?;
        let asked = self.automata.get(&ActionEntry::names(prefix, name), budget).map_err(too_complex)?;
        let others: Vec<[&Automaton; 1]> = automata.iter().map(|it| [&**it]).collect();
        let others: Vec<&[&Automaton]> = others.iter().map(<[_; 1]>::as_slice).collect();
        let kinds = language::kinds(
            &[&[&asked]],
            &others,
            usize::MAX,
            budget,
            |_| false,
            |accepted| {
                let mut accepted = accepted.iter();
                let is_about = self.policies.statements.iter().map(|it| {
                    // Each statement takes the answers of all of its entries, whatever they are.
                    let of_entries = accepted.by_ref().take(it.actions.entries.len());
                    (of_entries.filter(|is_accepted| **is_accepted).count() > 0) != it.actions.is_negated
                });
                Some(is_about.collect::<Vec<bool>>())
            },
        );
        let mut witnesses: Vec<Witness> = Vec::new();
        for (named, action) in kinds.map_err(too_complex)? {
            for (outcome, resource) in self.outcomes(&named, pattern, &[], RequestAction::Named(text))? {
                if !witnesses.iter().any(|known| known.outcome == outcome) {
                    witnesses.push(Witness { outcome, action: action.clone(), resource });
                }
            }
        }
        witnesses.sort_by_key(|witness| witness.outcome);
        Ok(PatternAnswer { action: text.to_owned(), resource_type: None, witnesses })
    }

    /// For each statement, true if it is about an action.
    fn named(&self, action: RequestAction<'_>) -> Vec<bool> {
        self.policies.statements.iter().map(|statement| statement.actions.has(action)).collect()
    }

    /// Each outcome of the requests on some resources, with a resource, if some statements are about the action.
    fn outcomes(
        &mut self,
        named: &[bool],
        pattern: &CompiledResource,
        formats: &[ArnFormat],
        action: RequestAction<'_>,
    ) -> Result<Vec<(Outcome, String)>, PatternError> {
        let key = (named.to_vec(), formats.iter().map(|format| format.as_str()).collect::<Vec<_>>());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let takes_none = matches!(action, RequestAction::Known(action) if action.resource_types().len() == 0);
        let own = match pattern.language(self.cx) {
            // An action that takes no resource has `*` in its place.
            _ if pattern.is_all() && takes_none => TextPattern::literal("*"),
            Some(language) => language,
            None => return Ok(Vec::new()),
        };
        let about: Vec<AboutAction<'_>> = self
            .policies
            .statements
            .iter()
            .zip(named)
            .map(|(statement, is_named)| AboutAction::new(statement, *is_named, self.cx))
            .collect();
        let of_formats: Vec<TextPattern<'static>> =
            formats.iter().map(|format| format_language(*format)).collect();
        let too_complex = |TooComplex| PatternError::TooComplex(action.to_string());
        let found = self.search(&own, &of_formats, &about).map_err(too_complex)?;
        let mut found: Vec<(Outcome, String)> = found;
        found.sort_by_key(|(outcome, resource)| (*outcome, resource.len()));
        found.dedup_by_key(|(outcome, _)| *outcome);
        let is_within = |text: &str| {
            own.matches(text) && (of_formats.is_empty() || of_formats.iter().any(|it| it.matches(text)))
        };
        for (outcome, resource) in &mut found {
            let mut familiar = witness::familiar(resource).into_iter();
            let is_proof = |text: &String| is_within(text) && self.outcome_on(named, text) == *outcome;
            if let Some(text) = familiar.find(is_proof) {
                *resource = text;
            }
        }
        self.known.insert(key, found.clone());
        Ok(found)
    }

    /// Each outcome of the requests on resources of a pattern that have one of some formats, with a resource.
    fn search(
        &mut self,
        own: &TextPattern<'static>,
        formats: &[TextPattern<'static>],
        about: &[AboutAction<'_>],
    ) -> Result<Vec<(Outcome, String)>, TooComplex> {
        let entries = about.iter().flat_map(|it| &it.entries);
        let automata = entries.map(|(language, _)| self.automata.get(language, &Budget::default()));
        let automata = automata.collect::<Result<Vec<_>, _>>()?;
        let others: Vec<[&Automaton; 1]> = automata.iter().map(|it| [&**it]).collect();
        let others: Vec<&[&Automaton]> = others.iter().map(<[_; 1]>::as_slice).collect();
        let own = self.automata.get(own, &Budget::default())?;
        let mut found = Vec::new();
        let formats = formats
            .iter()
            .map(|format| self.automata.get(format, &Budget::default()))
            .collect::<Result<Vec<_>, _>>()?;
        let formats_or_all: Vec<Option<&Automaton>> =
            if formats.is_empty() { vec![None] } else { formats.iter().map(|it| Some(&**it)).collect() };
        for format in formats_or_all {
            let format = format.as_slice();
            let within: &[&[&Automaton]] = if format.is_empty() { &[&[&own]] } else { &[&[&own], format] };
            let budget = &Budget::default();
            found.extend(language::kinds(
                within,
                &others,
                Outcome::ALL.len(),
                budget,
                |_| false,
                |accepted| Some(self.outcome(about, accepted)),
            )?);
        }
        Ok(found)
    }

    /// The outcome for a resource, if some statements are about the action.
    fn outcome_on(&self, named: &[bool], resource: &str) -> Outcome {
        let name = ResourceName::new(resource);
        let about = self.policies.statements.iter().zip(named).filter(|(_, is_named)| **is_named);
        self.policies.outcome(&about.map(|(statement, _)| statement), |it| it.applies(name, self.cx))
    }

    /// The outcome for a resource, by the languages that have it.
    fn outcome(&self, about: &[AboutAction<'_>], accepted: &[bool]) -> Outcome {
        let mut accepted = accepted.iter();
        let answers: Vec<(&CompiledStatement, Truth)> =
            about.iter().map(|it| (it.statement, it.applies(&mut accepted))).collect();
        let answer = |statement: &CompiledStatement| {
            let found = answers.iter().find(|(known, _)| core::ptr::eq(*known, statement));
            found.map_or(Truth::No, |(_, answer)| *answer)
        };
        self.policies.outcome(&answers.iter().map(|(statement, _)| *statement), answer)
    }
}

/// A statement, asked about the resources of an action.
struct AboutAction<'p> {
    statement: &'p CompiledStatement,
    /// The answer for a resource that its list has.
    most: Truth,
    /// The languages of its entries, each with the answer for a string that it has.
    entries: Vec<(TextPattern<'static>, Truth)>,
}

impl<'p> AboutAction<'p> {
    fn new(statement: &'p CompiledStatement, is_named: bool, cx: &Context) -> Self {
        let most = if is_named { statement.meets(cx) } else { Truth::No };
        let entry = |entry: &CompiledResource| {
            let is_open = if entry.open(cx).is_empty() { Truth::Yes } else { Truth::Open };
            Some((entry.language(cx)?, is_open))
        };
        let entries = statement.resources.entries.iter().filter_map(entry);
        Self { statement, most, entries: if most == Truth::No { Vec::new() } else { entries.collect() } }
    }

    /// The answer whether the statement applies, by the answers whether its languages have a resource.
    fn applies<'a>(&self, accepted: &mut impl Iterator<Item = &'a bool>) -> Truth {
        let matching = self.entries.iter().zip(accepted.by_ref()).filter(|(_, has)| **has);
        let has = matching.map(|((_, answer), _)| *answer).max().unwrap_or(Truth::No);
        has.negated_if(self.statement.resources.is_negated).min(self.most)
    }
}
