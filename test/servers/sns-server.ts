import { callerOf, type FaultHook, type ServerRequest, startServer } from './http-server.js';

export interface Published {
  readonly topic: string;
  readonly subject: string;
  readonly text: string;
}

export interface SnsServer {
  readonly url: string;
  readonly published: Published[];
  faults: FaultHook | undefined;
  close(): Promise<void>;
}

/** The part of SNS that this project uses: messages to a topic, with its rules for subject and size. */
export async function startSnsServer(topic: string): Promise<SnsServer> {
  const published: Published[] = [];
  const publish = (request: ServerRequest) => {
    const form = new URLSearchParams(request.body.toString());
    const [subject, text] = [form.get('Subject') ?? '', form.get('Message') ?? ''];
    if (!callerOf(request)) return refusal(403, 'AuthorizationError');
    if (form.get('Action') !== 'Publish') return refusal(400, 'InvalidAction');
    if (form.get('TopicArn') !== topic) return refusal(404, 'NotFound');
    if (!/^[!-~][ -~]{0,99}$/.test(subject)) return refusal(400, 'InvalidParameter');
    if (text === '' || Buffer.byteLength(text) > 256 * 1024) return refusal(400, 'InvalidParameter');
    published.push({ topic, subject, text });
    const result = `<PublishResult><MessageId>${published.length}</MessageId></PublishResult>`;
    return xml(200, `<PublishResponse>${result}</PublishResponse>`);
  };
  const server: SnsServer = { url: '', published, faults: undefined, close: () => running.close() };
  const running = await startServer(
    async (request) => publish(request),
    ({ status, name }) => refusal(status, name),
    () => server.faults,
  );
  return Object.assign(server, { url: running.url });
}

const refusal = (status: number, code: string) =>
  xml(status, `<ErrorResponse><Error><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`);

const xml = (status: number, body: string) => ({ status, headers: { 'content-type': 'text/xml' }, body });
