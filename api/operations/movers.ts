import type { Asked } from '../asked.js';
import type { Schemas } from '../call.js';
import { decodeCursor, encodeCursor, wrongCursor } from '../cursor.js';
import { publishedRun } from './insiders.js';

type Mover = Schemas['Movers']['items'][number];

/** Movers of these runs, after a place among them. */
const moversSql = `
  select movers.run_id as "runId", customer_id as "customerId", kind, from_segment as "fromSegment",
    to_segment as "toSegment", reason, money::float8 as money, position
  from movers
  join jsonb_array_elements_text(cast(:runs as jsonb)) with ordinality as wanted (run_id, place)
    on wanted.run_id = movers.run_id
  where wanted.place > cast(:place as integer)
    or (wanted.place = cast(:place as integer) and position > cast(:position as integer))
  order by wanted.place, position
  limit :limit`;

/** A page of the customers who changed segments in the newest run, or in all since another. */
export async function movers({ world, parameters, visible }: Asked): Promise<Schemas['Movers']> {
  const seen = await visible();
  const { dataset, runId } = seen;
  const cursor = parameters.cursor === undefined ? undefined : decodeCursor(parameters.cursor);
  // A cursor goes on in the runs that its first page was of, to the newest of that time.
  const until = cursor ? publishedRun(seen, cursor.runId) : runId;
  const placeOf = (id: string) => seen.runs.findIndex((run) => run.runId === id);
  const from =
    parameters.since === undefined ? placeOf(until) : placeOf(publishedRun(seen, parameters.since)) + 1;
  const runs = seen.runs.slice(from, placeOf(until) + 1).map((run) => run.runId);
  const [place, position] = placeIn(runs, cursor?.after);
  const limit = Number(parameters.limit);
  const rows = await world.ask((database) =>
    database.query<Mover & { position: number }>(moversSql, {
      ...{ runs: JSON.stringify(runs), place, position },
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    dataset,
    runId: until,
    items: page.map(({ position: _, ...row }) => row),
    next:
      rows.length > limit && last
        ? encodeCursor({ runId: until, after: [last.runId, `${last.position}`] })
        : null,
  };
}

/** Runs count from 1; 0 is before all of them. */
function placeIn(runs: readonly string[], after: readonly [string, string] | undefined): [number, number] {
  if (!after) return [0, 0];
  const place = runs.indexOf(after[0]) + 1;
  if (place === 0 || !/^\d{1,9}$/.test(after[1])) throw wrongCursor();
  return [place, Number(after[1])];
}
