-- One row per outcome of the cleaning that has lines, and one named 'read' for all of them.
--
-- outcome      a rule's name, 'purchases', 'returns' or 'read'
-- lines        order lines with this outcome
-- customers    known or made-up customers with at least one such line
-- invoices     invoices with at least one such line
-- money        net sum of the lines' amounts
-- first_day, last_day   of those lines
with

invoice_outcomes as (
    select
        outcome,
        invoice_id,
        customer_id,
        count(*) as lines,
        sum(amount) as money,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at
    from sorted_lines
    group by
        outcome,
        invoice_id,
        customer_id
),

outcomes as (
    select
        outcome,
        sum(lines) as lines,
        count(distinct customer_id) as customers,
        count(distinct invoice_id) as invoices,
        sum(money) as money,
        cast(min(first_ordered_at) as date) as first_day,
        cast(max(last_ordered_at) as date) as last_day
    from invoice_outcomes
    group by outcome
),

all_lines as (
    select
        'read' as outcome,
        sum(lines) as lines,
        count(distinct customer_id) as customers,
        count(distinct invoice_id) as invoices,
        sum(money) as money,
        cast(min(first_ordered_at) as date) as first_day,
        cast(max(last_ordered_at) as date) as last_day
    from invoice_outcomes
),

final as (
    select * from all_lines

    union all

    select * from outcomes
)

select * from final
