-- What Aurora's extension aws_s3 offers of loading, over the object that the server holds ready in a file: the setting `insiders.object`, or /dev/blob. Nobody but
-- the master user may use it, and whom that lets.
create schema if not exists aws_commons;
create schema if not exists aws_s3;

do $$ begin
  create type aws_commons._s3_uri_1 as (bucket text, file_path text, region text);
exception when duplicate_object then null;
end $$;

create or replace function aws_commons.create_s3_uri(bucket text, file_path text, region text)
returns aws_commons._s3_uri_1 language sql
as $$ select row(bucket, file_path, region)::aws_commons._s3_uri_1 $$;

-- Only a superuser may read files; that who calls it may write to the table is asked for here instead.
create or replace function aws_s3.table_import_from_s3(table_name text, column_list text, options text, s3_info aws_commons._s3_uri_1)
returns text language plpgsql security definer
as $$
declare
  columns text := case when column_list = '' then '' else '(' || column_list || ')' end;
  loaded bigint;
begin
  if not has_table_privilege(session_user, table_name, 'insert') then
    raise insufficient_privilege using message = 'permission denied for table ' || table_name;
  end if;
  execute format(
    'copy %s%s from %L with %s', table_name, columns, coalesce(current_setting('insiders.object', true), '/dev/blob'), options
  );
  get diagnostics loaded = row_count;
  return loaded || ' rows imported into relation "' || table_name || '" from file ' || s3_info.file_path;
end
$$;

revoke execute on all functions in schema aws_s3, aws_commons from public;
grant usage on schema aws_s3, aws_commons to INSIDERS_MASTER with grant option;
grant execute on all functions in schema aws_s3, aws_commons to INSIDERS_MASTER with grant option;
