//! The name of the resource of a request, compared with the resources of statements.

use crate::iam::arn::{self, N_FIELDS};
use crate::iam::context::Context;
use crate::iam::glob::{Glob, GlobBuilder, GlobSyntax, OpenPart};
use crate::iam::pattern::{CharClass, TextPattern};
use crate::iam::piece::{self, PatternPiece};
use crate::iam::truth::Truth;
use crate::{ArnFormat, ArnPart};

/// The resource of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResourceName<'r> {
    /// The fields of its ARN; nothing for a string that is not an ARN, such as the `*` of actions without a
    /// resource.
    pub(crate) arn: Option<ArnName<'r>>,
}

/// The ARN of a resource, field by field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArnName<'r> {
    pub(crate) partition: &'r str,
    pub(crate) service: &'r str,
    pub(crate) region: &'r str,
    pub(crate) account: &'r str,
    pub(crate) resource: &'r str,
    /// The last three fields with their colons.
    pub(crate) tail: &'r str,
}

impl<'r> ResourceName<'r> {
    pub(crate) fn new(text: &'r str) -> Self {
        Self { arn: ArnName::new(text) }
    }
}

impl<'r> ArnName<'r> {
    fn new(text: &'r str) -> Option<Self> {
        let (partition, rest) = text.strip_prefix("arn:")?.split_once(':')?;
        let (service, tail) = rest.split_once(':')?;
        let mut last = tail.splitn(N_FIELDS - 3, ':');
        Some(Self {
            partition,
            service,
            tail,
            region: last.next()?,
            account: last.next()?,
            resource: last.next()?,
        })
    }
}

/// An entry of `Resource` or `NotResource`, compiled to be compared with the resources of many requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompiledResource {
    pub(crate) text: Box<str>,
    form: CompiledForm,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum CompiledForm {
    /// `*`.
    All,
    Arn(Box<ArnGlob>),
    /// A placeholder that can become any ARN.
    Unknown,
}

/// An ARN with wildcards, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ArnGlob {
    partition: Glob,
    service: Glob,
    region: Glob,
    account: Glob,
    resource: Glob,
    /// The last three fields with their colons, if a `*` in them matches more than its own field.
    crossing: Option<Glob>,
}

impl CompiledResource {
    /// Compiles an entry; nothing if it is neither `*` nor an ARN.
    pub(crate) fn new(text: &str, has_variables: bool) -> Option<Self> {
        let form = if TextPattern::new(text).is_all() {
            CompiledForm::All
        } else if let Some(arn) = ArnGlob::new(text, has_variables) {
            CompiledForm::Arn(Box::new(arn))
        } else if matches!(piece::first(text), Some((PatternPiece::Placeholder(_), _))) {
            CompiledForm::Unknown
        } else {
            return None;
        };
        Some(Self { text: text.into(), form })
    }

    /// The answer whether a resource matches in a request.
    pub(crate) fn matches(&self, name: ResourceName<'_>, cx: &Context) -> Truth {
        match (&self.form, name.arn) {
            (CompiledForm::All, _) => Truth::Yes,
            (CompiledForm::Unknown, _) => Truth::Open,
            (CompiledForm::Arn(arn), Some(name)) => arn.matches(name, cx),
            (CompiledForm::Arn(_), None) => Truth::No,
        }
    }

    /// True for `*`.
    pub(crate) fn is_all(&self) -> bool {
        matches!(self.form, CompiledForm::All)
    }

    /// The resources that can match in a request; nothing if none can.
    pub(crate) fn language(&self, cx: &Context) -> Option<TextPattern<'static>> {
        let mut language = TextPattern::default();
        match &self.form {
            CompiledForm::All | CompiledForm::Unknown => language.push_run(CharClass::ALL),
            CompiledForm::Arn(arn) => arn.push_to(&mut language, cx)?,
        }
        Some(language)
    }

    /// The same entry with other text in place of each placeholder. One that can become any ARN becomes the ARN
    /// whose fields are all that text.
    #[cfg(feature = "compare")]
    pub(crate) fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        let form = match &self.form {
            CompiledForm::Arn(arn) => CompiledForm::Arn(Box::new(arn.filled(fill))),
            CompiledForm::Unknown => {
                let (placeholder, rest) = match piece::first(&self.text) {
                    Some((PatternPiece::Placeholder(whole), rest)) => (whole, rest),
                    _ => ("", &*self.text),
                };
                let arn = format!("arn:{}", [fill(placeholder).as_str(); N_FIELDS - 1].join(":"));
                let filled = ArnGlob::new(&format!("{arn}{rest}"), true).map(|it| it.filled(fill));
                filled.map_or(CompiledForm::Unknown, |it| CompiledForm::Arn(Box::new(it)))
            }
            CompiledForm::All => CompiledForm::All,
        };
        Self { text: self.text.clone(), form }
    }

    /// The keys of the variables, in lower case.
    #[cfg(feature = "compare")]
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        let arn = if let CompiledForm::Arn(arn) = &self.form { Some(arn) } else { None };
        arn.into_iter().flat_map(|arn| arn.resource.variables())
    }

    /// The parts that are not known in a request.
    pub(crate) fn open<'g>(&'g self, cx: &'g Context) -> Vec<OpenPart<'g>> {
        match &self.form {
            CompiledForm::All => Vec::new(),
            CompiledForm::Unknown => vec![OpenPart::Placeholder(&self.text)],
            CompiledForm::Arn(arn) => {
                let fields = [&arn.partition, &arn.service, &arn.region, &arn.account, &arn.resource];
                fields.into_iter().flat_map(|field| field.open(cx)).collect()
            }
        }
    }
}

impl ArnGlob {
    fn new(text: &str, has_variables: bool) -> Option<Self> {
        let ranges = arn::fields_of_pattern(text)?;
        // Only the last field can have a variable, and IAM replaces none in the others.
        let plain = GlobSyntax { wildcards: true, variables: false };
        let syntax = GlobSyntax { wildcards: true, variables: has_variables };
        let field = |idx: usize| match ranges.get(idx) {
            Some(range) => text.get(range.clone()).unwrap_or_default(),
            None => "*",
        };
        let (region, account, resource) = (field(3), field(4), field(5));
        let crossing = arn::crosses(region, account, resource).then(|| {
            let fields = GlobBuilder::default().field(region, plain).literal(":").field(account, plain);
            fields.literal(":").text(resource, syntax).build()
        });
        Some(Self {
            partition: Glob::new(field(1), plain),
            service: Glob::new(field(2), plain),
            region: Glob::new(region, plain),
            account: Glob::new(account, plain),
            resource: Glob::new(resource, syntax),
            crossing,
        })
    }

    #[cfg(feature = "compare")]
    fn filled(&self, fill: &dyn Fn(&str) -> String) -> Self {
        Self {
            partition: self.partition.filled(fill),
            service: self.service.filled(fill),
            region: self.region.filled(fill),
            account: self.account.filled(fill),
            resource: self.resource.filled(fill),
            crossing: self.crossing.as_ref().map(|it| it.filled(fill)),
        }
    }

    /// Appends the ARNs that can match; nothing if none can.
    fn push_to(&self, language: &mut TextPattern<'_>, cx: &Context) -> Option<()> {
        language.push_str("arn:");
        for field in [&self.partition, &self.service] {
            field.push_to(language, Some(CharClass::NO_COLON), cx)?;
            language.push_str(":");
        }
        if let Some(crossing) = &self.crossing {
            return crossing.push_to(language, None, cx);
        }
        for field in [&self.region, &self.account] {
            field.push_to(language, Some(CharClass::NO_COLON), cx)?;
            language.push_str(":");
        }
        self.resource.push_to(language, None, cx)
    }

    fn matches(&self, name: ArnName<'_>, cx: &Context) -> Truth {
        let service = self.service.matches(name.service, cx);
        if service == Truth::No {
            return Truth::No;
        }
        let of_field =
            [(&self.resource, name.resource), (&self.region, name.region), (&self.account, name.account)];
        let mut rest = Truth::all(of_field.into_iter().map(|(glob, field)| glob.matches(field, cx)));
        // There is nothing to reach past unless the last field has a colon.
        if let Some(crossing) =
            self.crossing.as_ref().filter(|_| rest != Truth::Yes && name.resource.contains(':'))
        {
            rest = rest.max(crossing.matches(name.tail, cx));
        }
        Truth::all([service, rest, self.partition.matches(name.partition, cx)])
    }
}

/// The ARNs of a format. Its variables have colons only where the format has one itself: a `*` that reaches past
/// a colon is not meant to reach into a name.
pub(crate) fn format_language(format: ArnFormat) -> TextPattern<'static> {
    let mut language = TextPattern::default();
    let of_field = CharClass { slash: false, colon: false };
    let has_colon = arn::has_colon(format);
    let fields = format.as_str().splitn(N_FIELDS, ':');
    for field in fields.take(N_FIELDS - 1) {
        if arn::is_variable(field) {
            language.push_some(of_field);
        } else {
            language.push_str(field);
        }
        language.push_str(":");
    }
    for part in format.resource_parts() {
        match part {
            ArnPart::Text(text) => language.push_str(text),
            ArnPart::Variable(variable) => language.push_some(CharClass {
                slash: variable.may_hold('/'),
                colon: has_colon && variable.may_hold(':'),
            }),
        }
    }
    language
}
