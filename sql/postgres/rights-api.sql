-- What the login of those who ask over HTTP may do: read the rows of runs, and nothing else. Run by the owner after every
-- migration, after rights.sql.
do $$
begin
  execute format('grant connect on database %I to insiders_api', current_database());
  grant usage on schema public to insiders_api;
  grant select on all tables in schema public to insiders_api;
  -- Views are made anew by the next deployment before this is run again.
  alter default privileges in schema public grant select on tables to insiders_api;
  revoke all on applied_migrations, applied_views from insiders_api;
  alter role insiders_api set default_transaction_read_only = on;
end
$$;
