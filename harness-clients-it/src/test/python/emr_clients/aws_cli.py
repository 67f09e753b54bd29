"""The AWS CLI, version 1: its own commands for EMR with their shorthand, and those it makes from the service model."""

import contextlib
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import uuid

import awscli.clidriver
import botocore.loaders

from emr_clients.clients import ENDED, STEP_ENDED, new_s3, until
from emr_clients.service_model import Recorder

ONE_NODE = ("--instance-type", "m5.xlarge", "--instance-count", "1")
USUAL = ("--release-label", "emr-7.10.0", "--use-default-roles")


# Set by the import of the CLI.
CLI_DATA_PATH = os.environ["AWS_DATA_PATH"]


class CliError(AssertionError):
    def __init__(self, command, code, out, err):
        super().__init__(f"aws {' '.join(command)}: exit code {code}\n{out}\n{err}")
        self.code = code
        self.err = err.strip()


def with_short_waits(directory):
    """
    The waiters of the CLI ask each 30 seconds, and no option changes that. What is found on AWS_DATA_PATH goes before
    what botocore brings along: the same waiters, which ask each second.
    """
    original = pathlib.Path(botocore.__file__).parent / "data" / "emr" / "2009-03-31" / "waiters-2.json"
    model = json.loads(original.read_text(encoding="utf-8"))
    for waiter in model["waiters"].values():
        waiter["delay"] = 1
    copy = pathlib.Path(directory) / "emr" / "2009-03-31" / "waiters-2.json"
    copy.parent.mkdir(parents=True)
    copy.write_text(json.dumps(model), encoding="utf-8")
    os.environ["AWS_DATA_PATH"] = os.pathsep.join([str(directory), CLI_DATA_PATH])


# The commands of ``aws emr`` that the tests gave.
TRIED = set()


class CliTestCase(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.recorder = Recorder()
        directory = tempfile.TemporaryDirectory()
        cls.addClassCleanup(directory.cleanup)
        cls.directory = pathlib.Path(directory.name)
        with_short_waits(cls.directory / "models")
        cls.loader = botocore.loaders.create_loader(os.environ["AWS_DATA_PATH"])
        # A retry would hide an error that the harness should not make.
        os.environ["AWS_MAX_ATTEMPTS"] = "1"
        cls.s3 = new_s3()
        cls.bucket = f"cli-{uuid.uuid4()}"
        cls.s3.create_bucket(Bucket=cls.bucket)

    def aws(self, *arguments):
        """
        What the command prints. The CLI runs in this process, which is ten times as fast as one process for each
        command, and shows us the answers that it gets.
        """
        command = [str(argument) for argument in arguments]
        driver = awscli.clidriver.create_clidriver()
        # Reads the files of the service models once for all commands.
        driver.session.register_component("data_loader", self.loader)
        self.recorder.listen_to(driver.session)
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = driver.main(command)
            except SystemExit as e:
                code = e.code
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())
        if code != 0:
            raise CliError(command, code, *texts)
        return texts[0]

    def emr(self, *arguments):
        """The JSON that a command of ``aws emr`` prints; None if it prints nothing."""
        TRIED.add(arguments[0])
        out = self.aws("emr", *arguments)
        return json.loads(out) if out.strip() else None

    def assert_refused(self, message, *arguments):
        with self.assertRaises(CliError) as caught:
            self.emr(*arguments)
        self.assertEqual(message, caught.exception.err)
        # 254 or 255: the service refused it; 252 or so: the CLI did.
        self.assertNotEqual(0, caught.exception.code)

    def create(self, *options, instances=ONE_NODE):
        created = self.emr("create-cluster", "--name", self._testMethodName, *USUAL, *instances, *options)
        cluster_id = created["ClusterId"]
        self.assertEqual({"ClusterId", "ClusterArn"}, created.keys())
        self.assertTrue(created["ClusterArn"].endswith(f":cluster/{cluster_id}"), created)
        self.addCleanup(self.end, cluster_id)
        return cluster_id

    def end(self, cluster_id):
        try:
            # Does nothing to a cluster that ends already.
            self.emr("terminate-clusters", "--cluster-ids", cluster_id)
        except CliError:
            # Protected.
            self.emr("modify-cluster-attributes", "--cluster-id", cluster_id, "--no-termination-protected")
            self.emr("terminate-clusters", "--cluster-ids", cluster_id)

    def describe(self, cluster_id):
        return self.emr("describe-cluster", "--cluster-id", cluster_id)["Cluster"]

    def state(self, cluster_id):
        return self.emr("list-clusters", "--query", f"Clusters[?Id=='{cluster_id}'].Status.State | [0]")

    def until_cluster(self, cluster_id, *states):
        return until(lambda: self.state(cluster_id), states, cluster_id, ENDED)

    def add_steps(self, cluster_id, *steps):
        return self.emr("add-steps", "--cluster-id", cluster_id, "--steps", *steps)["StepIds"]

    def describe_step(self, cluster_id, step_id):
        return self.emr("describe-step", "--cluster-id", cluster_id, "--step-id", step_id)["Step"]

    def until_step(self, cluster_id, step_id, *states):
        state = lambda: self.describe_step(cluster_id, step_id)["Status"]["State"]  # noqa: E731
        return until(state, states, step_id, STEP_ENDED)

    def steps_of(self, cluster_id):
        """The steps in the order in which they were given."""
        return self.emr("list-steps", "--cluster-id", cluster_id)["Steps"][::-1]

    def file(self, name, content):
        path = self.directory / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return f"file://{path}"


class TheWayOfTheManual(CliTestCase):
    def test_create_add_a_step_wait_read_its_log_and_terminate(self):
        cluster_id = self.create("--log-uri", f"s3://{self.bucket}/logs/")
        self.emr("wait", "cluster-running", "--cluster-id", cluster_id)
        (step_id,) = self.add_steps(
            cluster_id,
            "Type=CUSTOM_JAR,Name=hello,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,\"echo hello; pwd\"]",
        )
        self.emr("wait", "step-complete", "--cluster-id", cluster_id, "--step-id", step_id)

        log = f"s3://{self.bucket}/logs/{cluster_id}/steps/{step_id}/stdout.gz"
        self.aws("s3", "cp", "--quiet", log, self.directory / "stdout.gz")
        self.emr("terminate-clusters", "--cluster-ids", cluster_id)
        self.emr("wait", "cluster-terminated", "--cluster-id", cluster_id)

        printed = gzip.decompress((self.directory / "stdout.gz").read_bytes()).decode()
        self.assertEqual("hello", printed.splitlines()[0])
        self.assertTrue(printed.endswith(f"/hadoop/steps/{step_id}\n"), printed)
        self.assertEqual("TERMINATED", self.state(cluster_id))

    def test_the_command_line_itself(self):
        cluster_id = self.create()

        process = subprocess.run(
            [sys.executable, "-m", "awscli", "emr", "list-clusters", "--active", "--output", "text"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

        self.assertIn(cluster_id, process.stdout)
        self.assertEqual("", process.stderr)

    def test_a_failed_step_makes_wait_fail(self):
        cluster_id = self.create()
        (step_id,) = self.add_steps(
            cluster_id, "Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,exit 3]"
        )

        self.until_step(cluster_id, step_id, "FAILED")
        self.assert_refused(
            "Waiter StepComplete failed: Waiter encountered a terminal failure state: For expression"
            ' "Step.Status.State" we matched expected path: "FAILED"',
            "wait",
            "step-complete",
            "--cluster-id",
            cluster_id,
            "--step-id",
            step_id,
        )


class CreateCluster(CliTestCase):
    def test_the_defaults(self):
        cluster_id = self.emr("create-cluster", *USUAL, *ONE_NODE)["ClusterId"]
        self.addCleanup(self.end, cluster_id)

        cluster = self.describe(cluster_id)

        self.assertEqual("Development Cluster", cluster["Name"])
        self.assertEqual("EMR_DefaultRole", cluster["ServiceRole"])
        self.assertEqual("EMR_EC2_DefaultRole", cluster["Ec2InstanceAttributes"]["IamInstanceProfile"])
        self.assertIs(cluster["AutoTerminate"], False)
        self.assertIs(cluster["TerminationProtected"], False)
        self.assertIs(cluster["VisibleToAllUsers"], True)
        self.assertEqual([], cluster["Tags"])
        self.assertEqual([], cluster["BootstrapActions"])

    def test_instance_type_and_count(self):
        cluster_id = self.create(instances=("--instance-type", "m5.xlarge", "--instance-count", "3"))
        self.until_cluster(cluster_id, "WAITING")

        groups = self.describe(cluster_id)["InstanceGroups"]

        self.assertEqual(
            [("MASTER", "MASTER", "m5.xlarge", 1), ("CORE", "CORE", "m5.xlarge", 2)],
            [(g["InstanceGroupType"], g["Name"], g["InstanceType"], g["RequestedInstanceCount"]) for g in groups],
        )
        self.assertEqual([1, 2], [g["RunningInstanceCount"] for g in groups])

    def test_instance_groups_in_shorthand(self):
        cluster_id = self.create(
            instances=(
                "--instance-groups",
                "InstanceGroupType=MASTER,InstanceCount=1,InstanceType=m5.xlarge,Name=first",
                "InstanceGroupType=CORE,InstanceCount=2,InstanceType=r5.2xlarge,"
                "EbsConfiguration={EbsOptimized=true,EbsBlockDeviceConfigs=[{VolumeSpecification="
                "{VolumeType=gp3,SizeInGB=100},VolumesPerInstance=2}]}",
                "InstanceGroupType=TASK,InstanceCount=1,InstanceType=m5.xlarge,BidPrice=0.10",
                "InstanceGroupType=TASK,InstanceCount=1,InstanceType=c5.xlarge,BidPrice=OnDemandPrice,Name=spot",
            )
        )
        self.until_cluster(cluster_id, "WAITING")

        master, core, bid, spot = self.describe(cluster_id)["InstanceGroups"]

        self.assertEqual(("first", "ON_DEMAND"), (master["Name"], master["Market"]))
        self.assertEqual(("CORE", "r5.2xlarge", 2), (core["Name"], core["InstanceType"], core["RunningInstanceCount"]))
        self.assertIs(core["EbsOptimized"], True)
        self.assertEqual(
            [("gp3", 100)] * 2,
            [(d["VolumeSpecification"]["VolumeType"], d["VolumeSpecification"]["SizeInGB"])
             for d in core["EbsBlockDevices"]],
        )
        self.assertEqual(("SPOT", "0.10"), (bid["Market"], bid["BidPrice"]))
        self.assertEqual(("spot", "SPOT"), (spot["Name"], spot["Market"]))
        self.assertNotIn("BidPrice", spot)

    def test_instance_fleets(self):
        cluster_id = self.create(
            instances=(
                "--instance-fleets",
                "InstanceFleetType=MASTER,TargetOnDemandCapacity=1,InstanceTypeConfigs=[{InstanceType=m5.xlarge}]",
                "Name=workers,InstanceFleetType=CORE,TargetOnDemandCapacity=2,TargetSpotCapacity=4,"
                "LaunchSpecifications={SpotSpecification={TimeoutDurationMinutes=10,TimeoutAction=SWITCH_TO_ON_DEMAND}},"
                "InstanceTypeConfigs=[{InstanceType=m5.xlarge,BidPriceAsPercentageOfOnDemandPrice=80},"
                "{InstanceType=m5.2xlarge,WeightedCapacity=2}]",
            )
        )
        self.until_cluster(cluster_id, "WAITING")

        cluster = self.describe(cluster_id)

        self.assertEqual("INSTANCE_FLEET", cluster["InstanceCollectionType"])
        master, core = cluster["InstanceFleets"]
        self.assertEqual(("MASTER", 1, 0), (
            master["InstanceFleetType"], master["TargetOnDemandCapacity"], master["TargetSpotCapacity"]))
        self.assertEqual(("workers", 2, 4), (
            core["Name"], core["ProvisionedOnDemandCapacity"], core["ProvisionedSpotCapacity"]))
        self.assertEqual(
            "SWITCH_TO_ON_DEMAND", core["LaunchSpecifications"]["SpotSpecification"]["TimeoutAction"])
        instances = self.emr("list-instances", "--cluster-id", cluster_id, "--instance-fleet-type", "MASTER")["Instances"]
        self.assertEqual([master["Id"]], [i["InstanceFleetId"] for i in instances])

    def test_applications_and_configurations(self):
        configurations = [
            {"Classification": "spark-defaults", "Properties": {"spark.executor.memory": "1g"}},
            {
                "Classification": "spark-env",
                "Configurations": [{"Classification": "export", "Properties": {"PYSPARK_PYTHON": "/usr/bin/python3"}}],
            },
        ]
        applications = ("--applications", "Name=Spark", "Name=Hadoop", "Name=Hive")
        inline = self.create(*applications, "--configurations", json.dumps(configurations))
        from_file = self.create("--configurations", self.file("configurations.json", configurations))

        cluster = self.describe(inline)

        self.assertEqual({"Spark", "Hadoop", "Hive"}, {a["Name"] for a in cluster["Applications"]})
        self.assertEqual("3.5.5", {a["Name"]: a["Version"] for a in cluster["Applications"]}["Spark"].split("-")[0])
        expected = [configurations[0], {**configurations[1], "Properties": {}}]
        self.assertEqual(expected, self.without_empty(cluster["Configurations"]))
        self.assertEqual(expected, self.without_empty(self.describe(from_file)["Configurations"]))

    @staticmethod
    def without_empty(configurations):
        return [
            {key: value for key, value in c.items() if not (key == "Configurations" and value == [])}
            for c in configurations
        ]

    def test_ec2_attributes(self):
        cluster_id = self.emr(
            "create-cluster",
            "--release-label", "emr-7.10.0",
            "--service-role", "EMR_DefaultRole",
            "--ec2-attributes",
            "KeyName=my-key,InstanceProfile=EMR_EC2_DefaultRole,SubnetId=subnet-0123456789abcdef0,"
            "EmrManagedMasterSecurityGroup=sg-11111111,EmrManagedSlaveSecurityGroup=sg-22222222,"
            "ServiceAccessSecurityGroup=sg-33333333,AdditionalMasterSecurityGroups=[sg-44444444,sg-55555555],"
            "AdditionalSlaveSecurityGroups=[sg-66666666]",
            *ONE_NODE,
        )["ClusterId"]
        self.addCleanup(self.end, cluster_id)

        attributes = self.describe(cluster_id)["Ec2InstanceAttributes"]

        self.assertEqual("my-key", attributes["Ec2KeyName"])
        self.assertEqual("subnet-0123456789abcdef0", attributes["Ec2SubnetId"])
        self.assertEqual("EMR_EC2_DefaultRole", attributes["IamInstanceProfile"])
        self.assertEqual("sg-11111111", attributes["EmrManagedMasterSecurityGroup"])
        self.assertEqual("sg-22222222", attributes["EmrManagedSlaveSecurityGroup"])
        self.assertEqual("sg-33333333", attributes["ServiceAccessSecurityGroup"])
        self.assertEqual(["sg-44444444", "sg-55555555"], attributes["AdditionalMasterSecurityGroups"])
        self.assertEqual(["sg-66666666"], attributes["AdditionalSlaveSecurityGroups"])

    def test_an_availability_zone(self):
        cluster_id = self.create("--ec2-attributes", "AvailabilityZone=us-east-1b")

        self.assertEqual("us-east-1b", self.describe(cluster_id)["Ec2InstanceAttributes"]["Ec2AvailabilityZone"])

    def test_switches_and_numbers(self):
        cluster_id = self.create(
            "--termination-protected",
            "--no-visible-to-all-users",
            "--auto-terminate",
            "--unhealthy-node-replacement",
            "--step-concurrency-level", "5",
            "--scale-down-behavior", "TERMINATE_AT_TASK_COMPLETION",
            "--ebs-root-volume-size", "30",
            "--ebs-root-volume-iops", "3000",
            "--ebs-root-volume-throughput", "125",
            "--custom-ami-id", "ami-0123456789abcdef0",
            "--repo-upgrade-on-boot", "NONE",
            "--log-uri", f"s3://{self.bucket}/logs/",
            "--steps", "Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,sleep 600]",
        )

        cluster = self.describe(cluster_id)

        self.assertIs(cluster["TerminationProtected"], True)
        self.assertIs(cluster["VisibleToAllUsers"], False)
        self.assertIs(cluster["AutoTerminate"], True)
        self.assertIs(cluster["UnhealthyNodeReplacement"], True)
        self.assertEqual(5, cluster["StepConcurrencyLevel"])
        self.assertEqual("TERMINATE_AT_TASK_COMPLETION", cluster["ScaleDownBehavior"])
        self.assertEqual(
            (30, 3000, 125),
            (cluster["EbsRootVolumeSize"], cluster["EbsRootVolumeIops"], cluster["EbsRootVolumeThroughput"]),
        )
        self.assertEqual("ami-0123456789abcdef0", cluster["CustomAmiId"])
        self.assertEqual("NONE", cluster["RepoUpgradeOnBoot"])
        self.assertEqual(f"s3n://{self.bucket}/logs/", cluster["LogUri"])

    def test_tags(self):
        cluster_id = self.create("--tags", "team=data", "empty", "cost center=a=b")

        tags = {t["Key"]: t["Value"] for t in self.describe(cluster_id)["Tags"]}

        self.assertEqual({"team": "data", "empty": "", "cost center": "a=b"}, tags)

    def test_an_auto_termination_policy(self):
        cluster_id = self.create("--auto-termination-policy", "IdleTimeout=7200")

        policy = self.emr("get-auto-termination-policy", "--cluster-id", cluster_id)

        self.assertEqual({"AutoTerminationPolicy": {"IdleTimeout": 7200}}, policy)

    def test_a_managed_scaling_policy(self):
        cluster_id = self.create(
            "--managed-scaling-policy",
            "ComputeLimits={MinimumCapacityUnits=2,MaximumCapacityUnits=10,UnitType=Instances}",
            instances=("--instance-type", "m5.xlarge", "--instance-count", "3"),
        )

        limits = self.emr("get-managed-scaling-policy", "--cluster-id", cluster_id)["ManagedScalingPolicy"]["ComputeLimits"]

        self.assertEqual((2, 10, "Instances"), (
            limits["MinimumCapacityUnits"], limits["MaximumCapacityUnits"], limits["UnitType"]))

    def test_an_auto_scaling_policy_of_a_group(self):
        policy = {
            "Constraints": {"MinCapacity": 1, "MaxCapacity": 5},
            "Rules": [AUTO_SCALING_RULE],
        }
        groups = self.file(
            "groups.json",
            [
                {"InstanceGroupType": "MASTER", "InstanceType": "m5.xlarge", "InstanceCount": 1},
                {
                    "InstanceGroupType": "CORE",
                    "InstanceType": "m5.xlarge",
                    "InstanceCount": 2,
                    "AutoScalingPolicy": policy,
                },
            ],
        )
        cluster_id = self.create(
            "--auto-scaling-role", "EMR_AutoScaling_DefaultRole", instances=("--instance-groups", groups)
        )

        cluster = self.describe(cluster_id)

        self.assertEqual("EMR_AutoScaling_DefaultRole", cluster["AutoScalingRole"])
        attached = cluster["InstanceGroups"][1]["AutoScalingPolicy"]
        self.assertEqual({"MinCapacity": 1, "MaxCapacity": 5}, attached["Constraints"])
        self.assertEqual(
            [{"Key": "JobFlowId", "Value": cluster_id}],
            attached["Rules"][0]["Trigger"]["CloudWatchAlarmDefinition"]["Dimensions"],
        )

    def test_bootstrap_actions(self):
        self.s3.put_object(
            Bucket=self.bucket,
            Key="install.sh",
            Body=b"#!/bin/bash\necho installing $1 and $2\n",
        )
        cluster_id = self.create(
            "--log-uri", f"s3://{self.bucket}/logs/",
            "--bootstrap-actions",
            f"Path=s3://{self.bucket}/install.sh,Name=install,Args=[numpy,pandas]",
            f"Path=s3://{self.bucket}/install.sh",
        )
        self.until_cluster(cluster_id, "WAITING")

        self.assertEqual(
            [
                {"Name": "install", "ScriptPath": f"s3://{self.bucket}/install.sh", "Args": ["numpy", "pandas"]},
                {"Name": "Bootstrap action", "ScriptPath": f"s3://{self.bucket}/install.sh", "Args": []},
            ],
            self.describe(cluster_id)["BootstrapActions"],
        )

    def test_a_security_configuration_and_kerberos(self):
        name = f"cli-{uuid.uuid4()}"
        self.emr("create-security-configuration", "--name", name, "--security-configuration", json.dumps(KERBEROS))
        self.addCleanup(self.emr, "delete-security-configuration", "--name", name)
        cluster_id = self.create(
            "--security-configuration", name,
            "--kerberos-attributes", "Realm=EC2.INTERNAL,KdcAdminPassword=secret",
        )

        cluster = self.describe(cluster_id)

        self.assertEqual(name, cluster["SecurityConfiguration"])
        self.assertEqual("EC2.INTERNAL", cluster["KerberosAttributes"]["Realm"])

    def test_placement_groups(self):
        cluster_id = self.create(
            "--placement-group-configs", "InstanceRole=MASTER",
            "--ec2-attributes", "SubnetId=subnet-0123456789abcdef0",
            "--termination-protected",
            instances=(
                "--instance-groups",
                "InstanceGroupType=MASTER,InstanceCount=3,InstanceType=m5.xlarge",
                "InstanceGroupType=CORE,InstanceCount=1,InstanceType=m5.xlarge",
            ),
        )

        (placement,) = self.describe(cluster_id)["PlacementGroups"]

        self.assertEqual("MASTER", placement["InstanceRole"])

    def test_what_emr_refuses(self):
        for message, arguments in [
            (
                "An error occurred (ValidationException) when calling the RunJobFlow operation:"
                " The supplied release label is invalid: emr-99.0.0.",
                ("--release-label", "emr-99.0.0", "--use-default-roles", *ONE_NODE),
            ),
            (
                "An error occurred (ValidationException) when calling the RunJobFlow operation:"
                " ServiceRole is required for creating cluster.",
                ("--release-label", "emr-7.10.0", *ONE_NODE),
            ),
            (
                "An error occurred (ValidationException) when calling the RunJobFlow operation:"
                " Invalid step concurrency level. Allowed level is from 1 to 256",
                (*USUAL, *ONE_NODE, "--step-concurrency-level", "257"),
            ),
            (
                "An error occurred (ValidationException) when calling the RunJobFlow operation:"
                " Clusters with task nodes must also define core nodes.",
                (
                    *USUAL,
                    "--instance-groups",
                    "InstanceGroupType=MASTER,InstanceCount=1,InstanceType=m5.xlarge",
                    "InstanceGroupType=TASK,InstanceCount=1,InstanceType=m5.xlarge",
                ),
            ),
        ]:
            with self.subTest(message):
                self.assert_refused(message, "create-cluster", *arguments)


AUTO_SCALING_RULE = {
    "Name": "out",
    "Action": {"SimpleScalingPolicyConfiguration": {"ScalingAdjustment": 1, "CoolDown": 300}},
    "Trigger": {
        "CloudWatchAlarmDefinition": {
            "ComparisonOperator": "LESS_THAN",
            "MetricName": "YARNMemoryAvailablePercentage",
            "Period": 300,
            "Threshold": 15.0,
            "Unit": "PERCENT",
        }
    },
}

RUNTIME_ROLES = {
    "AuthorizationConfiguration": {
        "IAMConfiguration": {"EnableApplicationScopedIAMRole": True, "PropagateSourceIdentity": False}
    }
}

KERBEROS = {
    "AuthenticationConfiguration": {
        "KerberosConfiguration": {
            "Provider": "ClusterDedicatedKdc",
            "ClusterDedicatedKdcConfiguration": {"TicketLifetimeInHours": 24},
        }
    }
}


class Steps(CliTestCase):
    def test_the_shorthand_of_each_type(self):
        # The first step keeps the others from being run: what they become is what counts here.
        cluster_id = self.create(
            "--steps", "Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,sleep 600]"
        )

        step_ids = self.add_steps(
            cluster_id,
            "Jar=s3://b/my.jar,MainClass=com.example.Main,Args=[a,b],Properties=k=v\\,k2=v2",
            "Type=STREAMING,Args=[-files,s3://b/map.py,-mapper,map.py,-reducer,reduce.py,-input,s3://b/i,-output,s3://b/o]",
            "Type=HIVE,ActionOnFailure=TERMINATE_CLUSTER,Args=[-f,s3://b/q.hql,-d,INPUT=s3://b/in]",
            "Type=PIG,Args=[-f,s3://b/script.pig]",
            "Type=SPARK,Name=pi,ActionOnFailure=CANCEL_AND_WAIT,Args=[--class,Pi,s3://b/pi.jar,10]",
        )

        described = [self.describe_step(cluster_id, step_id) for step_id in step_ids]
        self.assertEqual(
            [
                ("Custom JAR", "CONTINUE", "s3://b/my.jar"),
                ("Streaming program", "CONTINUE", "command-runner.jar"),
                ("Hive program", "TERMINATE_CLUSTER", "command-runner.jar"),
                ("Pig program", "CONTINUE", "command-runner.jar"),
                ("pi", "CANCEL_AND_WAIT", "command-runner.jar"),
            ],
            [(s["Name"], s["ActionOnFailure"], s["Config"]["Jar"]) for s in described],
        )
        custom, streaming, hive, pig, spark = (s["Config"] for s in described)
        self.assertEqual("com.example.Main", custom["MainClass"])
        self.assertEqual(["a", "b"], custom["Args"])
        self.assertEqual({"k": "v", "k2": "v2"}, custom["Properties"])
        self.assertEqual(["hadoop-streaming", "-files"], streaming["Args"][:2])
        self.assertEqual(
            ["hive-script", "--run-hive-script", "--args", "-f", "s3://b/q.hql", "-d", "INPUT=s3://b/in"], hive["Args"]
        )
        self.assertEqual(["pig-script", "--run-pig-script", "--args", "-f", "s3://b/script.pig"], pig["Args"])
        self.assertEqual(["spark-submit", "--class", "Pi", "s3://b/pi.jar", "10"], spark["Args"])

    def test_steps_of_a_new_cluster_from_a_file(self):
        steps = self.file(
            "steps.json",
            [
                {
                    "Type": "CUSTOM_JAR",
                    "Name": f"step {i}",
                    "ActionOnFailure": "CONTINUE",
                    "Jar": "command-runner.jar",
                    "Args": ["bash", "-c", f"exit {i}"],
                }
                for i in range(2)
            ],
        )

        cluster_id = self.create("--auto-terminate", "--steps", steps)

        self.until_cluster(cluster_id, "TERMINATED")
        self.assertEqual(
            [("step 0", "COMPLETED"), ("step 1", "FAILED")],
            [(s["Name"], s["Status"]["State"]) for s in self.steps_of(cluster_id)],
        )

    def test_debugging_comes_first(self):
        cluster_id = self.create("--enable-debugging", "--log-uri", f"s3://{self.bucket}/logs/")

        (step,) = self.steps_of(cluster_id)

        self.assertEqual(("Setup Hadoop Debugging", "TERMINATE_CLUSTER"), (step["Name"], step["ActionOnFailure"]))
        self.assertEqual("command-runner.jar", step["Config"]["Jar"])
        self.assertEqual(["state-pusher-script"], step["Config"]["Args"])

    def test_a_script_is_run(self):
        self.s3.put_object(Bucket=self.bucket, Key="script.sh", Body=b"#!/bin/bash\necho script says $1\n")
        cluster_id = self.create("--log-uri", f"s3://{self.bucket}/logs/")

        (step_id,) = self.add_steps(
            cluster_id,
            "Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,"
            "Jar=s3://us-east-1.elasticmapreduce/libs/script-runner/script-runner.jar,"
            f"Args=[s3://{self.bucket}/script.sh,hi]",
        )

        self.until_step(cluster_id, step_id, "COMPLETED")
        log = self.s3.get_object(Bucket=self.bucket, Key=f"logs/{cluster_id}/steps/{step_id}/stdout.gz")
        self.assertIn("script says hi\n", gzip.decompress(log["Body"].read()).decode())

    def test_list_steps_with_filters(self):
        cluster_id = self.create()
        ids = self.add_steps(
            cluster_id,
            *(
                f"Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,exit {code}]"
                for code in (0, 1)
            ),
        )
        self.until_step(cluster_id, ids[1], "FAILED")

        for options, expected in [
            ((), ids[::-1]),
            (("--step-states", "FAILED"), [ids[1]]),
            (("--step-ids", ids[0], ids[1]), ids),
            (("--max-items", "1"), [ids[1]]),
        ]:
            with self.subTest(options):
                listed = self.emr("list-steps", "--cluster-id", cluster_id, *options)["Steps"]
                self.assertEqual(expected, [s["Id"] for s in listed])

    def test_cancel_steps(self):
        cluster_id = self.create()
        ids = self.add_steps(
            cluster_id,
            *["Type=CUSTOM_JAR,ActionOnFailure=CONTINUE,Jar=command-runner.jar,Args=[bash,-c,sleep 600]"] * 2,
        )
        self.until_step(cluster_id, ids[0], "RUNNING")

        told = self.emr(
            "cancel-steps",
            "--cluster-id", cluster_id,
            "--step-ids", *ids,
            "--step-cancellation-option", "TERMINATE_PROCESS",
        )

        self.assertEqual(["SUBMITTED"] * 2, [i["Status"] for i in told["CancelStepsInfoList"]])
        for step_id in ids:
            self.until_step(cluster_id, step_id, "CANCELLED")

    def test_spark_really_runs(self):
        jar = os.environ["EMR_CLIENTS_JOB_JAR"]
        self.aws("s3", "cp", "--quiet", jar, f"s3://{self.bucket}/jobs/count.jar")
        cluster_id = self.create("--applications", "Name=Spark", "--log-uri", f"s3://{self.bucket}/logs/")

        (step_id,) = self.add_steps(
            cluster_id,
            "Type=SPARK,Name=count,ActionOnFailure=CONTINUE,"
            f"Args=[--class,{os.environ['EMR_CLIENTS_JOB_CLASS']},--conf,spark.ui.enabled=false,"
            f"s3://{self.bucket}/jobs/count.jar,s3://{self.bucket}/counted/]",
        )

        self.emr("wait", "step-complete", "--cluster-id", cluster_id, "--step-id", step_id)
        listed = self.aws("s3", "ls", f"s3://{self.bucket}/counted/")
        self.assertIn("_SUCCESS", listed)
        self.assertIn("part-", listed)

    def test_steps_for_a_cluster_that_is_not_there(self):
        self.assert_refused(
            "An error occurred (InvalidRequestException) when calling the DescribeCluster operation:"
            " Cluster id 'j-NOSUCHCLUSTER' is not valid.",
            "add-steps",
            "--cluster-id", "j-NOSUCHCLUSTER",
            "--steps", "Type=SPARK,Args=[x.jar]",
        )


class ListsOfClusters(CliTestCase):
    def test_states(self):
        active = self.create()
        ended = self.create()
        failed = self.create(
            "--steps", "Type=CUSTOM_JAR,ActionOnFailure=TERMINATE_CLUSTER,Jar=command-runner.jar,Args=[bash,-c,exit 1]"
        )
        self.emr("terminate-clusters", "--cluster-ids", ended)
        self.until_cluster(ended, "TERMINATED")
        self.until_cluster(failed, "TERMINATED_WITH_ERRORS")
        ours = {active, ended, failed}

        for options, expected in [
            (("--active",), {active}),
            (("--terminated",), {ended}),
            (("--failed",), {failed}),
            (("--cluster-states", "TERMINATED", "TERMINATED_WITH_ERRORS"), {ended, failed}),
            (("--created-after", "2020-01-01"), ours),
            (("--created-before", "2020-01-01"), set()),
        ]:
            with self.subTest(options):
                listed = {c["Id"] for c in self.emr("list-clusters", *options)["Clusters"]}
                self.assertEqual(expected, listed & ours)


class ChangesOfClusters(CliTestCase):
    def test_attributes(self):
        cluster_id = self.create()

        for option, member, value in [
            ("--termination-protected", "TerminationProtected", True),
            ("--no-termination-protected", "TerminationProtected", False),
            ("--no-visible-to-all-users", "VisibleToAllUsers", False),
            ("--visible-to-all-users", "VisibleToAllUsers", True),
            ("--unhealthy-node-replacement", "UnhealthyNodeReplacement", True),
            ("--no-unhealthy-node-replacement", "UnhealthyNodeReplacement", False),
            ("--no-auto-terminate", "AutoTerminate", False),
        ]:
            with self.subTest(option):
                self.assertIsNone(self.emr("modify-cluster-attributes", "--cluster-id", cluster_id, option))
                self.assertIs(self.describe(cluster_id)[member], value)

    def test_a_cluster_that_is_to_end_after_its_steps_and_has_none(self):
        cluster_id = self.create()

        self.emr("modify-cluster-attributes", "--cluster-id", cluster_id, "--auto-terminate")

        self.until_cluster(cluster_id, "TERMINATED")

    def test_the_concurrency_of_steps(self):
        cluster_id = self.create()

        changed = self.emr("modify-cluster", "--cluster-id", cluster_id, "--step-concurrency-level", "10")

        self.assertEqual(10, changed["StepConcurrencyLevel"])
        self.assertEqual(10, self.describe(cluster_id)["StepConcurrencyLevel"])

    def test_a_protected_cluster(self):
        cluster_id = self.create("--termination-protected")

        self.assert_refused(
            "An error occurred (ValidationException) when calling the TerminateJobFlows operation:"
            " Could not shut down one or more job flows since they are termination protected.",
            "terminate-clusters",
            "--cluster-ids",
            cluster_id,
        )

    def test_tags(self):
        cluster_id = self.create("--tags", "a=1")

        self.assertIsNone(self.emr("add-tags", "--resource-id", cluster_id, "--tags", "a=2", "b=3", "c"))
        self.assertIsNone(self.emr("remove-tags", "--resource-id", cluster_id, "--tag-keys", "b"))

        tags = {t["Key"]: t["Value"] for t in self.describe(cluster_id)["Tags"]}
        self.assertEqual({"a": "2", "c": ""}, tags)

    def test_auto_termination_policies(self):
        cluster_id = self.create()

        self.emr(
            "put-auto-termination-policy",
            "--cluster-id", cluster_id,
            "--auto-termination-policy", "IdleTimeout=3600",
        )
        put = self.emr("get-auto-termination-policy", "--cluster-id", cluster_id)
        self.emr("remove-auto-termination-policy", "--cluster-id", cluster_id)
        removed = self.emr("get-auto-termination-policy", "--cluster-id", cluster_id)

        self.assertEqual({"AutoTerminationPolicy": {"IdleTimeout": 3600}}, put)
        self.assertIn(removed, ({}, None))

    def test_managed_scaling_policies(self):
        cluster_id = self.create(instances=("--instance-type", "m5.xlarge", "--instance-count", "3"))
        limits = {"UnitType": "Instances", "MinimumCapacityUnits": 2, "MaximumCapacityUnits": 5}

        self.emr(
            "put-managed-scaling-policy",
            "--cluster-id", cluster_id,
            "--managed-scaling-policy",
            "ComputeLimits={UnitType=Instances,MinimumCapacityUnits=2,MaximumCapacityUnits=5}",
        )
        put = self.emr("get-managed-scaling-policy", "--cluster-id", cluster_id)
        self.emr("remove-managed-scaling-policy", "--cluster-id", cluster_id)
        removed = self.emr("get-managed-scaling-policy", "--cluster-id", cluster_id)

        self.assertEqual(limits, {k: put["ManagedScalingPolicy"]["ComputeLimits"][k] for k in limits})
        self.assertIn(removed, ({}, None))

    def test_auto_scaling_policies(self):
        cluster_id = self.create(
            "--auto-scaling-role", "EMR_AutoScaling_DefaultRole",
            instances=("--instance-type", "m5.xlarge", "--instance-count", "3"),
        )
        self.until_cluster(cluster_id, "WAITING")
        core = self.describe(cluster_id)["InstanceGroups"][1]["Id"]
        policy = {"Constraints": {"MinCapacity": 2, "MaxCapacity": 4}, "Rules": [AUTO_SCALING_RULE]}

        put = self.emr(
            "put-auto-scaling-policy",
            "--cluster-id", cluster_id,
            "--instance-group-id", core,
            "--auto-scaling-policy", self.file("policy.json", policy),
        )
        told = self.describe(cluster_id)["InstanceGroups"][1]["AutoScalingPolicy"]
        self.emr("remove-auto-scaling-policy", "--cluster-id", cluster_id, "--instance-group-id", core)

        self.assertEqual(core, put["InstanceGroupId"])
        self.assertEqual(policy["Constraints"], put["AutoScalingPolicy"]["Constraints"])
        self.assertEqual(policy["Constraints"], told["Constraints"])
        until(
            lambda: self.describe(cluster_id)["InstanceGroups"][1]
            .get("AutoScalingPolicy", {"Status": {"State": "DETACHED"}})["Status"]["State"],
            ("DETACHED",),
            "the policy",
        )


class Instances(CliTestCase):
    def test_groups_are_added_and_resized(self):
        cluster_id = self.create(instances=("--instance-type", "m5.xlarge", "--instance-count", "2"))
        self.until_cluster(cluster_id, "WAITING")

        added = self.emr(
            "add-instance-groups",
            "--cluster-id", cluster_id,
            "--instance-groups", "InstanceGroupType=TASK,InstanceCount=2,InstanceType=m5.xlarge,Name=helpers",
        )
        (group_id,) = added["InstanceGroupIds"]
        self.until_running(cluster_id, group_id, 2)
        self.emr("modify-instance-groups", "--instance-groups", f"InstanceGroupId={group_id},InstanceCount=4")
        self.until_running(cluster_id, group_id, 4)
        self.emr(
            "modify-instance-groups",
            "--cluster-id", cluster_id,
            "--instance-groups", f"InstanceGroupId={group_id},InstanceCount=0",
        )
        self.until_running(cluster_id, group_id, 0)

        self.assertEqual(cluster_id, added["ClusterId"])
        instances = self.emr(
            "list-instances", "--cluster-id", cluster_id, "--instance-group-id", group_id, "--instance-states", "TERMINATED"
        )["Instances"]
        self.assertEqual(4, len(instances))

    def until_running(self, cluster_id, group_id, count):
        def running():
            # This CLI has no command for ListInstanceGroups.
            groups = self.describe(cluster_id)["InstanceGroups"]
            return next(g["RunningInstanceCount"] for g in groups if g["Id"] == group_id)

        until(running, (count,), f"the count of {group_id}")

    def test_fleets_are_added_and_resized(self):
        cluster_id = self.create(
            instances=(
                "--instance-fleets",
                "InstanceFleetType=MASTER,TargetOnDemandCapacity=1,InstanceTypeConfigs=[{InstanceType=m5.xlarge}]",
                "InstanceFleetType=CORE,TargetOnDemandCapacity=1,InstanceTypeConfigs=[{InstanceType=m5.xlarge}]",
            )
        )
        self.until_cluster(cluster_id, "WAITING")

        added = self.emr(
            "add-instance-fleet",
            "--cluster-id", cluster_id,
            "--instance-fleet",
            "InstanceFleetType=TASK,TargetSpotCapacity=2,InstanceTypeConfigs=[{InstanceType=m5.xlarge}]",
        )
        fleet_id = added["InstanceFleetId"]
        self.until_provisioned(cluster_id, fleet_id, 2)
        self.emr(
            "modify-instance-fleet",
            "--cluster-id", cluster_id,
            "--instance-fleet", f"InstanceFleetId={fleet_id},TargetSpotCapacity=3",
        )
        self.until_provisioned(cluster_id, fleet_id, 3)

        self.assertEqual(cluster_id, added["ClusterId"])

    def until_provisioned(self, cluster_id, fleet_id, capacity):
        def provisioned():
            fleets = self.emr("list-instance-fleets", "--cluster-id", cluster_id)["InstanceFleets"]
            return next(f["ProvisionedSpotCapacity"] for f in fleets if f["Id"] == fleet_id)

        until(provisioned, (capacity,), f"the capacity of {fleet_id}")

    def test_list_instances(self):
        cluster_id = self.create(instances=("--instance-type", "m5.xlarge", "--instance-count", "3"))
        self.until_cluster(cluster_id, "WAITING")

        (master,) = self.emr("list-instances", "--cluster-id", cluster_id, "--instance-group-types", "MASTER")["Instances"]

        self.assertRegex(master["Id"], "^ci-[0-9A-Z]+$")
        self.assertRegex(master["Ec2InstanceId"], "^i-[0-9a-f]{17}$")
        self.assertEqual("RUNNING", master["Status"]["State"])
        self.assertEqual(self.describe(cluster_id)["MasterPublicDnsName"], master["PublicDnsName"])


class Account(CliTestCase):
    def test_security_configurations(self):
        name = f"cli-{uuid.uuid4()}"
        created = self.emr(
            "create-security-configuration", "--name", name, "--security-configuration", json.dumps(KERBEROS)
        )
        listed = self.emr("list-security-configurations")["SecurityConfigurations"]
        described = self.emr("describe-security-configuration", "--name", name)
        self.assertIsNone(self.emr("delete-security-configuration", "--name", name))

        self.assertEqual(name, created["Name"])
        self.assertIn(name, [c["Name"] for c in listed])
        self.assertEqual(KERBEROS, json.loads(described["SecurityConfiguration"]))
        self.assert_refused(
            "An error occurred (InvalidRequestException) when calling the DescribeSecurityConfiguration operation:"
            f" Security configuration with name '{name}' does not exist.",
            "describe-security-configuration",
            "--name",
            name,
        )

    def test_block_public_access(self):
        before = self.emr("get-block-public-access-configuration")["BlockPublicAccessConfiguration"]
        configuration = {
            "BlockPublicSecurityGroupRules": True,
            "PermittedPublicSecurityGroupRuleRanges": [{"MinRange": 443, "MaxRange": 443}],
        }
        self.emr(
            "put-block-public-access-configuration",
            "--block-public-access-configuration", json.dumps(configuration),
        )
        after = self.emr("get-block-public-access-configuration")
        self.emr("put-block-public-access-configuration", "--block-public-access-configuration", json.dumps(before))

        self.assertEqual(configuration, after["BlockPublicAccessConfiguration"])
        self.assertIn("CreatedByArn", after["BlockPublicAccessConfigurationMetadata"])

    def test_studios(self):
        created = self.emr(
            "create-studio",
            "--name", "cli",
            "--auth-mode", "IAM",
            "--vpc-id", "vpc-0123456789abcdef0",
            "--subnet-ids", "subnet-0123456789abcdef0",
            "--service-role", "arn:aws:iam::123456789012:role/EMRStudioServiceRole",
            "--workspace-security-group-id", "sg-0123456789abcdef0",
            "--engine-security-group-id", "sg-0123456789abcdef1",
            "--default-s3-location", "s3://bucket/studio/",
            "--tags", "Key=team,Value=data",
        )
        studio_id = created["StudioId"]
        self.emr("update-studio", "--studio-id", studio_id, "--description", "changed")
        studio = self.emr("describe-studio", "--studio-id", studio_id)["Studio"]
        listed = self.emr("list-studios")["Studios"]
        self.emr("delete-studio", "--studio-id", studio_id)

        self.assertEqual(("cli", "changed", "IAM"), (studio["Name"], studio["Description"], studio["AuthMode"]))
        self.assertEqual([{"Key": "team", "Value": "data"}], studio["Tags"])
        self.assertIn(studio_id, [s["StudioId"] for s in listed])
        with self.assertRaisesRegex(CliError, "Studio does not exist"):
            self.emr("describe-studio", "--studio-id", studio_id)

    def test_studio_session_mappings(self):
        studio_id = self.emr(
            "create-studio",
            "--name", f"cli-{uuid.uuid4()}",
            "--auth-mode", "SSO",
            "--vpc-id", "vpc-0123456789abcdef0",
            "--subnet-ids", "subnet-0123456789abcdef0",
            "--service-role", "arn:aws:iam::123456789012:role/EMRStudioServiceRole",
            "--user-role", "arn:aws:iam::123456789012:role/EMRStudioUserRole",
            "--workspace-security-group-id", "sg-0123456789abcdef0",
            "--engine-security-group-id", "sg-0123456789abcdef1",
            "--default-s3-location", "s3://bucket/studio/",
        )["StudioId"]
        self.addCleanup(self.emr, "delete-studio", "--studio-id", studio_id)
        who = ("--studio-id", studio_id, "--identity-type", "USER", "--identity-name", "ann@example.com")
        policies = [f"arn:aws:iam::123456789012:policy/{name}" for name in ("first", "second")]

        self.emr("create-studio-session-mapping", *who, "--session-policy-arn", policies[0])
        self.emr("update-studio-session-mapping", *who, "--session-policy-arn", policies[1])
        mapping = self.emr("get-studio-session-mapping", *who)["SessionMapping"]
        listed = self.emr("list-studio-session-mappings", "--studio-id", studio_id)["SessionMappings"]
        self.emr("delete-studio-session-mapping", *who)

        self.assertEqual(("ann@example.com", policies[1]), (mapping["IdentityName"], mapping["SessionPolicyArn"]))
        self.assertEqual(["ann@example.com"], [m["IdentityName"] for m in listed])
        self.assertEqual([], self.emr("list-studio-session-mappings", "--studio-id", studio_id)["SessionMappings"])

    def test_releases_and_instance_types(self):
        labels = self.emr("list-release-labels", "--filters", "Prefix=emr-7.1")["ReleaseLabels"]
        release = self.emr("describe-release-label", "--release-label", "emr-7.10.0")
        # The CLI does not follow the markers of this list.
        types, marker = [], ()
        while True:
            page = self.emr("list-supported-instance-types", "--release-label", "emr-7.10.0", *marker)
            types += page["SupportedInstanceTypes"]
            if "Marker" not in page:
                break
            marker = ("--marker", page["Marker"])

        self.assertIn("emr-7.10.0", labels)
        self.assertIn("Spark", [a["Name"] for a in release["Applications"]])
        self.assertIn("m5.xlarge", [t["Type"] for t in types])


class Interfaces(CliTestCase):
    def test_persistent_application_interfaces(self):
        cluster_id = self.create()
        arn = self.describe(cluster_id)["ClusterArn"]

        ui_id = self.emr("create-persistent-app-ui", "--target-resource-arn", arn)["PersistentAppUIId"]
        described = self.emr("describe-persistent-app-ui", "--persistent-app-ui-id", ui_id)["PersistentAppUI"]
        url = self.emr("get-persistent-app-ui-presigned-url", "--persistent-app-ui-id", ui_id)

        self.assertEqual(ui_id, described["PersistentAppUIId"])
        self.assertIn("PresignedURL", url)

    def test_application_interfaces_of_a_running_cluster(self):
        cluster_id = self.create()
        self.until_cluster(cluster_id, "WAITING")

        url = self.emr(
            "get-on-cluster-app-ui-presigned-url",
            "--cluster-id", cluster_id,
            "--on-cluster-app-ui-type", "SparkHistoryServer",
        )

        self.assertIs(url["PresignedURLReady"], True)
        self.assertTrue(url["PresignedURL"].startswith("https://"), url)

    def test_session_credentials_of_a_cluster_with_runtime_roles(self):
        name = f"cli-{uuid.uuid4()}"
        self.emr("create-security-configuration", "--name", name, "--security-configuration", json.dumps(RUNTIME_ROLES))
        self.addCleanup(self.emr, "delete-security-configuration", "--name", name)
        cluster_id = self.create("--security-configuration", name)

        session = self.emr(
            "get-cluster-session-credentials",
            "--cluster-id", cluster_id,
            "--execution-role-arn", "arn:aws:iam::123456789012:role/runtime",
        )

        self.assertEqual({"Username", "Password"}, session["Credentials"]["UsernamePassword"].keys())
        self.assertIn("ExpiresAt", session)

    def test_a_notebook_execution_fails_with_the_reason_that_none_is_run(self):
        cluster_id = self.create()
        self.until_cluster(cluster_id, "WAITING")

        execution_id = self.emr(
            "start-notebook-execution",
            "--editor-id", "e-ABCDEFGHIJKLMNOPQRSTUVWXY",
            "--relative-path", "report.ipynb",
            "--service-role", "EMR_Notebooks_DefaultRole",
            "--execution-engine", f"Id={cluster_id}",
        )["NotebookExecutionId"]

        def describe():
            return self.emr("describe-notebook-execution", "--notebook-execution-id", execution_id)["NotebookExecution"]

        until(lambda: describe()["Status"], ("FAILED",), execution_id)
        self.assertIn("EMR Harness", describe()["LastStateChangeReason"])
        listed = self.emr("list-notebook-executions")["NotebookExecutions"]
        self.assertIn(execution_id, [e["NotebookExecutionId"] for e in listed])
        # It has ended: stopping it is refused.
        with self.assertRaises(CliError):
            self.emr("stop-notebook-execution", "--notebook-execution-id", execution_id)


class WhatIsNotLocal(CliTestCase):
    def test_commands_for_old_amis_are_refused_by_the_cli_when_the_release_is_known(self):
        cluster_id = self.create()

        for command in (
            ("install-applications", "--applications", "Name=hive"),
            ("create-hbase-backup", "--dir", "s3://b/hbase"),
            ("schedule-hbase-backup", "--type", "full", "--dir", "s3://b/hbase", "--interval", "1", "--unit", "hours"),
            ("restore-from-hbase-backup", "--dir", "s3://b/hbase"),
            ("disable-hbase-backups", "--full"),
        ):
            with self.subTest(command):
                with self.assertRaisesRegex(CliError, "not supported with .* release"):
                    self.emr(command[0], "--cluster-id", cluster_id, *command[1:])

    def test_iam_is_not_here(self):
        with self.assertRaises(CliError):
            self.emr("create-default-roles")


# These open a connection of SSH to the master.
WITH_SSH = {"ssh", "socks", "get", "put"}


class EveryCommand(CliTestCase):
    """Is run last."""

    def test_every_command_of_the_cli_was_tried(self):
        table = awscli.clidriver.create_clidriver().create_help_command().command_table["emr"]
        commands = set(table.create_help_command().command_table) - WITH_SSH - {"help"}

        self.assertEqual(set(), commands - TRIED)


def load_tests(loader, tests, pattern):
    del tests, pattern
    module = sys.modules[__name__]
    classes = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, CliTestCase)]
    classes.sort(key=lambda c: c is EveryCommand)
    return unittest.TestSuite(loader.loadTestsFromTestCase(c) for c in classes)
