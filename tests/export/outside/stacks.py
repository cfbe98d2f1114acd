"""moto creates a stack for each case, and what it made is read back."""

import json
import logging
import os
import re
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from .cases import Case, Exports
from .normal import differences


def create_stacks(exports: Exports) -> tuple[str, list[str]]:
    with ProcessPoolExecutor(initializer=start) as pool:
        failures = [failure for found in pool.map(create_stack, exports.cases, chunksize=8) for failure in found]
    return f"moto created {len(exports.cases)} stacks", failures


def start() -> None:
    """Prepares a process: no credentials of this machine, and moto with its faults corrected."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    )
    logging.getLogger("botocore").setLevel(logging.ERROR)
    correct_moto()


def correct_moto() -> None:
    """Makes moto do what AWS CloudFormation documents, where it does not.

    - An entry of a list that is `AWS::NoValue` is left out. moto leaves a null in its place, and its IAM then refuses
      the document; members of objects it does leave out.
    - `AWS::Partition` is that of the region. moto has `aws` in every region.
    """
    from moto.cloudformation import parsing
    from moto.utilities.utils import get_partition

    clean, start_map = parsing.clean_json, parsing.ResourceMap.__init__

    def clean_json(value, resources):
        cleaned = clean(value, resources)
        return [it for it in cleaned if it is not None] if isinstance(value, list) else cleaned

    def start_with_partition(self, *arguments, **named):
        start_map(self, *arguments, **named)
        self._parsed_resources["AWS::Partition"] = get_partition(self._region_name)

    parsing.clean_json = clean_json
    parsing.ResourceMap.__init__ = start_with_partition


@cache
def clients(region: str) -> tuple:
    """AWS CloudFormation and IAM, which moto stands in for: making them takes longer than a stack."""
    import boto3
    import moto  # noqa: F401: clients are moto's if it is there before them

    session = boto3.Session(region_name=region)
    # moto finds the partition of a request by the region in its host, which IAM's own host does not always have.
    iam = session.client("iam", endpoint_url=f"https://iam.{region}.amazonaws.com")
    return session.client("cloudformation"), iam


def create_stack(case: Case) -> list[str]:
    from moto import mock_aws

    template = (case.folder / "template.json").read_text()
    # moto does not check the patterns of parameters.
    rules = json.loads(template)["Parameters"]
    refused = [
        f"{case}: {name} refuses {value}"
        for name, value in case.parameters.items()
        if not re.search(rules[name].get("AllowedPattern", ""), value)
    ]
    if refused:
        return refused
    cloudformation, iam = clients(case.region)
    # Each stack has an account of its own.
    with mock_aws():
        try:
            cloudformation.create_stack(
                StackName="export",
                TemplateBody=template,
                Parameters=[{"ParameterKey": key, "ParameterValue": it} for key, it in case.parameters.items()],
                Capabilities=["CAPABILITY_NAMED_IAM"],
            )
        except Exception as error:  # An answer of AWS, or an end of moto's own.
            return [f"{case}: moto: {error!r}"]
        return created(case, iam)


def created(case: Case, iam) -> list[str]:
    """What the stack of a case made, against what the case expects."""
    policies = iam.list_policies(Scope="Local")["Policies"]
    versions = [iam.get_policy_version(PolicyArn=it["Arn"], VersionId=it["DefaultVersionId"]) for it in policies]
    documents = [it["PolicyVersion"]["Document"] for it in versions]
    failures = differences(f"{case}: moto", [case.document], documents)
    roles = iam.list_roles()["Roles"]
    trust = [case.trust] if case.trust else []
    failures += differences(f"{case}: trust", trust, [it["AssumeRolePolicyDocument"] for it in roles])
    for role in roles:
        # moto does not attach the policies of AWS that a role names: the test in Rust compares those.
        attached = iam.list_attached_role_policies(RoleName=role["RoleName"])["AttachedPolicies"]
        expected = [it["Arn"] for it in policies]
        failures += differences(f"{case}: attached", expected, [it["PolicyArn"] for it in attached])
    profiles = iam.list_instance_profiles()["InstanceProfiles"]
    # Instances have a role by a profile.
    expected = [it["RoleName"] for it in roles if '"ec2.' in json.dumps(case.trust)]
    return failures + differences(
        f"{case}: profiles", expected, [role["RoleName"] for it in profiles for role in it["Roles"]]
    )
