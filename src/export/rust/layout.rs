//! The layout of expressions and imports, which is that of rustfmt: these are few forms, and the formatters of
//! Rust are dependencies of the build alone.

/// The most characters of a line, of the arguments of a call and the elements of an array on one line, and of the
/// fields of a struct on one line.
const LINE: usize = 100;
const ARGUMENTS: usize = 60;
const FIELDS: usize = 18;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// A literal or a path.
    Word(String),
    /// A call with one argument, and what is around it: `Some(` is of the function, `?` of the end.
    Call { function: String, argument: Box<Self>, end: &'static str },
    /// A reference to an array.
    List(Vec<Self>),
}

impl Expression {
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// A string as a literal.
    pub(super) fn text(text: &str) -> Self {
        Self::Word(format!("{text:?}"))
    }

    pub(super) fn call(function: impl Into<String>, argument: Self, end: &'static str) -> Self {
        Self::Call { function: function.into(), argument: Box::new(argument), end }
    }

    fn on_one_line(&self) -> String {
        match self {
            Self::Word(text) => text.clone(),
            Self::Call { function, argument, end } => format!("{function}({}){end}", argument.on_one_line()),
            Self::List(items) => format!("&[{}]", joined(items)),
        }
    }

    /// The expression at an indent, with `before` and `after` on its first and its last line.
    fn lines(&self, indent: usize, before: &str, after: &str) -> String {
        let line = self.on_one_line();
        if self.is_short() && indent + before.len() + line.len() + after.len() <= LINE {
            return format!("{:indent$}{before}{line}{after}\n", "");
        }
        match self {
            Self::Word(text) => format!("{:indent$}{before}{text}{after}\n", ""),
            Self::Call { function, argument, end } => {
                let (before, after) = (format!("{before}{function}("), format!("){end}{after}"));
                around(argument, indent, &before, &after)
            }
            Self::List(items) => match items.as_slice() {
                [only] => around(only, indent, &format!("{before}&["), &format!("]{after}")),
                items => {
                    let items: String = items.iter().map(|item| item.lines(indent + 4, "", ",")).collect();
                    format!("{:indent$}{before}&[\n{items}{:indent$}]{after}\n", "", "")
                }
            },
        }
    }

    /// True if nothing in it is too long for one line, whatever the line is.
    fn is_short(&self) -> bool {
        match self {
            Self::Word(_) => true,
            // A literal alone may take all of the line.
            Self::Call { argument, .. } => match argument.as_ref() {
                Self::Word(_) => true,
                argument => argument.on_one_line().len() <= ARGUMENTS && argument.is_short(),
            },
            Self::List(items) => joined(items).len() <= ARGUMENTS && items.iter().all(Self::is_short),
        }
    }
}

/// The one argument of a call or the one element of an array that is broken: a call hugs it, a literal has a line
/// of its own.
fn around(inner: &Expression, indent: usize, before: &str, after: &str) -> String {
    match inner {
        Expression::Word(text) => {
            let deeper = indent + 4;
            format!("{:indent$}{before}\n{:deeper$}{text},\n{:indent$}{after}\n", "", "", "")
        }
        Expression::Call { function, argument, end } => {
            around(argument, indent, &format!("{before}{function}("), &format!("){end}{after}"))
        }
        list @ Expression::List(_) => list.lines(indent, before, after),
    }
}

fn joined(items: &[Expression]) -> String {
    items.iter().map(Expression::on_one_line).collect::<Vec<_>>().join(", ")
}

/// A variable that has a struct with fields, or without any.
pub(super) fn variable(name: &str, path: &str, fields: &[(String, Expression)]) -> String {
    let line: Vec<_> =
        fields.iter().map(|(name, value)| format!("{name}: {}", value.on_one_line())).collect();
    let line = line.join(", ");
    match fields {
        [] => format!("    let {name} = {path};\n"),
        _ if line.len() <= FIELDS => format!("    let {name} = {path} {{ {line} }};\n"),
        fields => {
            let lines: String =
                fields.iter().map(|(name, value)| value.lines(8, &format!("{name}: "), ",")).collect();
            format!("    let {name} = {path} {{\n{lines}    }};\n")
        }
    }
}

/// The import of names, in their order.
pub(super) fn import<'n>(krate: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    if let [only] = names.as_slice() {
        return format!("use {krate}::{only};\n");
    }
    let line = format!("use {krate}::{{{}}};", names.join(", "));
    if line.len() <= LINE {
        return format!("{line}\n");
    }
    let mut lines = vec![String::new()];
    for name in names {
        match lines.last_mut() {
            Some(last) if last.is_empty() => *last = format!("    {name},"),
            // rustfmt leaves room for one more character.
            Some(last) if last.len() + name.len() + 2 < LINE => *last = format!("{last} {name},"),
            _ => lines.push(format!("    {name},")),
        }
    }
    format!("use {krate}::{{\n{}\n}};\n", lines.join("\n"))
}
