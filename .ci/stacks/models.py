"""Resource types that moto's services have and its CloudFormation lacks, each made by the service's own API.

A type is how it is made (from its properties, once references are resolved, to its physical id), how it is removed, and
its attributes. Importing this module teaches them to moto's CloudFormation in the same process.
"""

import json
import os

import boto3
from moto.cloudformation import parsing
from moto.core.common_models import CloudFormationModel


def client(service):
    return boto3.client(service, endpoint_url=os.environ["MOTO_URL"])


def lower(properties):
    """`ApplicationName` as CodeDeploy's API has it: `applicationName`, all the way down."""
    if isinstance(properties, list):
        return [lower(item) for item in properties]
    if not isinstance(properties, dict):
        return properties
    return {name[0].lower() + name[1:]: lower(value) for name, value in properties.items()}


def without_nothing(value):
    """moto leaves AWS::NoValue in lists, as None."""
    if isinstance(value, dict):
        return {name: without_nothing(each) for name, each in value.items() if each is not None}
    return [without_nothing(each) for each in value if each is not None] if isinstance(value, list) else value


def numbers(properties, *names):
    """CloudFormation takes numbers as text; the APIs do not."""
    return {name: int(value) if name in names else value for name, value in properties.items()}


def booleans(value):
    """And booleans."""
    if isinstance(value, dict):
        return {name: booleans(each) for name, each in value.items()}
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def make_alarm(name, properties):
    properties = numbers(properties, "Period", "EvaluationPeriods", "DatapointsToAlarm")
    for metric in properties.get("Metrics", []):
        if "MetricStat" in metric:
            metric["MetricStat"]["Period"] = int(metric["MetricStat"]["Period"])
    properties["Threshold"] = float(properties["Threshold"])
    client("cloudwatch").put_metric_alarm(AlarmName=name, **properties)
    return name


def make_application(name, properties):
    client("codedeploy").create_application(applicationName=name, **lower(properties))
    return name


def make_deployment_group(name, properties):
    client("codedeploy").create_deployment_group(deploymentGroupName=name, **lower(properties))
    return name


def make_pool(_, properties):
    properties["Policies"]["PasswordPolicy"] = numbers(
        properties["Policies"]["PasswordPolicy"], "MinimumLength", "TemporaryPasswordValidityDays"
    )
    properties["PoolName"] = properties.pop("UserPoolName")
    return client("cognito-idp").create_user_pool(**properties)["UserPool"]["Id"]


def make_pool_client(_, properties):
    properties = numbers(properties, "AuthSessionValidity")
    return client("cognito-idp").create_user_pool_client(**properties)["UserPoolClient"]["ClientId"]


def make_key(_, properties):
    key = client("kms").create_key(Policy=json.dumps(properties["KeyPolicy"]), Description=properties["Description"])
    return key["KeyMetadata"]["KeyId"]


def make_version(_, properties):
    return client("lambda").publish_version(**properties)["FunctionArn"]


def make_alias(_, properties):
    return client("lambda").create_alias(**properties)["AliasArn"]


def make_invoke_config(name, properties):
    properties = numbers(properties, "MaximumRetryAttempts", "MaximumEventAgeInSeconds")
    client("lambda").put_function_event_invoke_config(**properties)
    return name


def make_log_group(_, properties):
    logs, group = client("logs"), properties["LogGroupName"]
    if not logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
        logs.create_log_group(logGroupName=group)
    logs.put_retention_policy(logGroupName=group, retentionInDays=int(properties["RetentionInDays"]))
    return group


def make_filter(name, properties):
    transformations = [
        {
            **lower({key: value for key, value in each.items() if key != "Dimensions"}),
            "dimensions": {dimension["Key"]: dimension["Value"] for dimension in each["Dimensions"]},
        }
        for each in properties["MetricTransformations"]
    ]
    client("logs").put_metric_filter(
        logGroupName=properties["LogGroupName"],
        filterName=name,
        filterPattern=properties["FilterPattern"],
        metricTransformations=transformations,
    )
    return name


def make_configuration_set(_, properties):
    # moto's API of version 2 knows the name and tags; what else there is, cfn-lint holds against the schema.
    client("sesv2").create_configuration_set(ConfigurationSetName=properties["Name"])
    return properties["Name"]


def make_event_destination(_, properties):
    # moto knows event destinations in version 1 of the API alone, and of those an SNS topic's.
    destination = properties["EventDestination"]
    client("ses").create_configuration_set_event_destination(
        ConfigurationSetName=properties["ConfigurationSetName"],
        EventDestination={
            "Name": destination["Name"],
            "Enabled": True,
            "MatchingEventTypes": ["bounce"],
            "SNSDestination": {"TopicARN": "arn:aws:sns:eu-west-1:123456789012:stand-in"},
        },
    )
    return destination["Name"]


def make_identity(_, properties):
    client("sesv2").create_email_identity(EmailIdentity=properties["EmailIdentity"])
    return properties["EmailIdentity"]


def make_subscription(_, properties):
    return client("sns").subscribe(**properties)["SubscriptionArn"]


def make_topic_policy(name, properties):
    for topic in properties["Topics"]:
        policy = json.dumps(properties["PolicyDocument"])
        client("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
    return name


def make_queue_policy(name, properties):
    for queue in properties["Queues"]:
        policy = json.dumps(booleans(properties["PolicyDocument"]))
        client("sqs").set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    return name


def arn_of_alarm(name):
    return f"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{name}"


dkim = {
    f"DkimDNSToken{part}{n}": (lambda domain, part=part, n=n: f"token{n}._domainkey.{domain}" if part == "Name" else f"token{n}.dkim.amazonses.com")
    for part in ("Name", "Value")
    for n in (1, 2, 3)
}

# type: make, remove, attributes
types = {
    "AWS::CloudWatch::Alarm": (
        make_alarm,
        lambda name: client("cloudwatch").delete_alarms(AlarmNames=[name]),
        {"Arn": arn_of_alarm},
    ),
    # moto has no composite alarms: its rule is looked at by a test of template.yaml.
    "AWS::CloudWatch::CompositeAlarm": (lambda name, _: name, lambda name: None, {"Arn": arn_of_alarm}),
    "AWS::CodeDeploy::Application": (make_application, lambda name: None, {}),
    "AWS::CodeDeploy::DeploymentGroup": (make_deployment_group, lambda name: None, {}),
    "AWS::Cognito::UserPool": (
        make_pool,
        lambda id: client("cognito-idp").delete_user_pool(UserPoolId=id),
        {},
    ),
    "AWS::Cognito::UserPoolClient": (make_pool_client, lambda id: None, {}),
    # moto has the next three, but loses a log group when it is updated, keeps a key's policy in a form that its own KMS
    # cannot read, and a version's number to itself.
    "AWS::Logs::LogGroup": (
        make_log_group,
        lambda group: client("logs").delete_log_group(logGroupName=group),
        {"Arn": lambda group: f"arn:aws:logs:eu-west-1:123456789012:log-group:{group}:*"},
    ),
    "AWS::KMS::Key": (
        make_key,
        lambda id: client("kms").schedule_key_deletion(KeyId=id),
        {"Arn": lambda id: f"arn:aws:kms:eu-west-1:123456789012:key/{id}"},
    ),
    "AWS::Lambda::Version": (
        make_version,
        lambda arn: client("lambda").delete_function(FunctionName=arn.split(":")[6], Qualifier=arn.split(":")[7]),
        {"Version": lambda arn: arn.split(":")[7]},
    ),
    "AWS::Lambda::Alias": (
        make_alias,
        lambda arn: client("lambda").delete_alias(FunctionName=arn.split(":")[6], Name=arn.split(":")[7]),
        {},
    ),
    "AWS::Lambda::EventInvokeConfig": (make_invoke_config, lambda name: None, {}),
    "AWS::Logs::MetricFilter": (make_filter, lambda name: None, {}),
    "AWS::SES::ConfigurationSet": (
        make_configuration_set,
        lambda name: client("sesv2").delete_configuration_set(ConfigurationSetName=name),
        {},
    ),
    "AWS::SES::ConfigurationSetEventDestination": (make_event_destination, lambda name: None, {}),
    "AWS::SES::EmailIdentity": (
        make_identity,
        lambda domain: client("sesv2").delete_email_identity(EmailIdentity=domain),
        dkim,
    ),
    "AWS::SNS::Subscription": (
        make_subscription,
        lambda arn: client("sns").unsubscribe(SubscriptionArn=arn),
        {},
    ),
    "AWS::SNS::TopicPolicy": (make_topic_policy, lambda name: None, {}),
    "AWS::SQS::QueuePolicy": (make_queue_policy, lambda name: None, {}),
}


# Making it again changes it; the others are taken away and made anew.
updated_in_place = {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::Logs::LogGroup"}


def model(type_name, make, remove, attributes):
    """One resource type in the form in which moto's CloudFormation finds them: a subclass of its model."""

    class Made(CloudFormationModel):
        __module__ = "moto.cloudformation.models"  # moto files its models under the service that this names

        def __init__(self, physical_id):
            self.id = physical_id

        @property
        def physical_resource_id(self):
            return self.id

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return type_name

        @classmethod
        def has_cfn_attr(cls, attr):
            return attr in attributes

        def get_cfn_attribute(self, attribute_name):
            return attributes[attribute_name](self.id)

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
            return cls(make(resource_name, without_nothing(cloudformation_json["Properties"])))

        @classmethod
        def update_from_cloudformation_json(
            cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
        ):
            if type_name not in updated_in_place:
                original_resource.delete(account_id, region_name)
                return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
            return cls.create_from_cloudformation_json(original_resource.id, cloudformation_json, account_id, region_name)

        def delete(self, account_id, region_name):
            remove(self.id)

    return Made


ours = {name: model(name, *definition) for name, definition in types.items()}
motos = parsing.get_model_map
parsing.get_model_map = lambda: {**motos(), **ours}
