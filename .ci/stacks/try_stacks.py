"""Creates, updates and deletes the whole template in moto's CloudFormation server, once for each named deployment.

python .ci/stacks/try_stacks.py dist/template [2]: the folder holds <name>.parameters.json, and of these every second is
tried. Fails where a resource is not made, an output is left unresolved, an update does not go through, or a deletion or a
later ExistingIdentity takes away what must outlive the stack.
"""

import io
import json
import logging
import os
import pathlib
import sys
import traceback
import urllib.request
import warnings
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
os.environ.update(
    AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="eu-west-1", MOTO_IAM_LOAD_MANAGED_POLICIES="false"
)

from botocore.exceptions import ClientError
from moto.cloudformation import parsing
from moto.server import ThreadedMotoServer
from samtranslator.yaml_helper import yaml_parse
from translate import translate

server = ThreadedMotoServer(port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
os.environ["MOTO_URL"] = f"http://{host}:{port}"
from models import client

logging.getLogger("werkzeug").setLevel(logging.ERROR)
warnings.simplefilter("ignore")


def telling(step):
    """The server answers 500 to what goes wrong inside of it; here it says what, and for which resource."""

    def told(logical_id, *arguments, **named):
        try:
            return step(logical_id, *arguments, **named)
        except Exception:
            print(logical_id, traceback.format_exc(), file=sys.stderr)
            raise

    return told


make = telling(parsing.parse_and_create_resource)
change = telling(parsing.parse_and_update_resource)


def make_change_or_remove(logical_id, resource_json, stack, **named):
    """An update as CloudFormation does it: moto's own looks neither at conditions nor at deletion policies."""
    condition = resource_json.get("Condition")
    original = stack._parsed_resources.get(logical_id)
    if condition and not stack.lazy_condition_map[condition]:
        if original is not None and resource_json.get("DeletionPolicy") != "Retain":
            stack._delete_resource(original, resource_json)
        return None
    return (make if original is None else change)(logical_id, resource_json, stack, **named)


parsing.parse_and_create_resource = make
parsing.parse_and_update_resource = make_change_or_remove

name = "codes"
source = pathlib.Path("template.yaml").read_text()


def template_for(parameters):
    """As CloudFormation gets it, but for two things that moto does not know: RetainExceptOnCreate, which means Retain once
    a stack stands, and Fn::Sub's literal ${!…}, of which the dashboard's labels are made."""
    text = json.dumps(translate(yaml_parse(source), parameters))
    return text.replace('"RetainExceptOnCreate"', '"Retain"').replace("${!", "$ {")


def pairs(parameters):
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]


def ready_the_account(parameters):
    """What a deployment finds: the packaged bundle, and whatever its parameters refer to."""
    client("s3").create_bucket(
        Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("handler.mjs", "export const handler = async () => {};")
    client("s3").put_object(Bucket="bucket", Key="bundle.zip", Body=bundle.getvalue())
    if "HostedZoneId" in parameters:
        zone = client("route53").create_hosted_zone(Name="auth.example.com", CallerReference="1")["HostedZone"]
        parameters = {**parameters, "HostedZoneId": zone["Id"].split("/")[-1]}
    if "ExistingConfigurationSet" in parameters:
        client("sesv2").create_configuration_set(ConfigurationSetName=parameters["ExistingConfigurationSet"])
    return parameters


def there(what, *missing):
    """Whether a service answers for something, rather than that there is no such thing."""
    try:
        answer = what()
    except ClientError as error:
        if "NotFound" in error.response["Error"]["Code"] or "NonExistent" in error.response["Error"]["Code"] or error.response["Error"]["Code"] in missing:
            return False
        raise
    return answer is not False


def key_stands(arn):
    return client("kms").describe_key(KeyId=arn)["KeyMetadata"]["KeyState"] == "Enabled"


def log_group_stands(group):
    found = client("logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    return any(each["logGroupName"] == group for each in found)


def alarms_of():
    return client("cloudwatch").describe_alarms()["MetricAlarms"]


# What has to stand whatever happens to the stack, whether template.yaml says so or not.
precious = {
    "AlertTopic",
    "CodeKey",
    "ConfigurationSet",
    "EmailIdentity",
    "SenderFunction",
    "SenderFunctionAliaslive",
    "SenderRole",
    "UndeliveredQueue",
}

# How the service itself says that a resource is there, by type.
stands = {
    "AWS::Lambda::Function": lambda id: client("lambda").get_function(FunctionName=id),
    "AWS::Lambda::Alias": lambda id: client("lambda").get_alias(FunctionName=id.split(":")[6], Name="live"),
    "AWS::IAM::Role": lambda id: client("iam").get_role(RoleName=id),
    "AWS::KMS::Key": key_stands,
    "AWS::SQS::Queue": lambda id: client("sqs").get_queue_attributes(QueueUrl=id, AttributeNames=["All"]),
    "AWS::SNS::Topic": lambda id: client("sns").get_topic_attributes(TopicArn=id),
    "AWS::SES::EmailIdentity": lambda id: client("sesv2").get_email_identity(EmailIdentity=id),
    "AWS::SES::ConfigurationSet": lambda id: client("sesv2").get_configuration_set(ConfigurationSetName=id),
    "AWS::Logs::LogGroup": log_group_stands,
    "AWS::Events::Rule": lambda id: client("events").describe_rule(Name=id.split("/")[-1]),
    "AWS::CloudWatch::Alarm": lambda id: any(alarm["AlarmName"] == id for alarm in alarms_of()),
}


def resources():
    found = client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
    # What a condition has left out is listed without a name.
    return {each["LogicalResourceId"]: each for each in found if "LogicalResourceId" in each}


def fail(*words):
    sys.exit(" ".join(["template.yaml in moto:", *map(str, words)]))


def try_deployment(title, parameters, changed, expected):
    """Creates with `parameters`, updates with `changed` on top, deletes; `expected` says which resources each makes."""
    parameters = ready_the_account(parameters)
    changed = {**parameters, **changed}
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=name,
        TemplateBody=template_for(parameters),
        Parameters=pairs(parameters),
        Capabilities=["CAPABILITY_IAM"],
    )
    check(title, "created", parameters)
    created = resources()
    lacking = [id for id in expected if id not in created]
    if lacking:
        fail(title, "created without", *lacking)

    template = template_for(changed)
    policies = {id: each.get("DeletionPolicy") for id, each in json.loads(template)["Resources"].items()}
    cloudformation.update_stack(
        StackName=name, TemplateBody=template, Parameters=pairs(changed), Capabilities=["CAPABILITY_IAM"]
    )
    check(title, "updated", changed)
    updated = resources()
    check_removed(title, "updated", {id: each for id, each in created.items() if id not in updated}, policies)

    cloudformation.delete_stack(StackName=name)
    return len(created), check_removed(title, "deleted", updated, policies)


def check_removed(title, step, removed, policies):
    """Of what has left the stack, that which is to be kept stands, and nothing else. Says how many were asked for and stand."""
    kept = 0
    for id, each in removed.items():
        ask = stands.get(each["ResourceType"])
        if ask is None:
            continue
        stays = there(lambda: ask(each["PhysicalResourceId"]), "NoSuchEntity")
        # The version before the last has another name in the new template, and is kept as each version is.
        if stays != (policies.get(id, "Retain") == "Retain") or (id in precious and not stays):
            fail(title, f"{step}:", id, "still stands" if stays else "is gone")
        kept += stays
    return kept


def check(title, step, parameters):
    stack = client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    if not stack["StackStatus"].endswith("_COMPLETE") or "ROLLBACK" in stack["StackStatus"]:
        fail(title, step, stack["StackStatus"])
    made = resources()
    for output in stack["Outputs"]:
        if "${" in output["OutputValue"] or output["OutputValue"] in ("", "None"):
            fail(title, step, "with the output", output["OutputKey"], "unresolved:", output["OutputValue"])
    for id, each in made.items():
        ask = stands.get(each["ResourceType"])
        if ask and not there(lambda: ask(each["PhysicalResourceId"]), "NoSuchEntity"):
            fail(title, step, "without", id, "in its service")
    if "SenderFunctionAliaslive" in made:
        check_sender(title, made, parameters)


def check_sender(title, made, parameters):
    """What a pool needs: an alias on a version, and leave to call it."""
    function = made["SenderFunction"]["PhysicalResourceId"]
    alias = client("lambda").get_alias(FunctionName=function, Name="live")
    if alias["FunctionVersion"] == "$LATEST":
        fail(title, "has an alias on what is not published")
    environment = client("lambda").get_function(FunctionName=function)["Configuration"]["Environment"]["Variables"]
    if parameters["FromAddress"] not in environment["FROM_ADDRESS"]:
        fail(title, "has a function that sends from", environment["FROM_ADDRESS"])
    unresolved = [key for key, value in environment.items() if "${" in str(value)]
    if unresolved:
        fail(title, "has variables unresolved:", *unresolved)


changes = [
    {"AppName": "Acme renamed", "KeepDeliveryEvents": "false"},
    {"AlertEmail": "on-call@example.com", "ReservedConcurrency": "3"},
    {"FromAddress": "codes@auth.example.com", "SesSandbox": "false"},
    {"Watch": "off"},
    {"CanaryMinutes": "15", "LogRetentionDays": "90"},
    {"SecondAlarmActionArn": "arn:aws:sns:eu-west-1:123456789012:pager"},
    {"ExistingIdentity": "auth.example.com", "ExistingConfigurationSet": "codes"},
]

folder, every = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
tried = 0
for index, path in enumerate(sorted(folder.glob("*.parameters.json"))[::every]):
    deployment = json.loads(path.read_text())
    urllib.request.urlopen(urllib.request.Request(os.environ["MOTO_URL"] + "/moto-api/reset", method="POST"))
    changed = changes[index % len(changes)]
    made, kept = try_deployment(deployment["name"], deployment["parameters"], changed, deployment["resources"])
    print(f"{deployment['name']}: {made} resources made, updated with {', '.join(changed)}, {kept} outlive the stack")
    tried += 1
server.stop()
if tried < 6:
    fail("only", tried, "deployments were tried")
