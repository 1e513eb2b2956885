-- In which spaces customers were compared, and which were left out.

create table spaces (
  run_id text not null references runs on delete cascade,
  position integer not null,
  space text not null,
  dimensions integer,
  fitted_customers bigint,
  description text,
  notes jsonb not null,
  left_out_reason text,
  primary key (run_id, space)
);
comment on table spaces is 'One row per space that the rules name: how it was made, or why it was left out.';
comment on column spaces.run_id is 'The run.';
comment on column spaces.position is 'Order of the spaces in the rules, from 1.';
comment on column spaces.space is 'The space: scaled, pca, umap, forest or tsne.';
comment on column spaces.dimensions is 'How many dimensions it has; empty where it was left out.';
comment on column spaces.fitted_customers is 'Customers that it was fitted to, all or a sample; empty where it was left out.';
comment on column spaces.description is 'How it was made; empty where it was left out.';
comment on column spaces.notes is 'What to know of it: a list of sentences.';
comment on column spaces.left_out_reason is 'Why it was left out; empty where it was not.';
