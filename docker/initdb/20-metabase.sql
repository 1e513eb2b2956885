-- Run after the results (10-results.sql): Metabase's own database, and the login by which it reads them.
create role metabase login password 'metabase-on-this-machine';
create database metabase owner metabase;
create role metabase_reader login password 'reader-on-this-machine' in role insiders_reader;
alter role metabase_reader set default_transaction_read_only = on;
