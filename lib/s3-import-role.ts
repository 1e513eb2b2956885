import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** Where tables lie that the database is to import: the studies' own, and what `load` has made of the rest. */
export const importedObjects = ['runs/*/study/*', 'runs/*/load/*'] as const;

/** Lets the database read what the steps have put ready for it, and nothing else. */
export function s3ImportRole(scope: Construct, bucket: s3.Bucket): iam.Role {
  const stack = Stack.of(scope);
  const { COLON_RESOURCE_NAME: arnFormat } = ArnFormat;
  const clusters = stack.formatArn({ service: 'rds', resource: 'cluster', resourceName: '*', arnFormat });
  // Both as Aurora's user guide asks for: RDS takes the role for clusters of this account only.
  const assumedBy = new iam.ServicePrincipal('rds.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': clusters },
    },
  });
  const role = new iam.Role(scope, 's3-import', { assumedBy });
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['s3:GetObject'],
      resources: importedObjects.map((pattern) => bucket.arnForObjects(pattern)),
    }),
  );
  role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
  return role;
}
