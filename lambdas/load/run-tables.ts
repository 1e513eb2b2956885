import type { TableRows } from '../../core/csv/table-csv.js';
import { dateFormatsInWords } from '../../core/reading/date-formats-in-words.js';
import type { Candidate, Documents } from './documents.js';

const position = <Row extends object>(row: Row, index: number) => ({ ...row, position: index + 1 });

/** The rows of every small table, tables that others refer to first. */
export function runTables(documents: Documents): TableRows[] {
  const { receipt, profile } = documents;
  return [
    uploads(documents),
    {
      table: 'cleaning_receipt',
      columns: ['position', 'kind', 'rule', 'title', 'lines', 'customers', 'invoices', 'money'],
      rows: receipt.rows.map(position),
    },
    features(documents),
    spaces(documents),
    {
      table: 'segments',
      columns: [
        ...['segment_id', 'name', 'description', 'customers', 'customer_share', 'revenue', 'revenue_share'],
        ...['invoices', 'mean_revenue', 'median_revenue', 'is_insiders', 'silhouette', 'stability', 'marks'],
      ],
      rows: profile.segments,
    },
    {
      table: 'segment_features',
      columns: ['segment_id', 'feature', 'mean', 'median', 'total', 'base_mean', 'base_median', 'ratio'],
      rows: profile.segments.flatMap(({ segmentId, features }) =>
        features.map((feature) => ({ ...feature, segmentId })),
      ),
    },
    {
      table: 'leaderboard',
      columns: [
        ...['space', 'model', 'k', 'silhouette', 'silhouette_scaled', 'davies_bouldin', 'calinski_harabasz'],
        ...['inertia', 'davies_bouldin_scaled', 'calinski_harabasz_scaled', 'inertia_scaled', 'bic', 'aic'],
        ...['smallest_share', 'largest_share', 'top_share', 'noise_share', 'converged'],
        ...['stability', 'resamples', 'score', 'use', 'chosen', 'outcome', 'verdict'],
      ],
      rows: profile.leaderboard.map((candidate) => ({
        ...candidate,
        use: candidate.use ?? null,
        chosen: isChosen(candidate, profile.chosen),
      })),
    },
  ];
}

const isChosen = (candidate: Candidate, chosen: Candidate) =>
  candidate.space === chosen.space && candidate.model === chosen.model && candidate.k === chosen.k;

function uploads({ uploads }: Documents): TableRows {
  return {
    table: 'uploads',
    columns: [
      ...['position', 'upload_id', 'file_name', 'format', 'encoding', 'delimiter', 'date_format'],
      ...['lines_read', 'lines_kept', 'lines_rejected', 'first_ordered_at', 'last_ordered_at', 'recognised'],
    ],
    // Whose orders the first lines are is nobody's business there.
    rows: uploads.map(({ sample: _, ...upload }, index) => ({
      position: index + 1,
      uploadId: upload.uploadId,
      fileName: upload.file,
      format: upload.format,
      encoding: upload.encoding,
      delimiter: upload.delimiter,
      dateFormat: dateFormatsInWords(upload.dates.formats),
      linesRead: upload.read,
      linesKept: upload.kept,
      linesRejected: upload.rejected,
      firstOrderedAt: upload.from,
      lastOrderedAt: upload.to,
      recognised: upload,
    })),
  };
}

const unknown = { min: null, max: null, mean: null, median: null, std: null, skew: null, kurtosis: null };

function features({ plan, featurized }: Documents): TableRows {
  const descriptions = new Map(
    featurized.descriptive.map((description) => [description.feature, description]),
  );
  const reasons = new Map(featurized.leftOut.map(({ feature, reason }) => [feature, reason]));
  return {
    table: 'features',
    columns: [
      ...['position', 'feature', 'title', 'unit', 'definition', 'used', 'left_out_reason'],
      ...['min', 'max', 'mean', 'median', 'std', 'skew', 'kurtosis', 'missing'],
    ],
    rows: featurized.features.map(({ name, title, unit, definition }, index) => ({
      ...unknown,
      missing: reasons.has(name) ? featurized.customers : null,
      ...descriptions.get(name),
      position: index + 1,
      feature: name,
      title,
      unit,
      definition,
      used: plan.rules.features.use.includes(name) && !reasons.has(name),
      leftOutReason: reasons.get(name) ?? null,
    })),
  };
}

const unplaced = { dimensions: null, trainedOn: null, summary: null, notes: [] };

function spaces({ spaces }: Documents): TableRows {
  return {
    table: 'spaces',
    columns: [
      'position',
      'space',
      'dimensions',
      'fitted_customers',
      'description',
      'notes',
      'left_out_reason',
    ],
    rows: spaces.map(({ space, embedding }, index) => {
      const isLeftOut = 'leftOut' in embedding;
      const { dimensions, trainedOn, summary, notes } = isLeftOut ? unplaced : embedding;
      return {
        ...{ position: index + 1, space, dimensions, notes },
        fittedCustomers: trainedOn,
        description: summary,
        leftOutReason: isLeftOut ? embedding.leftOut : null,
      };
    }),
  };
}
