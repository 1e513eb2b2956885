import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import Ajv2020 from 'ajv/dist/2020.js';
import type { Answered, Question } from './questions.js';
import { type Arguments, instructions, type Tool, toolsFor } from './tools.js';

export interface ToolServerOptions {
  readonly version: string;
  /** The one dataset to speak of; undefined: all, and free questions. */
  readonly dataset: string | undefined;
  /** Of a question. */
  readonly timeoutSeconds: number;
  ask(question: Question): Promise<Answered>;
}

const datasetArgument = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description: 'As the tool `datasets` names it.',
};

/** The tools of Insiders for assistants, by the Model Context Protocol, whatever transports it. */
export function createToolServer({ version, dataset, timeoutSeconds, ask }: ToolServerOptions): Server {
  const ajv = new Ajv2020({ strict: false });
  const tools = toolsFor(dataset, timeoutSeconds).map((tool) => {
    const inputSchema = schemaOf(tool, dataset);
    return { ...tool, inputSchema, validate: ajv.compile(inputSchema) };
  });
  const server = new Server({ name: 'insiders', version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      ...{ name, description, inputSchema },
      annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) return resultOf(wrong('there is no tool of that name'));
    const given: Arguments = params.arguments ?? {};
    if (!tool.validate(given))
      return resultOf(wrong(ajv.errorsText(tool.validate.errors, { dataVar: 'arguments' })));
    return resultOf(await ask(tool.questionOf({ ...given, ...(dataset !== undefined && { dataset }) })));
  });
  return server;
}

function schemaOf({ properties, required, isOfDataset }: Tool, dataset: string | undefined) {
  const isAsked = isOfDataset && dataset === undefined;
  return {
    type: 'object' as const,
    properties: { ...(isAsked && { dataset: datasetArgument }), ...properties },
    required: [...(isAsked ? ['dataset'] : []), ...required],
    additionalProperties: false,
  };
}

const wrong = (detail: string): Answered => ({
  error: 'WrongRequest',
  data: { detail, remedy: 'Look at the list of the tools.' },
});

/** The same as JSON for those who read no structured content. Nothing of the shop stands beside `data`. */
function resultOf(answered: Answered): CallToolResult {
  const structuredContent = { ...answered };
  return {
    content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
    structuredContent,
    ...(answered.error !== undefined && { isError: true }),
  };
}
