//! Every kind of mistake in a catalog: its code, its meaning and its fix.
//!
//! The codes are named in this table alone; `docs/catalog-errors.md` is generated from it.

/// Declares the codes: the name in Rust, the code, the meaning with the reason for the refusal, and the
/// fix.
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

            /// The meaning of the code, and the reason for the refusal.
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => $about,)*
                }
            }

            /// The way to fix the mistake.
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
        "A file or folder of the catalog cannot be read, so its content would be missing."
        "Make the file readable for the account that builds, or remove a link whose target does not exist.";
    OutsideLink "outside-link"
        "A symbolic link points outside the catalog, which must not depend on other folders."
        "Replace the link with the file itself.";
    LoopingLink "looping-link"
        "A symbolic link points to a folder that contains the link, so the folder would be read again inside itself."
        "Remove the link, or replace it with the folder that was meant.";
    FileTooLarge "file-too-large"
        "A file is larger than any that a person would write or review, and was probably saved here by accident."
        "Split the file, or remove what does not belong in the catalog.";
    NotUtf8 "not-utf8"
        "A file is not UTF-8, the only encoding that TOML allows."
        "Save the file as UTF-8.";
    EmptyFile "empty-file"
        "A file is empty, which is more likely an accident than an intention."
        "Add the content, or remove the file.";
    StrayFile "stray-file"
        "A file or folder does not belong where it is, and would be ignored."
        "Move the file out of the catalog, or to the place that `catalog/README.md` gives for its kind.";
    MissingFile "missing-file"
        "The catalog, a version or a policy lacks a file that the other files depend on."
        "Add the file; `catalog/README.md` lists the keys that it needs.";
    TomlSyntax "toml-syntax"
        "The file is not valid TOML at this place; the table around it was left out of the other checks."
        "Fix the line at the caret, where a quote, a bracket, a comma or an `=` is probably missing, and build again.";
    DuplicateKey "duplicate-key"
        "A key or a table is given twice, and only one of the two could take effect."
        "Merge the two, or rename the one that should have another name.";
    UnknownKey "unknown-key"
        "A key does not exist in this kind of table, and would be ignored."
        "Write the key that the help suggests, or remove the line.";
    MissingKey "missing-key"
        "A table lacks a required key that has no default."
        "Add the key that the message names; the help describes it.";
    WrongType "wrong-type"
        "A value has another type than its key requires."
        "Write the value as the help says: a string in quotes, a list in brackets, a date without quotes.";
    EmptyValue "empty-value"
        "A string, list or table is empty where a value is required."
        "Fill in the value, or remove the key if it is optional.";
    EscapeInText "escape-in-text"
        "A string of a policy contains an escape, so a search for its characters would not find it."
        "Write the characters themselves, in one line; a string in single quotes can contain double quotes without an escape.";
    ConflictingKeys "conflicting-keys"
        "Two keys of a table exclude each other, so it is unclear which of them was meant."
        "Keep the one that was meant, or split the table in two.";
    UnknownValue "unknown-value"
        "A value is not among those that its key allows."
        "Write one of the values that the help lists.";
    MalformedValue "malformed-value"
        "A value does not have the form that its key requires, such as that of a release, an address or a region."
        "Write the value in the form that the help shows.";
    UnknownPartition "unknown-partition"
        "The default or the example of a parameter, or a kind of finding, names a partition that is not in `partitions.toml`."
        "Write one of the partitions that the help lists, or add the partition to `catalog/partitions.toml`.";
    UnknownType "unknown-type"
        "A parameter has a type that does not exist, so its values could not be checked."
        "Write one of the types that the help lists; a new type needs a new rule in `src/shared/grammar.rs`.";
    UnknownParameter "unknown-parameter"
        "A placeholder or a key names a parameter that is not in `parameters.toml`, so nobody could give it a value."
        "Correct the name, or add the parameter to `catalog/parameters.toml`.";
    UnclosedPlaceholder "unclosed-placeholder"
        "A brace of a placeholder or a policy variable is not matched, and would appear in the policy."
        "Close the brace, as in `{region}` or `${aws:username}`, or remove it.";
    EmptyPlaceholder "empty-placeholder"
        "A placeholder has no name between its braces, so there is nothing to fill in."
        "Write the name of a parameter between the braces, such as `{region}`.";
    MisplacedPlaceholder "misplaced-placeholder"
        "A placeholder has a form that its parameter or its place does not allow."
        "Write the placeholder in the form that the help shows, or use another parameter.";
    UnusedParameter "unused-parameter"
        "A parameter is not used anywhere in the catalog, so its option would have no effect."
        "Write the parameter as `{name}` where it belongs, or remove its table from `catalog/parameters.toml`.";
    UnrelatedParameter "unrelated-parameter"
        "A setting names a parameter that none of its policies uses, so the option would have no effect there."
        "Name a parameter that one of the policies uses, or add the policy that uses it to `policies`.";
    MissingPlaceholder "missing-placeholder"
        "A policy uses a parameter without the source's placeholder for it, so the documented form could not be written."
        "Add the source's placeholder to `[placeholders]` of `version.toml`, or of `policy.toml` if only this policy has it.";
    UnusedPlaceholder "unused-placeholder"
        "A placeholder of the source belongs to a parameter that no policy uses, often because the parameter was renamed."
        "Remove the line from `[placeholders]`, or write the parameter as `{name}` where the source has this placeholder.";
    InvalidDefault "invalid-default"
        "The default of a parameter does not follow the parameter's own type."
        "Write a default that the type accepts, or choose another type.";
    InvalidExample "invalid-example"
        "The example of a parameter does not follow the parameter's own type, so a copy of it would be refused."
        "Write an example that the type accepts, or choose another type.";
    NoAnchor "no-anchor"
        "Every entry of a list is optional, so the list could be empty, which IAM refuses."
        "Add an entry that is always present, or let the whole statement exist only `when` the parameter is given.";
    PointlessWhen "pointless-when"
        "A statement depends on a parameter that is always given, or contradicts its own condition."
        "Remove `when` or `unless`, or make every other use of the parameter in the policy optional, as in `{name?}`.";
    UnknownService "unknown-service"
        "The prefix of an action belongs to no service of the catalog; a misspelled prefix grants nothing."
        "Correct the prefix, or add a new service as `catalog/services/<prefix>.toml` with its name.";
    WrongServiceFile "wrong-service-file"
        "A statement is not in the file of its first action's service, where a reader would look for it."
        "Move the statement to the file that the help names, or put an action of this file's service first.";
    DuplicateRelease "duplicate-release"
        "Two versions document the same release of ParallelCluster, so it is unclear which of them applies."
        "Keep one of the two folders, or correct `release` in one `version.toml`.";
    OverlappingReleases "overlapping-releases"
        "The `applies-to` ranges of two versions contain the same release of ParallelCluster, so it is unclear which of them applies."
        "End one range where the other begins, as in `>=2.9.0, <2.10.0`.";
    UnorderedReleases "unordered-releases"
        "A release in `releases.toml` has a smaller number than the one before it, or an earlier date than an earlier release of its series."
        "Put the release in its place, or correct its number or its date.";
    UnknownStatement "unknown-statement"
        "The order of statements, or an acknowledgement, names a statement that does not exist."
        "Correct the name, or add the statement to the file of its first action's service.";
    UnlistedStatement "unlisted-statement"
        "A statement is not in the order of statements, so no policy would contain it."
        "Add the line that the help shows to `statements` of the policy's `policy.toml`, at its place in the document.";
    DuplicateStatement "duplicate-statement"
        "Two statements of a policy have the same name, or a statement is listed twice."
        "Rename one of the two, or remove one; a Sid that differs from the name goes into `sid`.";
    UnknownReference "unknown-reference"
        "A reference names a version, a policy, a statement or a part of a release's commands that does not exist."
        "Write the reference with names that the catalog has; one of a statement is `<release>/<variant>/<statement>`.";
    ReferenceToItself "reference-to-itself"
        "A reference leads to its own policy, where the statement's name is enough."
        "Write the statement's name alone, without the path.";
    ReferenceToReference "reference-to-reference"
        "A reference leads to another reference instead of the original, so a reader would have to follow both."
        "Write the path of the original, which the help shows.";
    CircularReference "circular-reference"
        "A sequence, an option or a value of a release's commands leads back to itself, so that it would never end."
        "Name another one, or write out what is meant.";
    UnclearCall "unclear-call"
        "AWS states several actions for a call of a command, and none of them has the call's name, so it is unclear which the request needs."
        "State the actions of the request in `authorizes`; if they are those of every such request, correct the call in `catalog/corrections.toml`.";
    MalformedSid "malformed-sid"
        "A Sid has a character other than the letters A-Z, a-z and digits that IAM allows."
        "Name the table with letters and digits only, set `sid`, or write `sid = false` where the source has no Sid.";
    DuplicateSid "duplicate-sid"
        "Two statements that can be in one document have the same Sid, which IAM refuses."
        "Change the `sid` of one of them, or give one `when` and the other `unless` with a common parameter.";
    MalformedAction "malformed-action"
        "An action does not have the form that IAM accepts, so IAM would refuse the whole policy."
        "Write the full action: the service's prefix, a colon and a name, such as `ec2:RunInstances` or `s3:Get*`.";
    MalformedArn "malformed-arn"
        "A resource is neither an ARN of six parts nor `*`, so IAM would refuse the whole policy."
        "Write `arn:{partition}:service:region:account:resource`; region and account may be empty, the service may not.";
    HardCodedPartition "hard-coded-partition"
        "An ARN names a partition, so the policy would fail in all others."
        "Write `arn:{partition}:` in place of `arn:aws:`.";
    DuplicateEntry "duplicate-entry"
        "A list has the same entry twice; another entry was probably meant."
        "Remove or correct one of the two entries.";
    UnknownOperator "unknown-operator"
        "A condition uses an operator that IAM does not have, so IAM would refuse the whole policy."
        "Correct the operator; it can have the prefix `ForAllValues:` or `ForAnyValue:` and the suffix `IfExists`.";
    MalformedConditionKey "malformed-condition-key"
        "A condition key does not have the form `service:name`, so IAM would refuse the whole policy."
        "Write the full key in quotes, such as `\"iam:PassedToService\"`.";
    IncompleteChange "incomplete-change"
        "A difference from the source lacks its date, its reason or its source, so nobody could check it."
        "Add what the help shows: `added` or `withdrawn` with a date, `why`, and `source` with a public address.";
    NothingLeft "nothing-left"
        "One of the two forms of a policy would have an empty list, which IAM refuses."
        "Set `added` or `withdrawn` for the whole statement instead of all its entries.";
    ForbiddenCharacter "forbidden-character"
        "A string of a policy has a character that IAM does not allow there."
        "Use only characters from U+0020 to U+00FF, such as `-` in place of a dash.";
    UnusableName "unusable-name"
        "The name of a file, folder, table or parameter cannot become a name in Rust, a partition or the prefix of a service."
        "Use lower-case letters, digits and `-`, with a letter first, and no keyword of Rust; write a release as numbers with dots, such as `2.9`.";
    CollidingNames "colliding-names"
        "Two names become the same name in Rust."
        "Rename one of them; the difference has to be more than `-`, `_` or case.";
    DuplicateAction "duplicate-action"
        "An action of a service is given twice, so it would have two access levels or two lists of resource types."
        "Remove one of the two; `cargo xtask import-services` writes the facts that AWS states.";
    UnknownAction "unknown-action"
        "A statement, a line, a correction or a danger names an action that its service does not have."
        "Correct the name, or import the newest facts with `cargo xtask import-services`. If AWS has the action and its reference lacks it, acknowledge `INVALID_ACTION` in the statement, with the action as `entry`.";
    UnknownResourceType "unknown-resource-type"
        "A line, a correction or a danger names a resource type that its service or its action does not have."
        "Correct the name, or add the resource type with its ARN format.";
    UnknownConditionKey "unknown-condition-key"
        "A line names a condition key that its service does not have."
        "Correct the name, or add the condition key with the type of its values.";
    NothingToExclude "nothing-to-exclude"
        "A line excludes a condition key from requests that do not have it."
        "Remove the key from the line: only keys of a line that begins with `*` can be excluded.";
    NotAuthorized "not-authorized"
        "A danger says that a call needs an action that the call does not authorize according to AWS, so its rule could never apply."
        "Correct the names, or remove the action; `[calls]` of the service's facts lists the actions that each call authorizes.";
    NothingToCorrect "nothing-to-correct"
        "A correction changes nothing: AWS has fixed the fact, or never stated it."
        "Remove the correction, or correct the name of its subject.";
    UnknownFinding "unknown-finding"
        "An acknowledgement or a danger names a finding that does not exist."
        "Correct the code; `docs/findings.md` lists all codes.";
    UnknownEntry "unknown-entry"
        "An acknowledgement names an action, a resource or a condition key that its statement does not have."
        "Write the entry exactly as in the statement, with its placeholders, or remove `entry` to acknowledge every finding of that code.";
    DuplicateAnchor "duplicate-anchor"
        "Two policies of a version have the same anchor, but a heading of the source documents only one policy."
        "Write the anchor of the policy's own heading in the source.";
    ReleaseWithoutFeature "release-without-feature"
        "A release of the catalog has no feature in `Cargo.toml`, or one that is not in `default`, so a build would silently leave it out."
        "Add the feature to `[features]` and to `default`, as the help says.";
    FeatureWithoutRelease "feature-without-release"
        "A feature of `Cargo.toml` is named after a release that the catalog does not have."
        "Remove the feature, or add the folder of the release.";
}
