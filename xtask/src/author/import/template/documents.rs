//! The documents of a template for a comparison: with the defaults of its parameters, and with its options.

use serde_json::{Map, Value};

use super::evaluate::{Evaluation, Given};
use super::marks::Marks;
use super::options::{self, TemplateOption};
use super::variants::MarkSpelling;
use super::{Template, read};
use crate::author::import::read::{Mistake, statement};
use crate::tree::Tree;

/// A policy of a template. Where the template inserts a value, the document has the template's own text
/// for it, such as `${AWS::AccountId}`.
#[derive(Debug)]
pub(in crate::author) struct TemplateDocument {
    /// Its resource, with the name of the policy if the resource has several.
    pub(in crate::author) name: String,
    /// The document with the defaults of the parameters.
    pub(in crate::author) by_default: Value,
    /// The document with a value for every parameter.
    pub(in crate::author) with_options: Value,
}

/// The policies of a template and the places of those that are not read, or every mistake in it.
pub(in crate::author) fn documents(
    tree: &Tree,
) -> Result<(Vec<TemplateDocument>, Vec<Mistake>), Vec<Mistake>> {
    let (template, found, unread) = read(tree).map_err(|mistake| vec![mistake])?;
    let trees: Vec<_> = found.iter().map(|found| found.document).collect();
    let options = options::options(&template, &trees);
    let run = Run { template: &template, options: &options };
    let (mut documents, mut mistakes) = (Vec::new(), Vec::new());
    for found in &found {
        for (at, key) in found.document.repeated() {
            let message =
                format!("the key `{key}` appears twice in one object, so the policy has two readings");
            mistakes.push(Mistake { at, message });
        }
        match (run.by_default(found.document), run.document(found.document, &[])) {
            (Ok(by_default), Ok(with_options)) => documents.push(TemplateDocument {
                name: found.name.clone(),
                by_default: unmarked(by_default.to_value(), &template.marks),
                with_options: unmarked(with_options.to_value(), &template.marks),
            }),
            // Both have most mistakes in common.
            (Err(mistake), _) | (_, Err(mistake)) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() { Ok((documents, unread)) } else { Err(mistakes) }
}

struct Run<'t, 'o> {
    template: &'t Template<'t>,
    options: &'o [TemplateOption<'t>],
}

impl Run<'_, '_> {
    fn by_default(&self, document: &Tree) -> Result<Tree, Mistake> {
        let mut offs = Vec::new();
        for (place, option) in self.options.iter().enumerate() {
            // As for an import, a text that IAM would refuse in the policy is not the one for "not given".
            let mut is_valid = |off: &&String| {
                self.document(document, &[(place, off)]).is_ok_and(|document| self.is_valid(&document))
            };
            let valid = option.offs.iter().find(&mut is_valid);
            offs.extend(valid.or(option.offs.first()).map(|off| (place, off.as_str())));
        }
        self.document(document, &offs)
    }

    /// A document with these texts for options, by their places, and with the others on.
    fn document(&self, document: &Tree, offs: &[(usize, &str)]) -> Result<Tree, Mistake> {
        let given = self.options.iter().enumerate().map(|(place, option)| {
            let off = offs.iter().find(|(other, _)| *other == place);
            let given: Given = off.map_or_else(|| option.on(1), |(_, text)| option.off(text));
            (option.parameter.name, given)
        });
        let evaluation = Evaluation { template: self.template, given: given.collect() };
        evaluation.resolve(document)?.ok_or_else(|| Mistake {
            at: document.at,
            message: "the template leaves out the whole document".to_owned(),
        })
    }

    fn is_valid(&self, document: &Tree) -> bool {
        let statements = document.get("Statement").map(Tree::elements).unwrap_or_default();
        let mut spelling = MarkSpelling::new(&self.template.marks);
        statements.iter().all(|it| statement(it, &mut spelling).is_ok())
    }
}

/// A document with the template's own texts in place of marks.
fn unmarked(value: Value, marks: &Marks) -> Value {
    match value {
        Value::String(text) => Value::String(marks.shown(&text)),
        Value::Array(elements) => elements.into_iter().map(|element| unmarked(element, marks)).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, unmarked(value, marks)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        value => value,
    }
}
