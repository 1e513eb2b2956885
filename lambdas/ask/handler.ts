import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createAnswers } from '../../api/answer-call.js';
import type { Call, Reply } from '../../api/call.js';
import { openCloudWorld } from '../../api/cloud/cloud-world.js';
import { readEvent, toResult } from '../../api/cloud/read-event.js';
import { openLambdaDatabase } from '../../io/lambda-database.js';
import { variable } from '../../io/lambda-io.js';

/** A newer run is seen so soon. */
const lookAgainSeconds = 5;

/** DuckDB's share of the memory. */
const engineShare = 0.6;

let answers: ((call: Call) => Promise<Reply>) | undefined;

/** Kept between calls, and with it the models that were read. */
function openAnswers(): (call: Call) => Promise<Reply> {
  const world = openCloudWorld({
    // A checksum of its own would be part of the links, whoever puts the file.
    s3: new S3Client({
      requestChecksumCalculation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 20_000 },
    }),
    stepFunctions: new SFNClient(),
    bucket: variable('BUCKET'),
    stateMachineArn: variable('STATE_MACHINE_ARN'),
    database: openLambdaDatabase(),
    memoryLimitMb: Math.floor(engineShare * Number(variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'))),
    complain,
  });
  return createAnswers(world, { lookAgainSeconds });
}

/** Without the message, which may hold what is a customer's. */
function complain(error: unknown): void {
  const { name, stack = '' } = error as Error;
  const line = { level: 'ERROR', error: name, at: stack.split('\n').slice(1, 6) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  answers ??= openAnswers();
  return toResult(await answers(readEvent(event)));
};
