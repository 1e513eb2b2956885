import { column, segment } from './columns.js';
import type { Dashboard } from './dashboard.js';

export const explore: Dashboard = {
  name: 'explore',
  title: 'Explore',
  description: 'What the data look like, before any answer is drawn from them.',
  panels: [
    {
      name: 'columns_described',
      title: 'What do the order lines look like, before cleaning and after?',
      description:
        'Every column of the files as read, and of the purchases that were kept. Quartiles cut the sorted values into four equal parts.',
      chart: { kind: 'table' },
      columns: [
        column('title', 'Column', 'text'),
        column('stage_title', 'Stage', 'text'),
        column('lines', 'Lines', 'count'),
        column('missing', 'Unknown', 'count'),
        column('distinct_values', 'Different', 'count'),
        column('least', 'Least', 'number'),
        column('lower_quartile', 'Lower quartile', 'number'),
        column('median', 'Median', 'number'),
        column('mean', 'Mean', 'number'),
        column('upper_quartile', 'Upper quartile', 'number'),
        column('most', 'Most', 'number'),
        column('std', 'Std. deviation', 'number'),
      ],
      place: { row: 0, column: 0, width: 24, height: 10 },
      order: 'position, stage desc',
    },
    {
      name: 'values_missing',
      title: 'What is unknown?',
      description: 'Share of the order lines that lack it, as read and among the purchases kept.',
      chart: { kind: 'bar', category: 'title', values: ['share_read', 'share_kept'] },
      columns: [
        column('title', 'Column', 'text'),
        column('share_read', 'As read', 'percent'),
        column('share_kept', 'Purchases kept', 'percent'),
      ],
      place: { row: 10, column: 0, width: 24, height: 5 },
      order: 'position',
      empty: 'No order line lacks anything.',
    },
    {
      name: 'feature_correlations',
      title: 'Which features go together?',
      description:
        'Rank correlation: 1 where whoever has more of the one has more of the other, -1 where less, 0 where the one says nothing of the other.',
      finding: {
        text: '{title:text} and {other_title:text} go together most: {correlation}',
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
      title: 'How are customers spread?',
      description:
        'How many customers have how much. The last bar of each goes on to the largest value, so that a few very large ones do not hide the rest.',
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
      title: 'How far do segments differ, and how far do they overlap?',
      description:
        'The box holds the middle half of a segment, the line in it the customer in the middle; the ends leave out five in a hundred on either side.',
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
      title: 'How do the features that made the segments look, two by two?',
      description:
        'A random sample of customers. Features are on their common scale, as the models see them.',
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
        'One bar per customer of a sample of each segment, the clearest first. Below 0 another segment would fit better; the less a segment falls, the more it is of one piece.',
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
        'What customers differ within their segments, as a share of that with the fewest segments, by k-means in each space. Where the line turns flat, another segment explains little: the elbow.',
      chart: { kind: 'line', x: 'k', values: ['spread'], split: 'space', marked: 'is_chosen' },
      columns: [
        column('space', 'Space', 'text'),
        column('k', 'Segments', 'count'),
        column('spread', 'Differences left', 'percent'),
      ],
      place: { row: 77, column: 0, width: 12, height: 8 },
      order: 'space, k',
      empty: 'No candidate of this run is k-means.',
    },
    {
      name: 'principal_components',
      title: 'How much of the differences does a map show?',
      description:
        'Principal components are the directions in which customers differ most, the widest first: their own share, and all up to here.',
      finding: {
        text: 'Two axes show {cumulative} of the differences between customers',
        where: 'is_second',
      },
      chart: { kind: 'line', x: 'component', values: ['share', 'cumulative'] },
      columns: [
        column('component', 'Component', 'count'),
        column('share', 'Its share', 'percent'),
        column('cumulative', 'All up to here', 'percent'),
      ],
      place: { row: 77, column: 12, width: 12, height: 8 },
      order: 'component',
    },
    {
      name: 'tree_of_customers',
      title: 'How do customers group, step by step?',
      description:
        'The top of Ward’s tree of a random sample: the two groups most alike are joined again and again. The higher the bar, the less alike what it joins.',
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
        'Of a random sample, the share of customers whose neighbours all lie within the distance. Where the curve turns up, groups end and outliers begin: DBSCAN’s radius.',
      finding: {
        text: '{share} of customers have {neighbours:count} customers, themselves counted, within a distance of {distance}',
        where: 'is_knee',
      },
      chart: { kind: 'line', x: 'share', values: ['distance'], marked: 'is_knee', markedAs: 'the knee' },
      columns: [column('share', 'Share of customers', 'percent'), column('distance', 'Distance', 'number')],
      place: { row: 85, column: 12, width: 12, height: 8 },
      order: 'share',
    },
  ],
};
