"""The clients under test, as a user would make them, and what several tests need."""

import time
import unittest

import boto3
import botocore.config
import botocore.session

from emr_clients.service_model import Recorder

ROLES = {"JobFlowRole": "EMR_EC2_DefaultRole", "ServiceRole": "EMR_DefaultRole"}

ENDED = ("TERMINATED", "TERMINATED_WITH_ERRORS")
STEP_ENDED = ("COMPLETED", "FAILED", "CANCELLED")

PATIENCE_SECONDS = 60


def new_emr(recorder, **settings):
    """An EMR client whose answers are checked against the service model."""
    session = botocore.session.get_session()
    recorder.listen_to(session)
    # A retry would hide an error that the harness should not make.
    config = botocore.config.Config(retries={"total_max_attempts": 1}, **settings)
    return boto3.Session(botocore_session=session).client("emr", config=config)


def new_s3():
    return boto3.client("s3", config=botocore.config.Config(s3={"addressing_style": "path"}))


def until(question, wanted, what, last=()):
    """Asks until the answer is one of those wanted; for states that change by themselves, but for the last ones."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = question()
        if answer in wanted:
            return answer
        if answer in last or time.monotonic() > deadline:
            raise AssertionError(f"{what} is {answer}, not {' or '.join(wanted)}")
        time.sleep(0.05)


def step(*command, name="step", on_failure="CONTINUE"):
    return {
        "Name": name,
        "ActionOnFailure": on_failure,
        "HadoopJarStep": {"Jar": "command-runner.jar", "Args": list(command)},
    }


class EmrTestCase(unittest.TestCase):
    """A test with an EMR client; its clusters are terminated when it is over."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.recorder = Recorder()
        cls.emr = new_emr(cls.recorder)

    @classmethod
    def tearDownClass(cls):
        cls.emr.close()

    def cluster(self, **members):
        """Runs a cluster that waits for steps unless told otherwise, and tells its id."""
        request = {
            "Name": self._testMethodName,
            "ReleaseLabel": "emr-7.10.0",
            "Instances": {"InstanceCount": 1, "MasterInstanceType": "m5.xlarge", "KeepJobFlowAliveWhenNoSteps": True},
            **ROLES,
            **members,
        }
        cluster_id = self.emr.run_job_flow(**request)["JobFlowId"]
        self.addCleanup(self._terminate, cluster_id)
        return cluster_id

    def _terminate(self, cluster_id):
        try:
            # Does nothing to a cluster that ends already.
            self.emr.terminate_job_flows(JobFlowIds=[cluster_id])
        except self.emr.exceptions.ClientError:
            # Protected.
            self.emr.set_termination_protection(JobFlowIds=[cluster_id], TerminationProtected=False)
            self.emr.terminate_job_flows(JobFlowIds=[cluster_id])

    def cluster_state(self, cluster_id):
        return self.emr.describe_cluster(ClusterId=cluster_id)["Cluster"]["Status"]["State"]

    def until_cluster(self, cluster_id, *states):
        return until(lambda: self.cluster_state(cluster_id), states, cluster_id, ENDED)

    def step_state(self, cluster_id, step_id):
        return self.emr.describe_step(ClusterId=cluster_id, StepId=step_id)["Step"]["Status"]["State"]

    def until_step(self, cluster_id, step_id, *states):
        return until(lambda: self.step_state(cluster_id, step_id), states, step_id, STEP_ENDED)
