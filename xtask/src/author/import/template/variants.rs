//! Every outcome of a policy: each statement, with each combination of the options that it depends on.

use std::collections::BTreeSet;

use super::evaluate::{Evaluation, NO_VALUE};
use super::marks::{self, Marks, REPEATED};
use super::merge::{self, Choice, Outcome};
use super::options::{self, OptionKind, TemplateOption};
use super::{Found, Template, function};
use crate::author::import::read::{self, Mistake};
use crate::author::import::spelling::{self, Spelled, Spelling};
use crate::author::import::statement::StatedStatement;
use crate::tree::{Tree, TreeNode};

/// The most options on which one statement can depend.
const MOST_OPTIONS: usize = 6;

/// The policies of a template, with marks in place of values.
pub(super) struct Merged<'t> {
    pub(super) options: Vec<TemplateOption<'t>>,
    /// The places of the marks that stand for regions.
    pub(super) regions: BTreeSet<usize>,
    pub(super) policies: Vec<MergedPolicy>,
}

pub(super) struct MergedPolicy {
    pub(super) statements: Result<Vec<StatedStatement>, Vec<Mistake>>,
    /// The partition that the ARNs name, unless the template inserts it.
    pub(super) spelled: Vec<Spelled>,
    pub(super) notes: Vec<Mistake>,
}

/// A statement of a document, with the conditions around it.
struct Leaf<'t> {
    guards: Vec<(&'t str, usize, bool)>,
    tree: &'t Tree,
    /// True if it stands in the place of a list.
    is_lone: bool,
}

/// The policies of a template, each evaluated in every way and put together again.
pub(super) fn merged<'t>(template: &'t Template<'t>, found: &[Found<'t>]) -> Merged<'t> {
    let documents: Vec<_> = found.iter().map(|found| found.document).collect();
    let options = options::options(template, &documents);
    let mut run = Run { template, options: &options, regions: BTreeSet::new() };
    let leaves: Vec<_> = documents.iter().map(|document| leaves_of(document)).collect();
    for leaf in leaves.iter().flatten() {
        run.look_for_regions(leaf);
    }
    let policies = documents.iter().zip(&leaves).map(|(document, leaves)| run.policy(document, leaves));
    let policies = policies.collect();
    let regions = run.regions;
    Merged { options, regions, policies }
}

/// The statements of a document; a function around the list or an element of it becomes a guard.
fn leaves_of(document: &Tree) -> Vec<Leaf<'_>> {
    let mut leaves = Vec::new();
    if let Some(statement) = document.get("Statement") {
        spread(statement, true, &mut Vec::new(), &mut leaves);
    }
    leaves
}

fn spread<'t>(
    tree: &'t Tree,
    is_list: bool,
    guards: &mut Vec<(&'t str, usize, bool)>,
    leaves: &mut Vec<Leaf<'t>>,
) {
    if let Some(("If", argument)) = function(tree)
        && let [condition, yes, no] = argument.elements()
        && let Some(name) = condition.as_str()
    {
        for (branch, value) in [(yes, true), (no, false)] {
            guards.push((name, condition.at, value));
            spread(branch, is_list, guards, leaves);
            guards.pop();
        }
    } else if is_no_value(tree) {
    } else if let (TreeNode::List(elements), true) = (&tree.node, is_list) {
        for element in elements {
            spread(element, false, guards, leaves);
        }
    } else {
        leaves.push(Leaf { guards: guards.clone(), tree, is_lone: is_list });
    }
}

fn is_no_value(tree: &Tree) -> bool {
    function(tree).is_some_and(|(name, argument)| name == "Ref" && argument.as_str() == Some(NO_VALUE))
}

struct Run<'t, 'o> {
    template: &'t Template<'t>,
    options: &'o [TemplateOption<'t>],
    regions: BTreeSet<usize>,
}

/// The texts of the options that are not on, and the number of a list's items.
struct Settings<'s> {
    off: Vec<(usize, &'s str)>,
    n_items: u32,
}

impl<'t> Run<'t, '_> {
    /// Notes the values that stand where an ARN has its region, or that limit requests to a region.
    fn look_for_regions(&mut self, leaf: &Leaf<'t>) {
        let mut spelling = MarkSpelling::new(&self.template.marks);
        let all_on = Settings { off: Vec::new(), n_items: 2 };
        let Ok(Some(statement)) = self.outcome(leaf, &all_on, false, &mut spelling) else { return };
        let single = |text: &str| {
            let mut chars = text.chars();
            chars.next().and_then(marks::of).filter(|_| chars.next().is_none()).map(|mark| mark.value)
        };
        for entry in statement.entries() {
            let mut fields = entry.split(':');
            if fields.next() == Some("arn") {
                self.regions.extend(fields.nth(2).and_then(single));
            }
        }
        for condition in &statement.conditions {
            if condition.key.eq_ignore_ascii_case("aws:RequestedRegion") {
                self.regions.extend(condition.values.entries.iter().filter_map(|it| single(&it.text)));
            }
        }
    }

    fn policy(&self, document: &Tree, leaves: &[Leaf<'t>]) -> MergedPolicy {
        let mut spelling = MarkSpelling::new(&self.template.marks);
        if let Some((name, _)) = function(document) {
            let message = format!("the document is the result of `{name}`; write the document itself");
            let statements = Err(vec![Mistake { at: document.at, message }]);
            return MergedPolicy { statements, spelled: Vec::new(), notes: Vec::new() };
        }
        let mut mistakes = read::head(document, &mut spelling);
        for (at, key) in document.repeated() {
            let message =
                format!("the key `{key}` appears twice in one object, so the policy has two readings");
            mistakes.push(Mistake { at, message });
        }
        let (mut statements, mut notes) = (Vec::new(), Vec::new());
        for leaf in leaves {
            match self.leaf(leaf, &mut spelling, &mut notes) {
                Ok(found) => statements.extend(found),
                Err(found) => mistakes.extend(found),
            }
        }
        if statements.is_empty() && mistakes.is_empty() {
            mistakes.push(Mistake { at: document.at, message: "`Statement` is empty".to_owned() });
        }
        let statements = if mistakes.is_empty() { Ok(statements) } else { Err(mistakes) };
        MergedPolicy { statements, spelled: spelling.spelled, notes }
    }

    /// The statements that one of the template can become.
    fn leaf(
        &self,
        leaf: &Leaf<'t>,
        spelling: &mut MarkSpelling<'_>,
        notes: &mut Vec<Mistake>,
    ) -> Result<Vec<StatedStatement>, Vec<Mistake>> {
        if leaf.is_lone {
            let message = format!("`Statement` is {}; make it a list of statements", leaf.tree.type_name());
            return Err(vec![Mistake { at: leaf.tree.at, message }]);
        }
        let used = self.used(leaf);
        if used.len() > MOST_OPTIONS {
            let message =
                format!("the statement depends on more than {MOST_OPTIONS} options of the template");
            return Err(vec![Mistake { at: leaf.tree.at, message }]);
        }
        let choices = self.choices(leaf, &used, spelling, notes)?;
        let mut outcomes = Vec::new();
        for number in 0..1_u32 << choices.len() {
            let on: Vec<bool> = (0..choices.len()).map(|bit| number & (1 << bit) == 0).collect();
            let off = choices.iter().zip(&on).filter(|(_, on)| !**on);
            let off = off.map(|(choice, _)| (choice.option, choice.off.as_str())).collect();
            let statement = self.outcome(leaf, &Settings { off, n_items: 2 }, true, spelling)?;
            outcomes.push(Outcome { on, statement });
        }
        let merged = merge::merged(&choices, &outcomes).filter(|merged| self.repeats_lists(merged));
        let merged = merged.filter(|merged| {
            // Lists of another length have to follow the same rule.
            [1, 3].into_iter().all(|n_items| {
                let settings = Settings { off: Vec::new(), n_items };
                let all_on = vec![true; choices.len()];
                let expected = self.outcome(leaf, &settings, true, spelling);
                expected.is_ok_and(|expected| {
                    merge::states(&choices, merged, &all_on, n_items, expected.as_ref())
                })
            })
        });
        let merged = merged.ok_or_else(|| {
            let names: Vec<_> =
                used.iter().filter_map(|place| self.options.get(*place)).map(|it| it.parameter.name).collect();
            let message = match names.as_slice() {
                [] => "the catalog cannot state which parts of its values the statement takes".to_owned(),
                names => format!(
                    "the catalog cannot state how the statement depends on `{}`; write a statement for each case",
                    names.join("`, `")
                ),
            };
            vec![Mistake { at: leaf.tree.at, message }]
        })?;
        self.third_states(leaf, &choices, &merged, spelling)?;
        Ok(merged)
    }

    /// True if no entry takes a part of a list.
    fn repeats_lists(&self, statements: &[StatedStatement]) -> bool {
        let lists = self.options.iter().filter(|option| matches!(option.kind, OptionKind::List { .. }));
        let lists: Vec<_> = lists.filter_map(|option| marks::char_of(option.value, 0)).collect();
        statements.iter().flat_map(StatedStatement::entries).all(|entry| {
            lists.iter().all(|mark| !entry.contains(*mark) || entry.contains(&format!("{mark}{REPEATED}")))
        })
    }

    /// The options on which a statement depends and that can be off.
    fn used(&self, leaf: &Leaf<'t>) -> Vec<usize> {
        let mut used = options::used(self.template, self.options, leaf.tree);
        for (name, ..) in &leaf.guards {
            let condition = self.template.conditions.iter().find(|member| member.name == *name);
            let trees = condition.into_iter().flat_map(|member| {
                options::tests(self.template, &member.value).into_iter().chain([&member.value])
            });
            for tree in trees {
                used.extend(options::used(self.template, self.options, tree));
            }
        }
        let can_be_off = |place: &usize| self.options.get(*place).is_some_and(|it| !it.offs.is_empty());
        used.into_iter().filter(can_be_off).collect()
    }

    /// The options with the text of each that makes a policy while it is not given.
    fn choices(
        &self,
        leaf: &Leaf<'t>,
        used: &[usize],
        spelling: &mut MarkSpelling<'_>,
        notes: &mut Vec<Mistake>,
    ) -> Result<Vec<Choice>, Vec<Mistake>> {
        let mut choices = Vec::new();
        for &place in used {
            let Some(option) = self.options.get(place) else { continue };
            let mut first_mistakes = None;
            let mut chosen = None;
            for off in &option.offs {
                let settings = Settings { off: vec![(place, off)], n_items: 2 };
                match self.outcome(leaf, &settings, true, spelling) {
                    Ok(_) => {
                        chosen = Some(off.clone());
                        break;
                    }
                    Err(mistakes) => {
                        first_mistakes.get_or_insert(mistakes);
                    }
                }
            }
            let off = match (chosen, first_mistakes) {
                (Some(off), None) => off,
                (Some(off), Some(_)) => {
                    let message = format!(
                        "with the default of `{}` IAM would refuse this statement; `{off}` counts as not given",
                        option.parameter.name
                    );
                    notes.push(Mistake { at: leaf.tree.at, message });
                    off
                }
                (None, mistakes) => return Err(mistakes.unwrap_or_default()),
            };
            let is_region = self.regions.contains(&option.value) && off == "*";
            let is_default = !option.is_compared && !off.is_empty() && !option.is_flag();
            choices.push(Choice {
                option: place,
                value: option.value,
                off,
                can_replace: is_region || is_default,
            });
        }
        Ok(choices)
    }

    /// Notes texts besides that of "not given" for which the template makes something else.
    fn third_states(
        &self,
        leaf: &Leaf<'t>,
        choices: &[Choice],
        merged: &[StatedStatement],
        spelling: &mut MarkSpelling<'_>,
    ) -> Result<(), Vec<Mistake>> {
        for (idx, choice) in choices.iter().enumerate() {
            let Some(option) = self.options.get(choice.option) else { continue };
            for other in option.offs.iter().filter(|it| **it != choice.off) {
                let settings = Settings { off: vec![(choice.option, other)], n_items: 2 };
                let Ok(outcome) = self.outcome(leaf, &settings, true, spelling) else { continue };
                let mut on = vec![true; choices.len()];
                let as_given =
                    merge::states_with(choices, merged, &on, (choice.value, other), outcome.as_ref());
                if let Some(on) = on.get_mut(idx) {
                    *on = false;
                }
                if !as_given && !merge::states(choices, merged, &on, 2, outcome.as_ref()) {
                    let message = format!(
                        "with `{other}` as `{}` the statement is a third one, beside those with `{}` and with any \
                         other value; the catalog knows given and not given",
                        option.parameter.name, choice.off
                    );
                    return Err(vec![Mistake { at: leaf.tree.at, message }]);
                }
            }
        }
        Ok(())
    }

    /// The statement with some settings; nothing if its conditions leave it out.
    fn outcome(
        &self,
        leaf: &Leaf<'t>,
        settings: &Settings<'_>,
        is_guarded: bool,
        spelling: &mut MarkSpelling<'_>,
    ) -> Result<Option<StatedStatement>, Vec<Mistake>> {
        let given = self.options.iter().enumerate().map(|(place, option)| {
            let off = settings.off.iter().find(|(other, _)| *other == place);
            let given = off.map_or_else(|| option.on(settings.n_items), |(_, text)| option.off(text));
            (option.parameter.name, given)
        });
        let evaluation = Evaluation { template: self.template, given: given.collect() };
        let one = |mistake| vec![mistake];
        for (name, at, expected) in leaf.guards.iter().filter(|_| is_guarded) {
            if evaluation.condition(name, *at, 0).map_err(one)? != *expected {
                return Ok(None);
            }
        }
        match evaluation.resolve(leaf.tree).map_err(one)? {
            Some(tree) => read::statement(&tree, spelling).map(Some),
            None => Ok(None),
        }
    }
}

/// Reads statements that have marks.
pub(super) struct MarkSpelling<'m> {
    marks: &'m Marks,
    spelled: Vec<Spelled>,
}

impl<'m> MarkSpelling<'m> {
    pub(super) fn new(marks: &'m Marks) -> Self {
        Self { marks, spelled: Vec::new() }
    }
}

impl Spelling for MarkSpelling<'_> {
    fn parameter(&mut self, _: &str) -> Option<String> {
        None
    }

    /// A template that names one partition is for that partition; one that inserts it says the rest as is.
    fn partition(&mut self, id: &str) -> Option<String> {
        if self.marks.place("AWS::Partition").is_some() {
            return None;
        }
        let name = spelling::partition()?.to_owned();
        let spelled = Spelled { name: name.clone(), text: id.to_owned() };
        match self.spelled.first() {
            Some(first) => (*first == spelled).then_some(name),
            None => {
                self.spelled.push(spelled);
                Some(name)
            }
        }
    }

    fn mark(&self, c: char) -> Option<&str> {
        let mark = marks::of(c)?;
        Some(self.marks.spelled(mark.value)).filter(|spelled| !spelled.is_empty())
    }
}
