/** A piece of a SQL text: `name` is a `:name` to be bound, `end` a `;` between statements. */
export interface SqlToken {
  readonly kind: 'name' | 'end' | 'comment' | 'other';
  readonly text: string;
}

/** What can hide a colon or a semicolon comes before the characters themselves. */
const patterns = {
  comment: /--[^\n]*/y,
  escapeString: /[eE]'(?:[^'\\]|\\.|'')*'/sy,
  word: /[\p{L}_][\p{L}\p{N}_$]*/uy,
  string: /'(?:[^']|'')*'/y,
  quotedName: /"(?:[^"]|"")*"/y,
  dollarString: /\$([\p{L}_][\p{L}\p{N}_]*)?\$.*?\$\1\$/suy,
  castOrAssignment: /::|:=/y,
  name: /:[a-zA-Z_]\w*/y,
  end: /;/y,
  anything: /./suy,
};

type Pattern = keyof typeof patterns;

/** Cuts a SQL text into pieces that together are the text again. Knows quotes, dollar quotes and nested comments. */
export function* sqlTokens(sql: string): Generator<SqlToken> {
  for (let at = 0; at < sql.length; ) {
    const { pattern, text } = sql.startsWith('/*', at)
      ? { pattern: 'comment' as const, text: blockComment(sql, at) }
      : firstMatch(sql, at);
    yield { kind: kindOf(pattern), text };
    at += text.length;
  }
}

function firstMatch(sql: string, at: number): { pattern: Pattern; text: string } {
  for (const [pattern, expression] of Object.entries(patterns)) {
    expression.lastIndex = at;
    const match = expression.exec(sql);
    if (match) return { pattern: pattern as Pattern, text: match[0] };
  }
  throw new Error('unreachable: the last pattern matches any character');
}

function kindOf(pattern: Pattern): SqlToken['kind'] {
  return pattern === 'name' || pattern === 'end' || pattern === 'comment' ? pattern : 'other';
}

/** PostgreSQL's block comments nest. An unclosed one reaches to the end of the text. */
function blockComment(sql: string, start: number): string {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return sql.slice(start, edge.lastIndex);
  }
  return sql.slice(start);
}
