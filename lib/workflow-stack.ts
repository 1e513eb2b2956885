import { readFileSync } from 'node:fs';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { addAlarms, workflowAlarms } from './alarms.js';
import type { Config } from './config.js';
import type { DataStack } from './data-stack.js';
import { eventBus } from './event-bus.js';
import { failureTopic, tellOfUnfinished } from './failure-topic.js';
import { logGroup } from './node-function.js';
import { addDashboard } from './operations-dashboard.js';
import { stepFunction } from './step-function.js';
import { resourcesOf } from './step-resources.js';
import { taskStates } from './task-states.js';
import { addTrigger } from './trigger.js';

export interface WorkflowStackProps extends StackProps {
  readonly config: Config;
  readonly data: DataStack;
  /** The state machine, in Amazon States Language; `${step}` stands for the step's function. */
  readonly definitionFile: string;
  /** Folder with a folder for each step's bundle. */
  readonly bundleFolder: string;
  readonly engineLayer: EngineLayer;
}

/** The analytic engine, which the steps that use it find in a layer. */
export interface EngineLayer {
  readonly version: string;
  readonly folder: string;
  readonly steps: readonly string[];
}

/** The state machine and a Lambda for each of its states that does work. */
export class WorkflowStack extends Stack {
  readonly stateMachine: sfn.StateMachine;
  readonly engine: lambda.LayerVersion;
  /** Where people hear of what went wrong. */
  readonly notices: sns.Topic;
  /** Where programs hear of runs. */
  readonly events: events.EventBus;

  constructor(scope: Construct, id: string, props: WorkflowStackProps) {
    super(scope, id, { terminationProtection: props.config.keepsData, ...props });
    const { config, data, definitionFile, engineLayer, bundleFolder } = props;
    const layer = this.createLayer(engineLayer);
    this.engine = layer;
    const definition = readFileSync(definitionFile, 'utf8');
    const functions = taskStates(JSON.parse(definition)).map((step) => {
      const layers = engineLayer.steps.includes(step) ? [layer] : [];
      return [step, this.createFunction(step, props, layers)] as const;
    });

    this.stateMachine = new sfn.StateMachine(this, 'segmentation', {
      definitionBody: sfn.DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        functions.map(([step, { functionArn }]) => [step, functionArn]),
      ),
      logs: {
        destination: logGroup(this, 'segmentation-log', config),
        level: sfn.LogLevel.ALL,
      },
      tracingEnabled: true,
    });
    for (const [, handler] of functions) handler.grantInvoke(this.stateMachine);

    const machine = this.stateMachine;
    const trigger = addTrigger(this, { config, bucket: data.bucket, machine, code: `${bundleFolder}/start` });
    this.notices = failureTopic(this, config);
    const topic = this.notices;
    tellOfUnfinished(this, machine, topic);
    const { failed, tell } = Object.fromEntries(functions);
    this.events = eventBus(this, config, tell!);
    failed!.addEnvironment('TOPIC_ARN', topic.topicArn);
    topic.grants.publish(failed!);
    const watched = {
      machine,
      steps: functions.map(([, step]) => step),
      trigger,
      teller: tell!,
      database: data.database,
    };
    addDashboard(this, config, watched, addAlarms(this, workflowAlarms(watched), topic));
    new CfnOutput(this, 'stateMachineArn', { value: machine.stateMachineArn });
    new CfnOutput(this, 'eventBusName', { value: this.events.eventBusName });
    new CfnOutput(this, 'startsOnUpload', { value: `${config.startOnUpload}` });
    new CfnOutput(this, 'stepMemoryMb', { value: `${config.stepMemoryMb}` });
  }

  private createFunction(
    step: string,
    { config, data, bundleFolder }: WorkflowStackProps,
    layers: readonly lambda.ILayerVersion[],
  ): lambda.Function {
    const resources = resourcesOf(step, config.stepMemoryMb);
    if (!resources) throw new Error(`the state '${step}' has no row in lib/step-resources.ts`);
    return stepFunction(this, step, { config, data, resources, code: `${bundleFolder}/${step}`, layers });
  }

  private createLayer({ version, folder }: EngineLayer): lambda.LayerVersion {
    return new lambda.LayerVersion(this, 'duckdb', {
      description: `DuckDB ${version}, Linux arm64`,
      code: lambda.Code.fromAsset(folder, { assetHash: `duckdb-${version}-linux-arm64` }),
      compatibleArchitectures: [lambda.Architecture.ARM_64],
      compatibleRuntimes: [lambda.Runtime.NODEJS_24_X],
    });
  }
}
