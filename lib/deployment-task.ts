import { CustomResource } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import { logGroup, type NodeFunctionProps, nodeFunction } from './node-function.js';

export interface DeploymentTaskProps extends NodeFunctionProps {
  /** Id of the resource; CloudFormation shows it while it waits. */
  readonly id: string;
  readonly resourceType: `Custom::${string}`;
  /** The task is done again when one of them changes. */
  readonly properties: Readonly<Record<string, string>>;
  readonly grant: (handler: lambda.Function) => void;
}

/** Something that a Lambda does in the course of a deployment, which fails when it fails. */
export function deploymentTask(
  scope: Construct,
  name: string,
  { id, resourceType, properties, grant, ...props }: DeploymentTaskProps,
): CustomResource {
  const handler = nodeFunction(scope, name, props);
  grant(handler);
  const provider = new Provider(scope, `${id}-provider`, {
    onEventHandler: handler,
    logGroup: logGroup(scope, `${id}-provider-log`, props.config),
  });
  const resource = new CustomResource(scope, id, {
    resourceType,
    serviceToken: provider.serviceToken,
    properties,
  });
  // What the Lambda is granted is a resource of its own.
  resource.node.addDependency(handler);
  return resource;
}
