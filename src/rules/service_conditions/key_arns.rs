//! Values of the keys that hold the ARN of an encryption key.

use crate::document::Scalar;
use crate::finding::{Code, Finding};
use crate::iam::condition::known_key::KeyForm;
use crate::iam::condition::operator::OperatorFamily;
use crate::rules::RuleContext;
use crate::rules::conditions::values::{misformed, whole};

pub(crate) fn check(cx: &RuleContext<'_>) -> Vec<Finding> {
    let is_text = |family: OperatorFamily| matches!(family, OperatorFamily::String | OperatorFamily::Arn);
    let tests =
        cx.tests().filter(|it| is_text(it.comparison.family) && it.test.holds() == Some(KeyForm::KmsKey));
    let found = tests.flat_map(|it| {
        let wrong = whole(it.test, it.comparison).filter(|value| !is_key_arn(value));
        wrong.map(move |value| {
            const HELP: &str = "write the ARN of the key, `arn:aws:kms:REGION:ACCOUNT:key/ID`; an id alone or an alias is never equal to it";
            misformed(it.test, value, Code::InvalidKmsKeyValue, "ARN of a key", HELP)
        })
    });
    found.collect()
}

fn is_key_arn(value: &Scalar) -> bool {
    let fields: Vec<_> = value.text.value.splitn(6, ':').collect();
    match fields.as_slice() {
        ["arn", _, _, _, _, key] => !key.starts_with("alias/"),
        _ => false,
    }
}
