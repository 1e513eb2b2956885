-- What `migrate` has done so far. Run before every migration; does nothing the second time.
create table if not exists applied_migrations (
  number integer primary key,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null default now()
);
comment on table applied_migrations is 'One row per migration of this database, in the order in which they were applied.';
comment on column applied_migrations.number is 'Its number, from 1.';
comment on column applied_migrations.name is 'The name of its file.';
comment on column applied_migrations.sha256 is 'Hash of its text, which must never change.';
comment on column applied_migrations.applied_at is 'When it was applied.';

create table if not exists applied_views (
  position integer primary key,
  name text not null,
  sha256 text not null
);
comment on table applied_views is 'One row per view that the migrations have made, in the order in which they were made.';
comment on column applied_views.position is 'Order in which the views were made, from 1.';
comment on column applied_views.name is 'The name of the view and of its file.';
comment on column applied_views.sha256 is 'Hash of its text and of the migrations below it.';
