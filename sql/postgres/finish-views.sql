-- Run after the views were made, in their order. A view's column without a comment of its own takes the comment of
-- the column of the same name in what the view reads; and the reader may read the view.
do $$
declare
  finished record;
  inherited record;
begin
  execute format('grant usage on schema %I to insiders_reader', current_schema());
  for finished in select name from applied_views order by position loop
    execute format('grant select on %I to insiders_reader', finished.name);
    for inherited in
      select distinct on (mine.attname) mine.attname as column_name, col_description(source.attrelid, source.attnum) as text
      from information_schema.view_column_usage as used
      join pg_attribute as mine
        on mine.attrelid = to_regclass(quote_ident(used.view_name)) and mine.attname = used.column_name
      join pg_attribute as source
        on source.attrelid = to_regclass(quote_ident(used.table_name)) and source.attname = used.column_name
      where used.view_schema = current_schema()
        and used.view_name = finished.name
        and col_description(mine.attrelid, mine.attnum) is null
        and col_description(source.attrelid, source.attnum) is not null
      order by mine.attname, used.table_name
    loop
      execute format('comment on column %I.%I is %L', finished.name, inherited.column_name, inherited.text);
    end loop;
  end loop;
end
$$;
