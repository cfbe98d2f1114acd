//! The steps of a command, with those of its sequences in their places.

use crate::compiler::kinds::commands::calls;
use crate::compiler::kinds::commands::check::CommandChecks;
use crate::compiler::kinds::commands::model::Step;
use crate::compiler::kinds::commands::written::{
    WrittenCommand, WrittenSequence, WrittenStep, WrittenStepFacts,
};
use crate::compiler::kinds::texts::values;
use crate::compiler::schema::texts::forms::{ARN, CONDITION_KEY};
use crate::compiler::schema::texts::sets::TOLERATED;
use crate::compiler::source::Spanned;

/// What the calls around a step state for it.
#[derive(Clone, Debug)]
struct Around {
    by: Option<usize>,
    when: Vec<usize>,
    unless: Vec<usize>,
    /// Where the step states nothing.
    denied: Option<String>,
    /// `None` for the package alone.
    evidence: Option<String>,
    is_read: bool,
    /// Whatever the step states: a step that stands for a sequence says it of all its calls.
    denied_for_all: Option<String>,
    effect_for_all: Option<String>,
    /// True if an option that has to hold does not exist in the release.
    is_never: bool,
}

impl Around {
    fn new(by: Option<usize>) -> Self {
        Self {
            by,
            when: Vec::new(),
            unless: Vec::new(),
            denied: None,
            evidence: None,
            is_read: false,
            denied_for_all: None,
            effect_for_all: None,
            is_never: false,
        }
    }
}

impl<'l> CommandChecks<'l, '_> {
    /// Notes the mistakes of the release's own sequences, each of which many commands can have.
    pub(super) fn own_sequences(&mut self) {
        for stated in self.sequences.clone().into_iter().filter(|stated| stated.is_own) {
            let sequence = stated.item;
            let around = Around::new(None);
            let around = self.within(around, &sequence.facts, sequence.by.as_ref());
            for step in &sequence.steps {
                self.step(step, &around, &mut vec![&sequence.name.value], &mut Vec::new());
                if let Some(name) = &step.sequence
                    && self.sequence_leads_to(&name.value, &sequence.name.value, &mut Vec::new())
                {
                    self.circular(name, "sequence");
                }
            }
        }
    }

    /// True if the steps of one sequence lead to another, or it is the other.
    fn sequence_leads_to(&self, name: &'l str, goal: &str, seen: &mut Vec<&'l str>) -> bool {
        if name == goal {
            return true;
        }
        if seen.contains(&name) {
            return false;
        }
        seen.push(name);
        let found = self.sequences.iter().find(|stated| stated.item.name.value == name);
        let steps = found.into_iter().flat_map(|stated| &stated.item.steps);
        let mut next = steps.filter_map(|step| step.sequence.as_ref());
        next.any(|next| self.sequence_leads_to(&next.value, goal, seen))
    }

    /// The steps of a command.
    pub(super) fn steps(&mut self, command: &'l WrittenCommand, by: Option<usize>) -> Vec<Step> {
        let around = Around::new(by);
        let around = self.within(around, &command.facts, None);
        let mut steps = Vec::new();
        for step in &command.steps {
            self.step(step, &around, &mut Vec::new(), &mut steps);
        }
        steps
    }

    /// What is stated for a step, with what stands around it.
    fn within(&mut self, around: Around, facts: &WrittenStepFacts, by: Option<&Spanned<String>>) -> Around {
        let mut around = around;
        around.is_never |= facts.when.iter().any(|name| self.files.is_gone(&name.value));
        for (all, own) in [(&mut around.when, &facts.when), (&mut around.unless, &facts.unless)] {
            for option in self.find_options(own) {
                if !all.contains(&option) {
                    all.push(option);
                }
            }
        }
        if let Some(name) = by {
            let actors = self.actors.clone();
            around.by = self.find(&actors, name).or(around.by);
        }
        if let Some(denied) = &facts.denied {
            around.denied = Some(denied.value.clone());
        }
        if let Some(evidence) = &facts.evidence {
            around.evidence = Some(self.evidence(&evidence.value));
        }
        around.is_read |= facts.is_read;
        around
    }

    /// The evidence in full: a place in the package, or an address.
    fn evidence(&self, text: &str) -> String {
        if text.contains("https://") {
            return text.to_owned();
        }
        format!("{}, {text}", self.files.package(self.is_own))
    }

    fn step(
        &mut self,
        written: &'l WrittenStep,
        around: &Around,
        sequences: &mut Vec<&'l str>,
        steps: &mut Vec<Step>,
    ) {
        let mut own = self.within(around.clone(), &written.facts, written.by.as_ref());
        match &written.sequence {
            Some(name) => {
                let all = self.sequences.clone();
                let Some(place) = self.find(&all, name) else { return };
                let Some(sequence) = all.get(place) else { return };
                // The outermost step that stands for a sequence decides.
                let denied = written.facts.denied.as_ref().map(|denied| denied.value.clone());
                own.denied_for_all = own.denied_for_all.or(denied);
                let effect = written.effect.as_ref().map(|effect| effect.value.clone());
                own.effect_for_all = own.effect_for_all.or(effect);
                self.sequence(sequence.item, sequence.is_own, own, (sequences, steps));
            }
            None => self.calls(written, &own, steps),
        }
    }

    fn sequence(
        &mut self,
        sequence: &'l WrittenSequence,
        is_own: bool,
        around: Around,
        (sequences, steps): (&mut Vec<&'l str>, &mut Vec<Step>),
    ) {
        // The mistake is noted where the sequence stands by itself.
        if sequences.contains(&sequence.name.value.as_str()) {
            return;
        }
        let was = (self.is_own, self.is_noting);
        (self.is_own, self.is_noting) = (is_own, false);
        let around = self.within(around, &sequence.facts, sequence.by.as_ref());
        sequences.push(&sequence.name.value);
        for step in &sequence.steps {
            self.step(step, &around, sequences, steps);
        }
        sequences.pop();
        (self.is_own, self.is_noting) = was;
    }

    /// The calls of a step, all on the same resources.
    fn calls(&mut self, written: &'l WrittenStep, around: &Around, steps: &mut Vec<Step>) {
        for resource in &written.on {
            self.template(resource);
            // A value can be a whole ARN.
            let is_any = resource.value == "*" || resource.value.starts_with('{');
            if let Some(problem) = ARN.problem(resource).filter(|_| !is_any) {
                self.note(problem);
            }
        }
        for action in &written.authorizes {
            if let Some(problem) = calls::unknown(self.facts.services, action) {
                self.note(problem);
            }
        }
        let mut context = Vec::new();
        for line in &written.context {
            if let Some(problem) = CONDITION_KEY.problem(&line.name) {
                self.note(problem);
            }
            for text in &line.texts {
                self.template(text);
            }
            context.push((line.name.value.clone(), values(&line.texts)));
        }
        context.extend(written.absent.iter().map(|key| (key.value.clone(), Vec::new())));
        for call in &written.calls {
            let actions = if written.is_free {
                Vec::new()
            } else if written.authorizes.is_empty() {
                match calls::actions(self.facts.services, call) {
                    Ok(actions) => actions,
                    Err(problem) => {
                        self.note(*problem);
                        continue;
                    }
                }
            } else {
                values(&written.authorizes)
            };
            // A call whose option the release does not have is never made.
            if around.is_never {
                continue;
            }
            let denied = around.denied_for_all.clone().or_else(|| around.denied.clone());
            let effect = written.effect.as_ref().map(|effect| effect.value.clone());
            // The effect around a sequence is that of a failure, which a tolerated call does not lead to.
            let is_tolerated = around.denied_for_all.is_none() && denied.as_deref() == Some(TOLERATED);
            let for_all = around.effect_for_all.clone().filter(|_| !is_tolerated);
            steps.push(Step {
                call: call.value.clone(),
                actions,
                resources: if written.on.is_empty() { vec!["*".to_owned()] } else { values(&written.on) },
                context: context.clone(),
                by: around.by.unwrap_or_default(),
                when: around.when.clone(),
                unless: around.unless.clone(),
                denied: denied.unwrap_or_else(|| "unknown".to_owned()),
                effect: for_all.or(effect),
                evidence: around.evidence.clone().unwrap_or_else(|| self.files.package(self.is_own)),
                is_measured: !around.is_read,
            });
        }
    }
}
