//! `pcluster-iam.toml`: the choices of `check`, and the values that are used again and again.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::args::values::{ConfiguredValues, GivenValue, Place, in_table};
use crate::command::check::config as check;
use crate::ui::failure::{Complaint, Failure};
use crate::ui::toml_file::TomlFile;
use crate::ui::toml_reader::{TomlReader, in_order};

/// The name of a configuration file.
const NAME: &str = "pcluster-iam.toml";

/// The variable that names another file.
pub(crate) const VARIABLE: &str = "PCLUSTER_IAM_CONFIG";

/// The tables of a file.
const TABLES: [&str; 3] = ["check", "profiles", "values"];

/// The contents of a file; all of it is empty without one.
#[derive(Debug, Default)]
pub(crate) struct Config {
    pub(crate) check: check::Config,
    pub(crate) values: ConfiguredValues,
}

impl Config {
    /// Reads a file, or reports all its mistakes.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let file = TomlFile::read(path)?;
        let table = file.parse()?;
        let mut reader = ConfigReader { file: &file, toml: TomlReader::new(&file), config: Self::default() };
        reader.config.values.path = Some(path.display().to_string());
        reader.tables(table.get_ref(), path.parent().unwrap_or(path));
        let ConfigReader { toml, config, .. } = reader;
        if toml.complaints.is_empty() { Ok(config) } else { Err(Failure::Use(toml.complaints)) }
    }

    /// Reads the file that the environment names, or that of the working folder or of the nearest folder above that
    /// has one.
    pub(crate) fn find() -> Result<Self, Failure> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Self::read(Path::new(&path));
        }
        let folder = std::env::current_dir().map_err(|error| {
            Complaint::new(format!("the working folder is not known: {error}"))
                .help(format!("name the file with `{VARIABLE}`, or use `--no-config`"))
        })?;
        let is_there = |above: &Path| above.join(NAME).is_file();
        let Some(above) = folder.ancestors().position(is_there) else { return Ok(Self::default()) };
        // A path that a reader recognizes: relative to the working folder.
        let path: PathBuf = std::iter::repeat_n("..", above).chain([NAME]).collect();
        Self::read(&path)
    }
}

struct ConfigReader<'f> {
    file: &'f TomlFile,
    toml: TomlReader<'f>,
    config: Config,
}

impl ConfigReader<'_> {
    fn tables(&mut self, table: &DeTable<'_>, folder: &Path) {
        for (name, value) in in_order(table) {
            let key = name.get_ref().as_ref();
            if !TABLES.contains(&key) {
                self.toml.unknown_key(name, "the file", &TABLES);
                continue;
            }
            let Some(table) = self.table(key, value) else { continue };
            match key {
                "check" => self.config.check = check::read(&mut self.toml, table, folder),
                "profiles" => self.profiles(table),
                _ => self.config.values.common = self.values(table, Place::Config),
            }
        }
    }

    /// The tables `[profiles.NAME]`, each with its values.
    fn profiles(&mut self, table: &DeTable<'_>) {
        for (name, value) in in_order(table) {
            let profile = name.get_ref().as_ref();
            let mut values = Vec::new();
            for (key, value) in self.table(profile, value).map(in_order).unwrap_or_default() {
                match key.get_ref().as_ref() {
                    "values" => {
                        let table = self.table("values", value);
                        values = table.map(|table| self.values(table, Place::Profile)).unwrap_or_default();
                    }
                    _ => self.toml.unknown_key(key, "a profile", &["values"]),
                }
            }
            self.config.values.profiles.push((profile.to_owned(), values));
        }
    }

    fn values(&mut self, table: &DeTable<'_>, place: fn(String) -> Place) -> Vec<GivenValue> {
        let file = in_table(self.file, table, place);
        self.toml.complaints.extend(file.complaints);
        file.values
    }

    fn table<'t, 'f>(&mut self, key: &str, value: &'t Spanned<DeValue<'f>>) -> Option<&'t DeTable<'f>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            let help = format!("write a table such as `[{key}]`, and its lines below it");
            self.toml.note(value.span().start, format!("`{}` is not a table", key.escape_debug()), help);
        }
        table
    }
}
