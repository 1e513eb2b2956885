import { sqlTokens } from './sql-tokens.js';

/** The statements of a script, without the `;` between them, comments kept; what is only comment or space is none. */
export function sqlStatements(script: string): string[] {
  const statements: string[] = [];
  let text = '';
  let isStatement = false;
  const finish = () => {
    if (isStatement) statements.push(text.trim());
    text = '';
    isStatement = false;
  };
  for (const token of sqlTokens(script)) {
    if (token.kind === 'end') {
      finish();
      continue;
    }
    text += token.text;
    isStatement ||= token.kind !== 'comment' && token.text.trim() !== '';
  }
  finish();
  return statements;
}
