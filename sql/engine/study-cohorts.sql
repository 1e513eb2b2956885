-- One row per group, month of first orders and month after it, up to the last month of the data.
--
-- customer_group       all: every customer; insiders: those who are Insiders
-- active_customers     customers of the cohort with an order in that month
-- is_whole             whether the data reach to the end of that month
with

orders as (
    select
        members.customer_id,
        members.is_insider,
        purchases.invoice_id,
        purchases.amount,
        cast(date_trunc('month', purchases.ordered_at) as date) as ordered_month
    from purchases
    inner join members on purchases.customer_id = members.customer_id
),

first_orders as (
    select
        customer_id,
        min(ordered_month) as first_month
    from orders
    group by customer_id
),

grouped_orders as (
    select
        orders.*,
        first_orders.first_month,
        'all' as customer_group
    from orders
    inner join first_orders on orders.customer_id = first_orders.customer_id

    union all

    select
        orders.*,
        first_orders.first_month,
        'insiders' as customer_group
    from orders
    inner join first_orders on orders.customer_id = first_orders.customer_id
    where orders.is_insider
),

cohort_sizes as (
    select
        customer_group,
        first_month,
        count(distinct customer_id) as customers
    from grouped_orders
    group by
        customer_group,
        first_month
),

cohort_months as (
    select
        customer_group,
        first_month,
        date_diff('month', first_month, ordered_month) as months_since,
        count(distinct customer_id) as active_customers,
        count(distinct invoice_id) as orders,
        sum(amount) as revenue
    from grouped_orders
    group by
        customer_group,
        first_month,
        ordered_month
),

data_end as (
    select max(cast(ordered_at as date)) as ended_on
    from purchases
),

digits as (
    select digit
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as numbers (digit)
),

-- 0 to 999: no shop's data reach over more months.
month_numbers as (
    select 100 * hundreds.digit + 10 * tens.digit + ones.digit as months_since
    from digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

-- Months in which nobody of a cohort ordered are months as well.
every_month as (
    select
        cohort_sizes.customer_group,
        cohort_sizes.first_month,
        cohort_sizes.customers,
        data_end.ended_on,
        month_numbers.months_since
    from cohort_sizes
    cross join data_end
    inner join month_numbers
        on month_numbers.months_since <= date_diff('month', cohort_sizes.first_month, data_end.ended_on)
),

final as (
    select
        every_month.customer_group,
        every_month.first_month,
        cast(every_month.months_since as integer) as months_since,
        every_month.customers,
        coalesce(cohort_months.active_customers, 0) as active_customers,
        cast(coalesce(cohort_months.active_customers, 0) as double) / every_month.customers as retention,
        coalesce(cohort_months.orders, 0) as orders,
        coalesce(cohort_months.revenue, 0) as revenue,
        -- The day before the next month begins.
        every_month.first_month + (every_month.months_since + 1) * interval '1' month - interval '1' day
            <= every_month.ended_on as is_whole
    from every_month
    left join cohort_months
        on every_month.customer_group = cohort_months.customer_group
        and every_month.first_month = cohort_months.first_month
        and every_month.months_since = cohort_months.months_since
)

select
    customer_group,
    cast(first_month as varchar) as first_month,
    months_since,
    customers,
    active_customers,
    retention,
    orders,
    revenue,
    is_whole
from final
order by
    customer_group,
    first_month,
    months_since
