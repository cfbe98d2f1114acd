"""Runs the scripts of `render --format aws-cli` against moto, a simulation of AWS.

Each script runs twice in an empty account: the first run has to leave exactly the policies, roles, instance
profiles and attachments that the command line's other commands print, and the second must not change anything.
Then a document changes, versions pile up, and options, other accounts and refusals are tried. Exit code: 0 if
everything holds, 1 otherwise.

Usage: run.py PROGRAM, the path of `pcluster-iam`.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import traceback
import urllib.parse
import urllib.request
from pathlib import Path

from aws import AwsCli

ACCOUNT = "123456789012"
VALUES = ["--region", "eu-west-1", "--account-id", ACCOUNT]
CLUSTER = ["--cluster-name", "demo"]
# What starts with one of these reads.
READING = ("get-", "list-")

FAILURES: list[str] = []


def main() -> int:
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with Account() as account:
            tests = Tests(program, account)
            for name in [name for name in dir(tests) if name.startswith("test_")]:
                account.reset()
                try:
                    getattr(tests, name)()
                except Exception:  # What it found so far says why.
                    FAILURES.append(f"{name}: {traceback.format_exc()}")
    for failure in FAILURES:
        print(failure, file=sys.stderr)
    print(f"{tests.n_runs} runs of {tests.n_scripts} scripts, {tests.n_checks} checks, {len(FAILURES)} failed")
    return 1 if FAILURES else 0


class Account:
    """A server of moto, with every call that it gets, and the AWS CLI's environment for it."""

    def __enter__(self):
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ.update(
            AWS_ACCESS_KEY_ID="testing",
            AWS_SECRET_ACCESS_KEY="testing",
            AWS_CONFIG_FILE=os.devnull,
            AWS_SHARED_CREDENTIALS_FILE=os.devnull,
            # So that a misspelt AWS managed policy is an error.
            MOTO_IAM_LOAD_MANAGED_POLICIES="true",
        )
        # These read the environment when they are imported.
        import boto3
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        _, port = self.server.get_host_and_port()
        self.url = os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        folder = Path("bin").absolute()
        folder.mkdir()
        self.aws = AwsCli(folder)
        self.iam = boto3.client("iam", region_name="eu-west-1", endpoint_url=self.url)
        return self

    def __exit__(self, *_):
        self.aws.close()
        self.server.stop()

    def reset(self):
        request = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        urllib.request.urlopen(request).close()

    def state(self) -> dict:
        """Everything that a script can have made, as plain data."""
        details = self.iam.get_account_authorization_details(Filter=["User", "Role", "Group"])
        policies = {
            policy["PolicyName"]: self.policy(policy["Arn"])
            for policy in self.iam.list_policies(Scope="Local")["Policies"]
        }
        roles = {
            role["RoleName"]: {
                "path": role["Path"],
                "trust": document(role["AssumeRolePolicyDocument"]),
                "boundary": self.iam.get_role(RoleName=role["RoleName"])["Role"]
                .get("PermissionsBoundary", {})
                .get("PermissionsBoundaryArn"),
                "attached": sorted(it["PolicyArn"] for it in role["AttachedManagedPolicies"]),
                "inline": {it["PolicyName"]: document(it["PolicyDocument"]) for it in role["RolePolicyList"]},
                "profiles": [
                    (profile["InstanceProfileName"], profile["Path"])
                    for profile in self.iam.list_instance_profiles_for_role(RoleName=role["RoleName"])[
                        "InstanceProfiles"
                    ]
                ],
            }
            for role in details["RoleDetailList"]
        }
        people = {
            f"{kind}/{it[kind + 'Name']}": {
                "attached": sorted(policy["PolicyArn"] for policy in it["AttachedManagedPolicies"]),
                "inline": {
                    policy["PolicyName"]: document(policy["PolicyDocument"])
                    for policy in it.get(f"{kind}PolicyList", [])
                },
            }
            for kind in ["User", "Group"]
            for it in details[f"{kind}DetailList"]
        }
        return {"policies": policies, "roles": roles, "people": people}

    def policy(self, arn: str) -> dict:
        policy = self.iam.get_policy(PolicyArn=arn)["Policy"]
        version = self.iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])
        return {
            "document": document(version["PolicyVersion"]["Document"]),
            "description": policy.get("Description"),
            "default": policy["DefaultVersionId"],
            "versions": sorted(
                it["VersionId"] for it in self.iam.list_policy_versions(PolicyArn=arn)["Versions"]
            ),
            "tags": {it["Key"]: it["Value"] for it in self.iam.list_policy_tags(PolicyArn=arn)["Tags"]},
        }


def statement(**more) -> dict:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:AssumeRole", **more}]}


def document(value):
    return json.loads(urllib.parse.unquote(value)) if isinstance(value, str) else value


class Tests:
    def __init__(self, program: Path, account: Account):
        self.program = program
        self.account = account
        self.n_runs = self.n_scripts = self.n_checks = 0

    def check(self, what: str, actual, expected):
        self.n_checks += 1
        if actual != expected:
            FAILURES.append(f"{what}\n  is       {actual}\n  expected {expected}")

    def contains(self, what: str, text: str, part: str):
        self.n_checks += 1
        if part not in text:
            FAILURES.append(f"{what}: `{part}` is not in\n{text}")

    def pcluster_iam(self, *args: str) -> str:
        return subprocess.run([self.program, *args], check=True, capture_output=True, text=True).stdout

    def script(self, *args: str) -> str:
        """Writes a script, and returns its path."""
        self.n_scripts += 1
        path = f"script-{self.n_scripts}.sh"
        Path(path).write_text(self.pcluster_iam("render", *args, "--format", "aws-cli"))
        for command in [["bash", "-n", path], ["shellcheck", "--severity", "style", path]]:
            done = subprocess.run(command, capture_output=True, text=True)
            self.check(f"{args}: {command}", (done.returncode, done.stdout + done.stderr), (0, ""))
        return path

    def run(self, path: str, *options: str, **environment: str) -> tuple[int, str, list[str]]:
        """Runs a script: its exit code, what it says, and the calls that change something."""
        self.n_runs += 1
        self.account.aws.calls.clear()
        done = subprocess.run(
            ["bash", path, *options], capture_output=True, text=True, env={**os.environ, **environment}
        )
        calls = [args[1] for args in self.account.aws.calls]
        writing = [call for call in calls if not call.startswith(READING)]
        return done.returncode, done.stdout + done.stderr, writing

    def documents(self, policy: str, *args: str) -> list:
        """The documents that `render` writes, in their order."""
        folder = tempfile.mkdtemp(dir=".")
        self.pcluster_iam("render", policy, *args, "--output", folder)
        # `user-2.json` comes before `user-10.json`.
        files = sorted(Path(folder).rglob("*.json"), key=lambda path: (len(path.name), path.name))
        return [json.loads(path.read_text()) for path in files]

    def twice(self, path: str, *options: str):
        """Runs a script as a dry run, twice, and as a dry run again, and holds each run to what it may change."""
        before = self.account.state()
        code, said, writing = self.run(path, *options, "--dry-run")
        self.check(f"{path}: the first dry run", (code, writing), (0, []))
        self.check(f"{path}: a dry run changes nothing", self.account.state(), before)
        would = sorted(line.removeprefix("would ") for line in said.splitlines() if line.startswith("would "))
        code, said, writing = self.run(path, *options)
        self.check(f"{path}: the first run\n{said}", code, 0)
        done = sorted(line.removesuffix(": done") for line in said.splitlines() if line.endswith(": done"))
        self.check(f"{path}: the dry run says what the run does", would, done)
        self.check(f"{path}: a call for each change", len(writing), len(done))
        after = self.account.state()
        code, said, writing = self.run(path, *options)
        self.check(f"{path}: the second run\n{said}", (code, writing), (0, []))
        self.contains(f"{path}: the second run", said, f"changes in account {ACCOUNT}: 0")
        self.check(f"{path}: the second run changes nothing", self.account.state(), after)
        return after

    def test_every_policy(self):
        """One script for each policy of the newest release; what it leaves is what `render` and `trust` print."""
        listed = json.loads(self.pcluster_iam("list", "--format", "json"))["policies"]
        newest = listed[-1]["id"].split("/")[0]
        for number, policy in enumerate(it["id"] for it in listed if it["id"].split("/")[0] == newest):
            group = f"group-{number}"
            self.account.iam.create_group(GroupName=group)
            shown = json.loads(self.pcluster_iam("show", policy, "--format", "json"))
            values = self.required(shown)
            is_role = shown["attach-to"]["kind"] == "role"
            if is_role and "--cluster-name" not in values and "{cluster-name}" in (shown.get("path") or ""):
                values += CLUSTER
            before = self.account.state()
            after = self.twice(self.script(policy, *values), *([] if is_role else ["--group", group]))
            policies = new(after["policies"], before["policies"])
            own = [f"arn:aws:iam::{ACCOUNT}:policy/{name}" for name in policies]
            documents = [it["document"] for it in policies.values()]
            self.check(f"{policy}: the document", documents, self.documents(policy, *values))
            self.check(f"{policy}: old policies", {**after["policies"], **before["policies"]}, after["policies"])
            roles = new(after["roles"], before["roles"])
            self.check(f"{policy}: old roles", {**after["roles"], **before["roles"]}, after["roles"])
            if not is_role:
                self.check(f"{policy}: the group", after["people"][f"Group/{group}"]["attached"], own)
                self.check(f"{policy}: no role", roles, {})
                continue
            ((name, role),) = roles.items()
            managed = [it["name"] for it in shown["managed-policies"] if not it["setting"]]
            attached = own + [f"arn:aws:iam::aws:policy/{name}" for name in managed]
            path = (shown.get("path") or "/").replace("{cluster-name}", "demo")
            expected = {
                "path": path,
                "trust": json.loads(self.pcluster_iam("trust", policy)),
                "boundary": None,
                "attached": sorted(attached),
                "inline": {},
                "profiles": [(name, path)] if "ec2" in shown["attach-to"]["trusted-services"] else [],
            }
            self.check(f"{policy}: the role", role, expected)

    def required(self, shown: dict) -> list[str]:
        """The options with the examples of what the policy needs."""
        values = []
        for used in shown["parameters"]:
            if used["need"] == "required" and used["name"] not in ("partition", "stack-name"):
                values += [f"--{used['name']}", used["example"]]
            if used["name"] == "stack-name":
                values += CLUSTER
        return values if "--region" in values else [*values, "--partition", "aws"]


    def test_new_versions(self):
        """A changed document becomes a version, and the sixth takes the place of the oldest."""
        policy, name = "2.9/user", "ParallelClusterUserPolicy"
        for number in range(1, 8):
            path = self.script(policy, *VALUES, "--ec2-role", f"role-{number}")
            code, said, writing = self.run(path)
            expected = ["create-policy"] if number == 1 else ["create-policy-version"]
            if number > 5:
                expected.insert(0, "delete-policy-version")
            self.check(f"run {number}\n{said}", (code, writing), (0, expected))
            state = self.account.state()["policies"][name]
            kept = [f"v{it}" for it in range(max(1, number - 4), number + 1)]
            self.check(f"versions {number}", (state["default"], state["versions"]), (f"v{number}", kept))
            self.contains(f"document {number}", json.dumps(state["document"]), f"role-{number}")
        # An older version that somebody made the default is not deleted: the oldest of the others is.
        arn = f"arn:aws:iam::{ACCOUNT}:policy/{name}"
        self.account.iam.set_default_policy_version(PolicyArn=arn, VersionId="v3")
        code, said, _ = self.run(path)
        state = self.account.state()["policies"][name]
        self.check(f"an older default\n{said}", state["versions"], ["v3", "v5", "v6", "v7", "v8"])

    def test_changed_role(self):
        """Trust, boundary, tags and attachments are put right, and a path is a refusal."""
        iam, policy = self.account.iam, "3.16/headnode-slurm"
        path = self.script(policy, *VALUES, *CLUSTER)
        boundary = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
        boundary_document = json.dumps(statement(Resource="*"))
        other_trust = json.dumps(statement(Principal={"AWS": ACCOUNT}))
        iam.create_policy(PolicyName="boundary", PolicyDocument=boundary_document)
        options = ["--boundary", boundary, "--tag", "team=hpc core", "--tag=cost=a=b", "--prefix", "x-"]
        state = self.twice(path, *options)
        (name,) = state["roles"]
        role = state["roles"][name]
        self.check("the prefix", (name[:2], role["profiles"]), ("x-", [(name, "/parallelcluster/demo/")]))
        self.check("the boundary", role["boundary"], boundary)
        tags = {"team": "hpc core", "cost": "a=b"}
        self.check("the tags of the policy", state["policies"][f"x-{POLICY}"]["tags"], tags)
        tags_of_role = iam.list_role_tags(RoleName=name)["Tags"]
        self.check("the tags of the role", {it["Key"]: it["Value"] for it in tags_of_role}, tags)
        self.check("nothing without prefix", sorted(state["policies"]), ["boundary", f"x-{POLICY}"])
        iam.update_assume_role_policy(RoleName=name, PolicyDocument=other_trust)
        iam.delete_role_permissions_boundary(RoleName=name)
        iam.untag_role(RoleName=name, TagKeys=["team"])
        for arn in role["attached"]:
            iam.detach_role_policy(RoleName=name, PolicyArn=arn)
        iam.remove_role_from_instance_profile(InstanceProfileName=name, RoleName=name)
        self.check("all is put right", self.twice(path, *options), state)
        tags_of_role = iam.list_role_tags(RoleName=name)["Tags"]
        self.check("the tags of the role again", {it["Key"]: it["Value"] for it in tags_of_role}, tags)
        # Without the option the boundary stays.
        self.check("the boundary stays", self.twice(path, "--prefix", "x-"), state)
        other = self.script(policy, *VALUES, "--cluster-name", "other")
        code, said, writing = self.run(other, "--prefix", "x-")
        self.check("another path", (code, [it for it in writing if "role" in it]), (1, []))
        self.contains("another path", said, "has path /parallelcluster/demo/, and needs path /parallelcluster/other/")

    def test_people(self):
        """Policies for people: managed for any identities, inline for one kind, and several documents."""
        iam = self.account.iam
        iam.create_user(UserName="ann")
        iam.create_group(GroupName="admins")
        iam.create_role(RoleName="sso", AssumeRolePolicyDocument=json.dumps(statement(Principal={"AWS": ACCOUNT})))
        bundle = "3.11/slurm-administrator"
        path = self.script(bundle, *VALUES, "--pack")
        code, said, _ = self.run(path, "--dry-run")
        self.contains("nobody", said, "attached to nobody: name identities with --user --group --role")
        state = self.twice(path, "--user", "ann", "--group", "admins", "--role", "sso")
        own = sorted(f"arn:aws:iam::{ACCOUNT}:policy/{name}" for name in state["policies"])
        for identity in [state["people"]["User/ann"], state["people"]["Group/admins"], state["roles"]["sso"]]:
            self.check("attached", identity["attached"], own)
        documents = [state["policies"][name]["document"] for name in sorted(state["policies"])]
        self.check("packed", documents, self.documents(bundle, *VALUES, "--pack"))
        code, said, writing = self.run(path, "--user", "bob")
        self.check("no such user", (code, writing, "there is no user bob" in said), (1, [], True))
        path = self.script("2.9/user-awsbatch", *VALUES, "--fit", "managed")
        state = self.twice(path, "--group", "admins")
        names = [f"{BATCH}-1", f"{BATCH}-2"]
        documents = [state["policies"][name]["document"] for name in names]
        self.check("divided", documents, self.documents("2.9/user-awsbatch", *VALUES, "--fit", "managed"))
        path = self.script("2.9/user-awsbatch", *VALUES, "--fit", "role")
        state = self.twice(path, "--role=sso")
        (document,) = self.documents("2.9/user-awsbatch", *VALUES, "--fit", "role")
        self.check("inline", state["roles"]["sso"]["inline"], {BATCH: document})
        code, said, writing = self.run(path, "--user", "ann")
        self.check("an inline policy of a role", (code, writing), (2, []))
        path = self.script("3.16/headnode-slurm", *VALUES, *CLUSTER, "--fit", "role")
        roles = self.twice(path)["roles"]
        (role,) = [role for role in roles.values() if role["path"] != "/"]
        self.check("inline in its own role", list(role["inline"]), [POLICY])

    def test_other_accounts(self):
        """Credentials of another account or partition, and errors of AWS, stop a script."""
        for values, words in [
            (["--region", "eu-west-1", "--account-id", "210987654321"], "for account 210987654321"),
            (["--region", "cn-north-1", "--account-id", ACCOUNT], "for partition aws-cn"),
        ]:
            path = self.script("3.16/user-cluster-1", *values)
            code, said, writing = self.run(path, AWS_DEFAULT_REGION="eu-west-1")
            self.check(words, (code, writing), (1, []))
            self.contains(words, said, words)
        path = self.script("3.16/user-cluster-1", *VALUES)
        for options in [["--prefix", "a b"], ["--prefix=-x"], ["--prefix", "x" * 120], ["--boundary", ROLE_ARN]]:
            code, said, writing = self.run(path, *options)
            self.check(f"{options}", (code, writing), (2, []))
        code, said, writing = self.run(path, "--help")
        self.check("help", (code, self.account.aws.calls), (0, []))
        code, said, writing = self.run(path, NAME_PREFIX="env-")
        self.check("the environment", [it[:4] for it in self.account.state()["policies"]], ["env-"])
        path = self.script("3.16/headnode-slurm", *VALUES, *CLUSTER)
        for options in [["--boundary", "no-arn"], ["--tag", "a=1", "--tag", "a=2"], ["--without", "ReadOnlyAccess"]]:
            code, said, writing = self.run(path, *options)
            self.check(f"{options}", (code, writing), (2, []))
        code, said, writing = self.run(path, "--tag", "a=" + "x" * 300)
        self.check("an error stops", (code, writing), (1, ["create-role"]))
        self.contains("an error", said, f"error: cannot create role {POLICY.replace('Policy', 'Role')}")

    def test_without_a_policy_of_aws(self):
        """A setting of the configuration keeps a policy of AWS away: as a value, and as an option."""
        usual = "CloudWatchAgentServerPolicy"
        for given, options in [(["--logs-off"], []), ([], ["--without", usual])]:
            self.account.reset()
            path = self.script("3.16/headnode-slurm", *VALUES, *CLUSTER, *given)
            (role,) = self.twice(path, *options)["roles"].values()
            self.check(f"{given}{options}", role["attached"], [f"arn:aws:iam::{ACCOUNT}:policy/{POLICY}"])


POLICY = "ParallelClusterHeadNodeSlurmPolicy"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/limits"
BATCH = "ParallelClusterUserPolicy"


def new(after: dict, before: dict) -> dict:
    return {name: it for name, it in after.items() if name not in before}


if __name__ == "__main__":
    sys.exit(main())
