-- One row per order number that seems to stand for several orders: of several customers, over months, or over days where
-- most numbers of several days are of several customers.
--
-- invoice_id     the number
-- allowed_gap    days that may lie between two days of one of its orders, of one customer
with

suspicious as (
    select
        invoice_id,
        min(customer_id) as first_customer,
        max(customer_id) as last_customer,
        date_diff('day', cast(min(ordered_at) as date), cast(max(ordered_at) as date)) as days
    from identified_lines
    where quantity > 0 and not is_refund
    group by invoice_id
    having
        min(customer_id) <> max(customer_id)
        or date_diff('day', cast(min(ordered_at) as date), cast(max(ordered_at) as date)) > 2
),

judged as (
    select
        *,
        sum(case when days > 2 and first_customer <> last_customer then 1 else 0 end) over ()
        > sum(case when days > 2 and first_customer = last_customer then 1 else 0 end) over () as begins_again
    from suspicious
),

final as (
    select
        judged.invoice_id,
        case
            -- A till that begins again every day: each day is another order.
            when count(distinct identified_lines.customer_id) > 2 then 0
            when judged.begins_again or judged.first_customer <> judged.last_customer then 2
            else 90
        end as allowed_gap
    from judged
    inner join identified_lines on judged.invoice_id = identified_lines.invoice_id
    where judged.begins_again or judged.first_customer <> judged.last_customer or judged.days > 90
    group by
        judged.invoice_id,
        judged.first_customer,
        judged.last_customer,
        judged.begins_again
)

select * from final
