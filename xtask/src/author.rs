//! The tools of those who write the catalog: pages are compared with it and imported into it, as is
//! what AWS states of its services.

pub(crate) mod compare_page;
mod date;
pub(crate) mod import;
pub(crate) mod import_services;
mod page;
mod shown;
mod toml;
mod wrong_use;

pub(crate) use wrong_use::WrongUse;
