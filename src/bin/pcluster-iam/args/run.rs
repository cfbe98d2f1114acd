//! A run of the product's commands, as arguments: the configuration, and who makes the calls.

mod asked;
mod file;

use clap::Args;
use pcluster_iam::run::{Caller, ConfigurationFile, Known};
use pcluster_iam::{Actor, Commands, Configuration, ReleaseNumber, VERSIONS, Version};

use super::release::{AskedReleases, ReleaseArg, newest};
use super::target::Target;
use super::values::{Given, ValueArgs, unknown_region};
use crate::ui::failure::{Complaint, Failure, note, warn};
use crate::ui::output::listed;
use crate::ui::suggest::similar;

use file::complaints;

pub(crate) use asked::{Asked, tell_not_covered};
pub(crate) use file::NamedFile;

/// The configuration of a run.
#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    #[arg(
        long,
        value_name = "FILE.yaml",
        help = "The configuration file of the cluster or the image, which decides what calls are made"
    )]
    config: Option<String>,
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with = "config",
        help = "A configuration of the catalog, in place of a file"
    )]
    configuration: Option<String>,
    #[arg(
        long,
        value_name = "NAME",
        help = "An option that holds, such as a state of the account (may be repeated)"
    )]
    option: Vec<String>,
    #[arg(long, value_name = "NAME", help = "An option that does not hold (may be repeated)")]
    without: Vec<String>,
    #[arg(
        long,
        value_name = "NAME=VALUE",
        help = "A value of the calls that no parameter of a policy has, such as the bucket of an export (may be repeated)"
    )]
    value: Vec<String>,
    #[arg(
        long = "as",
        value_name = "ACTOR",
        help = "Whose calls are asked about: a node or a function, in place of the user"
    )]
    caller: Option<String>,
}

/// The release whose commands run, with its commands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RunRelease {
    pub(crate) commands: &'static Commands,
}

impl RunRelease {
    /// The release that is asked about, or else that of the policies.
    pub(crate) fn read(targets: &[Target], release: &ReleaseArg) -> Result<Self, Failure> {
        let version = match release.read()? {
            Some(asked) => of_releases(&asked)?,
            None => of_targets(targets)?,
        };
        match version.commands {
            Some(commands) => Ok(Self { commands }),
            None => {
                let known: Vec<_> =
                    VERSIONS.iter().filter(|it| it.commands.is_some()).map(|it| it.id).collect();
                let complaint =
                    Complaint::new(format!("the catalog has no commands of release {}", version.id));
                Err(complaint.help(format!("it has those of {}", known.join(", "))).into())
            }
        }
    }
}

/// The release that is documented for those that are asked about.
fn of_releases(asked: &AskedReleases) -> Result<&'static Version, Failure> {
    let of = |number: &ReleaseNumber| VERSIONS.iter().copied().find(|version| version.holds_for(*number));
    let (documented, others): (Vec<_>, Vec<_>) = asked.releases.iter().partition(|it| of(it).is_some());
    let mut versions: Vec<_> = documented.iter().filter_map(of).collect();
    versions.dedup_by_key(|version| version.id);
    let written =
        |numbers: &[ReleaseNumber]| listed(&numbers.iter().map(ToString::to_string).collect::<Vec<_>>());
    match versions.as_slice() {
        [] => {
            let help = format!("`pcluster-iam list --for {}` prints the nearest that is", asked.name);
            let complaint = Complaint::new(format!("release {} is not documented", asked.name));
            Err(complaint.help(help).into())
        }
        [version] => {
            if !others.is_empty() {
                let are = if others.len() == 1 { "is" } else { "are" };
                let (documented, others) = (written(&documented), written(&others));
                note(format_args!("the answer is for {documented}: {others} {are} not documented"))?;
            }
            Ok(version)
        }
        versions => {
            let ids: Vec<_> = versions.iter().map(|version| version.id.to_owned()).collect();
            let complaint = Complaint::new(format!("{} has the releases {}", asked.name, listed(&ids)));
            Err(complaint.help("name one of them, as their commands differ").into())
        }
    }
}

/// The one release of policies and bundles.
fn of_targets(targets: &[Target]) -> Result<&'static Version, Complaint> {
    let mut ids: Vec<_> =
        targets.iter().filter_map(|target| target.id().split_once('/')).map(|it| it.0).collect();
    ids.dedup();
    match ids.as_slice() {
        [id] => VERSIONS
            .iter()
            .copied()
            .find(|version| version.id == *id)
            .ok_or_else(|| Complaint::new(format!("there is no release {id}"))),
        [] => Err(Complaint::new("no release is named, and its commands differ from those of others")
            .help("add `--for RELEASE`, such as `--for ".to_owned() + &newest().to_string() + "`")),
        ids => Err(Complaint::new(format!("these are policies of {}", ids.join(" and ")))
            .help("add `--for RELEASE` to say which release's commands run")),
    }
}

/// Reads ids of policies and bundles. The release is that of the commands, and for a name without a release
/// that of the policy too.
pub(crate) fn targets(ids: &[String], release: &ReleaseArg) -> Result<Vec<Target>, Failure> {
    let release = |id: &str| if id.contains('/') { &ReleaseArg::NONE } else { release };
    ids.iter().map(|id| Target::read(id, release(id))).collect()
}

impl RunArgs {
    /// The configuration file.
    pub(crate) fn file(&self) -> Result<Option<NamedFile>, Failure> {
        let Some(path) = &self.config else { return Ok(None) };
        let text = crate::input::text(path)?;
        match ConfigurationFile::parse(&text) {
            Ok(file) => Ok(Some(NamedFile { path: path.clone(), file, text })),
            Err(mistakes) => Err(Failure::Use(complaints(path, &text, &mistakes))),
        }
    }

    /// Who makes the calls.
    fn caller(&self, commands: &'static Commands) -> Result<Caller, Complaint> {
        let Some(name) = &self.caller else { return Ok(Caller::User) };
        let of_role = |actor: &&&'static Actor| !actor.as_user;
        let names = commands.actors.iter().filter(of_role).map(|actor| actor.name);
        let actor = commands.actors.iter().find(|actor| of_role(actor) && actor.name == name);
        actor.map(|actor| Caller::Actor(actor)).ok_or_else(|| unknown("actor", name, names))
    }

    /// The named configuration.
    fn configuration(
        &self,
        commands: &'static Commands,
    ) -> Result<Option<&'static Configuration>, Complaint> {
        let Some(name) = &self.configuration else { return Ok(None) };
        let found = commands.configurations.iter().find(|configuration| configuration.name == name);
        let names = commands.configurations.iter().map(|configuration| configuration.name);
        found.map(|found| Some(*found)).ok_or_else(|| unknown("configuration", name, names))
    }

    /// What is asked about, with all mistakes in it.
    pub(crate) fn ask<'f>(
        &self,
        commands: &'static Commands,
        file: Option<&'f NamedFile>,
        values: &ValueArgs,
    ) -> Result<(Asked<'f>, Vec<Complaint>), Failure> {
        let (known, mut wrong) = self.known(commands, file);
        wrong.extend(file.and_then(|file| file.foreign(commands)));
        for doubt in file.into_iter().flat_map(|file| file.doubts(commands)) {
            warn(&doubt)?;
        }
        let (mut given, of_values) = Given::read(values)?;
        let region = file.and_then(|file| file.region(commands));
        if let Some(doubt) = region.and_then(|region| given.add_region(region)) {
            warn(&doubt)?;
        }
        wrong.extend(of_values.into_iter().chain(unknown_region(&given)));
        let mut keep = |complaint| wrong.push(complaint);
        let caller = self.caller(commands).map_err(&mut keep).unwrap_or(Caller::User);
        let configuration = self.configuration(commands).map_err(&mut keep).unwrap_or_default();
        Ok((Asked { commands, caller, known, file, configuration, given, examples: Vec::new() }, wrong))
    }

    /// What is known of the run besides values, with the mistakes in it.
    fn known<'f>(
        &self,
        commands: &'static Commands,
        file: Option<&'f NamedFile>,
    ) -> (Known<'f>, Vec<Complaint>) {
        let mut known = Known::new();
        let mut wrong = Vec::new();
        if let Some(file) = file {
            known = known.file(&file.file);
        }
        let stated = self.option.iter().map(|name| (name, true));
        for (name, holds) in stated.chain(self.without.iter().map(|name| (name, false))) {
            match commands.option(name) {
                Some(option) => known = known.option(option, holds),
                None => {
                    let names = commands.options.iter().map(|option| option.name);
                    wrong.push(unknown("option", name, names));
                }
            }
        }
        for text in &self.value {
            match text.split_once('=') {
                Some((name, value)) if commands.value(name).is_some() => known = known.value(name, value),
                Some((name, _)) => {
                    let names = commands.values.iter().map(|value| value.name);
                    wrong.push(unknown("value", name, names));
                }
                None => wrong.push(
                    Complaint::new(format!("`--value {}` has no `=`", text.escape_debug()))
                        .help("write `--value NAME=VALUE`"),
                ),
            }
        }
        (known, wrong)
    }
}

/// The message about a name that the release's commands do not have.
pub(crate) fn unknown(what: &str, name: &str, names: impl Iterator<Item = &'static str>) -> Complaint {
    let names: Vec<_> = names.collect();
    let complaint = Complaint::new(format!("no {what} is named `{}`", name.escape_debug()));
    match similar(name, names.iter().copied()).first() {
        Some(meant) => complaint.help(format!("did you mean `{meant}`?")),
        None if names.is_empty() => complaint.help(format!("the release has no {what}s")),
        None => complaint.help(format!("the {what}s are {}", names.join(", "))),
    }
}
