//! A version as it is written: its head, its bundles and its policies.

#[cfg(feature = "evaluate")]
use crate::compiler::kinds::commands::{self, written::WrittenCommands};
use crate::compiler::kinds::policies::written::{WrittenAcknowledgement, WrittenPolicy, acknowledgements};
use crate::compiler::kinds::promises::written::WrittenPromise;
use crate::compiler::kinds::reading::{Head, Written, WrittenLine, each_table, head, lines, open, stray};
use crate::compiler::kinds::settings::written::WrittenSetting;
use crate::compiler::kinds::versions::keys::{BUNDLE, SECTION, SOURCE, VERSION, VERSION_ACKNOWLEDGEMENT};
use crate::compiler::kinds::{policies, promises, settings};
use crate::compiler::schema::fields;
use crate::compiler::source::files::{Disk, EntryKind, FolderEntry};
use crate::compiler::source::{Span, Spanned};

#[derive(Debug)]
pub struct WrittenVersion {
    pub id: Spanned<String>,
    pub product: Option<Spanned<String>>,
    pub release: Option<Spanned<String>>,
    pub applies_to: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub stack_name: Option<Spanned<String>>,
    pub source: Option<WrittenSource>,
    pub placeholders: Vec<(Spanned<String>, Spanned<String>)>,
    /// The variants of earlier versions, with those that take their places.
    pub replaces: Vec<WrittenLine>,
    pub guide: Written<WrittenSection>,
    pub acknowledged: Vec<WrittenAcknowledgement>,
    pub policies: Written<WrittenPolicy>,
    /// The table of placeholders, if it is there.
    pub placeholders_key: Option<Span>,
    pub bundles: Vec<WrittenBundle>,
    pub settings: Written<WrittenSetting>,
    #[cfg(feature = "evaluate")]
    pub commands: Option<WrittenCommands>,
    /// True if its `version.toml` is there.
    pub has_head: bool,
}

/// A section of the guide.
#[derive(Debug)]
pub struct WrittenSection {
    pub heading: Spanned<String>,
    pub text: Option<Spanned<String>>,
    /// The version that has the text.
    pub same_as: Option<Spanned<String>>,
}

/// Policies that belong together.
#[derive(Debug)]
pub struct WrittenBundle {
    pub name: Spanned<String>,
    pub summary: Option<Spanned<String>>,
    pub audience: Option<Spanned<String>>,
    pub policies: Vec<Spanned<String>>,
    pub is_apart: bool,
    pub promise: WrittenPromise,
}

#[derive(Debug)]
pub struct WrittenSource {
    pub title: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub commit: Option<Spanned<String>>,
    pub date: Option<Spanned<String>>,
}

/// Reads a version; without a head, only the folders that are policies for certain.
pub fn read(disk: &mut Disk<'_>, folder: &FolderEntry) -> WrittenVersion {
    const WRITE: &str =
        "a folder of the catalog is a version: write its `version.toml`, or move the folder away";
    let found = disk.list(&folder.path);
    let head = head(disk, &folder.path, &found, "version.toml", WRITE);
    let mut version = read_head(disk, folder, &head);
    version.policies.hidden.is_all = found.is_err();
    for found in found.iter().flatten() {
        match (found.name.as_str(), found.what) {
            ("version.toml", _) => {}
            (name, _) if head.meant == Some(name) => {}
            ("bundles.toml", EntryKind::File | EntryKind::Refused(_)) => {
                read_bundles(disk, found, &mut version);
            }
            ("settings.toml", EntryKind::File | EntryKind::Refused(_)) => {
                version.settings = settings::written::read(disk, found);
            }
            ("commands.toml", EntryKind::File | EntryKind::Refused(_)) => {
                #[cfg(feature = "evaluate")]
                {
                    version.commands = Some(commands::written::read(disk, found));
                }
            }
            (name, EntryKind::Refused(_)) => version.policies.hidden.names.push(name.to_owned()),
            (_, EntryKind::Folder) if head.is_there || found.path.join("policy.toml").exists() => {
                let policy = policies::written::read(disk, found);
                version.policies.items.push(policy);
            }
            (_, EntryKind::File) if head.is_there => stray(
                disk,
                found,
                "a version's folder holds `version.toml`, `bundles.toml`, `settings.toml`, `commands.toml` and a folder for each policy",
            ),
            _ => {}
        }
    }
    version
}

fn read_bundles(disk: &mut Disk<'_>, found: &FolderEntry, version: &mut WrittenVersion) {
    let opened = open(disk, found);
    each_table(disk, &opened, &BUNDLE, |cx, name, fields| {
        let promise = promises::written::read(cx, fields);
        version.bundles.push(WrittenBundle {
            name,
            summary: fields.text("summary"),
            audience: fields.text("audience"),
            policies: fields.texts("policies"),
            is_apart: fields.flag("apart"),
            promise,
        });
    });
}

fn read_head(disk: &mut Disk<'_>, folder: &FolderEntry, head: &Head<'_>) -> WrittenVersion {
    let opened = &head.opened;
    let table = opened.document.table();
    let fields = opened.fields(disk, &table, &VERSION);
    let cx = &mut opened.context(disk);
    let source = fields.table("source").map(|(place, table)| {
        let fields = fields::read(cx, table, &SOURCE, place, &[]);
        WrittenSource {
            title: fields.text("title"),
            url: fields.text("url"),
            commit: fields.text("commit"),
            date: fields.date("date"),
        }
    });
    let mut guide = Written::default();
    // A section that lost its header or its heading may be any.
    guide.hidden.is_all = !head.is_there || fields.broken().contains(&"guide");
    for (place, table) in fields.tables("guide") {
        let fields = fields::read(cx, table, &SECTION, place, &[]);
        let Some(heading) = fields.text("heading") else {
            guide.hidden.is_all = true;
            continue;
        };
        guide.items.push(WrittenSection {
            heading,
            text: fields.text("text"),
            same_as: fields.text("same-as"),
        });
    }
    let acknowledged = acknowledgements(cx, &fields, &VERSION_ACKNOWLEDGEMENT);
    WrittenVersion {
        id: Spanned { value: folder.name.clone(), span: opened.file.start() },
        product: fields.text("product"),
        release: fields.text("release"),
        applies_to: fields.text("applies-to"),
        summary: fields.text("summary"),
        stack_name: fields.text("stack-name"),
        source,
        placeholders: fields.names("placeholders"),
        placeholders_key: fields.key("placeholders"),
        replaces: lines(opened.file, &fields, "replaces"),
        guide,
        acknowledged,
        policies: Written::default(),
        bundles: Vec::new(),
        settings: Written::default(),
        #[cfg(feature = "evaluate")]
        commands: None,
        has_head: head.is_there,
    }
}
