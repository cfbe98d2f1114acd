//! A page for people without Rust: one HTML file with the whole catalog in it, which chooses, fills and explains
//! policies in a browser.
//!
//! The page is no second renderer: it interprets [`Policy::pieces`](crate::Policy::pieces), of which the functions
//! of this library are made, and checks values by the same rules, with the same messages.
//! It asks for nothing from the network, and its own security policy forbids that it sends anything.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn core::error::Error>> {
//! let page = pcluster_iam::page::html()?;
//! assert!(page.starts_with("<!doctype html>"));
//! # Ok(())
//! # }
//! ```

mod changes;
mod data;
mod piece;
mod pool;
mod prose;

use core::fmt;

use serde_json::Value;

use crate::compare::UpgradeError;
use crate::export::ExportError;
pub use changes::{Step, StepItem, steps};
use data::PageData;
pub use piece::{Piece, PieceTest};

/// The markup, with a comment in place of each of the other parts.
const MARKUP: &str = include_str!("page/page.html");

/// The style, from the whole page to its parts.
const STYLE: [&str; 6] = [
    include_str!("page/style/base.css"),
    include_str!("page/style/page.css"),
    include_str!("page/style/form.css"),
    include_str!("page/style/controls.css"),
    include_str!("page/style/result.css"),
    include_str!("page/style/media.css"),
];

/// The program, in the order in which its parts need each other.
const PROGRAM: [&str; 13] = [
    include_str!("page/program/catalog.js"),
    include_str!("page/program/pieces.js"),
    include_str!("page/program/values.js"),
    include_str!("page/program/state.js"),
    include_str!("page/program/markup.js"),
    include_str!("page/program/form.js"),
    include_str!("page/program/fields.js"),
    include_str!("page/program/result.js"),
    include_str!("page/program/policy.js"),
    include_str!("page/program/exports.js"),
    include_str!("page/program/script.js"),
    include_str!("page/program/changes.js"),
    include_str!("page/program/main.js"),
];

/// The page, for the policies that are compiled in.
///
/// # Errors
///
/// If the policies of two releases cannot be compared, or one cannot be exported, or if the data is no JSON, which
/// nothing in a catalog brings about.
pub fn html() -> Result<String, PageError> {
    let mut data = serde_json::to_value(PageData::new()?).map_err(PageError::Data)?;
    drop_empty(&mut data);
    // Within a script element, only `</` can begin its end, and only `<!` a comment.
    let catalog = pool::share(data).to_string().replace("</", "<\\/").replace("<!", "\\u003c!");
    Ok(MARKUP
        .replace("/* style */", &STYLE.concat())
        .replace("/* program */", &PROGRAM.concat())
        .replace("/* catalog */", &catalog))
}

/// Removes the members without a value.
fn drop_empty(data: &mut Value) {
    match data {
        Value::Array(items) => items.iter_mut().for_each(drop_empty),
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(drop_empty);
        }
        _ => {}
    }
}

/// The reason why there is no page.
#[derive(Debug)]
#[non_exhaustive]
pub enum PageError {
    /// The policies of two releases cannot be compared.
    Changes(UpgradeError),
    /// A policy cannot be exported.
    Export(ExportError),
    /// The data cannot be written as JSON.
    Data(serde_json::Error),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changes(error) => error.fmt(f),
            Self::Export(error) => error.fmt(f),
            Self::Data(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for PageError {}
