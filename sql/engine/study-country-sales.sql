-- One row per country of customers: how many of them there are, and what they and the Insiders among them spent.
select
    customers.country,
    count(*) as customers,
    sum(customers.gross_revenue) as revenue,
    sum(case when members.is_insider then 1 else 0 end) as insiders,
    sum(case when members.is_insider then customers.gross_revenue else 0 end) as insiders_revenue
from customers
inner join members on customers.customer_id = members.customer_id
where customers.country is not null
group by customers.country
order by customers.country
