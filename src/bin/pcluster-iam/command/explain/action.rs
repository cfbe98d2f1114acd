//! An action: AWS's facts about it, the statements that grant it, and the commands that use it.

use pcluster_iam::explain::{CommandUsage, Grant, grants, usages};
use pcluster_iam::{Action, Change, Denied, ResourceType, VERSIONS};

use crate::args::action::unknown_action;
use crate::ui::failure::{Complaint, Failure};

/// An action and what the catalog has about it.
#[derive(Debug)]
pub(super) struct ActionAnswer {
    /// The full name, in AWS's spelling if AWS has it.
    pub(super) name: String,
    pub(super) known: Option<Action>,
    pub(super) grants: Vec<Grant>,
    pub(super) usages: Vec<CommandUsage>,
    /// The first release of the catalog whose policies grant it.
    pub(super) since: Option<&'static str>,
}

impl ActionAnswer {
    /// The answer, with the policies of these ids alone.
    pub(super) fn new(name: &str, ids: Option<&[&str]>) -> Result<Self, Failure> {
        let known = pcluster_iam::action(name);
        if name.contains(['*', '?']) {
            let complaint = Complaint::new(format!(
                "`{}` is a pattern, and `explain` takes one action",
                name.escape_debug()
            ));
            let help = "name the action; `pcluster-iam explain ID` shows what a policy's patterns match";
            return Err(complaint.help(help).into());
        }
        if let Some(complaint) = unknown_action(name) {
            return Err(complaint.into());
        }
        let name = known.map_or_else(|| name.to_owned(), |action| action.to_string());
        let all = grants(&name);
        let versions = VERSIONS.iter().map(|version| version.id);
        let since = versions.into_iter().find(|id| all.iter().any(|grant| grant.policy.version == *id));
        let is_asked = |id: &str| ids.is_none_or(|ids| ids.contains(&id));
        let grants: Vec<Grant> = all.into_iter().filter(|grant| is_asked(grant.policy.id)).collect();
        let mut usages = usages(&name);
        usages.retain(|usage| usage.version.policies.iter().any(|policy| is_asked(policy.id)));
        Ok(Self { name, known, grants, usages, since })
    }

    /// The kind of the action, as a sentence without a period.
    pub(super) fn kind(&self) -> String {
        match self.known {
            Some(action) => format!("{} action of {}", action.access_level(), action.service().name),
            None => "an action without facts in the catalog".to_owned(),
        }
    }

    /// The facts about the action, each with its name.
    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if let Some(action) = self.known {
            let types: Vec<_> = action.resource_types().map(ResourceType::name).collect();
            facts.push(match types.as_slice() {
                [] => ("resources", "none: only `*` grants it".to_owned()),
                types => ("resources", types.join(", ")),
            });
            let mut requires: Vec<_> = action.authorizes().map(|it| it.action).collect();
            requires.dedup();
            if !requires.is_empty() {
                facts.push(("may also require", requires.join(", ")));
            }
        }
        if let Some(since) = self.since {
            facts.push(("granted since", format!("{since}, of the releases in the catalog")));
        }
        facts
    }

    /// The grants of the newest release among them, each reason once.
    pub(super) fn newest(&self) -> Vec<Grant> {
        let newest = self.grants.last().map(|grant| grant.policy.version);
        let mut grants: Vec<Grant> = Vec::new();
        for grant in self.grants.iter().filter(|grant| Some(grant.policy.version) == newest) {
            if !grants.iter().any(|known| known.statement.why == grant.statement.why) {
                grants.push(*grant);
            }
        }
        grants
    }

    /// The additions to what AWS documents, by which the action is granted, each with the ids of its policies.
    pub(super) fn changes(&self) -> Vec<(&'static str, Change, Vec<&'static str>)> {
        let mut changes: Vec<(&'static str, Change, Vec<&'static str>)> = Vec::new();
        for grant in &self.grants {
            let Some(change) = grant.change() else { continue };
            let entry = grant.action.map_or(grant.statement.name, |entry| entry.text);
            match changes.iter_mut().find(|(known, it, _)| *known == entry && *it == change) {
                Some((.., ids)) => ids.push(grant.policy.id),
                None => changes.push((entry, change, vec![grant.policy.id])),
            }
        }
        changes
    }

    /// The usages, those that differ only in their release as one.
    pub(super) fn usages(&self) -> Vec<UsageRow> {
        let mut rows: Vec<UsageRow> = Vec::new();
        // The newest release first.
        let releases = self.usages.chunk_by(|first, second| first.version.id == second.version.id);
        for usage in releases.rev().flatten() {
            let release = usage.version.id;
            let row = UsageRow::new(usage);
            match rows.iter_mut().find(|known| known.is_same(&row)) {
                Some(known) if known.releases.first() == Some(&release) => {}
                Some(known) => known.releases.insert(0, release),
                None => rows.push(row),
            }
        }
        rows
    }

    /// The message that nothing grants the action.
    pub(super) fn refusal(&self) -> Option<Complaint> {
        self.grants.is_empty().then(|| {
            let complaint = Complaint::new(format!("no policy of the catalog grants `{}`", self.name));
            match self.since {
                Some(since) => {
                    complaint.help(format!("policies of other releases do, {since} the first of them"))
                }
                None => complaint,
            }
        })
    }
}

/// A call of a command in several releases.
#[derive(Debug)]
pub(super) struct UsageRow {
    pub(super) command: &'static str,
    pub(super) releases: Vec<&'static str>,
    pub(super) by: &'static str,
    pub(super) call: &'static str,
    pub(super) denied: &'static str,
    /// The options with which the call is made.
    pub(super) when: String,
}

impl UsageRow {
    fn new(usage: &CommandUsage) -> Self {
        let step = usage.step;
        let with = step.when.iter().map(|option| option.name.to_owned());
        let without = step.unless.iter().map(|option| format!("not {}", option.name));
        Self {
            command: usage.command.name,
            releases: vec![usage.version.id],
            by: step.by.name,
            call: step.call,
            denied: match step.denied {
                Denied::Fatal => "fails",
                Denied::Tolerated => "goes on",
                Denied::Unknown => "not known",
            },
            when: with.chain(without).collect::<Vec<_>>().join(", "),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let key = |row: &Self| (row.command, row.by, row.call, row.denied);
        key(self) == key(other) && self.when == other.when
    }
}
