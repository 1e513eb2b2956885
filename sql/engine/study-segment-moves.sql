-- One row per pair of segments, of the previous run and of this one, that share customers.
--
-- before, now    segment ids; 0 no segment; null not among the customers of that run
-- revenue        what these customers spent in the data of this run; of those who are gone, of the previous one
with

known_before as (
    select
        customers_before.customer_id,
        customers_before.gross_revenue,
        members_before.segment_id
    from customers_before
    inner join members_before on customers_before.customer_id = members_before.customer_id
),

known_now as (
    select
        customers.customer_id,
        customers.gross_revenue,
        members.segment_id
    from customers
    inner join members on customers.customer_id = members.customer_id
)

select
    known_before.segment_id as before,
    known_now.segment_id as now,
    count(*) as customers,
    sum(coalesce(known_now.gross_revenue, known_before.gross_revenue)) as revenue
from known_before
full outer join known_now on known_before.customer_id = known_now.customer_id
group by
    known_before.segment_id,
    known_now.segment_id
order by
    before,
    now
