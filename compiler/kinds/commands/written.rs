//! The commands of a release as they are written.

use toml::de::DeTable;

use crate::compiler::kinds::commands::keys::{
    ACTOR, COMMAND, COMMANDS, CONFIGURATION, OPTION, SEQUENCE, STEP, VALUE,
};
use crate::compiler::kinds::reading::{Hidden, Opened, Written, WrittenLine, lines, open};
use crate::compiler::schema::TableKind;
use crate::compiler::schema::fields::{self, Fields, TableReading};
use crate::compiler::source::files::{Disk, FolderEntry};
use crate::compiler::source::{Span, Spanned};

/// The file of a release's commands.
#[derive(Debug)]
pub struct WrittenCommands {
    pub about: Option<Spanned<String>>,
    pub package: Option<Spanned<String>>,
    pub same_as: Option<Spanned<String>>,
    pub without: Vec<Spanned<String>>,
    pub configurations: Written<WrittenConfiguration>,
    pub actors: Written<WrittenActor>,
    pub options: Written<WrittenOption>,
    pub values: Written<WrittenValue>,
    pub sequences: Written<WrittenSequence>,
    pub commands: Written<WrittenCommand>,
}

#[derive(Debug)]
pub struct WrittenConfiguration {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub options: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub struct WrittenActor {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub policies: Vec<Spanned<String>>,
}

#[derive(Debug)]
pub struct WrittenOption {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub paths: Vec<Spanned<String>>,
    pub flag: Option<Spanned<String>>,
    pub any: Vec<Spanned<String>>,
    pub is: Vec<Spanned<String>>,
    pub lacks: Vec<Spanned<String>>,
    pub is_assumed: bool,
}

#[derive(Debug)]
pub struct WrittenValue {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub paths: Vec<Spanned<String>>,
    pub flag: Option<Spanned<String>>,
    pub text: Option<Spanned<String>>,
    pub digest: Option<Spanned<String>>,
    pub digits: Option<Spanned<u64>>,
    pub after: Option<Spanned<String>>,
    pub until: Option<Spanned<String>>,
    pub otherwise: Option<Spanned<String>>,
}

#[derive(Debug)]
pub struct WrittenSequence {
    pub name: Spanned<String>,
    pub by: Option<Spanned<String>>,
    pub facts: WrittenStepFacts,
    pub steps: Vec<WrittenStep>,
}

#[derive(Debug)]
pub struct WrittenCommand {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub by: Option<Spanned<String>>,
    pub reads: Option<Spanned<String>>,
    pub not_covered: Option<Spanned<String>>,
    pub facts: WrittenStepFacts,
    pub steps: Vec<WrittenStep>,
}

/// The facts of a step that the sequence or the command around it can state for all its steps.
#[derive(Debug)]
pub struct WrittenStepFacts {
    pub when: Vec<Spanned<String>>,
    pub unless: Vec<Spanned<String>>,
    pub denied: Option<Spanned<String>>,
    pub evidence: Option<Spanned<String>>,
    /// True for what was not seen in a run.
    pub is_read: bool,
}

#[derive(Debug)]
pub struct WrittenStep {
    pub place: Span,
    pub calls: Vec<Spanned<String>>,
    pub sequence: Option<Spanned<String>>,
    pub on: Vec<Spanned<String>>,
    pub authorizes: Vec<Spanned<String>>,
    /// True if it needs no permission.
    pub is_free: bool,
    pub context: Vec<WrittenLine>,
    /// The condition keys that the request does not have.
    pub absent: Vec<Spanned<String>>,
    pub by: Option<Spanned<String>>,
    pub facts: WrittenStepFacts,
    pub effect: Option<Spanned<String>>,
}

/// Reads the file of a release's commands.
pub fn read(disk: &mut Disk<'_>, found: &FolderEntry) -> WrittenCommands {
    let opened = open(disk, found);
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &COMMANDS);
    let cx = &mut opened.context(disk);
    let opened = &opened;
    WrittenCommands {
        about: fields.text("about"),
        package: fields.text("package"),
        same_as: fields.text("same-as"),
        without: fields.texts("without"),
        configurations: named(cx, &fields, "configuration", &CONFIGURATION, |_, name, fields| {
            WrittenConfiguration { name, summary: fields.text("summary"), options: fields.texts("options") }
        }),
        actors: named(cx, &fields, "actor", &ACTOR, |_, name, fields| WrittenActor {
            name,
            summary: fields.text("summary"),
            policies: fields.texts("policies"),
        }),
        options: named(cx, &fields, "option", &OPTION, |_, name, fields| option(name, fields)),
        values: named(cx, &fields, "value", &VALUE, |_, name, fields| value(name, fields)),
        sequences: named(cx, &fields, "sequence", &SEQUENCE, |cx, name, fields| WrittenSequence {
            name,
            by: fields.text("by"),
            facts: facts(fields),
            steps: steps(cx, opened, fields),
        }),
        commands: named(cx, &fields, "command", &COMMAND, |cx, name, fields| WrittenCommand {
            name,
            summary: fields.text("summary"),
            by: fields.text("by"),
            reads: fields.text("reads"),
            not_covered: fields.text("not-covered"),
            facts: facts(fields),
            steps: steps(cx, opened, fields),
        }),
    }
}

/// Reads the tables of a key that have names; one without a name may have any.
fn named<T>(
    cx: &mut TableReading<'_>,
    fields: &Fields<'_>,
    key: &str,
    kind: &'static TableKind,
    take: impl Fn(&mut TableReading<'_>, Spanned<String>, &Fields<'_>) -> T,
) -> Written<T> {
    let mut written = Written::default();
    let mut is_nameless = fields.broken().contains(&key);
    for (place, table) in fields.tables(key) {
        let fields = fields::read(cx, table, kind, place, &[]);
        match fields.text("name") {
            Some(name) => written.items.push(take(cx, name, &fields)),
            None => is_nameless = true,
        }
    }
    written.hidden = Hidden { names: Vec::new(), is_all: is_nameless };
    written
}

fn option(name: Spanned<String>, fields: &Fields<'_>) -> WrittenOption {
    WrittenOption {
        name,
        summary: fields.text("summary"),
        paths: fields.texts("path"),
        flag: fields.text("flag"),
        any: fields.texts("any"),
        is: fields.texts("is"),
        lacks: fields.texts("lacks"),
        is_assumed: fields.flag("assumed"),
    }
}

fn value(name: Spanned<String>, fields: &Fields<'_>) -> WrittenValue {
    WrittenValue {
        name,
        summary: fields.text("summary"),
        paths: fields.texts("path"),
        flag: fields.text("flag"),
        text: fields.text("text"),
        digest: fields.text("digest"),
        digits: fields.number("digits"),
        after: fields.text("after"),
        until: fields.text("until"),
        otherwise: fields.text("otherwise"),
    }
}

fn facts(fields: &Fields<'_>) -> WrittenStepFacts {
    WrittenStepFacts {
        when: fields.texts("when"),
        unless: fields.texts("unless"),
        denied: fields.text("denied"),
        evidence: fields.text("evidence"),
        is_read: fields.flag("read"),
    }
}

fn steps(cx: &mut TableReading<'_>, opened: &Opened, fields: &Fields<'_>) -> Vec<WrittenStep> {
    let step = |(place, table): (Span, &DeTable<'_>)| {
        let fields = fields::read(cx, table, &STEP, place, &[]);
        WrittenStep {
            place,
            calls: fields.texts("call"),
            sequence: fields.text("sequence"),
            on: fields.texts("on"),
            authorizes: fields.texts("authorizes"),
            is_free: fields.flag("free"),
            context: lines(opened.file, &fields, "context"),
            absent: fields.texts("absent"),
            by: fields.text("by"),
            facts: facts(&fields),
            effect: fields.text("effect"),
        }
    };
    fields.tables("step").into_iter().map(step).collect()
}
