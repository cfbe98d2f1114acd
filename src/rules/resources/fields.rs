//! The fields of a resource's ARN.

use core::ops::Range;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::finding::{Code, Finding, Severity};
use crate::iam::arn::ArnPattern;
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::piece::PatternPiece;
use crate::iam::resource::ResourcePattern;
use crate::iam::{arn, piece, prefix};
use crate::rules::RuleContext;
use crate::rules::resources::impossible;
use crate::shared::nearest::{distance, nearest};
use crate::{ArnFormat, PARTITIONS, Region, ResourceType, SERVICES, Service};

/// The longest entry whose fields are checked; AWS's ARNs have up to 2,048 characters.
const MAX_BYTES: usize = 4_096;

/// The most ARN formats in a message.
const MAX_FORMATS: usize = 4;

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let entries = cx.scopes.iter().flat_map(|scope| scope.resources.iter().map(move |entry| (scope, entry)));
    let found = entries.flat_map(|(scope, entry)| {
        let found = find(entry, cx.is_huge()).into_iter();
        found.map(|finding| finding.statement(scope.statement.idx).subject(entry.text.as_str()))
    });
    found.collect()
}

fn find(entry: &ResourcePattern<'_>, is_huge: bool) -> Vec<Finding> {
    let Some(arn) = entry.arn().filter(|_| entry.text.value.len() <= MAX_BYTES) else { return Vec::new() };
    let fields = Fields { entry, arn, ranges: arn::fields(entry.text.as_str()) };
    let found = [fields.partition(), fields.service(), fields.region(), fields.account()];
    let mut findings: Vec<_> = found.into_iter().flatten().collect();
    if findings.is_empty() && !is_huge {
        findings.extend(fields.resource());
    }
    findings
}

/// The ARN formats of all services by the service in the ARN, each of them once.
static FORMATS: LazyLock<BTreeMap<&str, Vec<ArnFormat>>> = LazyLock::new(|| {
    let mut by_service = BTreeMap::<_, Vec<ArnFormat>>::new();
    let services = SERVICES.iter().copied();
    for format in services.flat_map(Service::resource_types).flat_map(ResourceType::arn_formats) {
        let of_service = by_service.entry(format.service()).or_default();
        if !of_service.iter().any(|known| known.as_str() == format.as_str()) {
            of_service.push(format);
        }
    }
    by_service
});

/// An entry that is an ARN.
struct Fields<'r, 'd> {
    entry: &'r ResourcePattern<'d>,
    arn: &'r ArnPattern<'d>,
    ranges: Vec<Range<usize>>,
}

impl Fields<'_, '_> {
    /// A finding about a field, by its place in the ARN.
    fn finding(&self, code: Code, field: usize, message: impl Into<String>) -> Finding {
        let text = self.entry.text;
        let range = self.ranges.get(field).cloned().unwrap_or(0..text.value.len());
        // An empty field is shown with the colons around it.
        let range = if range.is_empty() { range.start.saturating_sub(1)..range.end + 1 } else { range };
        Finding::new(code, text.inside(range), message)
    }

    fn is_written(&self, field: usize) -> bool {
        self.ranges.len() > field
    }

    /// A partition that AWS does not have. The partition of the policy is the concern of another rule.
    fn partition(&self) -> Option<Finding> {
        let (text, pattern) = (self.arn.partition.text, &self.arn.partition.pattern);
        let is_known = PARTITIONS.iter().any(|partition| pattern.matches(partition.id));
        if is_known {
            return None;
        }
        let message = if text.is_empty() {
            "the ARN names no partition".to_owned()
        } else {
            format!("AWS has no partition `{text}`")
        };
        let ids = PARTITIONS.iter().map(|partition| partition.id);
        let region = Region::new(self.arn.region.text);
        let help = match (region, nearest(text, ids.clone()).filter(|_| !text.is_empty())) {
            (Ok(region), _) => format!("write `{}`, which has the region `{region}`", region.partition()),
            (_, Some(meant)) => format!("did you mean `{meant}`?"),
            (_, None) => {
                format!("write one of {}", ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))
            }
        };
        Some(self.finding(Code::InvalidPartition, 1, message).help(help))
    }

    fn service(&self) -> Option<Finding> {
        let (text, pattern) = (self.arn.service.text, &self.arn.service.pattern);
        if !self.is_written(2) || pattern.has_unknown() {
            return None;
        }
        if pattern.has_wildcard() {
            let message = format!("the service `{text}` of an ARN is a pattern, which IAM refuses");
            return Some(
                self.finding(Code::InvalidService, 2, message)
                    .help("write an ARN for each service, or `*` for all resources"),
            );
        }
        let lower = text.to_ascii_lowercase();
        if prefix::is_service_of_arns(&lower) {
            return (text != lower).then(|| {
                let message = format!("the service `{text}` of an ARN has capital letters");
                self.finding(Code::InvalidArnServiceCase, 2, message).help(format!("write `{lower}`"))
            });
        }
        let message = if text.is_empty() {
            "the ARN names no service".to_owned()
        } else {
            format!("no service has ARNs with `{text}`")
        };
        let help = match prefix::nearest_service(text).filter(|_| !text.is_empty()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write `arn:partition:service:region:account:resource`".to_owned(),
        };
        let finding = self.finding(Code::InvalidService, 2, message).help(help);
        Some(Finding { as_of: prefix::AS_OF, ..finding })
    }

    fn region(&self) -> Option<Finding> {
        let (text, pattern) = (self.arn.region.text, &self.arn.region.pattern);
        if !self.is_written(3) || pattern.is_empty() {
            return None;
        }
        // A part that is filled in later makes no region of a name that has other characters.
        let is_of_region = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if pattern.has_unknown() {
            return (!known_chars(text).all(is_of_region)).then(|| {
                let message = format!("`{text}` stands in the place of the region and can never become one");
                self.finding(Code::InvalidArnRegion, 3, message).help(self.form())
            });
        }
        if pattern.has_wildcard() {
            return self.region_pattern(text, pattern);
        }
        let Ok(region) = Region::new(text) else {
            let message = format!("AWS has no region `{text}`");
            return Some(self.finding(Code::InvalidArnRegion, 3, message).help(instead_of_region(text)));
        };
        if !region.is_listed() {
            let message = format!("AWS had no region `{text}` when its regions were last looked up");
            let finding = self.finding(Code::InvalidArnRegion, 3, message).help(instead_of_region(text));
            return Some(finding.at_most(Severity::Warning));
        }
        let partition = region.partition();
        let is_of_partition = self.arn.partition.pattern.matches(partition.id);
        let is_partition = PARTITIONS.iter().any(|it| self.arn.partition.pattern.matches(it.id));
        (is_partition && !is_of_partition).then(|| {
            let message =
                format!("the region `{text}` belongs to the partition `{partition}`, and the ARN does not");
            self.finding(Code::InvalidArnRegion, 3, message)
                .help(format!("write `arn:{partition}:…`, or a region of `{}`", self.arn.partition.text))
        })
    }

    /// A pattern that matches no region: no name that a region can have, or none that is known.
    fn region_pattern(&self, text: &str, pattern: &TextPattern<'_>) -> Option<Finding> {
        let prefixes = PARTITIONS.iter().flat_map(|partition| partition.region_prefixes);
        let mut possible = prefixes.map(|prefix| {
            let mut region = TextPattern::literal(prefix);
            region.push_str("-");
            region.push_some(CharClass { slash: false, colon: false });
            region
        });
        let mut known = PARTITIONS.iter().flat_map(|partition| partition.regions);
        if pattern.matches("") || known.any(|region| pattern.matches(region)) {
            return None;
        }
        let finding =
            |message: String| self.finding(Code::InvalidArnRegion, 3, message).help("write a region, or `*`");
        if possible.any(|region| region.overlaps(pattern)) {
            let message = format!("no region matched `{text}` when AWS's regions were last looked up");
            return Some(finding(message).at_most(Severity::Warning));
        }
        Some(finding(format!("no region of AWS matches `{text}`")))
    }

    fn account(&self) -> Option<Finding> {
        let (text, pattern) = (self.arn.account.text, &self.arn.account.pattern);
        if !self.is_written(4) || pattern.is_empty() {
            return None;
        }
        let is_possible = if pattern.has_unknown() {
            known_chars(text).all(|c| c.is_ascii_digit())
        } else {
            is_account(text)
        };
        if is_possible {
            return None;
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let message = format!("the account `{text}` of an ARN is not an account id of 12 digits");
        let help = if self.ranges.len() < arn::N_FIELDS {
            self.form()
        } else if digits.len() == 12 {
            format!("write `{digits}`")
        } else if text.len() < 12 && digits.len() == text.len() {
            format!("write `{digits:0>12}` if leading zeros were lost")
        } else {
            "write the 12 digits, `*`, or nothing if the service's ARNs have no account".to_owned()
        };
        Some(self.finding(Code::InvalidArnAccount, 4, message).help(help))
    }

    /// The help for an ARN in which a field stands in the place of another.
    fn form(&self) -> String {
        let form = "`arn:partition:service:region:account:resource`";
        if self.ranges.len() < arn::N_FIELDS {
            format!("a colon is missing: write {form}, also where the region or the account is empty")
        } else {
            format!("write {form}")
        }
    }

    /// A resource that no ARN format of the service matches.
    fn resource(&self) -> Option<Finding> {
        let text = self.arn.service.text;
        // An ARN inside of an ARN is a finding of its own.
        if impossible::nested(self.entry).is_some() {
            return None;
        }
        // A variable without a closing brace is a finding of its own.
        if self.arn.resource.text.contains("${") && !self.arn.resource.pattern.has_unknown() {
            return None;
        }
        let service = crate::service(text).filter(|service| service.as_of.is_some())?;
        let formats = FORMATS.get(text)?;
        if formats.iter().any(|format| self.entry.overlaps(*format)) {
            return None;
        }
        let of_resource: Vec<_> =
            formats.iter().filter(|format| self.arn.resource_overlaps(**format)).copied().collect();
        let shown = if of_resource.is_empty() { formats.as_slice() } else { of_resource.as_slice() };
        let finding = match of_resource.as_slice() {
            [] => {
                let message = format!("no ARN of `{text}` ends in `{}`", self.arn.resource.text);
                self.finding(Code::InvalidArnResource, 5, message)
            }
            formats => self.field(formats).unwrap_or_else(|| {
                let message = format!("no ARN of `{text}` has this form");
                Finding::new(Code::InvalidArnResource, self.entry.text.span, message)
            }),
        };
        Some(finding.help(listed(&self.nearest_first(shown))).rests_on_arns_of(service))
    }

    /// ARN formats, sorted by the similarity of their type of resource to the written one.
    fn nearest_first(&self, formats: &[ArnFormat]) -> Vec<ArnFormat> {
        let head = |text: &str| -> String {
            text.split(['/', ':', '$', '*', '?']).next().unwrap_or_default().chars().take(40).collect()
        };
        let written = head(self.arn.resource.text);
        let stated = |format: &ArnFormat| head(format.as_str().splitn(6, ':').nth(5).unwrap_or_default());
        let mut sorted: Vec<_> =
            formats.iter().filter(|format| !arn::is_of_all(format.as_str())).copied().collect();
        if sorted.is_empty() {
            sorted = formats.to_vec();
        }
        sorted.sort_by_cached_key(|format| (distance(&written, &stated(format)), format.as_str().len()));
        sorted
    }

    /// A region or account that does not fit, in an ARN whose resource does.
    fn field(&self, formats: &[ArnFormat]) -> Option<Finding> {
        let service = self.arn.service.text;
        let is_region_empty = self.arn.region.pattern.is_empty();
        let is_account_empty = self.arn.account.pattern.is_empty();
        if formats.iter().all(|format| !self.arn.region.fits(format.region())) {
            let has_none = formats.iter().all(|format| format.region().is_empty());
            if has_none {
                let message = format!("such ARNs of `{service}` have no region");
                return Some(self.finding(Code::ArnRegionNotAllowed, 3, message));
            }
            if is_region_empty {
                let message = format!("such ARNs of `{service}` have a region, and this has none");
                return Some(self.finding(Code::MissingArnRegion, 3, message));
            }
        }
        if formats.iter().all(|format| !self.arn.account.fits(format.account())) {
            let has_none = formats.iter().all(|format| format.account().is_empty());
            if has_none {
                let message = format!("such ARNs of `{service}` have no account");
                return Some(self.finding(Code::ArnAccountNotAllowed, 4, message));
            }
            if is_account_empty {
                let message = format!("such ARNs of `{service}` have an account, and this has none");
                return Some(self.finding(Code::MissingArnAccount, 4, message));
            }
        }
        None
    }
}

fn listed(formats: &[ArnFormat]) -> String {
    let shown: Vec<_> =
        formats.iter().take(MAX_FORMATS).map(|format| format!("`{}`", format.as_str())).collect();
    let more = formats.len().saturating_sub(MAX_FORMATS);
    let more = if more > 0 { format!(" or {more} more") } else { String::new() };
    format!("write it as {}{more}", shown.join(" or "))
}

fn instead_of_region(text: &str) -> String {
    let zone = text.strip_suffix(|c: char| c.is_ascii_lowercase());
    if let Some(region) = zone.filter(|region| Region::new(region).is_ok()) {
        return format!("`{text}` is an Availability Zone; its region is `{region}`");
    }
    let known = PARTITIONS.iter().flat_map(|partition| partition.regions).copied();
    match nearest(text, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "write a region such as `us-east-1`, or `*`".to_owned(),
    }
}

/// The characters of a string that are not filled in later.
fn known_chars(text: &str) -> impl Iterator<Item = char> {
    piece::pieces(text).filter_map(|piece| match piece {
        PatternPiece::Char(c) => Some(c),
        _ => None,
    })
}

/// AWS itself as an account, which owns the resources that it provides.
const AWS: [&str; 3] = ["aws", "amazon", "aws-marketplace"];

/// True for a field that can be an account: 12 digits, or AWS itself, also under a name that only the ARNs of
/// one service have.
fn is_account(text: &str) -> bool {
    let is_of_digits = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '?'));
    let n_digits = text.chars().filter(|c| *c != '*').count();
    let has_run = text.contains('*');
    if is_of_digits && (n_digits == 12 || has_run && n_digits < 12) {
        return true;
    }
    let pattern = TextPattern::new(text);
    let mut stated = FORMATS.values().flatten().map(|format| format.account()).filter(|it| !it.contains('$'));
    AWS.iter().any(|name| pattern.matches(name)) || stated.any(|name| pattern.matches(name))
}
