-- One row per run and segment: what marks it, as the end of a sentence that begins with "they".
create view segment_marks as
with phrases as (
  select
    run_id,
    segment_id,
    phrase,
    place,
    jsonb_array_length(marks) - place as places_left
  from segments
  cross join jsonb_array_elements_text(marks) with ordinality as mark (phrase, place)
),

listed as (
  select
    run_id,
    segment_id,
    string_agg(
      phrase || case places_left when 0 then '' when 1 then ' and ' else ', ' end,
      '' order by place
    ) as marks
  from phrases
  group by run_id, segment_id
)

select run_id, segment_id, coalesce(listed.marks, 'are much like everybody') as marks
from segments
left join listed using (run_id, segment_id);

comment on view segment_marks is 'One row per segment: what sets its customers apart.';
comment on column segment_marks.marks is 'What sets them apart, strongest first, as the end of a sentence that begins with they.';
