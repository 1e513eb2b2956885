-- One row per customer with at least one purchase. What each column means: core/features/features.ts.
-- Lines are summed once per invoice and once per product; everything else reads those sums.
-- Sums stay decimal and are divided last, so that no result depends on the order of the rows.
with

-- An invoice lies on one day in one country, but nothing in a file makes it so.
invoice_parts as (
    select
        customer_id,
        invoice_id,
        cast(ordered_at as date) as ordered_on,
        country,
        count(*) as lines,
        sum(quantity) as items,
        sum(amount) as revenue,
        sum(unit_price) as unit_prices,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at
    from purchases
    group by
        customer_id,
        invoice_id,
        cast(ordered_at as date),
        country
),

customer_purchases as (
    select
        customer_id,
        count(distinct invoice_id) as invoices,
        count(distinct ordered_on) as buying_days,
        sum(lines) as lines,
        sum(items) as items,
        sum(revenue) as revenue,
        sum(unit_prices) as unit_prices,
        min(first_ordered_at) as first_ordered_at,
        max(last_ordered_at) as last_ordered_at,
        date_diff('day', min(ordered_on), max(ordered_on)) as span_days,
        date_diff('day', max(ordered_on), max(dataset.as_of)) as recency_days,
        date_diff('day', min(ordered_on), max(dataset.as_of)) as tenure_days,
        greatest(1, date_diff('day', max(dataset.first_day), max(dataset.as_of))) as window_days
    from invoice_parts
    cross join dataset
    group by customer_id
),

basket_products as (
    select distinct
        customer_id,
        invoice_id,
        stock_code
    from purchases
    where stock_code is not null
),

product_baskets as (
    select
        customer_id,
        stock_code,
        count(*) as baskets
    from basket_products
    group by
        customer_id,
        stock_code
),

customer_products as (
    select
        customer_id,
        count(*) as products,
        sum(baskets) as basket_products
    from product_baskets
    group by customer_id
),

customer_returns as (
    select
        customer_id,
        count(distinct invoice_id) as returned_invoices,
        count(*) as returned_lines,
        -sum(quantity) as returned_items,
        -sum(amount) as returned_value
    from returns
    group by customer_id
),

active_days as (
    select
        customer_id,
        ordered_on
    from invoice_parts

    union

    select
        customer_id,
        cast(ordered_at as date) as ordered_on
    from returns
),

customer_activity as (
    select
        customer_id,
        count(*) as active_days,
        date_diff('day', min(ordered_on), max(ordered_on)) as active_span_days
    from active_days
    group by customer_id
),

-- The third of the month with the most invoices, then the most money, then the earlier one.
day_buckets as (
    select
        customer_id,
        case
            when extract(day from ordered_on) <= 10 then 1
            when extract(day from ordered_on) <= 20 then 2
            else 3
        end as day_bucket,
        count(distinct invoice_id) as invoices,
        sum(revenue) as revenue
    from invoice_parts
    group by
        customer_id,
        case
            when extract(day from ordered_on) <= 10 then 1
            when extract(day from ordered_on) <= 20 then 2
            else 3
        end
),

ranked_day_buckets as (
    select
        customer_id,
        day_bucket,
        row_number() over (
            partition by customer_id order by invoices desc, revenue desc, day_bucket
        ) as day_bucket_rank
    from day_buckets
),

-- The quarter of the year with the most invoices, then the most money, then the earlier one.
quarters as (
    select
        customer_id,
        extract(quarter from ordered_on) as quarter_of_year,
        count(distinct invoice_id) as invoices,
        sum(revenue) as revenue
    from invoice_parts
    group by
        customer_id,
        extract(quarter from ordered_on)
),

ranked_quarters as (
    select
        customer_id,
        quarter_of_year,
        row_number() over (
            partition by customer_id order by invoices desc, revenue desc, quarter_of_year
        ) as quarter_rank
    from quarters
),

-- The country with the most invoices, then the most money, then the first by name.
countries as (
    select
        customer_id,
        country,
        count(distinct invoice_id) as invoices,
        sum(revenue) as revenue
    from invoice_parts
    where country is not null
    group by
        customer_id,
        country
),

ranked_countries as (
    select
        customer_id,
        country,
        row_number() over (
            partition by customer_id order by invoices desc, revenue desc, country
        ) as country_rank
    from countries
),

final as (
    select
        customer_purchases.customer_id,
        cast(customer_purchases.revenue as decimal(18, 4)) as gross_revenue,
        cast(
            customer_purchases.revenue - coalesce(customer_returns.returned_value, 0) as decimal(18, 4)
        ) as net_revenue,
        customer_purchases.recency_days,
        customer_purchases.tenure_days,
        customer_purchases.span_days,
        customer_purchases.first_ordered_at,
        customer_purchases.last_ordered_at,
        customer_purchases.invoices,
        customer_purchases.buying_days,
        cast(customer_purchases.items as decimal(18, 3)) as items,
        cast(customer_purchases.lines as bigint) as lines,
        customer_products.products,
        cast(customer_purchases.invoices as double) / customer_purchases.window_days as invoices_per_window_day,
        cast(customer_purchases.invoices as double)
            / (customer_purchases.span_days + 1) as invoices_per_active_day,
        case
            when customer_purchases.span_days = 0 then cast(0 as double)
            else cast(customer_purchases.invoices as double) / customer_purchases.span_days
        end as invoices_per_span_day,
        case
            when customer_purchases.buying_days > 1
                then cast(customer_purchases.span_days as double) / (customer_purchases.buying_days - 1)
        end as avg_gap_days,
        case
            when customer_activity.active_days > 1
                then cast(customer_activity.active_span_days as double) / (customer_activity.active_days - 1)
        end as avg_gap_days_with_returns,
        cast(customer_purchases.revenue as double) / customer_purchases.lines as avg_line_value,
        cast(customer_purchases.revenue as double) / customer_purchases.invoices as avg_order_value,
        cast(customer_purchases.unit_prices as double) / customer_purchases.lines as avg_unit_price,
        cast(customer_purchases.revenue as double)
            / cast(customer_purchases.items as double) as avg_piece_price,
        cast(customer_purchases.items as double) / customer_purchases.invoices as avg_basket_items,
        cast(customer_products.basket_products as double) / customer_purchases.invoices as avg_basket_products,
        cast(customer_products.products as double) / customer_purchases.invoices as products_per_invoice,
        cast(coalesce(customer_returns.returned_items, 0) as decimal(18, 3)) as returned_items,
        coalesce(customer_returns.returned_lines, 0) as returned_lines,
        coalesce(customer_returns.returned_invoices, 0) as returned_invoices,
        cast(coalesce(customer_returns.returned_value, 0) as decimal(18, 4)) as returned_value,
        cast(coalesce(customer_returns.returned_items, 0) as double)
            / cast(customer_purchases.items as double) as returns_ratio,
        ranked_day_buckets.day_bucket as favourite_day_bucket,
        cast(ranked_quarters.quarter_of_year as integer) as favourite_quarter,
        ranked_countries.country
    from customer_purchases
    inner join customer_activity on customer_purchases.customer_id = customer_activity.customer_id
    inner join ranked_day_buckets
        on customer_purchases.customer_id = ranked_day_buckets.customer_id
        and ranked_day_buckets.day_bucket_rank = 1
    inner join ranked_quarters
        on customer_purchases.customer_id = ranked_quarters.customer_id
        and ranked_quarters.quarter_rank = 1
    left join customer_products on customer_purchases.customer_id = customer_products.customer_id
    left join customer_returns on customer_purchases.customer_id = customer_returns.customer_id
    left join ranked_countries
        on customer_purchases.customer_id = ranked_countries.customer_id
        and ranked_countries.country_rank = 1
)

select * from final
