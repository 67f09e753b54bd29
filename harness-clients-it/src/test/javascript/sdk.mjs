/** The AWS SDK for JavaScript: commands, waiters, paginators and errors. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  AddJobFlowStepsCommand,
  AddTagsCommand,
  CancelStepsCommand,
  DescribeClusterCommand,
  DescribeStepCommand,
  EMRClient,
  EMRServiceException,
  InvalidRequestException,
  ListReleaseLabelsCommand,
  ListStepsCommand,
  ModifyClusterCommand,
  RemoveTagsCommand,
  RunJobFlowCommand,
  SetTerminationProtectionCommand,
  TerminateJobFlowsCommand,
  paginateListClusters,
  paginateListInstanceGroups,
  paginateListInstances,
  paginateListSteps,
  waitUntilClusterRunning,
  waitUntilClusterTerminated,
  waitUntilStepComplete,
} from '@aws-sdk/client-emr';

// A retry would hide an error that the harness should not make.
const emr = new EMRClient({ maxAttempts: 1 });
const waiting = { client: emr, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
const started = [];

after(async () => {
  for (const id of started) {
    await emr.send(new SetTerminationProtectionCommand({ JobFlowIds: [id], TerminationProtected: false })).catch(() => {});
    await emr.send(new TerminateJobFlowsCommand({ JobFlowIds: [id] }));
  }
  emr.destroy();
});

async function cluster(members = {}) {
  const { JobFlowId, ClusterArn } = await emr.send(
    new RunJobFlowCommand({
      Name: 'javascript',
      ReleaseLabel: 'emr-7.10.0',
      JobFlowRole: 'EMR_EC2_DefaultRole',
      ServiceRole: 'EMR_DefaultRole',
      Instances: { MasterInstanceType: 'm5.xlarge', InstanceCount: 1, KeepJobFlowAliveWhenNoSteps: true },
      ...members,
    }),
  );
  assert.match(ClusterArn, new RegExp(`:cluster/${JobFlowId}$`));
  started.push(JobFlowId);
  return JobFlowId;
}

function step(...command) {
  return {
    Name: command.join(' '),
    ActionOnFailure: 'CONTINUE',
    HadoopJarStep: { Jar: 'command-runner.jar', Args: command },
  };
}

async function add(clusterId, ...steps) {
  const { StepIds } = await emr.send(new AddJobFlowStepsCommand({ JobFlowId: clusterId, Steps: steps }));
  assert.equal(StepIds.length, steps.length);
  return StepIds;
}

async function collect(paginator, list) {
  const pages = [];
  for await (const page of paginator) {
    pages.push(page[list]);
  }
  return pages;
}

test('a cluster runs its step and ends', async () => {
  const id = await cluster({
    Instances: { MasterInstanceType: 'm5.xlarge', InstanceCount: 1, KeepJobFlowAliveWhenNoSteps: false },
    Steps: [step('bash', '-c', 'exit 0')],
  });

  const { state } = await waitUntilClusterTerminated(waiting, { ClusterId: id });

  assert.equal(state, 'SUCCESS');
  const { Cluster } = await emr.send(new DescribeClusterCommand({ ClusterId: id }));
  assert.equal(Cluster.Status.State, 'TERMINATED');
  assert.deepEqual(Cluster.Status.StateChangeReason, { Code: 'ALL_STEPS_COMPLETED', Message: 'Steps completed' });
  const { CreationDateTime, ReadyDateTime, EndDateTime } = Cluster.Status.Timeline;
  assert.ok(CreationDateTime instanceof Date);
  assert.ok(CreationDateTime <= ReadyDateTime && ReadyDateTime <= EndDateTime);
});

test('the waiters for a running cluster and a completed step', async () => {
  const id = await cluster();
  await waitUntilClusterRunning(waiting, { ClusterId: id });
  const [stepId] = await add(id, step('bash', '-c', 'exit 0'));

  const { state } = await waitUntilStepComplete(waiting, { ClusterId: id, StepId: stepId });

  assert.equal(state, 'SUCCESS');
  const { Step } = await emr.send(new DescribeStepCommand({ ClusterId: id, StepId: stepId }));
  assert.equal(Step.Status.State, 'COMPLETED');
  assert.deepEqual(Step.Config.Args, ['bash', '-c', 'exit 0']);
});

test('the waiter for a step rejects when the step failed', async () => {
  const id = await cluster({ Steps: [step('bash', '-c', 'exit 3')] });
  const { Steps } = await emr.send(new ListStepsCommand({ ClusterId: id }));

  await assert.rejects(waitUntilStepComplete(waiting, { ClusterId: id, StepId: Steps[0].Id }), /"state":\s*"FAILURE"/);
});

test('pending and running steps are cancelled', async () => {
  const id = await cluster();
  const stepIds = await add(id, step('bash', '-c', 'sleep 600'), step('bash', '-c', 'exit 0'));

  const { CancelStepsInfoList } = await emr.send(new CancelStepsCommand({ ClusterId: id, StepIds: stepIds }));

  assert.deepEqual(
    CancelStepsInfoList.map(({ StepId, Status }) => [StepId, Status]),
    stepIds.map((stepId) => [stepId, 'SUBMITTED']),
  );
  await assert.rejects(waitUntilStepComplete(waiting, { ClusterId: id, StepId: stepIds[0] }), /"CANCELLED"/);
});

test('the paginators of clusters and steps', async () => {
  const ids = [];
  for (let i = 0; i < 53; i++) {
    ids.push(await cluster({ Name: `paged ${i}` }));
  }
  await add(ids[0], step('bash', '-c', 'sleep 600'));
  for (let i = 0; i < 2; i++) {
    await add(ids[0], ...Array.from({ length: 40 }, () => step('bash', '-c', 'exit 0')));
  }

  const clusters = await collect(paginateListClusters({ client: emr }, {}), 'Clusters');
  const steps = await collect(paginateListSteps({ client: emr }, { ClusterId: ids[0] }), 'Steps');

  assert.equal(clusters[0].length, 50);
  assert.deepEqual(
    clusters.flat().slice(0, 53).map(({ Id }) => Id),
    ids.toReversed(),
  );
  assert.deepEqual(
    steps.map(({ length }) => length),
    [50, 31],
  );
});

test('the paginators of instances', async () => {
  const id = await cluster({
    Instances: {
      KeepJobFlowAliveWhenNoSteps: true,
      InstanceGroups: [
        { InstanceRole: 'MASTER', InstanceType: 'm5.xlarge', InstanceCount: 1 },
        { InstanceRole: 'CORE', InstanceType: 'm5.xlarge', InstanceCount: 2 },
        { InstanceRole: 'TASK', InstanceType: 'm5.xlarge', InstanceCount: 1, Market: 'SPOT', BidPrice: '0.10' },
      ],
    },
  });
  await waitUntilClusterRunning(waiting, { ClusterId: id });

  const groups = await collect(paginateListInstanceGroups({ client: emr }, { ClusterId: id }), 'InstanceGroups');
  const instances = await collect(paginateListInstances({ client: emr }, { ClusterId: id }), 'Instances');

  assert.deepEqual(
    groups.flat().map((g) => [g.InstanceGroupType, g.Market, g.BidPrice, g.RunningInstanceCount]),
    [
      ['MASTER', 'ON_DEMAND', undefined, 1],
      ['CORE', 'ON_DEMAND', undefined, 2],
      ['TASK', 'SPOT', '0.10', 1],
    ],
  );
  assert.equal(instances.flat().length, 4);
});

test('errors of the newer operations are of their class', async () => {
  await assert.rejects(emr.send(new DescribeClusterCommand({ ClusterId: 'j-NOSUCHCLUSTER' })), (error) => {
    assert.ok(error instanceof InvalidRequestException);
    assert.equal(error.name, 'InvalidRequestException');
    assert.equal(error.message, "Cluster id 'j-NOSUCHCLUSTER' is not valid.");
    assert.equal(error.ErrorCode, 'NoSuchCluster');
    assert.equal(error.$fault, 'client');
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
    return true;
  });
});

test('errors of the older operations are not modelled', async () => {
  await assert.rejects(emr.send(new TerminateJobFlowsCommand({ JobFlowIds: ['j-NOSUCHCLUSTER'] })), (error) => {
    assert.ok(error instanceof EMRServiceException);
    assert.equal(error.name, 'ValidationException');
    assert.equal(error.message, 'Specified job flow ID not valid.');
    return true;
  });
});

test('a cluster is changed', async () => {
  const id = await cluster({ StepConcurrencyLevel: 2, Tags: [{ Key: 'team', Value: 'data' }] });

  const { StepConcurrencyLevel } = await emr.send(new ModifyClusterCommand({ ClusterId: id, StepConcurrencyLevel: 5 }));
  await emr.send(new SetTerminationProtectionCommand({ JobFlowIds: [id], TerminationProtected: true }));
  await emr.send(new AddTagsCommand({ ResourceId: id, Tags: [{ Key: 'stage', Value: 'test' }] }));
  await emr.send(new RemoveTagsCommand({ ResourceId: id, TagKeys: ['team'] }));

  const { Cluster } = await emr.send(new DescribeClusterCommand({ ClusterId: id }));
  assert.equal(StepConcurrencyLevel, 5);
  assert.equal(Cluster.StepConcurrencyLevel, 5);
  assert.equal(Cluster.TerminationProtected, true);
  assert.deepEqual(Cluster.Tags, [{ Key: 'stage', Value: 'test' }]);
});

test('release labels', async () => {
  const { ReleaseLabels } = await emr.send(new ListReleaseLabelsCommand({ Filters: { Prefix: 'emr-7.1' } }));

  assert.ok(ReleaseLabels.includes('emr-7.10.0'));
  assert.ok(ReleaseLabels.every((label) => label.startsWith('emr-7.1')));
});
