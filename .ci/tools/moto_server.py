"""moto's server with its Step Functions, which really executes; JSONata by jsonata-python, Lambdas by an HTTP server.

usage: moto_server.py PORT LAMBDA_URL
"""

import json
import os
import sys

os.environ["SF_EXECUTE_STATE_MACHINE"] = "true"

import boto3  # noqa: E402
import botocore.config  # noqa: E402
import jsonata  # noqa: E402
import moto.stepfunctions.parser.asl.component.state.exec.state_task.lambda_eval_utils as lambdas  # noqa: E402
import moto.stepfunctions.parser.asl.jsonata.jsonata as expressions  # noqa: E402
from moto.core.config import default_user_config  # noqa: E402
from moto.server import main  # noqa: E402

port, lambda_url = sys.argv[1:]


def evaluate(expression):
    try:
        return jsonata.Jsonata(expression).evaluate(None)
    except Exception as error:
        raise expressions.JSONataException("UNKNOWN", str(error))


client = boto3.session.Session().client(
    "lambda",
    endpoint_url=lambda_url,
    region_name="eu-central-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    # Retries are the state machine's.
    config=botocore.config.Config(retries={"max_attempts": 0}, read_timeout=300, max_pool_connections=40),
)


def invoke(parameters, *_, **__):
    answer = client.invoke(**parameters)
    answer["Payload"] = json.loads(answer["Payload"].read() or b"null")
    return answer


expressions._eval_jsonata = evaluate
lambdas._invoke_lambda_function = invoke
default_user_config["lambda"]["use_docker"] = False
default_user_config["stepfunctions"]["execute_state_machine"] = True
main(["-H", "127.0.0.1", "-p", port])
