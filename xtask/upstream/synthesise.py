"""Runs in the environment that `render.py` makes: renders the roles and writes their documents."""

import json
import os
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from string import Template

import yaml

HERE = Path(__file__).resolve().parent


def main(output: Path) -> None:
    forget_accounts()
    import moto  # reads the environment, as does the package

    names = yaml.safe_load((HERE / "names.yaml").read_text())
    answer_about_reservations(names["reservation"])
    managed = {}
    for form in ("", ".with-values"):
        with moto.mock_aws():
            values = {**names["values"], **created()}
            stacks = [cluster(fill(f"cluster{form}.yaml", values), values)]
            stacks.append(image(fill(f"image{form}.yaml", values)))
            roles = [role for stack in stacks for template in stack for role in roles_of(template, names)]
            roles.append(clean_up_role(names["clean-up-role"]))
        for role in roles:
            role = with_names(role, values)
            write(output / f"{role['name']}{form}.json", role["policy"])
            write(output / "trust" / f"{role['name']}.json", role["trust"])
            if not form:
                managed[role["name"]] = {key: role[key] for key in ("managed", "path", "inline")}
    write(output / "managed-policies.json", managed)


def forget_accounts() -> None:
    """Leaves the environment without an account of AWS, and with credentials that no account has."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_DEFAULT_REGION="eu-west-1",
        MOTO_IAM_LOAD_MANAGED_POLICIES="true",
        JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION="1",
        JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION="1",
    )


def created() -> dict:
    """Makes what the configurations name and the package looks up."""
    import boto3

    ec2 = boto3.client("ec2")
    subnet = ec2.describe_subnets()["Subnets"][0]
    images = ec2.describe_images(Filters=[{"Name": "architecture", "Values": ["x86_64"]}])["Images"]
    efs = boto3.client("efs").create_file_system(CreationToken="shared", Encrypted=True)
    return {
        "ComputeSubnetId": subnet["SubnetId"],
        "ComputeImageId": images[0]["ImageId"],
        "EfsFileSystemId": efs["FileSystemId"],
    }


def answer_about_reservations(reservation: dict) -> None:
    """Answers the one call of the package that moto does not know."""
    from botocore.client import BaseClient

    call = BaseClient._make_api_call

    def answer(client, operation, arguments):
        if operation == "DescribeCapacityReservations":
            return {"CapacityReservations": [reservation]}
        return call(client, operation, arguments)

    BaseClient._make_api_call = answer


def fill(name: str, values: dict) -> dict:
    """A configuration with the values in place of their names."""
    return yaml.safe_load(Template((HERE / name).read_text()).substitute(values))


def cluster(configuration: dict, values: dict) -> list:
    """The templates of a cluster's stack and of the stacks in it."""
    from pcluster.schemas.cluster_schema import ClusterSchema
    from pcluster.templates.cdk_builder import CDKTemplateBuilder

    name = values["ClusterName"]
    config = ClusterSchema(cluster_name=name).load(configuration)
    config.source_config = configuration
    template, assets = CDKTemplateBuilder.build_cluster_template(config, bucket(name), name)
    return [template, *(asset["content"] for asset in assets)]


def image(configuration: dict) -> list:
    """The template of the stack that builds an image."""
    from pcluster.schemas.imagebuilder_schema import ImageBuilderSchema
    from pcluster.templates.cdk_builder import CDKTemplateBuilder

    config = ImageBuilderSchema().load(configuration)
    config.source_config = configuration
    return [CDKTemplateBuilder.build_imagebuilder_template(config, "the-image", bucket("the-image"))]


def bucket(stack: str):
    """The bucket of the stack's artifacts, which takes all of them and keeps none."""
    from pcluster.models.s3_bucket import S3Bucket

    bucket = S3Bucket(
        service_name=stack,
        stack_name=stack,
        artifact_directory="${ArtifactDirectory}",
        name="${ResourcesS3Bucket}",
    )
    bucket.upload_cfn_asset = lambda **_: None
    return bucket


def clean_up_role(name: str) -> dict:
    """The role that the client itself creates before the first image, once for each account."""
    import boto3
    from pcluster.imagebuilder_utils import ensure_default_build_image_stack_cleanup_role

    iam = boto3.client("iam")
    account = boto3.client("sts").get_caller_identity()["Account"]
    arn = ensure_default_build_image_stack_cleanup_role(account)
    role = iam.get_role(RoleName=arn.rsplit("/", 1)[1])["Role"]
    of_role = {"RoleName": role["RoleName"]}
    inline = iam.list_role_policies(**of_role)["PolicyNames"]
    documents = [iam.get_role_policy(**of_role, PolicyName=policy)["PolicyDocument"] for policy in inline]
    managed = iam.list_attached_role_policies(**of_role)["AttachedPolicies"]
    found = {
        "name": name,
        "policy": joined(documents),
        "trust": role["AssumeRolePolicyDocument"],
        "managed": [policy["PolicyArn"] for policy in managed],
        "path": role["Path"],
        "inline": inline,
    }
    text = json.dumps(found).replace("arn:aws:", "arn:${AWS::Partition}:")
    return json.loads(text.replace(account, "${AWS::AccountId}"))


def roles_of(template: dict, names: dict):
    """The roles of a template, each with all of its policies."""
    resources = template["Resources"]
    for id, resource in resources.items():
        if resource["Type"] != "AWS::IAM::Role":
            continue
        properties = resource["Properties"]
        policies = list(properties.get("Policies", []))
        for other in resources.values():
            if other["Type"] == "AWS::IAM::Policy" and {"Ref": id} in other["Properties"]["Roles"]:
                policies.append(other["Properties"])
        policies = [text(policy) for policy in policies]
        yield {
            "name": next((name for pattern, name in names["roles"].items() if fnmatchcase(id, pattern)), id),
            "policy": joined([policy["PolicyDocument"] for policy in policies]),
            "trust": text(properties["AssumeRolePolicyDocument"]),
            "managed": sorted(text(properties.get("ManagedPolicyArns", []))),
            "path": text(properties.get("Path", "/")),
            "inline": [policy["PolicyName"] for policy in policies],
        }


def joined(documents: list) -> dict:
    """One document with the statements of several."""
    return {"Version": "2012-10-17", "Statement": [one for it in documents for one in it["Statement"]]}


def text(value):
    """A value of a template with `${NAME}` in place of functions."""
    if isinstance(value, list):
        return [text(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (function, argument), = value.items()
        if function == "Ref":
            return f"${{{argument}}}"
        if function == "Fn::Join":
            return argument[0].join(text(argument[1]))
        if function == "Fn::Sub" and isinstance(argument, str):
            return argument
        if function == "Fn::GetAtt":
            return f"${{{'.'.join(argument)}}}"
        if function.startswith("Fn::"):
            raise ValueError(f"a function that this script cannot write as text: {json.dumps(value)}")
    return {key: text(item) for key, item in value.items()}


def with_names(role: dict, values: dict) -> dict:
    """The role with the names of values in their places."""
    found = json.dumps(role)
    for name, value in sorted(values.items(), key=lambda pair: -len(pair[1])):
        found = found.replace(value, f"${{{name}}}")
    return json.loads(found)


def write(path: Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
