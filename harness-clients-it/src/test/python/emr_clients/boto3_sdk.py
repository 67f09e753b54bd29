"""The AWS SDK for Python: its paginators, its waiters, its exceptions, and steps that really run."""

import gzip
import uuid

import botocore.exceptions

from emr_clients.clients import EmrTestCase, new_s3, step

AT_ONCE = {"Delay": 1, "MaxAttempts": 60}

# EMR tells at most so many of most things at once.
PAGE = 50


class Waiters(EmrTestCase):
    def test_the_waiter_cluster_running(self):
        cluster_id = self.cluster()

        self.emr.get_waiter("cluster_running").wait(ClusterId=cluster_id, WaiterConfig=AT_ONCE)

        self.assertIn(self.cluster_state(cluster_id), ("RUNNING", "WAITING"))

    def test_the_waiter_cluster_terminated(self):
        cluster_id = self.cluster()
        self.emr.terminate_job_flows(JobFlowIds=[cluster_id])

        self.emr.get_waiter("cluster_terminated").wait(ClusterId=cluster_id, WaiterConfig=AT_ONCE)

        status = self.emr.describe_cluster(ClusterId=cluster_id)["Cluster"]["Status"]
        self.assertEqual("TERMINATED", status["State"])
        self.assertEqual(
            {"Code": "USER_REQUEST", "Message": "Terminated by user request"}, status["StateChangeReason"]
        )

    def test_the_waiter_cluster_running_fails_when_the_cluster_ended(self):
        cluster_id = self.cluster()
        self.emr.terminate_job_flows(JobFlowIds=[cluster_id])
        self.until_cluster(cluster_id, "TERMINATED")

        with self.assertRaises(botocore.exceptions.WaiterError) as caught:
            self.emr.get_waiter("cluster_running").wait(ClusterId=cluster_id, WaiterConfig=AT_ONCE)

        self.assertEqual("TERMINATED", caught.exception.last_response["Cluster"]["Status"]["State"])

    def test_the_waiter_step_complete(self):
        cluster_id = self.cluster(Steps=[step("bash", "-c", "exit 0")])
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]

        self.emr.get_waiter("step_complete").wait(ClusterId=cluster_id, StepId=step_id, WaiterConfig=AT_ONCE)

        self.assertEqual("COMPLETED", self.step_state(cluster_id, step_id))

    def test_the_waiter_step_complete_fails_when_the_step_failed(self):
        cluster_id = self.cluster(Steps=[step("bash", "-c", "exit 7")])
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]

        with self.assertRaises(botocore.exceptions.WaiterError) as caught:
            self.emr.get_waiter("step_complete").wait(ClusterId=cluster_id, StepId=step_id, WaiterConfig=AT_ONCE)

        self.assertEqual("FAILED", caught.exception.last_response["Step"]["Status"]["State"])


class Steps(EmrTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.s3 = new_s3()
        cls.bucket = f"boto3-{uuid.uuid4()}"
        cls.s3.create_bucket(Bucket=cls.bucket)

    def log(self, cluster_id, step_id, name):
        body = self.s3.get_object(Bucket=self.bucket, Key=f"logs/{cluster_id}/steps/{step_id}/{name}.gz")["Body"]
        return gzip.decompress(body.read()).decode()

    def test_a_cluster_runs_its_step_keeps_the_logs_and_ends(self):
        cluster_id = self.cluster(
            LogUri=f"s3://{self.bucket}/logs/",
            Instances={"InstanceCount": 1, "MasterInstanceType": "m5.xlarge", "KeepJobFlowAliveWhenNoSteps": False},
            Steps=[step("bash", "-c", "echo out of $0; echo to stderr >&2", "boto3", name="says something")],
        )

        self.until_cluster(cluster_id, "TERMINATED")

        cluster = self.emr.describe_cluster(ClusterId=cluster_id)["Cluster"]
        self.assertEqual(f"s3n://{self.bucket}/logs/", cluster["LogUri"])
        self.assertEqual(
            {"Code": "ALL_STEPS_COMPLETED", "Message": "Steps completed"}, cluster["Status"]["StateChangeReason"]
        )
        (summary,) = self.emr.list_steps(ClusterId=cluster_id)["Steps"]
        self.assertEqual("COMPLETED", summary["Status"]["State"])
        self.assertEqual("says something", summary["Name"])
        timeline = summary["Status"]["Timeline"]
        self.assertLessEqual(timeline["CreationDateTime"], timeline["StartDateTime"])
        self.assertLessEqual(timeline["StartDateTime"], timeline["EndDateTime"])
        self.assertEqual("out of boto3\n", self.log(cluster_id, summary["Id"], "stdout"))
        self.assertIn("to stderr\n", self.log(cluster_id, summary["Id"], "stderr"))

    def test_a_step_that_fails_tells_why(self):
        cluster_id = self.cluster(LogUri=f"s3://{self.bucket}/logs/", Steps=[step("bash", "-c", "exit 3")])
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]

        self.until_step(cluster_id, step_id, "FAILED")

        status = self.emr.describe_step(ClusterId=cluster_id, StepId=step_id)["Step"]["Status"]
        self.assertIn("LogFile", status["FailureDetails"])
        self.assertTrue(self.log(cluster_id, step_id, "stderr").endswith("Command exiting with ret '3'\n"))

    def test_a_pending_step_is_cancelled(self):
        cluster_id = self.cluster(Steps=[step("bash", "-c", "sleep 600"), step("bash", "-c", "exit 0")])
        pending, running = (s["Id"] for s in self.emr.list_steps(ClusterId=cluster_id)["Steps"])
        self.until_step(cluster_id, running, "RUNNING")

        told = self.emr.cancel_steps(ClusterId=cluster_id, StepIds=[pending, running])["CancelStepsInfoList"]

        self.assertEqual([(pending, "SUBMITTED"), (running, "SUBMITTED")], [(i["StepId"], i["Status"]) for i in told])
        self.until_step(cluster_id, running, "CANCELLED")
        self.until_step(cluster_id, pending, "CANCELLED")
        described = self.emr.describe_step(ClusterId=cluster_id, StepId=pending)["Step"]
        self.assertNotIn("StartDateTime", described["Status"]["Timeline"])

    def test_a_step_reaches_the_harness_with_boto3_and_the_endpoints_of_its_environment(self):
        cluster_id = self.cluster(Steps=[step("bash", "-c", 'test -n "$AWS_ENDPOINT_URL_EMR" -a -n "$AWS_REGION"')])
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]

        self.assertEqual("COMPLETED", self.until_step(cluster_id, step_id, "COMPLETED", "FAILED"))


class Errors(EmrTestCase):
    def test_an_unknown_cluster_is_an_invalid_request(self):
        with self.assertRaises(self.emr.exceptions.InvalidRequestException) as caught:
            self.emr.describe_cluster(ClusterId="j-NOSUCHCLUSTER")

        response = caught.exception.response
        self.assertEqual("Cluster id 'j-NOSUCHCLUSTER' is not valid.", response["Error"]["Message"])
        self.assertEqual("NoSuchCluster", response["ErrorCode"])
        self.assertEqual(400, response["ResponseMetadata"]["HTTPStatusCode"])
        self.assertEqual(0, response["ResponseMetadata"]["RetryAttempts"])

    def test_the_old_operations_send_a_validation_exception_that_the_model_does_not_have(self):
        for call in (
            lambda: self.emr.terminate_job_flows(JobFlowIds=["j-NOSUCHCLUSTER"]),
            lambda: self.emr.set_termination_protection(JobFlowIds=["j-NOSUCHCLUSTER"], TerminationProtected=True),
            lambda: self.emr.set_visible_to_all_users(JobFlowIds=["j-NOSUCHCLUSTER"], VisibleToAllUsers=True),
        ):
            with self.assertRaises(botocore.exceptions.ClientError) as caught:
                call()
            self.assertNotIsInstance(caught.exception, self.emr.exceptions.InvalidRequestException)
            self.assertEqual("ValidationException", caught.exception.response["Error"]["Code"])
            self.assertEqual("Specified job flow ID not valid.", caught.exception.response["Error"]["Message"])

    def test_a_wrong_release_label(self):
        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            self.cluster(ReleaseLabel="emr-99.0.0")

        self.assertEqual(
            "An error occurred (ValidationException) when calling the RunJobFlow operation:"
            " The supplied release label is invalid: emr-99.0.0.",
            str(caught.exception),
        )

    def test_a_protected_cluster_is_not_terminated(self):
        cluster_id = self.cluster()
        self.emr.set_termination_protection(JobFlowIds=[cluster_id], TerminationProtected=True)

        with self.assertRaises(botocore.exceptions.ClientError) as caught:
            self.emr.terminate_job_flows(JobFlowIds=[cluster_id])

        self.assertEqual(
            "Could not shut down one or more job flows since they are termination protected.",
            caught.exception.response["Error"]["Message"],
        )
        self.assertEqual("WAITING", self.until_cluster(cluster_id, "WAITING"))


class Paginators(EmrTestCase):
    def pages(self, operation, **request):
        """The lists that the pages of a paginator hold."""
        paginator = self.emr.get_paginator(operation)
        (key,) = (expression.parsed["value"] for expression in paginator.result_keys)
        pages = list(paginator.paginate(**request))
        for page in pages[:-1]:
            self.assertTrue(page["Marker"])
        self.assertNotIn("Marker", pages[-1])
        return [page[key] for page in pages]

    def assert_one_page(self, operation, count, **request):
        pages = self.pages(operation, **request)
        self.assertEqual([count], [len(page) for page in pages])
        return pages[0]

    def test_list_clusters(self):
        started = self.emr.describe_cluster(ClusterId=self.cluster())["Cluster"]["Status"]["Timeline"]
        ids = [self.cluster(Name=f"paged {i}") for i in range(PAGE + 5)]

        pages = self.pages("list_clusters", CreatedAfter=started["CreationDateTime"])

        # The client sends whole seconds: clusters of other tests may be among the oldest.
        self.assertEqual([PAGE] * (len(pages) - 1), [len(page) for page in pages[:-1]])
        self.assertGreater(len(pages), 1)
        listed = [cluster["Id"] for page in pages for cluster in page]
        self.assertEqual(ids[::-1], [cluster_id for cluster_id in listed if cluster_id in ids])

    def test_list_steps(self):
        # The first one keeps the others from being run.
        cluster_id = self.cluster(Steps=[step("bash", "-c", "sleep 600")])
        added = []
        for first in range(0, 119, 40):
            steps = [step("bash", "-c", "exit 0", name=f"step {i}") for i in range(first, min(first + 40, 119))]
            added += self.emr.add_job_flow_steps(JobFlowId=cluster_id, Steps=steps)["StepIds"]

        pages = self.pages("list_steps", ClusterId=cluster_id)

        self.assertEqual([50, 50, 20], [len(page) for page in pages])
        self.assertEqual(added[::-1], [s["Id"] for page in pages for s in page][:-1])

    def test_list_bootstrap_actions(self):
        s3 = new_s3()
        bucket = f"boto3-{uuid.uuid4()}"
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key="nothing.sh", Body=b"#!/bin/sh\nexit 0\n")
        actions = [
            {"Name": f"action {i}", "ScriptBootstrapAction": {"Path": f"s3://{bucket}/nothing.sh", "Args": [str(i)]}}
            for i in range(3)
        ]
        cluster_id = self.cluster(BootstrapActions=actions)

        listed = self.assert_one_page("list_bootstrap_actions", 3, ClusterId=cluster_id)

        self.assertEqual(
            [{"Name": f"action {i}", "ScriptPath": f"s3://{bucket}/nothing.sh", "Args": [str(i)]} for i in range(3)],
            listed,
        )
        self.until_cluster(cluster_id, "WAITING")

    def test_list_instance_groups_and_instances(self):
        cluster_id = self.cluster(
            Instances={
                "MasterInstanceType": "m5.xlarge",
                "SlaveInstanceType": "r5.xlarge",
                "InstanceCount": 4,
                "KeepJobFlowAliveWhenNoSteps": True,
            }
        )
        self.until_cluster(cluster_id, "WAITING")

        groups = self.assert_one_page("list_instance_groups", 2, ClusterId=cluster_id)

        self.assertEqual(
            [("MASTER", "m5.xlarge", 1, 1), ("CORE", "r5.xlarge", 3, 3)],
            [
                (g["InstanceGroupType"], g["InstanceType"], g["RequestedInstanceCount"], g["RunningInstanceCount"])
                for g in groups
            ],
        )
        self.assert_one_page("list_instances", 4, ClusterId=cluster_id)
        cores = self.assert_one_page("list_instances", 3, ClusterId=cluster_id, InstanceGroupTypes=["CORE"])
        self.assertEqual({groups[1]["Id"]}, {i["InstanceGroupId"] for i in cores})
        self.assert_one_page("list_instances", 0, ClusterId=cluster_id, InstanceStates=["TERMINATED"])
        with self.assertRaises(self.emr.exceptions.InvalidRequestException):
            self.pages("list_instance_fleets", ClusterId=cluster_id)

    def test_list_instance_fleets(self):
        cluster_id = self.cluster(
            Instances={
                "InstanceFleets": [
                    {
                        "InstanceFleetType": "MASTER",
                        "TargetOnDemandCapacity": 1,
                        "InstanceTypeConfigs": [{"InstanceType": "m5.xlarge"}],
                    },
                    {
                        "InstanceFleetType": "CORE",
                        "TargetOnDemandCapacity": 4,
                        "TargetSpotCapacity": 2,
                        "InstanceTypeConfigs": [{"InstanceType": "m5.2xlarge", "WeightedCapacity": 2}],
                    },
                ],
                "KeepJobFlowAliveWhenNoSteps": True,
            }
        )
        self.until_cluster(cluster_id, "WAITING")

        master, core = self.assert_one_page("list_instance_fleets", 2, ClusterId=cluster_id)

        self.assertEqual(("MASTER", 1), (master["InstanceFleetType"], master["ProvisionedOnDemandCapacity"]))
        self.assertEqual(
            ("CORE", 4, 2),
            (core["InstanceFleetType"], core["ProvisionedOnDemandCapacity"], core["ProvisionedSpotCapacity"]),
        )
        self.assert_one_page("list_instances", 3, ClusterId=cluster_id, InstanceFleetType="CORE")

    def test_list_security_configurations(self):
        names = [f"paged-{uuid.uuid4()}" for _ in range(PAGE + 3)]
        for name in names:
            self.emr.create_security_configuration(
                Name=name,
                SecurityConfiguration='{"EncryptionConfiguration": {"EnableInTransitEncryption": false,'
                ' "EnableAtRestEncryption": false}}',
            )
            self.addCleanup(self.emr.delete_security_configuration, Name=name)

        pages = self.pages("list_security_configurations")

        self.assertEqual(PAGE, len(pages[0]))
        self.assertLessEqual(set(names), {c["Name"] for page in pages for c in page})

    def studio(self):
        studio_id = self.emr.create_studio(
            Name=f"studio-{uuid.uuid4()}",
            AuthMode="SSO",
            VpcId="vpc-0123456789abcdef0",
            SubnetIds=["subnet-0123456789abcdef0"],
            ServiceRole="arn:aws:iam::123456789012:role/EMRStudioServiceRole",
            UserRole="arn:aws:iam::123456789012:role/EMRStudioUserRole",
            WorkspaceSecurityGroupId="sg-0123456789abcdef0",
            EngineSecurityGroupId="sg-0123456789abcdef1",
            DefaultS3Location="s3://bucket/studio/",
        )["StudioId"]
        self.addCleanup(self.emr.delete_studio, StudioId=studio_id)
        return studio_id

    def test_list_studios(self):
        studio_ids = {self.studio() for _ in range(3)}

        pages = self.pages("list_studios")

        self.assertLessEqual(studio_ids, {s["StudioId"] for page in pages for s in page})

    def test_list_studio_session_mappings(self):
        studio_id = self.studio()
        for user in ("ann", "bob"):
            self.emr.create_studio_session_mapping(
                StudioId=studio_id,
                IdentityType="USER",
                IdentityName=user,
                SessionPolicyArn="arn:aws:iam::123456789012:policy/studio",
            )
            self.addCleanup(
                self.emr.delete_studio_session_mapping, StudioId=studio_id, IdentityType="USER", IdentityName=user
            )

        listed = self.assert_one_page("list_studio_session_mappings", 2, StudioId=studio_id)

        self.assertEqual({"ann", "bob"}, {m["IdentityName"] for m in listed})

    def test_list_notebook_executions(self):
        self.assertIsInstance(self.pages("list_notebook_executions")[0], list)

    def test_no_paginator_is_forgotten(self):
        can_paginate = {
            "list_bootstrap_actions",
            "list_clusters",
            "list_instance_fleets",
            "list_instance_groups",
            "list_instances",
            "list_notebook_executions",
            "list_security_configurations",
            "list_steps",
            "list_studio_session_mappings",
            "list_studios",
        }
        methods = self.emr.meta.method_to_api_mapping
        self.assertEqual(can_paginate, {name for name in methods if self.emr.can_paginate(name)})


class ListsWithoutPaginator(EmrTestCase):
    def test_release_labels_in_pages(self):
        first = self.emr.list_release_labels(MaxResults=3)
        second = self.emr.list_release_labels(MaxResults=3, NextToken=first["NextToken"])

        self.assertEqual(3, len(first["ReleaseLabels"]))
        self.assertEqual(3, len(second["ReleaseLabels"]))
        self.assertFalse(set(first["ReleaseLabels"]) & set(second["ReleaseLabels"]))

    def test_supported_instance_types_in_pages(self):
        types, marker = [], {}
        while True:
            page = self.emr.list_supported_instance_types(ReleaseLabel="emr-7.10.0", **marker)
            types += page["SupportedInstanceTypes"]
            if "Marker" not in page:
                break
            marker = {"Marker": page["Marker"]}

        by_type = {t["Type"]: t for t in types}
        self.assertEqual(len(by_type), len(types))
        self.assertEqual((4, 16), (by_type["m5.xlarge"]["VCPU"], by_type["m5.xlarge"]["MemoryGB"]))

    def test_describe_release_label(self):
        described = self.emr.describe_release_label(ReleaseLabel="emr-7.10.0")

        versions = {a["Name"]: a["Version"] for a in described["Applications"]}
        self.assertEqual("emr-7.10.0", described["ReleaseLabel"])
        self.assertEqual("3.5.5", versions["Spark"].split("-")[0])


class OldJobFlows(EmrTestCase):
    def test_describe_job_flows(self):
        cluster_id = self.cluster(Steps=[step("bash", "-c", "exit 0", name="old")])
        step_id = self.emr.list_steps(ClusterId=cluster_id)["Steps"][0]["Id"]
        self.until_step(cluster_id, step_id, "COMPLETED")
        self.until_cluster(cluster_id, "WAITING")

        (flow,) = self.emr.describe_job_flows(JobFlowIds=[cluster_id])["JobFlows"]

        self.assertEqual(cluster_id, flow["JobFlowId"])
        self.assertEqual("WAITING", flow["ExecutionStatusDetail"]["State"])
        (old_step,) = flow["Steps"]
        self.assertEqual("old", old_step["StepConfig"]["Name"])
        self.assertEqual("COMPLETED", old_step["ExecutionStatusDetail"]["State"])
