import { Template } from 'aws-cdk-lib/assertions';
import { resourcesByStack, stacksOf } from './stack-resources.js';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const byStack = resourcesByStack();

/** Policies and Lambdas of all stacks, `workflow load` for example, by what their text tells. */
const namesOf = (type: string, tells: (text: string) => boolean): string[] =>
  Object.entries(byStack).flatMap(([stack, resources]) =>
    Object.entries(resources)
      .filter(([, { Type, Properties }]) => Type === type && tells(JSON.stringify(Properties)))
      .map(([id]) => `${stack} ${id.replace(/(ServiceRoleDefaultPolicy)?[0-9A-F]{8}$/, '')}`),
  );

/** Who may read the secrets whose reference holds this name. */
const readersOf = (secret: string) =>
  namesOf('AWS::IAM::Policy', (text) =>
    (JSON.parse(text).PolicyDocument.Statement as Statement[]).some(
      ({ Action, Resource }) =>
        [Action].flat().some((action) => /^(\*|secretsmanager:(\*|GetSecretValue))$/.test(`${action}`)) &&
        JSON.stringify(Resource).includes(secret),
    ),
  );

test('the secret of the master user may be read by those who make the schema and the logins, and by nobody else', () => {
  expect(readersOf('databaseSecret')).toEqual(['data migrate', 'data logins']);
  expect(namesOf('AWS::Lambda::Function', (text) => text.includes('databaseSecret'))).toEqual([
    'data migrate',
    'data logins',
  ]);
  expect(JSON.stringify(byStack.workflow)).not.toContain('databaseSecret');
});

test('the secret of the steps may be read by those with the database, and by who makes their login', () => {
  const readers = ['data migrate', 'workflow load', 'workflow publish', 'workflow tell', 'workflow failed'];
  expect(readersOf('stepslogin')).toEqual(readers);
  expect(namesOf('AWS::Lambda::Function', (text) => text.includes('stepslogin'))).toEqual(readers);
});

test('nobody may read secrets whose name is not given', () => {
  expect(readersOf('*')).toEqual([]);
});

test('an older workflow stack finds what it imports while this data stack is deployed', () => {
  const { Outputs } = Template.fromStack(stacksOf({}).data).toJSON();
  const exported = Object.values<{ Export?: { Name: string } }>(Outputs).map(({ Export }) => Export?.Name);
  expect(exported).toContain('data:ExportsOutputRefdatabaseSecretAttachment5618DFB39FDA8BFA');
});
