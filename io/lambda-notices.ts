import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { variable } from './lambda-io.js';

/** A message to people. */
export interface Notice {
  readonly subject: string;
  readonly text: string;
}

/** SNS takes 256 KiB; no one reads so much, and UTF-8 has up to three bytes for each of JavaScript's characters. */
const longestText = 20_000;

/** Sends a notice to the topic `TOPIC_ARN`. */
export async function sendNotice({ subject, text }: Notice): Promise<void> {
  const client = new SNSClient();
  try {
    await client.send(
      new PublishCommand({
        TopicArn: variable('TOPIC_ARN'),
        // SNS refuses other characters and longer subjects.
        Subject: subject.replaceAll(/[^ -~]/g, '?').slice(0, 100),
        Message: text.slice(0, longestText),
      }),
    );
  } finally {
    client.destroy();
  }
}
