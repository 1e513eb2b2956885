import { column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const explore: Dashboard = {
  name: 'explore',
  title: 'Explore',
  description: 'What the data look like before any conclusion is drawn from them.',
  panels: [
    {
      name: 'columns_described',
      title: 'What do the order lines look like before and after cleaning?',
      description:
        'Every column of the files as read, and of the purchases that were kept. Quartiles divide the sorted values into four equal parts.',
      chart: { kind: 'table' },
      columns: [
        column('title', 'Column', 'text'),
        column('stage_title', 'Stage', 'text'),
        column('lines', 'Lines', 'count'),
        column('missing', 'Unknown', 'count'),
        column('distinct_values', 'Distinct', 'count'),
        column('least', 'Minimum', 'number'),
        column('lower_quartile', 'Lower quartile', 'number'),
        column('median', 'Median', 'number'),
        column('mean', 'Mean', 'number'),
        column('upper_quartile', 'Upper quartile', 'number'),
        column('most', 'Maximum', 'number'),
        column('std', 'Std. deviation', 'number'),
      ],
      place: { row: 0, column: 0, width: 24, height: 10 },
      order: 'position, stage desc',
    },
    {
      name: 'values_missing',
      title: 'What is missing?',
      description: 'Share of order lines without a value, as read and among the purchases kept.',
      chart: { kind: 'bar', category: 'title', values: ['share_read', 'share_kept'] },
      columns: [
        column('title', 'Column', 'text'),
        column('share_read', 'As read', 'percent'),
        column('share_kept', 'Purchases kept', 'percent'),
      ],
      place: { row: 10, column: 0, width: 24, height: 5 },
      order: 'position',
      empty: 'No order line lacks a value.',
    },
    {
      name: 'feature_correlations',
      title: 'Which features go together?',
      description:
        'Rank correlation: 1 if customers with more of one always have more of the other, -1 if they always have less, 0 if one says nothing about the other.',
      finding: {
        text: '{title:text} and {other_title:text} are most closely related: {correlation}',
        where: 'is_strongest',
      },
      chart: {
        kind: 'grid',
        down: 'title',
        across: 'other_title',
        value: 'correlation',
        signed: true,
      },
      columns: [
        column('title', 'Feature', 'text'),
        column('other_title', 'With', 'text'),
        column('correlation', 'Correlation', 'score'),
      ],
      place: { row: 15, column: 0, width: 24, height: 10 },
      order: 'position, other_position',
    },
    {
      name: 'feature_distributions',
      title: 'How are customers distributed?',
      description:
        'How many customers fall into each range. The last bar extends to the largest value, so that a few very large ones do not hide the rest.',
      chart: { kind: 'histogram', from: 'lower', to: 'upper', value: 'customers', facet: 'title' },
      columns: [
        column('title', 'Feature', 'text'),
        column('lower', 'From', 'measure'),
        column('upper', 'To', 'measure'),
        column('customers', 'Customers', 'count'),
      ],
      place: { row: 25, column: 0, width: 24, height: 14 },
      order: 'position, bin',
    },
    {
      name: 'feature_spreads',
      title: 'How much do segments differ, and how much do they overlap?',
      description:
        'The box covers the middle half of a segment, the line inside it is the median, and the ends leave out 5 % on either side.',
      chart: { kind: 'box', category: 'segment', five: ['p5', 'p25', 'p50', 'p75', 'p95'], facet: 'title' },
      columns: [
        column('title', 'Feature', 'text'),
        segment,
        column('p5', '5 % have no more', 'measure'),
        column('p25', '25 %', 'measure'),
        column('p50', '50 %', 'measure'),
        column('p75', '75 %', 'measure'),
        column('p95', '95 %', 'measure'),
      ],
      place: { row: 39, column: 0, width: 24, height: 14 },
      order: 'position, segment_id',
    },
    {
      name: 'feature_pairs',
      title: 'How do the features behind the segments look, two at a time?',
      description: 'A random sample of customers, with features on the common scale that the models use.',
      chart: {
        ...{ kind: 'scatter', x: 'across_scaled', y: 'up_scaled', key: 'customer_id' },
        ...{ facet: 'pair', xTitle: 'across_title', yTitle: 'up_title' },
      },
      columns: [
        column('customer_id', 'Customer', 'text'),
        segment,
        column('pair', 'Features', 'text'),
        column('across_scaled', 'Across', 'number'),
        column('up_scaled', 'Upward', 'number'),
      ],
      place: { row: 53, column: 0, width: 24, height: 14 },
      order: 'pair_order, segment_id desc, customer_id',
    },
    {
      name: 'customer_silhouettes',
      title: 'How clearly does each customer belong?',
      description:
        'One bar per customer, from a sample of each segment, clearest first. Below 0 another segment would fit better. The flatter the slope, the more alike the members.',
      chart: {
        ...{ kind: 'bar', category: 'step', values: ['silhouette'], upright: true },
        ...{ split: 'segment', facet: 'segment' },
      },
      columns: [
        segment,
        column('step', 'Sampled', 'count'),
        column('place', 'Of its members', 'count'),
        column('silhouette', 'Silhouette', 'score'),
      ],
      place: { row: 67, column: 0, width: 24, height: 10 },
      order: 'segment_id, step',
    },
    {
      name: 'spread_by_k',
      title: 'How many segments are enough?',
      description:
        'Differences left within segments, as a share of those with the fewest segments, by k-means in each space. Where the line flattens, at the elbow, another segment adds little.',
      chart: { kind: 'line', x: 'k', values: ['spread'], split: 'space', marked: 'is_chosen' },
      columns: [
        column('space', 'Space', 'text'),
        column('k', 'Segments', 'count'),
        column('spread', 'Differences left', 'percent'),
      ],
      place: { row: 77, column: 0, width: 12, height: 8 },
      order: 'space, k',
      empty: 'This run did not try k-means.',
    },
    {
      name: 'principal_components',
      title: 'How much of the difference does a map show?',
      description:
        'Principal components are the directions in which customers differ most, widest first: each one’s share, and the running total.',
      finding: {
        text: 'Two axes show {cumulative} of the difference between customers',
        where: 'is_second',
      },
      chart: { kind: 'line', x: 'component', values: ['share', 'cumulative'] },
      columns: [
        column('component', 'Component', 'count'),
        column('share', 'Its share', 'percent'),
        column('cumulative', 'Running total', 'percent'),
      ],
      place: { row: 77, column: 12, width: 12, height: 8 },
      order: 'component',
    },
    {
      name: 'tree_of_customers',
      title: 'How do customers group, step by step?',
      description:
        'The top of Ward’s tree for a random sample: the two most similar groups are merged, again and again. The higher the bar, the less similar the groups it merges.',
      chart: {
        ...{ kind: 'tree', left: 'left_place', right: 'right_place', height: 'height' },
        ...{ leftHeight: 'left_height', rightHeight: 'right_height' },
      },
      columns: [
        column('merge', 'Merge, from the top', 'count'),
        column('height', 'How unlike', 'number'),
        column('customers', 'Customers below', 'count'),
      ],
      place: { row: 85, column: 0, width: 12, height: 8 },
      order: 'merge',
      empty: 'There are too few customers for a tree.',
    },
    {
      name: 'neighbour_distances',
      title: 'How close are the nearest neighbours?',
      description:
        'For a random sample, the share of customers whose nearest neighbours all lie within the distance. Where the curve turns up, groups end and outliers begin; DBSCAN takes that as its radius.',
      finding: {
        text: '{share} of customers have {neighbours:count} customers, including themselves, within a distance of {distance}',
        where: 'is_knee',
      },
      chart: { kind: 'line', x: 'share', values: ['distance'], marked: 'is_knee', markedAs: 'the knee' },
      columns: [column('share', 'Share of customers', 'percent'), column('distance', 'Distance', 'number')],
      place: { row: 85, column: 12, width: 12, height: 8 },
      order: 'share',
    },
  ],
};
