"""Runs each checker on the documents of this folder, and prints how much it reports and how long it takes.

Each tool is a command on PATH, or in the folder that --bin NAME=FOLDER names; a tool that is missing is skipped.
`--json` prints the findings, from which the table of the README was judged.
"""

import argparse
import json
import pathlib
import re
import resource
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").iterdir())

# The resource in which cfn-lint, which reads templates alone, finds a document of each kind.
RESOURCES = {
    "identity": ("AWS::IAM::ManagedPolicy", '"PolicyDocument": %s'),
    "trust": ("AWS::IAM::Role", '"AssumeRolePolicyDocument": %s'),
    "resource": ("AWS::S3::BucketPolicy", '"Bucket": "reports-2026", "PolicyDocument": %s'),
    "scp": ("AWS::Organizations::Policy", '"Name": "scp", "Type": "SERVICE_CONTROL_POLICY", "Content": %s'),
}


def kind(document):
    name = document.name
    if document.suffix == ".yaml":
        return "template"
    if "-trust-" in name:
        return "trust"
    if "service-control" in name:
        return "scp"
    return "resource" if "bucket-policy" in name else "identity"


def run(command, text=""):
    """The output of a command, whatever its exit code: all of these exit with 1 on findings."""
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def processor_seconds():
    """The processor time of all commands so far, which does not depend on what else the machine does."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def by_kind():
    """The documents of each kind, of which both checkers that know kinds are told."""
    groups = {}
    for document in DOCUMENTS:
        groups.setdefault(kind(document), []).append(document)
    return groups.items()


def pcluster_iam(command, _arguments, _folder):
    for name, documents in by_kind():
        kinds = [] if name == "template" else ["--type", name]
        result = run([command, "check", "--format", "json", *kinds, "--", *map(str, documents)])
        for finding in json.loads(result.stdout)["findings"]:
            yield pathlib.Path(finding["file"]).name, finding["severity"], finding["code"], finding["message"]


def iam_validator(command, arguments, folder):
    reference = ["--aws-services-dir", arguments.reference] if arguments.reference else []
    kinds = {"trust": "TRUST_POLICY", "resource": "RESOURCE_POLICY", "scp": "SERVICE_CONTROL_POLICY"}
    for name, documents in by_kind():
        output = folder / f"{name}.json"
        paths = [part for document in documents for part in ("--path", str(document))]
        given = kinds.get(name, "IDENTITY_POLICY")
        run([command, "validate", *paths, "-t", given, "--format", "json", "--output", str(output), *reference])
        for result in json.loads(output.read_text())["results"] if output.exists() else []:
            for issue in result["issues"]:
                yield pathlib.Path(result["policy_file"]).name, issue["severity"], issue["issue_type"], issue["message"]


def parliament(command, _arguments, _folder):
    for document in DOCUMENTS:
        if document.suffix != ".json":
            continue
        result = run([command, "--json"], document.read_text())
        if result.returncode not in (0, 1) or "Traceback" in result.stderr:
            yield document.name, "crash", "crash", result.stderr.strip().splitlines()[-1]
        for line in result.stdout.splitlines():
            finding = json.loads(line)
            yield document.name, finding["severity"], finding["issue"], str(finding["detail"])


def cloudsplaining(command, _arguments, _folder):
    for document in DOCUMENTS:
        if document.suffix != ".json":
            continue
        result = run([command, "scan-policy-file", "--input-file", str(document)])
        if "Traceback" in result.stderr:
            yield document.name, "crash", "crash", result.stderr.strip().splitlines()[-1]
        for issue in re.findall(r"Issue found: Policy is capable of ([\w ]+)", result.stdout):
            yield document.name, "issue", issue, ""


def cfn_lint(command, _arguments, folder):
    paths = []
    for document in DOCUMENTS:
        path = folder / document.name
        text = document.read_text()
        if kind(document) != "template":
            resource_type, place = RESOURCES[kind(document)]
            text = '{"Resources": {"It": {"Type": "%s", "Properties": {%s}}}}' % (resource_type, place % text)
        path.write_text(text)
        paths.append(str(path))
    result = run([command, "--format", "json", "--include-checks", "I", "W", "--", *paths])
    for match in json.loads(result.stdout):
        yield pathlib.Path(match["Filename"]).name, match["Level"], match["Rule"]["Id"], match["Message"]


TOOLS = {
    "pcluster-iam": pcluster_iam,
    "iam-validator": iam_validator,
    "parliament": parliament,
    "cloudsplaining": cloudsplaining,
    "cfn-lint": cfn_lint,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", help="AWS's files of the service reference, for iam-validator")
    parser.add_argument("--bin", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folders = dict(item.split("=", 1) for item in arguments.bin)
    findings = {}
    for name, tool in TOOLS.items():
        command = shutil.which(name, path=folders.get(name))
        if command is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            start = processor_seconds()
            findings[name] = list(tool(command, arguments, pathlib.Path(folder)))
            seconds = processor_seconds() - start
        if not arguments.json:
            documents = len({finding[0] for finding in findings[name]})
            print(f"{name}: {len(findings[name])} findings in {documents} of {len(DOCUMENTS)} documents, {seconds:.2f} s of processor time")
    if arguments.json:
        print(json.dumps(findings, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
