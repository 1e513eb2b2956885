import type { SqlFile } from './migrations.js';
import cleaningReceipt from './views/current_cleaning_receipt.sql';
import customers from './views/current_customers.sql';
import features from './views/current_features.sql';
import leaderboard from './views/current_leaderboard.sql';
import rejects from './views/current_rejects.sql';
import runs from './views/current_runs.sql';
import segmentFeatures from './views/current_segment_features.sql';
import segments from './views/current_segments.sql';
import uploads from './views/current_uploads.sql';
import customersList from './views/customers_list.sql';
import customersMap from './views/customers_map.sql';
import featuresDescribed from './views/features_described.sql';
import featuresUsed from './views/features_used.sql';
import filesRecognised from './views/files_recognised.sql';
import insidersAnswer from './views/insiders_answer.sql';
import insidersMarks from './views/insiders_marks.sql';
import insidersMembers from './views/insiders_members.sql';
import knownRuns from './views/known_runs.sql';
import modelGrid from './views/model_grid.sql';
import receipt from './views/receipt.sql';
import rejectedLines from './views/rejected_lines.sql';
import segmentDifferences from './views/segment_differences.sql';
import segmentMarks from './views/segment_marks.sql';
import segmentProfiles from './views/segment_profiles.sql';
import segmentShares from './views/segment_shares.sql';

/** One view per file and of its name, each after the views that it reads. A file may be changed at will. */
export const views: readonly SqlFile[] = [
  { name: 'current_runs', text: runs },
  { name: 'current_uploads', text: uploads },
  { name: 'current_cleaning_receipt', text: cleaningReceipt },
  { name: 'current_rejects', text: rejects },
  { name: 'current_features', text: features },
  { name: 'current_customers', text: customers },
  { name: 'current_segments', text: segments },
  { name: 'current_segment_features', text: segmentFeatures },
  { name: 'current_leaderboard', text: leaderboard },
  { name: 'known_runs', text: knownRuns },
  { name: 'segment_marks', text: segmentMarks },
  { name: 'insiders_answer', text: insidersAnswer },
  { name: 'segment_differences', text: segmentDifferences },
  { name: 'insiders_marks', text: insidersMarks },
  { name: 'customers_list', text: customersList },
  { name: 'insiders_members', text: insidersMembers },
  { name: 'segment_shares', text: segmentShares },
  { name: 'segment_profiles', text: segmentProfiles },
  { name: 'customers_map', text: customersMap },
  { name: 'files_recognised', text: filesRecognised },
  { name: 'receipt', text: receipt },
  { name: 'rejected_lines', text: rejectedLines },
  { name: 'model_grid', text: modelGrid },
  { name: 'features_used', text: featuresUsed },
  { name: 'features_described', text: featuresDescribed },
];
