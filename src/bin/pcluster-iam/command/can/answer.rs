//! The question, and the answer to it: about one request, or about all requests behind patterns.

use pcluster_iam::document::Span;
use pcluster_iam::evaluate::{
    Context, Decision, Extent, Origin, Outcome, PatternAnswer, PatternError, Policies, RequestAction,
    StatementRef,
};
use pcluster_iam::{Action, Statement};

use crate::args::example;
use crate::input::holder::Holder;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::plain;

/// What is asked.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) action: String,
    /// The resource; `*` for all of them, and for an action that takes none.
    pub(super) resource: String,
    context: Context,
    origin: Origin,
    /// True for a question about all requests behind patterns.
    is_pattern: bool,
}

impl Question {
    pub(super) fn new(
        action: &str,
        resource: Option<&str>,
        context: Context,
        origin: Origin,
    ) -> Result<Self, Complaint> {
        if !action.contains(':') && action != "*" {
            return Err(Complaint::new(format!("`{}` is not an action", action.escape_debug())).help(
                format!(
                    "an action is a service's prefix, a colon and a name, such as `{}`",
                    example::action()
                ),
            ));
        }
        let resource = resource.unwrap_or("*");
        let is_arn =
            resource.starts_with("arn:") && (resource.split(':').count() >= 6 || resource.ends_with('*'));
        if resource != "*" && !is_arn {
            return Err(Complaint::new(format!("`{}` is not a resource", resource.escape_debug())).help(
                format!("a resource is an ARN, such as `{}`, or `*` for all of them", example::resource()),
            ));
        }
        let known = pcluster_iam::action(action);
        let takes_none = known.is_some_and(|action| action.resource_types().len() == 0);
        let is_pattern =
            action.contains(['*', '?']) || resource.contains(['*', '?']) && !(takes_none && resource == "*");
        let name = known.map_or_else(|| action.to_owned(), |action| action.to_string());
        Ok(Self { action: name, resource: resource.to_owned(), context, origin, is_pattern })
    }

    /// The answers about requests that can exist: of the actions behind a pattern, those that a resource of the
    /// question can be for. If there is none, the answers stay as they are.
    fn fitting(&self, answers: Vec<PatternAnswer>) -> Vec<PatternAnswer> {
        let fits = |answer: &PatternAnswer| answer.resource_type.is_some();
        if self.resource == "*" || !answers.iter().any(fits) {
            return answers;
        }
        answers.into_iter().filter(fits).collect()
    }

    /// What is known of the requests for an action.
    fn context(&self, action: RequestAction<'_>) -> Context {
        self.origin.add_to(self.context.clone(), action)
    }

    /// The keys that follow from the region and the account, where the answer can depend on them.
    pub(super) fn derived<'q>(&'q self, policies: &Policies) -> Vec<(&'static str, &'q str)> {
        let mut actions = pcluster_iam::expand(&self.action).map(RequestAction::from).collect::<Vec<_>>();
        if actions.is_empty() {
            actions.push(self.action.as_str().into());
        }
        let mut keys: Vec<_> = actions.into_iter().flat_map(|action| self.origin.keys(action)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|(key, _)| !self.context.states(key) && policies.read(key));
        keys
    }

    /// The answers for all actions behind a pattern. What is known of requests differs by service.
    fn patterns(&self, policies: &Policies) -> Result<Vec<PatternAnswer>, Failure> {
        let name = self.action.split_once(':').map_or("*", |(_, name)| name);
        let mut prefixes: Vec<&str> =
            pcluster_iam::expand(&self.action).map(|action| action.service().prefix).collect();
        prefixes.dedup();
        let mut patterns: Vec<_> = prefixes.iter().map(|prefix| format!("{prefix}:{name}")).collect();
        if patterns.is_empty() {
            patterns.push(self.action.clone());
        }
        let mut answers = Vec::new();
        for pattern in patterns {
            let context = self.context(pattern.as_str().into());
            answers.extend(
                policies
                    .decide_pattern(&pattern, &self.resource, &context)
                    .map_err(|error| refusal(&error))?,
            );
        }
        Ok(answers)
    }
}

fn refusal(error: &PatternError) -> Failure {
    let complaint = Complaint::new(plain(&error.to_string()));
    match error {
        PatternError::Action(_) => complaint.help("`pcluster-iam explain ACTION` shows what AWS has"),
        _ => complaint,
    }
    .into()
}

/// The answer.
#[derive(Debug)]
pub(super) struct Answer<'a> {
    pub(super) question: &'a Question,
    pub(super) holder: &'a Holder,
    pub(super) about: Answered<'a>,
    /// The further actions that the call of the same name can require.
    pub(super) further: Vec<FurtherAction>,
}

/// A further action that a call can require.
#[derive(Debug)]
pub(super) struct FurtherAction {
    pub(super) action: &'static str,
    /// True for an answer about the resource of the question, and not about all resources.
    pub(super) is_on_resource: bool,
    pub(super) answers: Vec<PatternAnswer>,
}

#[derive(Debug)]
pub(super) enum Answered<'a> {
    One(Box<Decision<'a>>),
    Many(Vec<ActionAnswer>),
}

/// The answer for an action and a type of its resources, with the statements that allow or deny the examples.
#[derive(Debug)]
pub(super) struct ActionAnswer {
    pub(super) answer: PatternAnswer,
    pub(super) statements: Vec<String>,
    /// What the outcomes depend on, each once.
    pub(super) depends_on: Vec<String>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(question: &'a Question, holder: &'a Holder) -> Result<Self, Failure> {
        let policies = &holder.policies;
        let about = if question.is_pattern {
            let answers = question.fitting(question.patterns(policies)?);
            let answer = |answer| ActionAnswer::new(question, policies, answer);
            Answered::Many(answers.into_iter().map(answer).collect())
        } else {
            let action = RequestAction::from(question.action.as_str());
            let decision = policies.explain(action, &question.resource, &question.context(action));
            Answered::One(Box::new(decision))
        };
        let further = if about.is_denied() { Vec::new() } else { further(question, policies) };
        Ok(Self { question, holder, about, further })
    }

    /// True if every request is allowed.
    pub(super) fn is_yes(&self) -> bool {
        match &self.about {
            Answered::One(decision) => decision.outcome == Outcome::Allowed,
            Answered::Many(answers) => answers.iter().all(|it| it.answer.extent() == Extent::All),
        }
    }

    /// The statement of the catalog, for one of its policies that is named by its id.
    pub(super) fn of_catalog(&self, source: &str, sid: Option<&str>) -> Option<&'static Statement> {
        let policy = self.holder.of_catalog.iter().find(|policy| policy.id == source)?;
        policy
            .statements
            .iter()
            .find(|statement| statement.is_maintained() && sid.is_some() && statement.sid == sid)
    }

    /// The place of a statement in a file; the policies of the catalog have none.
    pub(super) fn place(&self, source: &str, span: Span) -> Option<String> {
        self.holder.place(source, span).map(|place| place.to_string())
    }
}

impl Answered<'_> {
    /// True if no request is allowed, whatever is not known.
    fn is_denied(&self) -> bool {
        match self {
            Self::One(decision) => decision.outcome.is_denied(),
            Self::Many(answers) => answers.iter().all(|it| it.answer.extent() == Extent::None),
        }
    }
}

/// The answers for the actions that the call of the same name can require besides: on the same resource if it can be
/// theirs, or else on all.
fn further(question: &Question, policies: &Policies) -> Vec<FurtherAction> {
    let authorized = pcluster_iam::action(&question.action).into_iter().flat_map(Action::authorizes);
    let mut names: Vec<_> = authorized.map(|it| it.action).filter(|name| *name != question.action).collect();
    names.sort_unstable();
    names.dedup();
    let answer = |action| {
        let context = question.context(RequestAction::from(action));
        let on = |resource: &str| policies.decide_pattern(action, resource, &context).ok();
        let own = on(&question.resource).filter(|it| it.iter().any(|answer| answer.resource_type.is_some()));
        let is_on_resource = own.is_some() && question.resource != "*";
        Some(FurtherAction { action, is_on_resource, answers: own.or_else(|| on("*"))? })
    };
    names.into_iter().filter_map(answer).collect()
}

impl ActionAnswer {
    /// Looks up the statements behind the examples of an answer.
    fn new(question: &Question, policies: &Policies, answer: PatternAnswer) -> Self {
        let (mut statements, mut depends_on) = (Vec::new(), Vec::new());
        let add = |names: &mut Vec<String>, name: String| {
            if !names.contains(&name) {
                names.push(name);
            }
        };
        let short = |it: &StatementRef<'_>| {
            let name = it.sid.map_or_else(|| format!("#{}", it.idx + 1), str::to_owned);
            format!("{} {name}", it.source)
        };
        for witness in &answer.witnesses {
            let action = RequestAction::from(witness.action.as_str());
            let decision = policies.explain(action, &witness.resource, &question.context(action));
            decision.deciding.iter().for_each(|it| add(&mut statements, short(it)));
            let open = decision.depends_on.iter();
            open.for_each(|it| add(&mut depends_on, format!("{}: {}", short(&it.statement), it.how)));
        }
        Self { answer, statements, depends_on }
    }
}
