//! The ways to make policies fit. Each is tried before it is named.

use pcluster_iam::Policy;
use pcluster_iam::document::InlineTotal;
use pcluster_iam::fit::{Limits, UnfitError, minimize};
use pcluster_iam::quota::{self, Attachment};

use super::answer::Answer;
use super::args::SizeArgs;
use super::measure::{Home, Measured};
use super::together::Together;
use crate::args::values::{Given, render_command};
use crate::ui::output::{grouped, plain};

/// What the ways depend on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Advice<'a> {
    pub(super) args: &'a SizeArgs,
    pub(super) given: &'a Given,
    /// The ids of the policies and bundles.
    pub(super) ids: &'a [&'static str],
    pub(super) answer: &'a Answer<'a>,
}

impl Advice<'_> {
    /// The ways, each in a sentence.
    pub(super) fn lines(&self) -> Vec<String> {
        let answer = self.answer;
        let mut lines = Vec::new();
        match answer.attachment() {
            Attachment::Managed => {
                let is_long = |it: &&Measured| {
                    it.size > answer.limits.characters && !matches!(it.home, Home::Inline | Home::Other(_))
                };
                answer.measured.iter().filter(is_long).for_each(|it| lines.extend(self.of_document(it)));
                let is_over = |it: &&Together| it.is_one_identity && !it.number().fits();
                if let Some(together) = answer.together.as_ref().filter(is_over) {
                    lines.extend(self.of_number(together));
                }
                let is_long =
                    |total: &&&InlineTotal| total.size > Attachment::Inline(total.identity.kind).quota().most;
                if answer.identities.iter().any(|total| is_long(&total)) {
                    lines.push(format!("{INLINE}; each managed policy has a quota of its own"));
                }
            }
            inline @ Attachment::Inline(_) => lines.extend(self.of_inline(inline)),
        }
        lines
    }

    /// The way to pack all policies, as a command if there is one.
    pub(super) fn packing(&self) -> Option<String> {
        let is_filled = |it: &Measured| it.policy.is_some() && it.partitions.is_empty();
        let is_rendered = self.answer.measured.iter().all(is_filled);
        is_rendered.then(|| self.command(&self.policies(), &self.ids.join(" "), "--pack"))
    }

    /// The ways for a document that is longer than a managed policy.
    fn of_document(&self, it: &Measured) -> Vec<String> {
        let name = format!("`{}`", plain(&it.name));
        let mut lines = Vec::new();
        let is_exact = it.partitions.is_empty();
        let command = |options| match it.policy {
            Some(policy) if is_exact => self.command(&[policy], policy.id, options),
            Some(_) => format!("`{options}` of `pcluster-iam render`, with your values,"),
            None if options == "--minimize" => "the function `fit::minimize` of the library".to_owned(),
            None => "the function `fit::split` of the library".to_owned(),
        };
        match &it.division {
            Some(Ok(1)) | None => {}
            Some(Ok(number)) => lines.push(format!(
                "{} divides {name} into {number} managed policies that together grant the same",
                command("--fit managed")
            )),
            Some(Err(UnfitError::Documents { documents, most, .. })) => {
                let raised = more(*documents).map_or_else(String::new, |more| format!(": {more}"));
                lines.push(format!(
                    "divided, {name} takes {documents} managed policies, and an identity may have {most}{raised}"
                ));
            }
            Some(Err(error)) => lines.push(format!("{name} cannot be divided: {error}")),
        }
        let most = self.answer.limits.characters;
        if let Some(size) = it.size_without_escapes.filter(|size| *size <= most) {
            let size = grouped(size);
            lines.push(format!("{name} fits without the escapes that JSON does not need: {size} characters"));
            return lines;
        }
        if let Some(document) = it.document.as_ref().filter(|_| !self.args.minimize) {
            let smaller = minimize(document).size();
            if smaller <= most {
                let smaller = grouped(smaller);
                lines.push(format!(
                    "{} makes it small enough: {smaller} characters that grant the same",
                    command("--minimize")
                ));
            }
        }
        lines
    }

    /// The ways for more managed policies than an identity may have.
    fn of_number(&self, together: &Together) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(packed) = together.fewer() {
            lines.push(match self.packing() {
                Some(command) => format!("{command} puts them into {}", counted(packed)),
                None => format!("packed, they take {}", counted(packed)),
            });
        }
        let fewest = together.n_packed.unwrap_or(together.n_managed);
        if fewest > together.most_managed {
            lines.extend(more(fewest));
        }
        lines
    }

    /// The ways for inline policies that are too long: those of one identity together, the others alone.
    fn of_inline(&self, attachment: Attachment) -> Vec<String> {
        let answer = self.answer;
        let is_long = |size| size > attachment.quota().most;
        let open = || answer.measured.iter().filter(|it| answer.is_open(it));
        let together = answer.together.as_ref().map(|it| {
            let parts: Vec<_> = open().filter(|it| it.is_part(answer.asked)).collect();
            (parts, is_long(it.size))
        });
        let alone = open().filter(|it| together.is_none() || !it.is_part(answer.asked));
        let alone: Vec<_> = alone.map(|it| (vec![it], is_long(it.size))).collect();
        let long = together.into_iter().chain(alone).filter(|(_, is_long)| *is_long);
        let ways: Vec<_> = long.flat_map(|(parts, _)| self.of_parts(&parts, attachment)).collect();
        std::iter::once(INLINE.to_owned()).chain(ways).collect()
    }

    /// The ways for the inline policies of one identity.
    fn of_parts(&self, parts: &[&Measured], attachment: Attachment) -> Vec<String> {
        let limits = self.answer.limits;
        let mut lines = Vec::new();
        let is_rendered = parts.iter().all(|it| it.policy.is_some() && it.partitions.is_empty());
        let policies: Vec<_> = parts.iter().filter_map(|it| it.policy).collect();
        let ids: Vec<_> = if parts.len() == self.answer.measured.len() {
            self.ids.to_vec()
        } else {
            policies.iter().map(|policy| policy.id).collect()
        };
        let command = |options: &str| is_rendered.then(|| self.command(&policies, &ids.join(" "), options));
        let numbers = parts.iter().map(|it| it.division.as_ref()?.as_ref().ok().copied());
        let n_managed = numbers.sum::<Option<usize>>().filter(|number| *number <= limits.documents);
        if let Some(n_managed) = n_managed {
            let quota =
                if n_managed == 1 { "which has a quota of its own" } else { "each with a quota of its own" };
            lines.push(match command("--fit managed") {
                Some(command) => format!("{command} makes {}, {quota}", counted(n_managed)),
                None => format!("{} can take it, {quota}", counted(n_managed)),
            });
        }
        let documents = parts.iter().map(|it| it.document.as_ref().filter(|_| !self.args.minimize));
        let smaller = documents.map(|it| it.map(|it| minimize(it).size())).sum::<Option<usize>>();
        if let Some(smaller) = smaller.filter(|smaller| *smaller <= attachment.quota().most) {
            let smaller = grouped(smaller);
            let way = command(&format!("--minimize --fit {}", attachment.as_str()));
            let way = way.unwrap_or_else(|| "the function `fit::minimize` of the library".to_owned());
            lines.push(format!("{way} makes it small enough: {smaller} characters that grant the same"));
        }
        lines
    }

    fn policies(&self) -> Vec<&'static Policy> {
        self.answer.measured.iter().filter_map(|it| it.policy).collect()
    }

    fn command(&self, policies: &[&Policy], ids: &str, options: &str) -> String {
        let minimize = if self.args.minimize { " --minimize" } else { "" };
        let is_one = policies.len() == 1 && options.starts_with("--minimize");
        let output = if is_one { "" } else { " --output FOLDER" };
        let is_managed = ["--fit managed", "--pack"].contains(&options);
        let limit = if self.args.fit.is_limited() && is_managed {
            format!(" --max-attachments {}", self.answer.limits.documents)
        } else {
            String::new()
        };
        let options = format!("{options}{limit}{minimize}{output}");
        render_command(ids, policies, &self.args.values, self.given, &options)
    }
}

/// The advice about inline policies.
const INLINE: &str =
    "all inline policies of an identity have their quota together, so that dividing them gains nothing";

/// The way of a larger quota, if AWS grants one so large.
fn more(number: usize) -> Option<String> {
    let quotas = [quota::MANAGED_POLICIES_OF_ROLE, quota::MANAGED_POLICIES_OF_USER];
    let most = quotas.iter().filter_map(|quota| quota.increased).max()?;
    let condition = if number <= Limits::of(Attachment::Managed).documents {
        "if the identity has so few other policies"
    } else {
        "if AWS has raised the quota of the identity"
    };
    (number <= most).then(|| format!("{condition}, give `--max-attachments {number}`"))
}

/// A number of managed policies.
pub(super) fn counted(n_policies: usize) -> String {
    if n_policies == 1 { "1 managed policy".to_owned() } else { format!("{n_policies} managed policies") }
}
