"""
Every operation of the service model, with requests of every shape that it allows: the endpoint takes them apart, and its
answers have the shape that the model promises. What the requests say makes no sense; that they are refused is fine.
"""

import json
import unittest

from emr_clients.clients import ROLES, EmrTestCase, step
from emr_clients.raw_http import RawEmr
from emr_clients.samples import Samples, nulls, wrong_types
from emr_clients.service_model import TYPE, check_response, check_value, emr_model

MODEL = emr_model()

NOT_IMPLEMENTED = 501

# Clients know errors of both families from these, although the model declares none.
BOTH_FAMILIES = {"GetAutoTerminationPolicy", "GetManagedScalingPolicy"}


class TheCheckItself(unittest.TestCase):
    """A check that finds nothing proves nothing."""

    HEADERS = {
        "Content-Type": "application/x-amz-json-1.1",
        "x-amzn-RequestId": "00000000-1111-2222-3333-444444444444",
    }

    def problems(self, operation, value, status=200, headers=None):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return check_response(MODEL.operation_model(operation), status, headers or self.HEADERS, body)

    def step(self, **members):
        return {"Steps": [{"Id": "s-1", **members}]}

    def test_the_check_takes_a_right_answer(self):
        answer = self.step(
            Name="x",
            ActionOnFailure="CONTINUE",
            Config={"Jar": "x", "Properties": {"a": "b"}, "Args": ["x"]},
            Status={"State": "PENDING", "StateChangeReason": {}, "Timeline": {"CreationDateTime": 1790000000.123}},
        )
        self.assertEqual([], self.problems("ListSteps", answer))
        self.assertEqual([], self.problems("TerminateJobFlows", b""))
        error = {TYPE: "InvalidRequestException", "ErrorCode": "NoSuchCluster", "Message": "x"}
        self.assertEqual([], self.problems("ListSteps", error, 400))
        self.assertEqual([], self.problems("ListSteps", {TYPE: "ValidationException", "message": "x"}, 400))

    def test_the_check_finds_unknown_members(self):
        self.assertEqual(
            ["ListSteps.Steps[0]: unknown member Nmae"], self.problems("ListSteps", self.step(Nmae="x"))
        )
        self.assertEqual(["ListSteps: unknown member steps"], self.problems("ListSteps", {"steps": []}))

    def test_the_check_finds_wrong_types(self):
        for members, problem in [
            ({"Name": 1}, ".Name: 1 is not a string"),
            ({"Name": None}, ".Name: null"),
            ({"Config": "x"}, ".Config: 'x' is not a structure"),
            ({"Config": {"Args": "x"}}, ".Config.Args: 'x' is not a list"),
            ({"Config": {"Args": [1]}}, ".Config.Args[0]: 1 is not a string"),
            ({"Config": {"Properties": [{"Key": "a"}]}}, ".Config.Properties: [{'Key': 'a'}] is not a map"),
            (
                {"Status": {"Timeline": {"EndDateTime": "2026"}}},
                ".Status.Timeline.EndDateTime: '2026' is not of type timestamp",
            ),
            (
                {"Status": {"Timeline": {"EndDateTime": 1790000000123}}},
                ".Status.Timeline.EndDateTime: 1790000000123 is no time in seconds",
            ),
        ]:
            with self.subTest(members):
                self.assertEqual(["ListSteps.Steps[0]" + problem], self.problems("ListSteps", self.step(**members)))
        cluster = MODEL.shape_for("Cluster")
        for member, value, problem in [
            ("AutoTerminate", "true", "'true' is not a boolean"),
            ("StepConcurrencyLevel", 1.5, "1.5 is not of type integer"),
            ("StepConcurrencyLevel", True, "True is not of type integer"),
            ("StepConcurrencyLevel", 2**31, "2147483648 does not fit into integer"),
        ]:
            with self.subTest(member):
                self.assertEqual([f"c.{member}: {problem}"], check_value(cluster, {member: value}, "c"))

    def test_the_check_finds_unknown_values_of_enumerations(self):
        problems = self.problems("ListSteps", self.step(Status={"State": "DONE"}))
        self.assertEqual(1, len(problems))
        self.assertRegex(problems[0], r"^ListSteps.Steps\[0\].Status.State: 'DONE' is none of PENDING, ")

    def test_the_check_finds_missing_members(self):
        self.assertEqual(
            [
                "GetBlockPublicAccessConfiguration: required member BlockPublicAccessConfiguration is missing",
                "GetBlockPublicAccessConfiguration: required member BlockPublicAccessConfigurationMetadata is missing",
            ],
            self.problems("GetBlockPublicAccessConfiguration", {}),
        )

    def test_the_check_finds_what_is_not_json(self):
        self.assertRegex(self.problems("ListSteps", b"<html>")[0], "^not JSON")
        self.assertRegex(self.problems("ListSteps", b"<html>", 400)[0], "^an error that is not JSON")
        self.assertEqual(["a body where none is: b'{\"a\": 1}'"], self.problems("TerminateJobFlows", {"a": 1}))

    def test_the_check_finds_wrong_errors(self):
        for error, problem in [
            ({"message": "x"}, "an error without __type"),
            ({TYPE: "ValidationException", "Message": "x"}, "ValidationException: unknown member Message"),
            ({TYPE: "ValidationException"}, "ValidationException: no message"),
            ({TYPE: "InvalidRequestException", "message": "x"}, "InvalidRequestException: unknown member message"),
            ({TYPE: "InvalidRequestException", "Message": None}, "InvalidRequestException.Message: None is not a text"),
        ]:
            with self.subTest(error):
                problems = self.problems("ListSteps", error, 400)
                self.assertEqual(problem, problems[0][: len(problem)])

    def test_the_check_finds_wrong_headers(self):
        headers = {"Content-Type": "application/json"}
        self.assertEqual(
            ["content type application/json", "request id None"], self.problems("ListSteps", {}, 200, headers)
        )


class EveryOperation(EmrTestCase):
    """One test for each operation of the model; they are added below."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.raw = RawEmr()

    def samples(self):
        """The second kind gets past the check of identifiers, because they name what is there."""
        cluster_id = self.cluster(Steps=[step("bash", "-c", "exit 0")])
        cluster = self.emr.describe_cluster(ClusterId=cluster_id)["Cluster"]
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]
        known = {
            "ClusterId": cluster_id,
            "JobFlowId": cluster_id,
            "JobFlowIds": [cluster_id],
            "ResourceId": cluster_id,
            "TargetResourceArn": cluster["ClusterArn"],
            "StepId": step_id,
            "StepIds": [step_id],
            "InstanceGroupId": self.emr.list_instance_groups(ClusterId=cluster_id)["InstanceGroups"][0]["Id"],
            "ReleaseLabel": "emr-7.10.0",
            **ROLES,
        }
        return [Samples(), Samples(known)]

    def send(self, operation, request, what):
        status, headers, body = self.raw.call(operation.name, request)
        if status == NOT_IMPLEMENTED:
            self.assertEqual("NotImplementedException", json.loads(body)[TYPE], what)
            return status, body
        self.assertLess(status, 500, f"{what}: {body!r}")
        self.assertEqual([], check_response(operation, status, headers, body), f"{what}: {json.dumps(request)}")
        if status == 400:
            self.assert_family(operation, json.loads(body), f"{what}: {json.dumps(request)}")
        return status, body

    def assert_family(self, operation, error, what):
        """
        The operations for which the model declares InvalidRequestException send it. Apart from a member that breaks a
        constraint of the model: then all operations say the same.
        """
        declared = {shape.name for shape in operation.error_shapes}
        if error[TYPE] == "InvalidRequestException" and operation.name not in BOTH_FAMILIES:
            self.assertIn("InvalidRequestException", declared, f"{error} for {what}")
        elif error[TYPE] == "ValidationException" and "InvalidRequestException" in declared:
            self.assertRegex(error["message"], r"^\d+ validation errors? detected: ", what)

    def assert_decoded(self, operation, request, what):
        _, body = self.send(operation, request, what)
        for refusal in (b'"SerializationException"', b'"UnknownOperationException"'):
            self.assertNotIn(refusal, body, f"{what}: {json.dumps(request)}")

    def check_operation(self, name):
        operation = MODEL.operation_model(name)
        shape = operation.input_shape
        for samples in self.samples():
            self.assert_decoded(operation, samples.minimal(shape), "minimal")
            self.assert_decoded(operation, samples.maximal(shape), "maximal")
            for member in shape.members:
                self.assert_decoded(operation, samples.single(shape, member), member)
        maximal = Samples().maximal(shape)
        for path, request in nulls(shape, maximal):
            self.assert_decoded(operation, request, f"null at {path}")
        for path, request in wrong_types(shape, maximal):
            status, body = self.send(operation, request, f"wrong type at {path}")
            self.assertIn(status, (400, NOT_IMPLEMENTED), f"wrong type at {path}: {body!r}")


def _add(name):
    def test(self):
        self.check_operation(name)

    setattr(EveryOperation, f"test_{name}", test)


for _name in MODEL.operation_names:
    _add(_name)
