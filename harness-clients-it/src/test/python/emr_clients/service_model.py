"""Checks bodies of answers against the service model that AWS ships with botocore."""

import json
import math
import re

import botocore.session

# Every error has this member; the service model does not name it.
TYPE = "__type"

# Errors that the model does not have carry nothing but a message, in lower case.
UNMODELLED_ERROR_MEMBERS = {TYPE, "message"}

MODELLED_ERROR_MEMBERS = {
    "InvalidRequestException": {TYPE, "ErrorCode", "Message"},
    "InternalServerException": {TYPE, "Message"},
    "InternalServerError": {TYPE, "Message"},
}

# What the model calls required, yet is not always in an answer.
NOT_ALWAYS_TOLD = {
    # EMR tells an empty structure of a cluster without Kerberos, and never a password.
    "KerberosAttributes": {"Realm", "KdcAdminPassword"},
    # A cluster of one node has no other.
    "JobFlowInstancesDetail": {"SlaveInstanceType"},
}

REQUEST_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ModelViolation(AssertionError):
    """An answer that the service model does not allow."""


def emr_model():
    return botocore.session.get_session().get_service_model("emr")


def check_response(operation, status, headers, body):
    """The list of what is wrong with an answer; empty if nothing is."""
    problems = []
    lower = {name.lower(): value for name, value in headers.items()}
    if lower.get("content-type") != "application/x-amz-json-1.1":
        problems.append(f"content type {lower.get('content-type')}")
    if not REQUEST_ID.fullmatch(lower.get("x-amzn-requestid", "")):
        problems.append(f"request id {lower.get('x-amzn-requestid')}")
    if status >= 300:
        return problems + check_error(body)
    output = operation.output_shape
    if output is None or not output.members:
        # EMR answers such operations with an empty body.
        return problems + ([] if body in (b"", b"{}") else [f"a body where none is: {body[:200]!r}"])
    try:
        value = json.loads(body)
    except ValueError as e:
        return problems + [f"not JSON: {e}: {body[:200]!r}"]
    return problems + check_value(output, value, operation.name)


def check_error(body):
    try:
        error = json.loads(body)
    except ValueError as e:
        return [f"an error that is not JSON: {e}: {body[:200]!r}"]
    if not isinstance(error, dict) or not isinstance(error.get(TYPE), str):
        return [f"an error without {TYPE}: {body[:200]!r}"]
    problems = []
    allowed = MODELLED_ERROR_MEMBERS.get(error[TYPE], UNMODELLED_ERROR_MEMBERS)
    for member, value in error.items():
        if member not in allowed:
            problems.append(f"{error[TYPE]}: unknown member {member}")
        elif not isinstance(value, str) or not value:
            problems.append(f"{error[TYPE]}.{member}: {value!r} is not a text")
    if not {"message", "Message"} & error.keys():
        problems.append(f"{error[TYPE]}: no message")
    return problems


def check_value(shape, value, path):
    """The list of differences between a parsed JSON value and its shape."""
    if value is None:
        return [f"{path}: null"]
    return _CHECKS[shape.type_name](shape, value, path)


def _structure(shape, value, path):
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is not a structure"]
    required = [m for m in shape.required_members if m not in NOT_ALWAYS_TOLD.get(shape.name, ())]
    problems = [f"{path}: required member {name} is missing" for name in required if name not in value]
    for name, member in value.items():
        if name in shape.members:
            problems += check_value(shape.members[name], member, f"{path}.{name}")
        else:
            problems.append(f"{path}: unknown member {name}")
    return problems


def _list(shape, value, path):
    if not isinstance(value, list):
        return [f"{path}: {value!r} is not a list"]
    return [p for i, item in enumerate(value) for p in check_value(shape.member, item, f"{path}[{i}]")]


def _map(shape, value, path):
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is not a map"]
    return [p for key, item in value.items() for p in check_value(shape.value, item, f"{path}[{key!r}]")]


def _string(shape, value, path):
    if not isinstance(value, str):
        return [f"{path}: {value!r} is not a string"]
    if shape.enum and value not in shape.enum:
        return [f"{path}: {value!r} is none of {', '.join(shape.enum)}"]
    return []


def _integer(shape, value, path):
    bits = 63 if shape.type_name == "long" else 31
    if isinstance(value, bool) or not isinstance(value, int):
        return [f"{path}: {value!r} is not of type {shape.type_name}"]
    return [] if -(2**bits) <= value < 2**bits else [f"{path}: {value} does not fit into {shape.type_name}"]


def _number(shape, value, path):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return [f"{path}: {value!r} is not of type {shape.type_name}"]
    return []


def _timestamp(shape, value, path):
    problems = _number(shape, value, path)
    # Seconds since 1970: milliseconds would be in the far future.
    return problems or ([] if 0 < value < 2**32 else [f"{path}: {value} is no time in seconds"])


def _boolean(shape, value, path):
    return [] if isinstance(value, bool) else [f"{path}: {value!r} is not a boolean"]


_CHECKS = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": _integer,
    "long": _integer,
    "float": _number,
    "double": _number,
    "timestamp": _timestamp,
    "boolean": _boolean,
}


class Recorder:
    """Listens to a botocore session: checks each answer of EMR before the client parses it, and counts."""

    def __init__(self):
        self.operations = set()
        self.succeeded = set()

    def listen_to(self, session):
        session.register("before-parse.emr", self._received)

    def _received(self, operation_model, response_dict, **_):
        self.operations.add(operation_model.name)
        status = response_dict["status_code"]
        if status < 300:
            self.succeeded.add(operation_model.name)
        problems = check_response(operation_model, status, response_dict["headers"], response_dict["body"])
        if problems:
            raise ModelViolation(
                f"{operation_model.name} answered {status}: {'; '.join(problems)}\n{response_dict['body'][:2000]!r}"
            )
