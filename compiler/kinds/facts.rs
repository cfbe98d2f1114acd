//! What AWS states about its services, and the data of the rules that stands on it. A build compiles
//! these kinds of files only where the feature `facts` is on.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::condition_keys::model::ConditionKey;
use crate::compiler::kinds::condition_keys::written::WrittenConditionKey;
use crate::compiler::kinds::corrections::model::Correction;
use crate::compiler::kinds::corrections::written::WrittenCorrections;
use crate::compiler::kinds::dangers::model::Dangers;
use crate::compiler::kinds::dangers::written::WrittenDanger;
use crate::compiler::kinds::findings::FindingCodes;
use crate::compiler::kinds::prefixes::model::Prefixes;
use crate::compiler::kinds::prefixes::written::WrittenPrefixes;
use crate::compiler::kinds::principals::model::KnownPrincipal;
use crate::compiler::kinds::principals::written::WrittenPrincipal;
use crate::compiler::kinds::reading::{Hidden, Written};
use crate::compiler::kinds::reviews::written::WrittenReview;
use crate::compiler::kinds::services::KnownServices;
use crate::compiler::kinds::services::model::Service;
use crate::compiler::kinds::services::written::WrittenService;
use crate::compiler::kinds::{condition_keys, corrections, dangers, prefixes, principals, reviews, services};
use crate::compiler::needs::DOCUMENTS;
use crate::compiler::source::FileId;
use crate::compiler::source::files::{Disk, EntryKind, FolderEntry};

/// The facts and the data of the rules as they are written.
#[derive(Debug, Default)]
pub struct WrittenFacts {
    pub services: Written<WrittenService>,
    pub corrections: Option<WrittenCorrections>,
    pub reviews: Vec<WrittenReview>,
    pub prefixes: Option<WrittenPrefixes>,
    pub dangers: Vec<WrittenDanger>,
    pub condition_keys: Written<WrittenConditionKey>,
    pub principals: Vec<WrittenPrincipal>,
}

impl WrittenFacts {
    /// Reads one of the files that say more of the facts of services.
    pub fn read(&mut self, disk: &mut Disk<'_>, found: &FolderEntry) {
        match found.name.as_str() {
            "corrections.toml" => self.corrections = Some(corrections::written::read(disk, found)),
            "reviews.toml" => self.reviews = reviews::written::read(disk, found),
            "keys.toml" if DOCUMENTS => self.condition_keys = condition_keys::written::read(disk, found),
            "prefixes.toml" if DOCUMENTS => self.prefixes = Some(prefixes::written::read(disk, found)),
            "dangers.toml" if DOCUMENTS => self.dangers = dangers::written::read(disk, found),
            "principals.toml" if DOCUMENTS => self.principals = principals::written::read(disk, found),
            _ => {}
        }
    }

    /// Reads the folder of the services. Where something else has its name, any service may be meant.
    pub fn read_services(&mut self, disk: &mut Disk<'_>, found: &FolderEntry) {
        match found.what {
            EntryKind::Folder => self.services = services::written::read(disk, &found.path),
            EntryKind::File | EntryKind::Refused(_) => self.hide_services(),
        }
    }

    /// Hides the services, all of which are missing.
    pub fn hide_services(&mut self) {
        self.services.hidden = Hidden::all();
    }

    /// Hides the content of one of the files that say more of the facts of services, which is missing.
    pub fn hide(&mut self, name: &str, file: FileId) {
        match name {
            "corrections.toml" => {
                self.corrections = Some(WrittenCorrections { file, corrections: Vec::new() });
            }
            "keys.toml" => self.condition_keys.hidden = Hidden::all(),
            _ => {}
        }
    }

    /// The prefixes of the services.
    pub fn service_prefixes(&self) -> Written<&str> {
        let prefixes = self.services.items.iter().map(|service| service.prefix.value.as_str());
        Written { items: prefixes.collect(), hidden: self.services.hidden.clone() }
    }
}

/// The facts and the data of the rules as they were checked.
#[derive(Debug, Default)]
pub struct Facts {
    pub services: Vec<Service>,
    /// The services that may have more than could be read.
    pub hidden: Hidden,
    pub corrections: Vec<Correction>,
    pub prefixes: Prefixes,
    pub dangers: Dangers,
    pub condition_keys: Vec<ConditionKey>,
    pub principals: Vec<KnownPrincipal>,
}

impl Facts {
    /// The services, for the checks of policies and commands.
    pub fn known_services(&self) -> KnownServices<'_> {
        KnownServices::new(&self.services, &self.hidden)
    }
}

/// Checks the facts, with the corrections on top, and the data of the rules.
pub fn check(cx: &mut Checking<'_>, written: &WrittenFacts, codes: FindingCodes<'_>) -> Facts {
    let mut facts = Facts { services: services::check(cx, &written.services.items), ..Facts::default() };
    let mut hidden = services::hidden(cx, &written.services);
    if let Some(written) = &written.corrections {
        facts.corrections = corrections::check(cx, written, &mut facts.services, &mut hidden);
    }
    reviews::check(cx, &written.reviews, &mut facts.services, &written.services.hidden);
    if DOCUMENTS {
        let services = KnownServices::new(&facts.services, &hidden);
        if let Some(written) = &written.prefixes {
            facts.prefixes = prefixes::check(cx, written, services);
        }
        let known = condition_keys::KnownNames {
            keys: &written.condition_keys.items,
            hidden_keys: &written.condition_keys.hidden,
            services,
            codes,
        };
        facts.condition_keys = condition_keys::check(cx, &known);
        facts.dangers = dangers::check(cx, &written.dangers, services, codes);
        facts.principals = principals::check(&written.principals);
    }
    facts.hidden = hidden;
    facts
}
