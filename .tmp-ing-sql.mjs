// io/duckdb-engine.ts
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampValue
} from "@duckdb/node-api";
async function withDuckdb(work, { memoryLimitMb = 1600, threads = availableParallelism(), tempRoot = tmpdir(), signal } = {}) {
  const tempFolder = await mkdtemp(join(tempRoot, "insiders-duckdb-"));
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(threads),
    memory_limit: `${memoryLimitMb}MB`,
    temp_directory: tempFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false"
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    signal?.throwIfAborted();
    return await work(duckdbEngine(connection));
  } finally {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
    await rm(tempFolder, { recursive: true, force: true });
  }
}
function duckdbEngine(connection) {
  return {
    async run(script) {
      await connection.run(script);
    },
    async query(sql, values = []) {
      const reader = await connection.runAndReadAll(sql, [...values]);
      return reader.convertRowObjects((value) => plainValue(value));
    },
    async columns(sql) {
      const reader = await connection.runAndReadAll(sql);
      const columns = {};
      for (const [name, values] of Object.entries(reader.getColumnsObject())) {
        columns[name] = Float64Array.from(values, (value) => {
          const plain = plainValue(value);
          return plain === null ? Number.NaN : Number(plain);
        });
      }
      return columns;
    }
  };
}
function plainValue(value) {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBDateValue) return value.toString();
  return value;
}

// core/reading/cell-writer.ts
var cellSeparator = 31;
var bufferBytes = 1 << 20;

// io/parquet.ts
var quotedPath = (path) => `'${path.replaceAll("'", "''")}'`;

// io/reading/write-cells.ts
function cellsSql(path, nColumns) {
  const cells = Array.from({ length: nColumns }, (_, i) => `'c${i + 1}': 'varchar'`);
  const separator = String.fromCharCode(cellSeparator);
  return `select * from read_csv(${quotedPath(path)}, auto_detect = false, header = false, delim = '${separator}',
    quote = '', escape = '', new_line = '\\n', nullstr = '', columns = {'line_no': 'bigint', ${cells.join(", ")}})`;
}

// core/order-line.ts
var orderLineColumns = {
  /** Line number in the upload, from 1, where the record starts. */
  line_no: "bigint",
  /** The order. Where the file has none: customer and time of the order together. */
  invoice_id: "varchar",
  /** The product, null where the file has none. */
  stock_code: "varchar",
  description: "varchar",
  /** Pieces; negative for a return. 1 or -1 where the file has only amounts. */
  quantity: "decimal(18,3)",
  /** Local time of the order as the file has it; midnight where the file has days only. */
  ordered_at: "timestamp",
  /** Money per piece, at least 0 in clean data; amount / quantity where the file has only amounts. */
  unit_price: "decimal(18,4)",
  /** Money of the line: quantity × unit_price, or the file's own amount. Negative for a return. */
  amount: "decimal(18,4)",
  /** Who bought: number, code, e-mail or name; null where unknown (an anonymous line). */
  customer_id: "varchar",
  country: "varchar"
};
var fields = [
  "invoice_id",
  "stock_code",
  "description",
  "quantity",
  "ordered_at",
  "unit_price",
  "amount",
  "customer_id",
  "country"
];

// core/reading/sql-text.ts
var sqlText = (text) => `'${text.replaceAll("'", "''")}'`;

// core/reading/number-sql.ts
var gap = "[\\s\\x{a0}\\x{2009}\\x{202f}]";
var currency = "(?:\\p{Sc}|[A-Za-z]{1,3}\\p{Sc}?\\.?)";
function numberSql(cell, type, { decimal, isPlain }) {
  if (isPlain) return `try_cast(${decimal === "," ? `replace(${cell}, ',', '.')` : cell} as ${type})`;
  const digits = `regexp_extract(${cell}, ${sqlText(numberPattern(decimal))}, 1)`;
  const bare = `replace(regexp_replace(${digits}, '[^0-9${decimal}]', '', 'g'), ',', '.')`;
  const sign = `case when contains(${cell}, '-') or starts_with(${cell}, '(') then '-' else '' end`;
  const scientific = decimal === "." ? cell : "null";
  return `try_cast(case when ${digits} <> '' then ${sign} || ${bare} else ${scientific} end as ${type})`;
}
function numberPattern(decimal) {
  const group = `[${decimal === "." ? "," : "."}'\u2019 \\x{a0}\\x{2009}\\x{202f}]`;
  const point = decimal === "." ? "\\." : ",";
  const whole = `(?:\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3}|\\d+)`;
  const digits = `((?:${whole}(?:${point}\\d*)?)|${point}\\d+)`;
  const end = `(?:${gap}*-|\\)|${gap}*${currency})*`;
  return `^[-+(]?${gap}*${currency}?${gap}*[-+]?${gap}*${digits}${end}$`;
}

// core/reading/order-lines-sql.ts
function orderLinesSql(cells, { mapping: mapping2, dates, numbers, uploadId }) {
  const number = (field, type) => numberSql(`${field}_cell`, type, numbers);
  return `
with cells as (${cells}),
named as (
  select line_no, ${fields.map((field) => `${cellOf(mapping2, field)} as ${field}_cell`).join(", ")} from cells
),
parsed as (
  select *,
    ${dateSql("ordered_at_cell", dates)} as ordered_at,
    ${number("quantity", "decimal(18,3)")} as read_quantity,
    ${number("unit_price", "decimal(18,4)")} as read_unit_price,
    ${number("amount", "decimal(18,4)")} as read_amount,
    ${idSql("customer_id_cell")} as customer_id,
    ${idSql("invoice_id_cell")} as read_invoice_id,
    ${idSql("stock_code_cell")} as stock_code
  from named
),
counted as (select *, ${quantitySql(mapping2)} as quantity from parsed),
priced as (select *, ${amountSql(mapping2)} as amount from counted),
judged as (
  select *, ${unitPriceSql(mapping2)} as unit_price, ${reasonSql(mapping2)} as reason from priced
),
final as (
  select ${Object.entries(orderLineColumns).map(([column, type]) => `cast(${finalSql(column, uploadId)} as ${type}) as ${column}`).join(",\n    ")},
    reason
  from judged
)
select * from final`;
}
var cellOf = (mapping2, field) => {
  const column = mapping2[field];
  return column ? `c${column.position}` : "cast(null as varchar)";
};
function dateSql(cell, { formats, hasOffset }) {
  if (formats.length === 0) return "cast(null as timestamp)";
  const local = hasOffset ? `regexp_replace(${cell}, '(:\\d\\d([.,]\\d+)?) ?(Z|UTC|GMT|[+-]\\d\\d(:?\\d\\d)?)$', '\\1')` : cell;
  return `cast(try_strptime(${local}, [${formats.map(sqlText).join(", ")}]) as timestamp)`;
}
var idSql = (cell) => `case
      when length(${cell}) <= 4 and list_contains(['NULL', 'null', 'NaN', 'nan', 'None', 'N/A', 'n/a', '#N/A', '\\N'], ${cell}) then null
      when ends_with(${cell}, '.0') and regexp_full_match(${cell}, '\\d+\\.0') then left(${cell}, -2)
      else ${cell} end`;
var hasPrice = (mapping2) => Boolean(mapping2.quantity && mapping2.unit_price);
function quantitySql(mapping2) {
  if (hasPrice(mapping2)) return "read_quantity";
  if (!mapping2.quantity) return "case when read_amount < 0 then -1 else 1 end";
  return "case when read_amount < 0 and read_quantity > 0 then -read_quantity else read_quantity end";
}
function amountSql(mapping2) {
  if (hasPrice(mapping2)) return "try_cast(read_quantity * read_unit_price as decimal(18,4))";
  return "case when quantity < 0 and read_amount > 0 then -read_amount else read_amount end";
}
var unitPriceSql = (mapping2) => hasPrice(mapping2) ? "read_unit_price" : "try_cast(coalesce(abs(amount) / nullif(abs(quantity), 0), abs(amount)) as decimal(18,4))";
function reasonSql(mapping2) {
  const numbers = [
    ...mapping2.quantity ? [["quantity", "Quantity"]] : [],
    hasPrice(mapping2) ? ["unit_price", "UnitPrice"] : ["amount", "Amount"]
  ];
  return `case
    when ordered_at_cell is null then 'NoDate'
    when ordered_at is null then 'UnreadableDate'
    when ordered_at < timestamp '1900-01-01' or ordered_at >= timestamp '2200-01-01' then 'DateOutOfRange'
    ${numbers.map(([field, name]) => numberReasonSql(field, name)).join("\n    ")}
    when amount is null then 'AmountOutOfRange'
    end`;
}
var numberReasonSql = (field, name) => `when ${field}_cell is null then 'No${name}'
    when read_${field} is null and regexp_matches(${field}_cell, '\\d{12}|[eE]\\+?\\d\\d') then '${name}OutOfRange'
    when read_${field} is null then 'Unreadable${name}'`;
function finalSql(column, uploadId) {
  if (column === "description" || column === "country") return `${column}_cell`;
  if (column !== "invoice_id") return column;
  const when = `replace(cast(ordered_at as varchar), ' 00:00:00', '')`;
  return `coalesce(read_invoice_id, customer_id || '@' || ${when}, ${sqlText(uploadId)} || ':' || line_no)`;
}

// ../../tmp/ing/sql.ts
var col = (position) => ({ header: null, position, matchedBy: "name" });
var mapping = { invoice_id: col(1), stock_code: col(2), description: col(3), quantity: col(4), ordered_at: col(5), unit_price: col(6), customer_id: col(7), country: col(8) };
await withDuckdb(async (engine) => {
  let t = performance.now(), c = process.cpuUsage();
  const lap = (s) => {
    const u = process.cpuUsage(c);
    console.log(s.padEnd(20), (performance.now() - t).toFixed(0), "ms wall", ((u.user + u.system) / 1e3).toFixed(0), "cpu");
    t = performance.now();
    c = process.cpuUsage();
  };
  const cells = cellsSql("/tmp/ing/cells.csv", 9);
  const sql = orderLinesSql(cells, { mapping, dates: { formats: ["%d-%b-%y"], order: null, decidedBy: "text", hasOffset: false, example: "" }, numbers: { decimal: ".", decidedBy: "values", thousands: [], isPlain: true }, uploadId: "u" });
  const cols = Object.keys(orderLineColumns).join(", ");
  for (let k = 0; k < 3; k++) {
    await engine.query(`select count(c1),count(c2),count(c3),count(c4),count(c5),count(c6),count(c7),count(c8) from (${cells})`);
    lap("parse");
    await engine.query(`select ${Object.keys(orderLineColumns).map((x) => `max(${x})`).join(", ")}, count(reason) from (${sql})`);
    lap("typed");
    await engine.query(`copy (select line_no,c1,c2,c3,c4,c5,c6,c7,c8 from (${cells})) to '/tmp/ing/p.parquet' (format parquet)`);
    lap("raw to parquet");
    await engine.query(`copy (select ${cols} from (${sql}) where reason is null) to '/tmp/ing/p.parquet' (format parquet)`);
    lap("typed to parquet");
    await engine.query(`copy (select ${cols} from (${sql}) where reason is null) to '/tmp/ing/p.parquet' (format parquet, compression zstd, compression_level 1)`);
    lap("typed to parquet zstd");
  }
}, { tempRoot: "/tmp/ing" });
