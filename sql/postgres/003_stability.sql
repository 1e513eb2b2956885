-- How far segmentations hold when the customers are others, and what that did to the choice.
alter table leaderboard
  add column davies_bouldin_scaled double precision,
  add column calinski_harabasz_scaled double precision,
  add column inertia_scaled double precision,
  add column top_share double precision,
  add column stability double precision,
  add column resamples integer,
  add column score double precision,
  add column outcome text;

comment on column leaderboard.davies_bouldin_scaled is 'Davies-Bouldin index in the scaled features, where all candidates compare.';
comment on column leaderboard.calinski_harabasz_scaled is 'Calinski-Harabasz index in the scaled features, where all candidates compare.';
comment on column leaderboard.inertia_scaled is 'Sum of squared distances to the centre of the group in the scaled features.';
comment on column leaderboard.top_share is 'Share of the customers in the group with the highest revenue per customer, 0 to 1: they would be the Insiders.';
comment on column leaderboard.stability is 'How far the groups were found again in random halves of the customers: mean adjusted Rand index, 1 for the same groups, 0 for chance. Empty where it could not have mattered.';
comment on column leaderboard.resamples is 'How many random halves that is: as many as it took to know that another candidate is better.';
comment on column leaderboard.score is 'What candidates were compared by: silhouette in the scaled features times stability. Empty where not all random halves were needed.';
comment on column leaderboard.outcome is 'chosen, lowerScore or tieToFewerSegments; overridden where the rules name another; or the rule that ruled it out: segmentTooSmall, segmentTooLarge, tooManyInsiders, tooMuchNoise, otherNumberOfSegments.';

alter table segments add column stability double precision;
comment on column segments.stability is 'How much of the segment was found again in random halves of the customers: mean Jaccard overlap, 0 to 1. From 0.75 it is stable, below 0.5 it is not.';
