import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from '../../core/csv/csv-line.js';
import type { DateReading } from '../../core/reading/decide-dates.js';
import { readDate } from '../../core/reading/read-date.js';
import { sqlText } from '../../core/reading/sql-text.js';
import type { Engine } from '../engine.js';
import { quotedPath } from '../parquet.js';

/**
 * Reads the dates that no format of SQL reads (month names of other languages, serial numbers, seconds since
 * 1970), each distinct text once, into a table `read_dates (cell, moment)`.
 * @returns whether there is such a table
 */
export async function readDates(
  engine: Engine,
  cells: string,
  { position, dates }: { position: number; dates: DateReading },
): Promise<boolean> {
  const unread =
    dates.formats.length === 0
      ? 'true'
      : `try_strptime(c${position}, [${dates.formats.map(sqlText).join(', ')}]) is null`;
  const texts = await engine.query<{ cell: string }>(
    `select distinct c${position} as cell from (${cells}) where c${position} is not null and length(c${position}) <= 64 and ${unread}`,
  );
  const read = texts.flatMap(({ cell }) => {
    const moment = readDate(cell, dates.order);
    return moment === null ? [] : [csvLine([cell, moment])];
  });
  if (read.length === 0) return false;
  const [{ folder }] = (await engine.query<{ folder: string }>(
    `select current_setting('temp_directory') as folder`,
  )) as [{ folder: string }];
  const path = join(folder, 'read-dates.csv');
  await writeFile(path, read.join(''));
  await engine.run(
    `create or replace table read_dates as select * from read_csv(${quotedPath(path)}, auto_detect = false, header = false, columns = {'cell': 'varchar', 'moment': 'timestamp'})`,
  );
  return true;
}
