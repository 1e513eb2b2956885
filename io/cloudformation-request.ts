/** What CloudFormation asks of the Lambda behind a resource of our own. */
export interface CloudFormationRequest<Properties = Readonly<Record<string, string>>> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** The same when CloudFormation asks again because no answer came. */
  readonly RequestId: string;
  readonly ResourceProperties: Properties;
  /** With an update: those of before. */
  readonly OldResourceProperties?: Properties;
}
