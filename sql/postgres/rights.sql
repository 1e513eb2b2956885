-- Who may enter the database on AWS, and what the login of the steps may do there: read everything, put in and take out
-- the rows of runs. Run by the owner after every migration, since tables are added and views made anew; all of it holds,
-- or none.
do $$
declare
  added record;
begin
  -- By itself PostgreSQL lets every login into every database.
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute format('grant connect on database %I to insiders_reader, insiders_steps', current_database());

  grant usage on schema public, aws_s3, aws_commons to insiders_steps;
  grant execute on all functions in schema aws_s3, aws_commons to insiders_steps;

  grant select on all tables in schema public to insiders_steps;
  -- Between the next making of the views and the next run of this, a run may be published.
  alter default privileges in schema public grant select on tables to insiders_steps;
  for added in select tablename as name from pg_tables where schemaname = 'public' loop
    execute format('grant insert, delete on %I to insiders_steps', added.name);
  end loop;
  -- The row of a run is the only one that is changed, and the only one that stays.
  grant update on runs to insiders_steps;
  revoke delete on runs from insiders_steps;
  -- What the database is made of is nothing to them.
  revoke all on applied_migrations, applied_views from insiders_steps;
end
$$;
