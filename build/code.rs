//! Every kind of mistake that a catalog can hold: its code and what to know about it.
//!
//! The table is the one place that names the codes; `docs/catalog-errors.md` is made of it.

/// Declares the codes with their names and explanations.
macro_rules! codes {
    ($($name:ident $code:literal $about:literal;)*) => {
        /// A kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Code {
            $($name,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            #[allow(dead_code, reason = "for the page that lists them")]
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is printed.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What it means and why it is refused.
            #[allow(dead_code, reason = "for the page that lists them")]
            pub(crate) fn about(self) -> &'static str {
                match self {
                    $(Self::$name => $about,)*
                }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" "A file or folder of the catalog cannot be read.";
    OutsideLink "outside-link" "A symbolic link leads out of the catalog, so that the catalog would depend on what lies elsewhere.";
    FileTooLarge "file-too-large" "A file is larger than any that a person would write or review.";
    NotUtf8 "not-utf8" "A file is not UTF-8, the only encoding that TOML allows.";
    EmptyFile "empty-file" "A file says nothing.";
    StrayFile "stray-file" "A file or folder stands where the catalog has no place for it, and would be ignored.";
    MissingFile "missing-file" "A folder lacks the file that makes it a version or a policy.";
    TomlSyntax "toml-syntax" "The file is not TOML at this place; the table that holds the place was left out of the other checks.";
    DuplicateKey "duplicate-key" "A key or a table is given twice.";
    UnknownKey "unknown-key" "A table has a key that its kind of table does not know.";
    MissingKey "missing-key" "A table lacks a key that it has to have.";
    WrongType "wrong-type" "A value is of another type than its key asks for.";
    EmptyValue "empty-value" "A text, list or table is empty where something has to be said.";
    EscapeInText "escape-in-text" "A text that ends up in a policy is written with an escape; written plainly, a search finds it.";
    ConflictingKeys "conflicting-keys" "Two keys of a table exclude each other.";
    UnknownValue "unknown-value" "A value is none of those that its key allows.";
    UnknownType "unknown-type" "A parameter has a type that does not exist.";
    UnknownParameter "unknown-parameter" "A placeholder or a key names a parameter that `parameters.toml` does not have.";
    UnclosedPlaceholder "unclosed-placeholder" "A brace that opens a placeholder or a policy variable has no partner.";
    EmptyPlaceholder "empty-placeholder" "A placeholder has no name between its braces.";
    MisplacedPlaceholder "misplaced-placeholder" "A placeholder has a form that its parameter or its place does not allow.";
    UnusedParameter "unused-parameter" "Nothing in the catalog uses a parameter.";
    MissingPlaceholder "missing-placeholder" "A policy needs a parameter for which its source's text is not stated.";
    UnusedPlaceholder "unused-placeholder" "A release spells a placeholder that none of its policies uses.";
    InvalidDefault "invalid-default" "The default of a parameter is not of the parameter's type.";
    InvalidExample "invalid-example" "The example of a parameter is not of the parameter's type.";
    NoAnchor "no-anchor" "Every entry of a list can be missing, so that the list could be empty, which IAM refuses.";
    PointlessWhen "pointless-when" "A statement depends on a parameter in a way that no caller can change.";
    UnknownService "unknown-service" "The prefix of an action belongs to no service that the catalog knows.";
    WrongServiceFile "wrong-service-file" "A statement stands in another file than that of its first action's service.";
    UnknownStatement "unknown-statement" "The order of statements names a statement that is nowhere.";
    UnlistedStatement "unlisted-statement" "A statement is not in the order of statements, so that it would be in no policy.";
    DuplicateStatement "duplicate-statement" "Two statements of one policy have the same name, or one is listed twice.";
    UnknownReference "unknown-reference" "A reference names a version, a policy or a statement that does not exist.";
    ReferenceToItself "reference-to-itself" "A reference names the policy that it stands in.";
    ReferenceToReference "reference-to-reference" "A reference names another reference in place of the original.";
    MalformedSid "malformed-sid" "A Sid has a character other than the letters A-Z, a-z and digits that IAM allows.";
    DuplicateSid "duplicate-sid" "Two statements that can stand together in one policy have the same Sid, which IAM refuses.";
    MalformedAction "malformed-action" "An action is not of the form that IAM accepts.";
    MalformedArn "malformed-arn" "A resource is neither an ARN of six parts nor `*`.";
    HardCodedPartition "hard-coded-partition" "An ARN names a partition, so that the policy fails in all others.";
    DuplicateEntry "duplicate-entry" "A list has the same entry twice.";
    UnknownOperator "unknown-operator" "A condition uses an operator that IAM does not have.";
    MalformedConditionKey "malformed-condition-key" "A condition key is not of the form `service:name`.";
    IncompleteChange "incomplete-change" "A difference from the source lacks its date, its reason or its source.";
    NothingLeft "nothing-left" "One of the two forms of a policy would have an empty list, which IAM refuses.";
    ForbiddenCharacter "forbidden-character" "A text that ends up in a policy has a character that IAM does not allow there.";
    UnusableName "unusable-name" "The name of a file, folder, table or parameter cannot become a name in Rust.";
    CollidingNames "colliding-names" "Two names become the same name in Rust.";
    DuplicateAction "duplicate-action" "An action of a service is given twice, or has two access levels.";
    UnknownAction "unknown-action" "A line names an action that its service does not have.";
    UnknownResourceType "unknown-resource-type" "A line names a resource type that its service, or its action, does not have.";
    UnknownConditionKey "unknown-condition-key" "A line names a condition key that its service does not have.";
    NothingToExclude "nothing-to-exclude" "A line takes a condition key from requests that do not have it.";
    NothingToCorrect "nothing-to-correct" "A correction changes nothing: AWS states it so, or does not state what it is about.";
    DuplicateAnchor "duplicate-anchor" "Two policies of a version claim the same heading of its source.";
}
