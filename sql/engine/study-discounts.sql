-- One row per segment: money that was bought below the usual price of the product, or with a discount of the order's.
--
-- money, known_money      money of all lines; of those whose product has a usual price, or whose order had a discount
-- cheap_money, saved      of it, bought for less; and how much less than usual
-- customers               customers with money that is known
-- known_squares, cheap_squares, products    over customers: sums of the squares of both and of their product
with

priced_lines as (
    select
        purchases.customer_id,
        purchases.stock_code,
        date_trunc('quarter', purchases.ordered_at) as quarter,
        purchases.quantity,
        purchases.amount,
        round(cast(purchases.amount as double) / cast(purchases.quantity as double), 4) as price,
        case when discounted_lines.line_no is not null then 1 else 0 end as is_discounted
    from purchases
    left join discounted_lines
        on
            purchases.upload_seq = discounted_lines.upload_seq
            and purchases.line_no = discounted_lines.line_no
    where purchases.quantity > 0
),

quarter_prices as (
    select
        stock_code,
        quarter,
        price,
        count(*) as lines
    from priced_lines
    where
        stock_code is not null
        and price > 0
    group by
        stock_code,
        quarter,
        price
),

-- The prices of a quarter tell what is usual in it and in the next.
recent_prices as (
    select
        stock_code,
        quarter,
        price,
        sum(lines) as lines
    from (
        select
            stock_code,
            quarter,
            price,
            lines
        from quarter_prices

        union all

        select
            stock_code,
            quarter + interval '3' month as quarter,
            price,
            lines
        from quarter_prices
    ) as both_quarters
    group by
        stock_code,
        quarter,
        price
),

ranked_prices as (
    select
        stock_code,
        quarter,
        price,
        sum(lines) over (
            partition by stock_code, quarter
            order by price
            rows between unbounded preceding and current row
        ) as lines_up_to,
        sum(lines) over (partition by stock_code, quarter) as lines_of_all
    from recent_prices
),

-- The median, the higher of two; a product of fewer than five lines has no usual price.
usual_prices as (
    select
        stock_code,
        quarter,
        min(price) as usual_price
    from ranked_prices
    where
        2 * lines_up_to > lines_of_all
        and lines_of_all >= 5
    group by
        stock_code,
        quarter
),

judged_lines as (
    select
        priced_lines.customer_id,
        priced_lines.amount as money,
        case
            when usual_prices.usual_price is not null or priced_lines.is_discounted = 1
                then priced_lines.amount
            else 0
        end as known_money,
        -- By a twentieth at least: less is rounding.
        case
            when priced_lines.price < 0.95 * usual_prices.usual_price or priced_lines.is_discounted = 1
                then priced_lines.amount
            else 0
        end as cheap_money,
        case
            when priced_lines.price < 0.95 * usual_prices.usual_price
                then cast(
                    (usual_prices.usual_price - priced_lines.price) * cast(priced_lines.quantity as double)
                    as decimal(18, 4)
                )
            else 0
        end as saved
    from priced_lines
    left join usual_prices
        on
            priced_lines.stock_code = usual_prices.stock_code
            and priced_lines.quarter = usual_prices.quarter
),

customer_money as (
    select
        members.segment_id,
        judged_lines.customer_id,
        sum(judged_lines.money) as money,
        sum(judged_lines.known_money) as known_money,
        sum(judged_lines.cheap_money) as cheap_money,
        sum(judged_lines.saved) as saved
    from judged_lines
    inner join members on judged_lines.customer_id = members.customer_id
    group by
        members.segment_id,
        judged_lines.customer_id
),

final as (
    select
        segment_id,
        sum(money) as money,
        sum(known_money) as known_money,
        sum(cheap_money) as cheap_money,
        sum(saved) as saved,
        sum(case when known_money > 0 then 1 else 0 end) as customers,
        sum(cast(known_money * known_money as decimal(38, 2))) as known_squares,
        sum(cast(cheap_money * cheap_money as decimal(38, 2))) as cheap_squares,
        sum(cast(known_money * cheap_money as decimal(38, 2))) as products
    from customer_money
    group by segment_id
)

select *
from final
order by segment_id
