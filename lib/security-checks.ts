import { type App, type Stack, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge, logicalId } from './acknowledge.js';
import { type ApiStack, apiObjects } from './api-stack.js';
import { acknowledgeDashboardFindings } from './dashboard-findings.js';
import type { DataStack } from './data-stack.js';
import type { Stacks } from './insiders-app.js';
import { importedObjects } from './s3-import-role.js';
import { stepResources } from './step-resources.js';
import type { WorkflowStack } from './workflow-stack.js';

/** Holds every resource to the rules of AWS Solutions: a finding that nobody has given a reason for ends the synthesis. */
export function addSecurityChecks(app: App, { data, workflow, dashboard, api }: Stacks) {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  acknowledgeDataFindings(data);
  for (const stack of [data, workflow]) acknowledgeLambdaFindings(stack);
  acknowledgeObjectPatterns(data, workflow);
  acknowledgeWorkflowFindings(workflow);
  if (dashboard) {
    acknowledgeLambdaFindings(dashboard);
    acknowledgeDashboardFindings(dashboard);
  }
  if (api) {
    acknowledgeLambdaFindings(api);
    acknowledgeApiFindings(api, data, workflow);
  }
}

function acknowledgeDataFindings(stack: DataStack): void {
  const { bucket, database, node } = stack;
  acknowledge(
    bucket,
    'S1',
    'Who reads and writes objects is for CloudTrail, whose data events can be switched on per bucket; access logs would need a bucket more, with copies of the names of all customers’ files.',
  );
  acknowledge(
    stack,
    'SMG4',
    'Rotation needs a Lambda in the network and a paid endpoint of Secrets Manager there. Nobody can connect from outside the network; the Data API reads the secret each time, so that changing it by hand works at once. How each login is changed is in docs/aws.md.',
  );
  acknowledge(
    database,
    'RDS6',
    'The Data API, the only way in for Lambdas, takes a secret and checks IAM itself.',
  );
  acknowledge(
    database,
    'RDS10',
    'The stage prod is protected. Every other stage is there to be thrown away whole.',
  );
  acknowledge(
    node.findChild('network'),
    'VPC7',
    'In the network are the database, one task and one Lambda, whose security groups name each other; what comes from outside comes through CloudFront, which logs it. Logs of flows would cost more than they tell.',
  );
  for (const pattern of importedObjects) {
    acknowledge(
      node.findChild('s3-import'),
      `IAM5[Resource::<${logicalId(bucket)}.Arn>/${pattern}]`,
      'What the steps have put ready for the database, of whichever run.',
    );
  }
  acknowledge(
    node.findChild('migrations-provider'),
    `IAM5[Resource::<${logicalId(node.findChild('migrate'))}.Arn>:*]`,
    'CloudFormation’s messenger calls the Lambda that migrates, in any version.',
  );
  if (!stack.metabaseSecrets) return;
  acknowledge(
    node.findChild('metabase-logins-provider'),
    `IAM5[Resource::<${logicalId(node.findChild('logins'))}.Arn>:*]`,
    'CloudFormation’s messenger calls the Lambda that makes logins, in any version.',
  );
}

function acknowledgeLambdaFindings(stack: Stack): void {
  acknowledge(
    stack,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'It lets a Lambda write its log, and no more.',
  );
  for (const construct of stack.node.children.filter((child) => child instanceof lambda.Function)) {
    acknowledge(construct, 'IAM5[Resource::*]', 'Traces have no resource to name.');
  }
}

/** Of each step, those of its row in the table, and no others. */
function acknowledgeObjectPatterns(data: DataStack, { node }: WorkflowStack): void {
  const bucketArn = data.resolve(data.exportValue(data.bucket.bucketArn))['Fn::ImportValue'];
  const patterns: Record<string, readonly string[]> = { start: ['lake/*/manifest.json', 'starts/*'] };
  for (const [step, { reads, writes }] of Object.entries(stepResources))
    patterns[step] = [...reads, ...writes];
  for (const [name, ofLambda] of Object.entries(patterns)) {
    for (const pattern of new Set(ofLambda)) {
      acknowledge(
        node.findChild(name),
        `IAM5[Resource::${bucketArn}/${pattern}]`,
        'Runs, datasets and files get their names later: the pattern names the folder in which they will be.',
      );
    }
  }
}

/** Of whichever run, dataset or file: they get their names later. */
function acknowledgeApiFindings({ node }: ApiStack, data: DataStack, workflow: WorkflowStack): void {
  const bucketArn = data.resolve(data.exportValue(data.bucket.bucketArn))['Fn::ImportValue'];
  const ask = node.findChild('ask');
  for (const pattern of new Set([...apiObjects.reads, ...apiObjects.writes])) {
    acknowledge(
      ask,
      `IAM5[Resource::${bucketArn}/${pattern}]`,
      'Runs, datasets and files get their names later: the pattern names the folder in which they will be.',
    );
  }
  const machine = workflow.resolve(workflow.exportValue(workflow.stateMachine.stateMachineName))[
    'Fn::ImportValue'
  ];
  acknowledge(
    ask,
    `IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machine}:*]`,
    'It looks at what executions of this one state machine were given; they get their names later.',
  );
}

function acknowledgeWorkflowFindings({ node, stateMachine }: WorkflowStack): void {
  acknowledge(stateMachine, 'IAM5[Resource::*]', 'Delivery of logs and traces has no resource to name.');
  for (const step of Object.keys(stepResources)) {
    acknowledge(
      stateMachine,
      `IAM5[Resource::<${logicalId(node.findChild(step))}.Arn>:*]`,
      'The state machine calls its own steps, in any version.',
    );
  }
  acknowledge(
    node.findChild('start'),
    `IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${logicalId(stateMachine)}.Name>:*]`,
    'The starter looks at what executions of this one state machine were given; they get their names later.',
  );
  acknowledge(
    node.findChild('failed'),
    'IAM5[Action::kms:GenerateDataKey*]',
    'What SNS documents for writing to an encrypted topic; it is for the key of this one topic.',
  );
}
