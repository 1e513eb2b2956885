-- One row per run and question of marketing's.
create view nine_questions as
select run_id, dataset, is_current, position, question, sentence, figure, unit, panel
from answers
join known_runs using (run_id);

comment on view nine_questions is 'One row per question of marketing''s, with its answer in a sentence.';
