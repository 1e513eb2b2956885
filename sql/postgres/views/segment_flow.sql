-- One row per run, segment of three months before and segment of today that share customers.
create view segment_flow as
select
  segment_flows.run_id,
  known_runs.dataset,
  is_current,
  since,
  case before_id when -2 then 'Not a customer yet' else coalesce(before.name, 'In no segment') end as from_segment,
  coalesce(after.name, 'In no segment') as to_segment,
  case before_id when -2 then 'Not a customer yet' else 'Then: ' || coalesce(before.name, 'In no segment') end as from_node,
  'Now: ' || coalesce(after.name, 'In no segment') as to_node,
  before_id as from_position,
  after_id as to_position,
  coalesce(before.is_insiders, false) as from_is_insiders,
  coalesce(after.is_insiders, false) as to_is_insiders,
  segment_flows.customers,
  segment_flows.revenue,
  told
from segment_flows
join known_runs on known_runs.run_id = segment_flows.run_id
left join segments as before on before.run_id = segment_flows.run_id and before.segment_id = before_id
left join segments as after on after.run_id = segment_flows.run_id and after.segment_id = after_id
left join told_pictures on told_pictures.run_id = segment_flows.run_id and topic = 'segment_flow';

comment on view segment_flow is 'One row per segment of three months before and segment of today that share customers.';
comment on column segment_flow.from_segment is 'Where these customers stood then.';
comment on column segment_flow.to_segment is 'Where they stand today.';
comment on column segment_flow.from_node is 'The same as from_segment, apart from every name of today.';
comment on column segment_flow.to_node is 'The same as to_segment, apart from every name of then.';
comment on column segment_flow.from_position is 'The segment of then: 0 for none, -2 for who had not ordered yet.';
comment on column segment_flow.to_position is 'The segment of today: 0 for none.';
comment on column segment_flow.from_is_insiders is 'Whether they would have been Insiders by the rule of today.';
comment on column segment_flow.to_is_insiders is 'Whether they are Insiders.';
