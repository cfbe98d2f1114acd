//! Every kind of mistake that a catalog can hold: its code and what to know about it.
//!
//! The table is the one place that names the codes; `docs/catalog-errors.md` is made of it.

/// Declares the codes: the name in Rust, the code, what it means and why it is refused, and what to
/// write instead.
macro_rules! codes {
    ($($name:ident $code:literal $about:literal $fix:literal;)*) => {
        /// A kind of mistake.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code {
            $($name,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is printed.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What it means and why it is refused.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => $about,)*
                }
            }

            /// What to write instead.
            pub fn fix(self) -> &'static str {
                match self {
                    $(Self::$name => $fix,)*
                }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file"
        "A file or folder of the catalog cannot be read, so that what it says would be missing."
        "Make the file readable for the account that builds, and point or remove a link that leads nowhere.";
    OutsideLink "outside-link"
        "A symbolic link leads out of the catalog, so that the catalog would depend on what lies elsewhere."
        "Put the file itself in the place of the link.";
    LoopingLink "looping-link"
        "A symbolic link leads to a folder that holds the link, so that the folder would be read again inside itself."
        "Remove the link, or put the folder that is meant in its place.";
    FileTooLarge "file-too-large"
        "A file is larger than any that a person would write or review, so that something else was saved here."
        "Split the file, or remove from it what the catalog does not need.";
    NotUtf8 "not-utf8"
        "A file is not UTF-8, the only encoding that TOML allows."
        "Save the file again in the encoding UTF-8.";
    EmptyFile "empty-file"
        "A file says nothing, which is more likely an accident than a wish."
        "Write what the file is for, or remove it.";
    StrayFile "stray-file"
        "A file or folder stands where the catalog has no place for it, and would be ignored."
        "Move the file out of the catalog, or to the place that `catalog/README.md` has for its kind.";
    MissingFile "missing-file"
        "The catalog, a version or a policy lacks a file without which the others say nothing."
        "Write the file; `catalog/README.md` says which keys it needs.";
    TomlSyntax "toml-syntax"
        "The file is not TOML at this place; the table that holds the place was left out of the other checks."
        "Mend the line at the caret, most often a quote, a bracket, a comma or an `=` that is missing, and build again.";
    DuplicateKey "duplicate-key"
        "A key or a table is given twice, and only one of the two could hold."
        "Merge the two into one, or rename the one that should have another name.";
    UnknownKey "unknown-key"
        "A table has a key that its kind of table does not know, and that would be ignored."
        "Write the key that the help suggests, or remove the line.";
    MissingKey "missing-key"
        "A table lacks a key that it has to have, for which nothing could be assumed."
        "Add the key that the message names; the help says what it holds.";
    WrongType "wrong-type"
        "A value is of another type than its key asks for, so that it cannot be read."
        "Write the value as the help says: a text in quotes, a list in brackets, a date without quotes.";
    EmptyValue "empty-value"
        "A text, list or table is empty where something has to be said."
        "Say something there, or remove the key if it is not required.";
    EscapeInText "escape-in-text"
        "A text that ends up in a policy is written with an escape; written plainly, a search finds it."
        "Write the characters themselves, in one line; a literal text in single quotes holds double quotes without an escape.";
    ConflictingKeys "conflicting-keys"
        "Two keys of a table exclude each other, so that it is not clear which of them is meant."
        "Keep the one that is meant, or make two statements of it.";
    UnknownValue "unknown-value"
        "A value is none of those that its key allows, so that nothing follows from it."
        "Write one of the values that the help names.";
    MalformedValue "malformed-value"
        "A value is not of the form that its key asks for, such as a release, an address or a region, so that nothing could use it."
        "Write the value in the form that the help shows.";
    UnknownPartition "unknown-partition"
        "The default or the example of a parameter, or a kind of finding, names a partition that `partitions.toml` does not have."
        "Write one of the partitions that the help names, or add the partition to `catalog/partitions.toml`.";
    UnknownType "unknown-type"
        "A parameter has a type that does not exist, so that its values could not be checked."
        "Write one of the types that the help names; a new type is a new rule in `src/shared/grammar.rs`.";
    UnknownParameter "unknown-parameter"
        "A placeholder or a key names a parameter that `parameters.toml` does not have, so that nobody could give a value."
        "Correct the name, or add the parameter to `catalog/parameters.toml`.";
    UnclosedPlaceholder "unclosed-placeholder"
        "A brace that opens a placeholder or a policy variable has no partner, so that it would stand in the policy as it is."
        "Close the brace, as in `{region}` or `${aws:username}`, or remove it.";
    EmptyPlaceholder "empty-placeholder"
        "A placeholder has no name between its braces, so that there is nothing to fill in."
        "Write the name of a parameter between the braces, such as `{region}`.";
    MisplacedPlaceholder "misplaced-placeholder"
        "A placeholder has a form that its parameter or its place does not allow, so that it could leave out what has to be there."
        "Write the placeholder in the form that the help shows, or use another parameter.";
    UnusedParameter "unused-parameter"
        "Nothing in the catalog uses a parameter, so that it would be an option without effect."
        "Write the parameter as `{name}` where it belongs, or remove its table from `catalog/parameters.toml`.";
    MissingPlaceholder "missing-placeholder"
        "A policy needs a parameter for which its source's text is not stated, so that the documented form could not be written."
        "Add the source's text for the parameter to `[placeholders]` of `version.toml`, or of `policy.toml` where it holds for that policy alone.";
    UnusedPlaceholder "unused-placeholder"
        "A release spells a placeholder that none of its policies uses; most often a name was changed in one place only."
        "Remove the line from `[placeholders]`, or write the parameter as `{name}` where the source has this text.";
    InvalidDefault "invalid-default"
        "The default of a parameter is not of the parameter's type, so that a caller who gave it would be refused."
        "Write a default that the type accepts, or choose another type.";
    InvalidExample "invalid-example"
        "The example of a parameter is not of the parameter's type, so that readers who copy it would be refused."
        "Write an example that the type accepts, or choose another type.";
    NoAnchor "no-anchor"
        "Every entry of a list can be missing, so that the list could be empty, which IAM refuses."
        "Add an entry that is always there, or let the whole statement exist only `when` the parameter is given.";
    PointlessWhen "pointless-when"
        "A statement depends on a parameter in a way that no caller can change."
        "Remove `when` or `unless`, or make every other use of the parameter in the policy optional, as in `{name?}`.";
    UnknownService "unknown-service"
        "The prefix of an action belongs to no service that the catalog knows; a mistyped one grants nothing."
        "Correct the prefix, or, if the service is new to the catalog, write `catalog/services/<prefix>.toml` with its name.";
    WrongServiceFile "wrong-service-file"
        "A statement stands in another file than that of its first action's service, where nobody would look for it."
        "Move the statement to the file that the help names, or put the action first that belongs to this file's service.";
    DuplicateRelease "duplicate-release"
        "Two versions say that they document one release of ParallelCluster, so that nobody knows which of them holds."
        "Keep one of the two folders, or correct `release` in one `version.toml`.";
    OverlappingReleases "overlapping-releases"
        "A release of ParallelCluster is in the range `applies-to` of two versions, so that nobody knows which of them holds."
        "End one range where the other begins, as in `>=2.9.0, <2.10.0`.";
    UnknownStatement "unknown-statement"
        "The order of statements names a statement that is nowhere, so that the policy would lack it; or an acknowledgement does."
        "Correct the name, or write the statement into the file of its first action's service.";
    UnlistedStatement "unlisted-statement"
        "A statement is not in the order of statements, so that it would be in no policy."
        "Add the line that the help shows to `statements` of the policy's `policy.toml`, at its place in the document.";
    DuplicateStatement "duplicate-statement"
        "Two statements of one policy have the same name, or one is listed twice, so that the name no longer says which is meant."
        "Rename one of the two, or remove the one that is too much; `sid` keeps a Sid that differs from the name.";
    UnknownReference "unknown-reference"
        "A reference names a version, a policy or a statement that does not exist, so that the policy would lack it."
        "Write the reference as `<release>/<variant>/<statement>` with names that the catalog has.";
    ReferenceToItself "reference-to-itself"
        "A reference names the policy that it stands in, where the statement's name says the same."
        "Write the statement's name alone, without the path.";
    ReferenceToReference "reference-to-reference"
        "A reference names another reference in place of the original, so that a reader would have to follow twice."
        "Write the path of the original, which the help shows.";
    MalformedSid "malformed-sid"
        "A Sid has a character other than the letters A-Z, a-z and digits that IAM allows."
        "Give the table a name of letters and digits, set `sid` to such a text, or write `sid = false` where the source has no Sid.";
    DuplicateSid "duplicate-sid"
        "Two statements that can stand together in one policy have the same Sid, which IAM refuses."
        "Set another `sid` in one of them, or give one `when` and the other `unless` of the same parameter.";
    MalformedAction "malformed-action"
        "An action is not of the form that IAM accepts, and IAM would refuse the whole policy."
        "Write the action in full: the service's prefix, a colon and a name, such as `ec2:RunInstances` or `s3:Get*`.";
    MalformedArn "malformed-arn"
        "A resource is neither an ARN of six parts nor `*`, and IAM would refuse the whole policy."
        "Write `arn:{partition}:service:region:account:resource`; region and account may be empty, the service is named.";
    HardCodedPartition "hard-coded-partition"
        "An ARN names a partition, so that the policy fails in all others."
        "Write `arn:{partition}:` in place of `arn:aws:`.";
    DuplicateEntry "duplicate-entry"
        "A list has the same entry twice; one of them was probably meant to be another."
        "Remove one of the two entries.";
    UnknownOperator "unknown-operator"
        "A condition uses an operator that IAM does not have, and IAM would refuse the whole policy."
        "Correct the operator; `ForAllValues:` or `ForAnyValue:` may stand before it and `IfExists` behind it.";
    MalformedConditionKey "malformed-condition-key"
        "A condition key is not of the form `service:name`, and IAM would refuse the whole policy."
        "Write the key in quotes and in full, such as `\"iam:PassedToService\"`.";
    IncompleteChange "incomplete-change"
        "A difference from the source lacks its date, its reason or its source, so that nobody could check it."
        "Add what the help shows: `added` or `withdrawn` with a date, `why`, and `source` with an address that others can open.";
    NothingLeft "nothing-left"
        "One of the two forms of a policy would have an empty list, which IAM refuses."
        "Set `added` or `withdrawn` for the whole statement, in place of all its entries.";
    ForbiddenCharacter "forbidden-character"
        "A text that ends up in a policy has a character that IAM does not allow there."
        "Use characters from U+0020 to U+00FF only, such as `-` in place of a dash.";
    UnusableName "unusable-name"
        "The name of a file, folder, table or parameter cannot be what it becomes: a name in Rust, a partition or the prefix of a service."
        "Use lower-case letters, digits and `-`, with a letter first, and no keyword of Rust; a release is numbers with points, such as `2.9`.";
    CollidingNames "colliding-names"
        "Two names become the same name in Rust, so that one would hide the other."
        "Rename one of them so that they differ in more than `-`, `_` or case.";
    DuplicateAction "duplicate-action"
        "An action of a service is given twice, so that it would have two access levels, or two lists of resource types."
        "Remove one of the two; `cargo xtask import-services` writes what AWS states.";
    UnknownAction "unknown-action"
        "A line or a correction names an action that its service does not have."
        "Correct the name, or import the newest facts with `cargo xtask import-services`.";
    UnknownResourceType "unknown-resource-type"
        "A line or a correction names a resource type that its service, or its action, does not have."
        "Correct the name, or add the resource type with its ARN format.";
    UnknownConditionKey "unknown-condition-key"
        "A line names a condition key that its service does not have."
        "Correct the name, or add the condition key with the type of its values.";
    NothingToExclude "nothing-to-exclude"
        "A line takes a condition key from requests that do not have it, so that it says less than it seems to."
        "Remove the key from the line: only keys of a line that begins with `*` can be excluded.";
    NotAuthorized "not-authorized"
        "A danger says that a call needs an action which AWS does not state that it authorizes, so that the rule would never look for it."
        "Correct the names, or remove what is no longer needed: `[calls]` of the service's facts has what each call authorizes.";
    NothingToCorrect "nothing-to-correct"
        "A correction changes nothing, because AWS states it so by now, or never stated what it is about."
        "Remove the correction, or correct the name of what it is about.";
    UnknownFinding "unknown-finding"
        "An acknowledgement or a danger names a finding that there is none of, so that it would say nothing."
        "Correct the code; `docs/findings.md` lists them all.";
    UnknownEntry "unknown-entry"
        "An acknowledgement names an action, a resource or a condition key that its statement does not have, so that it would acknowledge nothing."
        "Write the entry as the statement has it, with its placeholders, or remove `entry` where every finding of that code is meant.";
    DuplicateAnchor "duplicate-anchor"
        "Two policies of a version claim the same heading of its source, which can state only one of them."
        "Write the anchor of the policy's own heading in the source.";
}
