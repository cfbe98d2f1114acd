//! What two sides grant, against each other.

use std::fmt::{self, Write as _};

use pcluster_iam::compare::{Comparison, Relation, Side, StatementSource, compare};
use serde_json::{Value, json};

use super::DiffArgs;
use crate::args::format::ReportFormat;
use crate::input::holder::Holder;
use crate::ui::differences::{DifferenceView, annotations, in_json, in_markdown, in_text};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::github::Annotation;
use crate::ui::output::{STRONG, code, listed, plain, print};

pub(super) fn run(a: &Holder, b: &Holder, args: &DiffArgs) -> Result<(), Failure> {
    let comparison =
        compare(&a.policies, &b.policies).map_err(|error| Complaint::new(plain(&error.to_string())))?;
    let place = |side: Side, statement: &StatementSource| {
        let holder = if side == Side::A { a } else { b };
        holder.place(&statement.source, statement.span)
    };
    let view = DifferenceView {
        names: ["A", "B"],
        place: &place,
        remarks: &|_| Vec::new(),
        is_expanded: args.expand,
    };
    let answer = DiffAnswer { args, sides: [a, b], comparison: &comparison, view };
    match args.format.format {
        ReportFormat::Text => print(answer.text().unwrap_or_default().trim_end())?,
        ReportFormat::Json => print(format_args!("{:#}", answer.json()))?,
        ReportFormat::Markdown => print(answer.markdown().unwrap_or_default().trim_end())?,
        ReportFormat::Github => print(answer.github())?,
    }
    if comparison.relation() == Relation::Equal { Ok(()) } else { Err(Failure::Told(1)) }
}

struct DiffAnswer<'d> {
    args: &'d DiffArgs,
    sides: [&'d Holder; 2],
    comparison: &'d Comparison,
    view: DifferenceView<'d>,
}

const ONLY_A: &str = "Only A allows";
const ONLY_B: &str = "Only B allows";

impl DiffAnswer<'_> {
    fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        writeln!(text, "A: {}", plain(&self.args.a))?;
        writeln!(text, "B: {}", plain(&self.args.b))?;
        writeln!(text, "\n{STRONG}{}{STRONG:#}", self.sentence())?;
        in_text(&mut text, ONLY_A, &self.comparison.only_a, &self.view)?;
        in_text(&mut text, ONLY_B, &self.comparison.only_b, &self.view)?;
        self.remarks().iter().try_for_each(|remark| writeln!(text, "\n{remark}"))?;
        Ok(text)
    }

    fn markdown(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        writeln!(text, "# {} and {}\n", code(&self.args.a), code(&self.args.b))?;
        writeln!(text, "{} A is {}, B is {}.", self.sentence(), code(&self.args.a), code(&self.args.b))?;
        in_markdown(&mut text, ONLY_A, &self.comparison.only_a, &self.view)?;
        in_markdown(&mut text, ONLY_B, &self.comparison.only_b, &self.view)?;
        self.remarks().iter().try_for_each(|remark| writeln!(text, "\n{remark}"))?;
        Ok(text)
    }

    fn github(&self) -> String {
        let only_a = annotations(Annotation::Warning, ONLY_A, &self.comparison.only_a, &self.view);
        let only_b = annotations(Annotation::Warning, ONLY_B, &self.comparison.only_b, &self.view);
        only_a.into_iter().chain(only_b).collect::<Vec<_>>().join("\n")
    }

    fn json(&self) -> Value {
        let list = |differences: &[pcluster_iam::compare::Difference]| {
            differences.iter().map(|it| in_json(it, &self.view)).collect::<Vec<_>>()
        };
        let [a, b] = self.sides;
        let policies = |holder: &Holder| {
            holder
                .policies
                .sources()
                .map(|(layer, source)| json!({ "source": source, "layer": layer.to_string() }))
                .collect::<Vec<_>>()
        };
        json!({
            "relation": self.comparison.relation(),
            "relation-of-possible": self.comparison.relation_of_possible(),
            "a": { "name": self.args.a, "policies": policies(a) },
            "b": { "name": self.args.b, "policies": policies(b) },
            "only-a": list(&self.comparison.only_a),
            "only-b": list(&self.comparison.only_b),
            "without-facts": self.comparison.without_facts,
        })
    }

    /// The relation in words.
    fn sentence(&self) -> &'static str {
        match self.comparison.relation() {
            Relation::Equal => "A is equal to B: both allow the same requests.",
            Relation::Narrower => "A is narrower than B: B allows all that A allows, and more.",
            Relation::Wider => "A is wider than B: A allows all that B allows, and more.",
            Relation::Incomparable => {
                "A and B are incomparable: each allows requests that the other does not allow."
            }
        }
    }

    /// What else is to be known about the answer.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let by_facts = self.comparison.relation_of_possible();
        if by_facts != self.comparison.relation() {
            remarks.push(format!(
                "By the requests that exist today, A is {by_facts} {} B.",
                if by_facts == Relation::Equal { "to" } else { "than" }
            ));
        }
        if !self.comparison.without_facts.is_empty() {
            let services: Vec<_> = self.comparison.without_facts.iter().map(|it| plain(it)).collect();
            remarks.push(format!(
                "The catalog has no facts about {}: their actions are compared as patterns of names.",
                listed(&services)
            ));
        }
        remarks
    }
}
