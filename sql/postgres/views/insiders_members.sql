-- One row per run and Insider.
create view insiders_members as
select *
from customers_list
where is_insiders;

comment on view insiders_members is 'One row per Insider: what they bought.';
