"""Looks at every IAM policy of the templates with parliament (Duo Labs)."""

import json
import re
import sys
import warnings

warnings.filterwarnings("ignore")
from parliament import analyze_policy_string  # noqa: E402

PLACE = "eu-central-1:123456789012"
ARNS = {
    "AWS::Lambda::Function": f"arn:aws:lambda:{PLACE}:function:x",
    "AWS::S3::Bucket": "arn:aws:s3:::x",
    "AWS::SQS::Queue": f"arn:aws:sqs:{PLACE}:x",
    "AWS::SNS::Topic": f"arn:aws:sns:{PLACE}:x",
    "AWS::KMS::Key": f"arn:aws:kms:{PLACE}:key/x",
    "AWS::StepFunctions::StateMachine": f"arn:aws:states:{PLACE}:stateMachine:x",
    "AWS::Logs::LogGroup": f"arn:aws:logs:{PLACE}:log-group:x:*",
    "AWS::SecretsManager::Secret": f"arn:aws:secretsmanager:{PLACE}:secret:x-AbCdEf",
    "AWS::SecretsManager::SecretTargetAttachment": f"arn:aws:secretsmanager:{PLACE}:secret:x-AbCdEf",
    "AWS::Events::EventBus": f"arn:aws:events:{PLACE}:event-bus/x",
    "AWS::ECS::Service": f"arn:aws:ecs:{PLACE}:service/x/x",
}
# By a word in the name of what another stack exports.
EXPORTED = {
    "bucket": "arn:aws:s3:::x",
    "databaseSecret": ARNS["AWS::SecretsManager::Secret"],
    "notices": ARNS["AWS::SNS::Topic"],
    "database": "x",
    "": ARNS["AWS::SecretsManager::Secret"],
}
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "123456789012"}

# parliament knows one of the kinds of resources that these two take: an execution, and a state machine, are others.
KNOWN = {("states:DescribeExecution", "express"), ("states:ListExecutions", "mapRun")}


def text(value, types):
    """The template's value as CloudFormation might fill it in."""
    if isinstance(value, str):
        return value
    [(function, argument)] = value.items()
    if function == "Fn::Join":
        return argument[0].join(text(part, types) for part in argument[1])
    if function == "Fn::ImportValue":
        return next(arn for word, arn in EXPORTED.items() if word in argument)
    name = argument[0] if function == "Fn::GetAtt" else argument
    if name in PSEUDO:
        return PSEUDO[name]
    is_name = function == "Ref" and types.get(name) in ("AWS::S3::Bucket", "AWS::Lambda::Function")
    return "x" if is_name else ARNS.get(types.get(name), "x")


def documents(resources):
    for name, resource in resources.items():
        if resource["Type"] in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
            yield name, resource["Properties"]["PolicyDocument"]
        for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
            yield name, policy["PolicyDocument"]


count, bad = 0, 0
for file in sys.argv[1:]:
    resources = json.load(open(file))["Resources"]
    types = {name: resource["Type"] for name, resource in resources.items()}
    for name, document in documents(resources):
        for statement in document["Statement"]:
            named = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
            statement["Resource"] = [text(resource, types) for resource in named]
        count += 1
        for finding in analyze_policy_string(json.dumps(document)).findings:
            detail = str(finding.detail)
            if any(action in detail and kind in detail for action, kind in KNOWN):
                continue
            bad += 1
            print(f"{name}: {finding.issue} {re.sub(r'[ ]+', ' ', detail)}")
print(f"{count} policies, {bad} findings")
# So many there are at least: a template in which none is found has been misread.
sys.exit(1 if bad or count < 20 else 0)
