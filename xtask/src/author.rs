//! The tools of the catalog's authors: they compare pages with the catalog, and import pages and AWS's
//! facts about its services into it.

pub(crate) mod compare_page;
mod date;
pub(crate) mod digest;
pub(crate) mod import;
pub(crate) mod import_services;
mod page;
mod shown;
mod toml;
pub(crate) mod watch_upstream;
mod wrong_use;

pub(crate) use wrong_use::WrongUse;
