-- What whoever reads a run's result must know of how its files were read and cleaned: a list of sentences.
alter table runs add column notes jsonb not null default '[]';

comment on column runs.notes is 'What has to be known of how the files were read and cleaned: a JSON list of sentences.';
