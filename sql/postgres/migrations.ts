import schema from './001_schema.sql';
import answers from './002_answers.sql';
import stability from './003_stability.sql';
import forecast from './004_forecast.sql';
import members from './005_members.sql';
import actions from './006_actions.sql';
import explore from './007_explore.sql';
import spaces from './008_spaces.sql';
import publications from './009_publications.sql';

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
  { name: '009_publications', text: publications },
];
