-- What Aurora's extension aws_s3 offers of loading, over the object that the server holds ready as /dev/blob.
create schema if not exists aws_commons;
create schema if not exists aws_s3;

do $$ begin
  create type aws_commons._s3_uri_1 as (bucket text, file_path text, region text);
exception when duplicate_object then null;
end $$;

create or replace function aws_commons.create_s3_uri(bucket text, file_path text, region text)
returns aws_commons._s3_uri_1 language sql
as $$ select row(bucket, file_path, region)::aws_commons._s3_uri_1 $$;

create or replace function aws_s3.table_import_from_s3(table_name text, column_list text, options text, s3_info aws_commons._s3_uri_1)
returns text language plpgsql
as $$
declare
  columns text := case when column_list = '' then '' else '(' || column_list || ')' end;
  loaded bigint;
begin
  execute 'copy ' || table_name || columns || ' from ''/dev/blob'' with ' || options;
  get diagnostics loaded = row_count;
  return loaded || ' rows imported into relation "' || table_name || '" from file ' || s3_info.file_path;
end
$$;
