prefix=${NAME_PREFIX:-}
boundary=${PERMISSIONS_BOUNDARY:-}
dry_run=
n_changes=0
users=()
groups=()
roles=()
tag_keys=()
tag_values=()
answer=
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
export AWS_PAGER=

say() { printf '%s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$1" >&2
    shift
    for help in "$@"; do printf '  help: %s\n' "$help" >&2; done
    exit 1
}

# Incorrect usage of this script.
refuse() {
    printf 'error: %s\n  help: %s --help prints the options\n' "$1" "$0" >&2
    exit 2
}

# Asks AWS, and keeps the answer: false if there is no such thing. Any other error ends the script.
ask() {
    if answer=$(aws "$@" 2>"$errors"); then return 0; fi
    if grep -q '(NoSuchEntity)' "$errors"; then return 1; fi
    cat "$errors" >&2
    fail "aws $1 $2 failed"
}

# Changes something in AWS, or with --dry-run only says what would change.
change() {
    local what=$1
    shift
    n_changes=$((n_changes + 1))
    if [ -n "$dry_run" ]; then
        say "would $what"
        return
    fi
    if ! aws "$@" >"$errors" 2>&1; then
        cat "$errors" >&2
        fail "cannot $what" "what was done before stays; correct the cause, and run this script again"
    fi
    say "$what: done"
}

# A document without the line breaks and the indentation of its layout.
flat() { sed 's/^[[:space:]]*//' | tr -d '\n'; }

# The lines of a document in any order: IAM may return a list of principals in another one.
sorted() { sed 's/^[[:space:]]*//; s/,$//' | LC_ALL=C sort; }

is_listed() {
    local wanted=$1 item
    shift
    for item in "$@"; do
        if [ "$item" = "$wanted" ]; then return 0; fi
    done
    return 1
}

# The tags of --tag, for the commands that create something.
tags_json() {
    local idx json=
    for idx in ${tag_keys[@]+"${!tag_keys[@]}"}; do
        json="$json,{\"Key\":\"${tag_keys[$idx]}\",\"Value\":\"${tag_values[$idx]}\"}"
    done
    printf '[%s]' "${json#,}"
}

# Adds the tags of --tag that something lacks: what it is, the word for it in commands and in answers, and its
# option and name.
tag() {
    local what=$1 word=$2 noun=$3 option=$4 name=$5 idx
    if [ ${#tag_keys[@]} -eq 0 ]; then return; fi
    ask iam "get-$word" "$option" "$name" --query "$noun.Tags[].[Key,Value]" --output text ||
        fail "$what changes while this script runs"
    for idx in "${!tag_keys[@]}"; do
        if printf '%s\n' "$answer" | grep -qxF "${tag_keys[$idx]}	${tag_values[$idx]}"; then continue; fi
        change "tag $what with ${tag_keys[$idx]}=${tag_values[$idx]}" iam "tag-$word" "$option" "$name" \
            --tags "[{\"Key\":\"${tag_keys[$idx]}\",\"Value\":\"${tag_values[$idx]}\"}]"
    done
}

# A managed policy with the document on standard input: its name and its description.
managed_policy() {
    local name=$prefix$1 description=$2 document arn versions
    document=$(cat)
    arn=arn:$partition:iam::$account:policy/$name
    if ! ask iam get-policy --policy-arn "$arn" --query Policy.DefaultVersionId --output text; then
        change "create policy $name" iam create-policy --policy-name "$name" --description "$description" \
            --policy-document "$document" --tags "$(tags_json)"
        return
    fi
    ask iam get-policy-version --policy-arn "$arn" --version-id "$answer" --query PolicyVersion.Document \
        --output json || fail "policy $name changes while this script runs"
    if [ "$(printf '%s' "$answer" | flat)" != "$(printf '%s' "$document" | flat)" ]; then
        ask iam list-policy-versions --policy-arn "$arn" --query 'Versions[?!IsDefaultVersion].[VersionId]' \
            --output text || fail "policy $name changes while this script runs"
        versions=$(printf '%s\n' "$answer" | grep '^v' | sort -t v -k 2n || true)
        if [ "$(printf '%s\n' "$versions" | grep -c '^v' || true)" -ge $((MOST_VERSIONS - 1)) ]; then
            versions=${versions%%$'\n'*}
            change "delete version $versions of policy $name, the oldest of $MOST_VERSIONS" \
                iam delete-policy-version --policy-arn "$arn" --version-id "$versions"
        fi
        change "create a version of policy $name, and make it the default" iam create-policy-version \
            --policy-arn "$arn" --policy-document "$document" --set-as-default
    fi
    tag "policy $name" policy Policy --policy-arn "$arn"
}

# A role with the trust policy on standard input: its name, its path and its description.
role() {
    local name=$prefix$1 path=$2 description=$3 document there
    document=$(cat)
    if ! ask iam get-role --role-name "$name" --query 'Role.[Path,PermissionsBoundary.PermissionsBoundaryArn]' \
        --output text; then
        change "create role $name with path $path${boundary:+ and boundary $boundary}" iam create-role \
            --role-name "$name" --path "$path" --description "$description" \
            --assume-role-policy-document "$document" --tags "$(tags_json)" \
            ${boundary:+--permissions-boundary "$boundary"}
        return
    fi
    there=${answer%%$'\t'*}
    if [ "$there" != "$path" ]; then
        fail "role $name has path $there, and needs path $path, which AWS cannot change" \
            "give the new role another name with --prefix, or delete the role and run this script again"
    fi
    there=${answer##*$'\t'}
    if [ -n "$boundary" ] && [ "$there" != "$boundary" ]; then
        change "set the boundary of role $name to $boundary" iam put-role-permissions-boundary \
            --role-name "$name" --permissions-boundary "$boundary"
    fi
    ask iam get-role --role-name "$name" --query Role.AssumeRolePolicyDocument --output json ||
        fail "role $name changes while this script runs"
    if [ "$(printf '%s\n' "$answer" | sorted)" != "$(printf '%s\n' "$document" | sorted)" ]; then
        change "update the trust policy of role $name" iam update-assume-role-policy --role-name "$name" \
            --policy-document "$document"
    fi
    tag "role $name" role Role --role-name "$name"
}

# An instance profile of the name and the path of its role.
instance_profile() {
    local name=$prefix$1 path=$2 there
    if ask iam get-instance-profile --instance-profile-name "$name" --query 'InstanceProfile.Path' \
        --output text; then
        if [ "$answer" != "$path" ]; then
            fail "instance profile $name has path $answer, and needs path $path, which AWS cannot change" \
                "choose another name with --prefix, or delete it and run this script again"
        fi
        ask iam get-instance-profile --instance-profile-name "$name" \
            --query 'InstanceProfile.Roles[].RoleName' --output text ||
            fail "instance profile $name changes while this script runs"
        there=$answer
        tag "instance profile $name" instance-profile InstanceProfile --instance-profile-name "$name"
    else
        change "create instance profile $name" iam create-instance-profile --instance-profile-name "$name" \
            --path "$path" --tags "$(tags_json)"
        there=
    fi
    if [ -z "$there" ]; then
        change "add role $name to its instance profile" iam add-role-to-instance-profile \
            --instance-profile-name "$name" --role-name "$name"
    elif [ "$there" != "$name" ]; then
        fail "instance profile $name has role $there, and an instance profile has one role" \
            "remove that role from it, or choose another name with --prefix"
    fi
}

# A managed policy for an identity: user, group or role, its name, and the ARN of the policy.
attach() {
    local kind=$1 name=$2 arn=$3
    if ! ask iam "list-attached-$kind-policies" "--$kind-name" "$name" \
        --query 'AttachedPolicies[].[PolicyArn]' --output text; then
        # A role that this script creates is not there with --dry-run.
        answer=
    fi
    if ! printf '%s\n' "$answer" | grep -qxF "$arn"; then
        change "attach ${arn#*:policy/} to $kind $name" iam "attach-$kind-policy" "--$kind-name" "$name" \
            --policy-arn "$arn"
    fi
}

# A policy inside of an identity, with the document on standard input: user, group or role, its name, and the
# name of the policy.
inline_policy() {
    local kind=$1 name=$2 policy=$prefix$3 document
    document=$(cat)
    if ask iam "get-$kind-policy" "--$kind-name" "$name" --policy-name "$policy" --query PolicyDocument \
        --output json &&
        [ "$(printf '%s' "$answer" | flat)" = "$(printf '%s' "$document" | flat)" ]; then
        return
    fi
    change "put policy $policy into $kind $name" iam "put-$kind-policy" "--$kind-name" "$name" \
        --policy-name "$policy" --policy-document "$document"
}

# The managed policy of a role of this script.
attach_own() { attach role "$prefix$1" "arn:$partition:iam::$account:policy/$prefix$2"; }

# An inline policy of a role of this script, with the document on standard input.
inline_own() { inline_policy role "$prefix$1" "$2"; }

# A policy of AWS for a role of this script, unless --without leaves it out.
attach_aws() {
    if is_listed "$2" ${without[@]+"${without[@]}"}; then return; fi
    attach role "$prefix$1" "arn:$partition:iam::aws:policy/$2"
}

# The same for one that only some configurations need: with --also.
attach_aws_also() {
    if is_listed "$2" ${also[@]+"${also[@]}"}; then attach_aws "$1" "$2"; fi
}

# A managed policy for the identities of --user, --group and --role.
attach_to_people() {
    local arn=arn:$partition:iam::$account:policy/$prefix$1 name
    for name in ${users[@]+"${users[@]}"}; do attach user "$name" "$arn"; done
    for name in ${groups[@]+"${groups[@]}"}; do attach group "$name" "$arn"; done
    for name in ${roles[@]+"${roles[@]}"}; do attach role "$name" "$arn"; done
}

# An inline policy for the identities of --user, --group or --role.
inline_for_people() {
    local kind=$1 policy=$2 document name
    document=$(cat)
    case $kind in
        user) set -- ${users[@]+"${users[@]}"} ;;
        group) set -- ${groups[@]+"${groups[@]}"} ;;
        role) set -- ${roles[@]+"${roles[@]}"} ;;
    esac
    for name in "$@"; do inline_policy "$kind" "$name" "$policy" <<<"$document"; done
}

# The identities of --user, --group and --role have to be there.
check_people() {
    local name
    for name in ${users[@]+"${users[@]}"}; do
        ask iam get-user --user-name "$name" --query User.Arn --output text || fail "there is no user $name"
    done
    for name in ${groups[@]+"${groups[@]}"}; do
        ask iam get-group --group-name "$name" --query Group.Arn --output text || fail "there is no group $name"
    done
    for name in ${roles[@]+"${roles[@]}"}; do
        ask iam get-role --role-name "$name" --query Role.Arn --output text || fail "there is no role $name"
    done
}

# The account and the partition have to be those of the policies.
check_account() {
    command -v aws >/dev/null || fail "the AWS CLI is not installed" "https://aws.amazon.com/cli/"
    if ! answer=$(aws sts get-caller-identity --query '[Account,Arn]' --output text 2>"$errors"); then
        cat "$errors" >&2
        fail "the AWS CLI has no credentials that work" \
            "sign in, or choose a profile with AWS_PROFILE: aws sts get-caller-identity shows who you are"
    fi
    account=${answer%%$'\t'*}
    partition=${answer#*$'\t'arn:}
    partition=${partition%%:*}
    if [ "$partition" != "$PARTITION" ]; then
        fail "the policies are for partition $PARTITION, and the credentials are of partition $partition" \
            "choose other credentials, such as with AWS_PROFILE"
    fi
    if [ -n "$ACCOUNT" ] && [ "$account" != "$ACCOUNT" ]; then
        fail "the policies are for account $ACCOUNT, and the credentials are of account $account" \
            "choose other credentials, such as with AWS_PROFILE, or render the policies for that account"
    fi
}

read_options() {
    local option value
    while [ $# -gt 0 ]; do
        case $1 in
            --help | -h)
                usage
                exit 0
                ;;
            --dry-run)
                dry_run=yes
                shift
                continue
                ;;
            --*=*)
                option=${1%%=*}
                value=${1#*=}
                shift
                ;;
            --*)
                option=$1
                if [ $# -lt 2 ]; then refuse "$1 is unknown, or lacks its value"; fi
                value=$2
                shift 2
                ;;
            *) refuse "unexpected: $1" ;;
        esac
        case $option in
            --prefix) prefix=$value ;;
            --boundary)
                if [ -z "$MAKES_ROLES" ]; then refuse "--boundary $value: this script makes no role"; fi
                boundary=$value
                ;;
            --user | --group | --role)
                is_listed "${option#--}" ${PEOPLE[@]+"${PEOPLE[@]}"} ||
                    refuse "$option $value: no policy of this script is for such an identity"
                case $option in
                    --user) users+=("$value") ;;
                    --group) groups+=("$value") ;;
                    --role) roles+=("$value") ;;
                esac
                ;;
            --also)
                is_listed "$value" ${ALSO[@]+"${ALSO[@]}"} || refuse "--also $value: these policies have no such one"
                also+=("$value")
                ;;
            --without)
                is_listed "$value" ${USUAL[@]+"${USUAL[@]}"} || refuse "--without $value: no role of this script has it"
                without+=("$value")
                ;;
            --tag)
                # These are the characters that IAM allows; none of them has to be escaped in JSON.
                if ! [[ $value =~ ^[[:alnum:]\ _.:/+@-]+=[[:alnum:]\ _.:/=+@-]*$ ]]; then
                    refuse "--tag $value: write KEY=VALUE, with letters, digits, spaces and _.:/=+-@"
                fi
                if is_listed "${value%%=*}" ${tag_keys[@]+"${tag_keys[@]}"}; then
                    refuse "--tag $value: the key is given twice"
                fi
                tag_keys+=("${value%%=*}")
                tag_values+=("${value#*=}")
                ;;
            *) refuse "unknown: $option" ;;
        esac
    done
    if ! [[ $prefix =~ ^([A-Za-z0-9+=,.@_][A-Za-z0-9+=,.@_-]*)?$ ]]; then
        refuse "--prefix $prefix: a name has letters, digits and +=,.@_-, and does not begin with a hyphen"
    fi
    if [ ${#prefix} -gt "$LONGEST_PREFIX" ]; then
        refuse "--prefix $prefix: more than $LONGEST_PREFIX characters make a name too long for IAM"
    fi
    if [ -n "$boundary" ] && ! [[ $boundary =~ ^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$ ]]; then
        refuse "--boundary $boundary: give the ARN of a managed policy"
    fi
}

main() {
    read_options "$@"
    check_account
    check_people
    deploy
    if [ -n "$dry_run" ]; then
        say "changes that would be made in account $account: $n_changes"
    else
        say "changes in account $account: $n_changes"
    fi
    if [ ${#PEOPLE[@]} -gt 0 ] && [ $((${#users[@]} + ${#groups[@]} + ${#roles[@]})) -eq 0 ]; then
        say "the policies for users and groups are attached to nobody: name identities with ${PEOPLE[*]/#/--}"
    fi
}
