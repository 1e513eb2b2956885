import { type App, type Stack, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';
import type { DataStack } from './data-stack.js';
import type { WorkflowStack } from './workflow-stack.js';

/** Holds every resource to the rules of AWS Solutions: a finding that nobody has given a reason for ends the synthesis. */
export function addSecurityChecks(
  app: App,
  { data, workflow }: { data: DataStack; workflow: WorkflowStack },
) {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  acknowledgeDataFindings(data);
  for (const stack of [data, workflow]) acknowledgeLambdaFindings(stack);
  acknowledge(
    workflow.stateMachine,
    'IAM5',
    'It may call its own steps, in any version. Delivery of logs and traces has no resource to name.',
  );
}

function acknowledgeDataFindings({ bucket, database, node }: DataStack): void {
  acknowledge(
    bucket,
    'S1',
    'Who reads and writes objects is for CloudTrail, whose data events can be switched on per bucket; access logs would need a bucket more, with copies of the names of all customers’ files.',
  );
  acknowledge(
    database,
    'SMG4',
    'Rotation needs a Lambda in the network and a paid endpoint of Secrets Manager there. Nobody can connect from outside the network; the Data API reads the secret each time, so that changing it by hand works at once.',
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
    'The network has no way out but to S3, and the database in it none in; its logs would cost more than they tell.',
  );
  acknowledge(
    node.findChild('s3-import'),
    'IAM5',
    'What the step load has put ready for the database, of whichever run.',
  );
  acknowledge(
    node.findChild('migrations-provider'),
    'IAM5',
    'CloudFormation’s messenger calls the Lambda that migrates, in any version.',
  );
}

/** Every Lambda is made by `nodeFunction`, but for the provider's. */
function acknowledgeLambdaFindings(stack: Stack): void {
  acknowledge(
    stack,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'It lets a Lambda write its log, and no more.',
  );
  for (const construct of stack.node.children.filter((child) => child instanceof lambda.Function)) {
    acknowledge(
      construct,
      'IAM5',
      'Traces have no resource to name. Runs, datasets and executions get their names later: the patterns, each tested in test/lib/permissions.test.ts, name their folders.',
    );
  }
}

function acknowledge(construct: Construct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
