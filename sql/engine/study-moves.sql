-- One row per customer who entered or left the Insiders, or whose segment is another than before.
--
-- before, now    segment ids; 0 no segment; null not among the customers of that run
-- money          what the customer spent in the data of this run; of who is gone, of the previous one
with

known_before as (
    select
        customers_before.customer_id,
        customers_before.gross_revenue,
        members_before.segment_id,
        members_before.is_insider
    from customers_before
    inner join members_before on customers_before.customer_id = members_before.customer_id
),

known_now as (
    select
        customers.customer_id,
        customers.gross_revenue,
        members.segment_id,
        members.is_insider
    from customers
    inner join members on customers.customer_id = members.customer_id
),

everybody as (
    select
        coalesce(known_now.customer_id, known_before.customer_id) as customer_id,
        known_before.segment_id as before,
        known_now.segment_id as now,
        coalesce(known_before.is_insider, false) as was_insider,
        coalesce(known_now.is_insider, false) as is_insider,
        coalesce(known_now.gross_revenue, known_before.gross_revenue) as money
    from known_before
    full outer join known_now on known_before.customer_id = known_now.customer_id
),

final as (
    select
        everybody.customer_id,
        everybody.before,
        everybody.now,
        everybody.money,
        case
            when everybody.is_insider and not everybody.was_insider then 'entered'
            when everybody.was_insider and not everybody.is_insider then 'left'
            else 'moved'
        end as kind
    from everybody
    left join same_segments
        on
            everybody.before = same_segments.before
            and everybody.now = same_segments.now
    where
        everybody.was_insider <> everybody.is_insider
        or (
            everybody.before is not null
            and everybody.now is not null
            and same_segments.before is null
        )
)

select *
from final
