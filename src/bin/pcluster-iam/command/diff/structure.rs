//! `--structure`: how two sides are written, statement by statement.

mod json;
mod text;

use pcluster_iam::compare::{StatementPair, StatementPlace, Structure};
use pcluster_iam::document::{Document, Statement};

use super::DiffArgs;
use crate::args::format::ReportFormat;
use crate::input::holder::{FilePlace, Holder};
use crate::ui::failure::{Complaint, Failure};
use crate::ui::output::{plain, print};

pub(super) fn run(a: &Holder, b: &Holder, args: &DiffArgs) -> Result<(), Failure> {
    let (a, b) = (StructureSide::new(&args.a, a), StructureSide::new(&args.b, b));
    let structure = Structure::new(&a.documents, &b.documents)
        .map_err(|error| Complaint::new(error.to_string()).help("compare smaller parts"))?;
    let view = StructureView { structure, a, b };
    match args.format.format {
        ReportFormat::Text => print(text::text(&view))?,
        ReportFormat::Json => print(format_args!("{:#}", json::of(&view)))?,
        ReportFormat::Markdown => print(text::markdown(&view))?,
        ReportFormat::Github => print(text::github(&view))?,
    }
    if view.structure.has_same_content() { Ok(()) } else { Err(Failure::Told(1)) }
}

/// A comparison with its sides.
struct StructureView<'v> {
    structure: Structure,
    a: StructureSide<'v>,
    b: StructureSide<'v>,
}

/// The documents of a side.
struct StructureSide<'v> {
    name: &'v str,
    holder: &'v Holder,
    sources: Vec<&'v str>,
    documents: Vec<&'v Document>,
}

impl<'v> StructureSide<'v> {
    fn new(name: &'v str, holder: &'v Holder) -> Self {
        let (sources, documents) = holder.documents().unzip();
        Self { name, holder, sources, documents }
    }

    fn statement(&self, place: StatementPlace) -> Option<&'v Statement> {
        self.documents.get(place.document)?.statements.get(place.idx)
    }

    /// The statement as messages name it: with its policy if the side has several.
    fn name_of(&self, place: StatementPlace) -> String {
        let name = self.statement(place).map(Statement::name).unwrap_or_default();
        match self.sources.get(place.document) {
            Some(source) if self.sources.len() > 1 => plain(&format!("{name} of {source}")),
            _ => plain(&name),
        }
    }

    /// The path, the line and the column of a statement in a file.
    fn place(&self, place: StatementPlace) -> Option<FilePlace> {
        self.holder.place(self.sources.get(place.document)?, self.statement(place)?.span)
    }
}

impl StructureView<'_> {
    /// A statement, or two that stand for each other, by name.
    fn title(&self, pair: &StatementPair) -> String {
        let a = pair.a.map(|place| self.a.name_of(place));
        let b = pair.b.map(|place| self.b.name_of(place));
        match (a, b) {
            (Some(a), Some(b)) if a == b => a,
            (Some(a), Some(b)) => format!("{a} (A), {b} (B)"),
            (Some(a), None) => format!("only in A: {a}"),
            (None, Some(b)) => format!("only in B: {b}"),
            (None, None) => String::new(),
        }
    }
}
