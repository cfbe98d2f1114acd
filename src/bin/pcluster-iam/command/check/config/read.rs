//! Reading of a configuration: its choices, and its mistakes with their places.

use std::path::Path;

use pcluster_iam::document::PolicyKind;
use pcluster_iam::findings::Severity;
use pcluster_iam::{AccountId, Partition};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, Ignore, Threshold};
use crate::input::glob;
use crate::ui::toml_reader::{TomlReader, in_order};

/// The keys of `[check]`.
const KEYS: [&str; 11] = [
    "accounts",
    "baseline",
    "fail-on",
    "ignore",
    "include",
    "max-data-age",
    "partition",
    "placeholders",
    "severity",
    "show",
    "type",
];

/// The keys of an entry of `ignore`.
const IGNORE_KEYS: [&str; 6] = ["code", "path", "sid", "subject", "reason", "expires"];

const SEVERITIES: [(&str, Severity); 4] = [
    (Severity::Error.as_str(), Severity::Error),
    (Severity::SecurityWarning.as_str(), Severity::SecurityWarning),
    (Severity::Warning.as_str(), Severity::Warning),
    (Severity::Suggestion.as_str(), Severity::Suggestion),
];

/// Reads the choices of the table in a file of a folder, and notes the mistakes.
pub(crate) fn read(toml: &mut TomlReader<'_>, table: &DeTable<'_>, folder: &Path) -> Config {
    // The folder of a file in the working folder is an empty path.
    let absolute = Path::new(".").join(folder).canonicalize();
    let config = Config { folder: absolute.unwrap_or_else(|_| folder.to_owned()), ..Config::default() };
    let mut reader = ConfigReader { toml, folder, config };
    reader.check(table);
    reader.config
}

struct ConfigReader<'r, 'f> {
    toml: &'r mut TomlReader<'f>,
    /// The folder of the file, as given by the user.
    folder: &'r Path,
    config: Config,
}

impl ConfigReader<'_, '_> {
    fn check(&mut self, table: &DeTable<'_>) {
        for (name, value) in in_order(table) {
            let key = name.get_ref().as_ref();
            let toml = &mut *self.toml;
            match key {
                "accounts" => self.config.accounts = self.accounts(key, value),
                "baseline" => {
                    self.config.baseline = toml.text(key, value).map(|path| self.folder.join(path));
                }
                "fail-on" => {
                    let choices = SEVERITIES.map(|(name, severity)| (name, Some(severity)));
                    let choices: Vec<(_, Threshold)> = choices.into_iter().chain([("never", None)]).collect();
                    self.config.fail_on = toml.choice(key, value, &choices);
                }
                "show" => self.config.show = toml.choice(key, value, &SEVERITIES),
                "include" => self.config.include = Some(self.include(key, value)),
                "max-data-age" => self.config.max_data_age = toml.number(key, value),
                "partition" => self.partition(key, value),
                "placeholders" => self.config.placeholders = toml.boolean(key, value),
                "type" => {
                    let kinds = PolicyKind::ALL.map(|kind| (kind.as_str(), kind));
                    self.config.kind = toml.choice(key, value, &kinds);
                }
                "severity" => self.severities(value),
                "ignore" => self.ignores(value),
                _ => toml.unknown_key(name, "`[check]`", &KEYS),
            }
        }
    }

    fn accounts(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let accounts = self.toml.texts(key, value);
        for (at, account) in &accounts {
            if let Err(error) = AccountId::new(account) {
                let message = format!("`{key}`: `{}` is refused", account.escape_debug());
                self.toml.note(*at, message, format!("write {}", error.allowed()));
            }
        }
        accounts.into_iter().map(|(_, account)| account).collect()
    }

    fn include(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<String> {
        let patterns = self.toml.texts(key, value);
        for (at, pattern) in &patterns {
            self.glob(*at, pattern);
        }
        patterns.into_iter().map(|(_, pattern)| pattern).collect()
    }

    fn glob(&mut self, at: usize, pattern: &str) -> Option<globset::Glob> {
        match glob(pattern) {
            Ok(glob) => Some(glob),
            Err(complaint) => {
                self.toml.note(at, &complaint.message, "write a pattern such as `policies/**/*.json`");
                None
            }
        }
    }

    fn partition(&mut self, key: &str, value: &Spanned<DeValue<'_>>) {
        let Some(text) = self.toml.text(key, value) else { return };
        match Partition::new(&text) {
            Ok(partition) => self.config.partition = Some(partition),
            Err(error) => {
                let message = format!("`{key}`: `{}` is refused", text.escape_debug());
                self.toml.note(value.span().start, message, format!("write {}", error.allowed()));
            }
        }
    }

    fn severities(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            let help = "write `[check.severity]`, and below it lines such as `MISSING_SID = \"off\"`";
            self.toml.note(value.span().start, "`severity` is not a table", help);
            return;
        };
        let choices: Vec<(_, Option<Severity>)> = SEVERITIES
            .map(|(name, severity)| (name, Some(severity)))
            .into_iter()
            .chain([("off", None)])
            .collect();
        for (name, value) in in_order(table) {
            let code = self.toml.code(name.span().start, name.get_ref());
            let severity = self.toml.choice(name.get_ref(), value, &choices);
            self.config.severities.extend(code.zip(severity));
        }
    }

    fn ignores(&mut self, value: &Spanned<DeValue<'_>>) {
        let items = value.get_ref().as_array().map(|array| array.iter().collect::<Vec<_>>());
        for item in items.unwrap_or_else(|| vec![value]) {
            match item.get_ref().as_table() {
                Some(table) if value.get_ref().as_array().is_some() => self.ignore(table, item.span().start),
                _ => {
                    let help = "write `[[check.ignore]]` above each entry";
                    self.toml.note(item.span().start, "`ignore` is not a list of tables", help);
                }
            }
        }
    }

    fn ignore(&mut self, table: &DeTable<'_>, start: usize) {
        let n_before = self.toml.complaints.len();
        let mut ignore = Ignore {
            code: None,
            path: None,
            sid: None,
            subject: None,
            expires: None,
            place: self.toml.at(start),
            folder: self.config.folder.clone(),
        };
        for (name, value) in in_order(table) {
            let (key, at) = (name.get_ref().as_ref(), value.span().start);
            match key {
                "code" => {
                    ignore.code = self.toml.text(key, value).and_then(|text| self.toml.code(at, &text));
                }
                "path" => {
                    let glob = self.toml.text(key, value).and_then(|text| self.glob(at, &text));
                    ignore.path = glob.map(|glob| glob.compile_matcher());
                }
                "sid" => ignore.sid = self.toml.text(key, value),
                "subject" => ignore.subject = self.toml.text(key, value),
                "reason" => {
                    if self.toml.text(key, value).is_some_and(|reason| reason.trim().is_empty()) {
                        self.toml.note(at, "`reason` is empty", "state why the findings may stay");
                    }
                }
                "expires" => ignore.expires = self.toml.date(key, value),
                _ => self.toml.unknown_key(name, "an entry of `ignore`", &IGNORE_KEYS),
            }
        }
        if !table.contains_key("reason") {
            let help = "add `reason = \"…\"`: why the findings may stay";
            self.toml.note(start, "the entry needs `reason`", help);
        }
        if !table.contains_key("code") && !table.contains_key("path") {
            self.toml.note(start, "the entry needs `code` or `path`", "add `code = \"…\"`");
        }
        if self.toml.complaints.len() == n_before {
            self.config.ignores.push(ignore);
        }
    }
}
