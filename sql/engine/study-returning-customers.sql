-- One row per customer who brought something back.
--
-- returned_value, bought_value    money of the customer's returns and purchases
-- cancelled_value                 money of the returns that undo a whole purchase line
-- largest_value                   money of the largest return
with

bought_lines as (
    select
        customer_id,
        coalesce(stock_code, '') as stock_code,
        quantity,
        min(ordered_at) as first_ordered_at
    from purchases
    group by
        customer_id,
        coalesce(stock_code, ''),
        quantity
),

returned_lines as (
    select
        returns.customer_id,
        returns.invoice_id,
        -returns.amount as money,
        case
            when bought_lines.first_ordered_at <= returns.ordered_at then -returns.amount
            else 0
        end as cancelled_money
    from returns
    left join bought_lines
        on
            returns.customer_id = bought_lines.customer_id
            and coalesce(returns.stock_code, '') = bought_lines.stock_code
            and returns.quantity = -bought_lines.quantity
),

customer_returns as (
    select
        customer_id,
        invoice_id,
        sum(money) as money,
        sum(cancelled_money) as cancelled_money
    from returned_lines
    group by
        customer_id,
        invoice_id
),

returned as (
    select
        customer_id,
        count(*) as returned_invoices,
        sum(money) as returned_value,
        sum(cancelled_money) as cancelled_value,
        max(money) as largest_value
    from customer_returns
    group by customer_id
),

bought as (
    select
        customer_id,
        count(distinct invoice_id) as invoices,
        sum(amount) as bought_value
    from purchases
    group by customer_id
),

final as (
    select
        returned.customer_id,
        returned.returned_invoices,
        returned.returned_value,
        returned.cancelled_value,
        returned.largest_value,
        coalesce(bought.invoices, 0) as invoices,
        coalesce(bought.bought_value, 0) as bought_value
    from returned
    left join bought on returned.customer_id = bought.customer_id
)

select *
from final
order by
    returned_value desc,
    customer_id
