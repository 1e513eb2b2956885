import schema from './001_schema.sql';
import answers from './002_answers.sql';
import stability from './003_stability.sql';
import forecast from './004_forecast.sql';
import members from './005_members.sql';
import actions from './006_actions.sql';
import explore from './007_explore.sql';
import spaces from './008_spaces.sql';
import reading from './009_reading.sql';
import forecasts from './010_forecasts.sql';
import promise from './011_promise.sql';
import panels from './012_panels.sql';
import publications from './013_publications.sql';
import rhythms from './014_rhythms.sql';
import readingTests from './015_reading_tests.sql';
import products from './016_products.sql';
import pictures from './017_pictures.sql';

/** A SQL file: its name without `.sql`, and its text. */
export interface SqlFile {
  readonly name: string;
  readonly text: string;
}

/** Applied once each, in this order, and never changed afterwards: what is to change is a new file at the end. */
export const migrations: readonly SqlFile[] = [
  { name: '001_schema', text: schema },
  { name: '002_answers', text: answers },
  { name: '003_stability', text: stability },
  { name: '004_forecast', text: forecast },
  { name: '005_members', text: members },
  { name: '006_actions', text: actions },
  { name: '007_explore', text: explore },
  { name: '008_spaces', text: spaces },
  { name: '009_reading', text: reading },
  { name: '010_forecasts', text: forecasts },
  { name: '011_promise', text: promise },
  { name: '012_panels', text: panels },
  { name: '013_publications', text: publications },
  { name: '014_rhythms', text: rhythms },
  { name: '015_reading_tests', text: readingTests },
  { name: '016_products', text: products },
  { name: '017_pictures', text: pictures },
];
