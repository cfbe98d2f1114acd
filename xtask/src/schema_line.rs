//! The line in which a file of the catalog names its schema, for editors.

use compiler::kinds;
use compiler::schema;

/// The folder of the schemas.
const FOLDER: &str = "docs/schemas";

/// The first line of a catalog's file: a comment from which an editor learns the schema. `None` for a
/// path outside the layout of a catalog.
pub(crate) fn first_line(catalog: &str, path: &str) -> Option<String> {
    let inside = path.strip_prefix(catalog)?.strip_prefix('/')?;
    let file = kinds::files::file_at(inside)?;
    let up = "../".repeat(path.matches('/').count());
    Some(format!("#:schema {up}{}", self::path(file)))
}

/// The path of the schema of a kind of file.
pub(crate) fn path(file: &schema::FileKind) -> String {
    format!("{FOLDER}/{}.schema.json", file.name)
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn each_file_has_the_schema_of_its_kind() {
        let cases = [
            ("parameters.toml", Some("#:schema ../docs/schemas/parameters.schema.json")),
            ("services/a.toml", Some("#:schema ../../docs/schemas/service.schema.json")),
            ("1.0/version.toml", Some("#:schema ../../docs/schemas/version.schema.json")),
            ("1.0/a/policy.toml", Some("#:schema ../../../docs/schemas/policy.schema.json")),
            ("1.0/a/b.toml", Some("#:schema ../../../docs/schemas/statements.schema.json")),
            ("1.0/a/b.json", None),
            ("README.md", None),
            ("1.0/a/b/c.toml", None),
        ];
        for (path, line) in cases {
            assert_eq!(first_line("catalog", &format!("catalog/{path}")).as_deref(), line, "{path}");
        }
    }
}
