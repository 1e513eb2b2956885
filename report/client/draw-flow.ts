import type { FlowChart } from '../../dashboards/dashboard.js';
import type { Row } from '../read-rows.js';
import { colourOf } from '../swatch.js';
import { columnOf, type Drawing, figureWriter, rowTip, tipOf, tooltip } from './drawing.js';
import { colour, openChart, textStyle } from './open-chart.js';

interface Node {
  readonly name: string;
  readonly title: string;
  readonly position: number;
  readonly isInsiders: boolean;
  readonly isFrom: boolean;
  customers: number;
}

/** Streams of customers from the segments on the left to those on the right, in the colour of where they come from. */
export function drawFlow(drawing: Drawing, { from, to, value }: FlowChart): void {
  const { box, panel, rows } = drawing;
  const nodes = nodesOf(rows, { from, to, value });
  const write = figureWriter(drawing, value);
  const isNarrow = box.clientWidth < 560;
  const longest = Math.max(...nodes.map((node) => labelOf(node, write).length));
  const room = Math.min(14 + 7.2 * longest, (isNarrow ? 0.34 : 0.3) * box.clientWidth);
  openChart(box).setOption({
    animation: false,
    textStyle,
    tooltip: {
      ...tooltip,
      formatter: ({ data }: { data: { row: Row } | Node }) =>
        'row' in data ? rowTip(drawing, data.row) : tipOf([[data.title, write(data.customers)]]),
    },
    graphic: (['from', 'to'] as const).map((end) => ({
      type: 'text',
      [end === 'from' ? 'left' : 'right']: 0,
      top: 6,
      silent: true,
      style: { ...textStyle, fill: colour('soft'), text: columnOf(panel, end === 'from' ? from : to).title },
    })),
    series: [
      {
        type: 'sankey',
        left: room,
        right: room,
        top: 32,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: isNarrow ? 32 : 14,
        // The order of the rows is that of the segments.
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'source', opacity: 0.28, curveness: 0.5 },
        label: {
          ...textStyle,
          ...(isNarrow ? { fontSize: 12 } : {}),
          width: room - 14,
          overflow: 'break',
          lineHeight: 16,
        },
        data: nodes.map((node) => ({
          ...node,
          itemStyle: { color: colour(colourOf(rowOf(node))), borderWidth: 0 },
          label: {
            position: node.isFrom ? 'left' : 'right',
            align: node.isFrom ? 'right' : 'left',
            formatter: isNarrow ? inLines(labelOf(node, write)) : labelOf(node, write),
          },
        })),
        links: rows.map((row) => ({
          source: String(row.from_node),
          target: String(row.to_node),
          value: Number(row[value]),
          row,
        })),
      },
    ],
  });
}

const labelOf = ({ title, customers }: Node, write: (value: number) => string) =>
  `${title}  ${write(customers)}`;

/** A long label in lines that a narrow side has room for, broken between words. */
const inLines = (label: string) =>
  label.split(/ +/).reduce((text, word) => {
    const line = text.slice(text.lastIndexOf('\n') + 1);
    return line.length + word.length > 15 ? `${text}\n${word}` : `${text} ${word}`;
  });

/** As a row of its segment, for its colour. */
const rowOf = ({ position, isInsiders }: Node): Row => ({ segment_id: position, is_insiders: isInsiders });

/** Whoever is in no segment stands last. */
const rankOf = ({ position }: Node) => (position < 1 ? 1e9 - position : position);

/** The segments of both sides, each side in its own order. */
function nodesOf(
  rows: readonly Row[],
  { from, to, value }: Pick<FlowChart, 'from' | 'to' | 'value'>,
): Node[] {
  const nodes = new Map<string, Node>();
  for (const row of rows) {
    for (const [end, title] of [
      ['from', from],
      ['to', to],
    ] as const) {
      const name = String(row[`${end}_node`]);
      const node = nodes.get(name) ?? {
        name,
        title: String(row[title]),
        position: Number(row[`${end}_position`]),
        isInsiders: row[`${end}_is_insiders`] === true,
        isFrom: end === 'from',
        customers: 0,
      };
      node.customers += Number(row[value]);
      nodes.set(name, node);
    }
  }
  return [...nodes.values()].sort((a, b) => Number(b.isFrom) - Number(a.isFrom) || rankOf(a) - rankOf(b));
}
