-- One row per run and space that the rules name.
create view spaces_tried as
with noted as (
  select run_id, space, string_agg(note, '; ' order by place) as notes
  from spaces
  cross join jsonb_array_elements_text(notes) with ordinality as listed (note, place)
  group by run_id, space
)

select
  run_id,
  dataset,
  is_current,
  position,
  space,
  dimensions,
  fitted_customers,
  description,
  noted.notes,
  left_out_reason
from spaces
join known_runs using (run_id)
left join noted using (run_id, space);

comment on view spaces_tried is 'One row per space that the rules name: how it was made, or why it was left out.';
comment on column spaces_tried.notes is 'What to know of it.';
