-- One row per product of which something came back.
--
-- returned_value, sold_value      money of its returns and of its purchases
-- cancelled_value                 money of the returns that undo a whole purchase line of the same customer
-- peak_month_value                money of the month in which most came back
-- top_customer_value              money of the customer who returned most of it
with

bought_lines as (
    select
        customer_id,
        stock_code,
        quantity,
        min(ordered_at) as first_ordered_at
    from purchases
    where stock_code is not null
    group by
        customer_id,
        stock_code,
        quantity
),

returned_lines as (
    select
        returns.customer_id,
        returns.stock_code,
        returns.description,
        returns.invoice_id,
        date_trunc('month', returns.ordered_at) as returned_month,
        -returns.quantity as items,
        -returns.amount as money,
        case
            when bought_lines.first_ordered_at <= returns.ordered_at then -returns.amount
            else 0
        end as cancelled_money
    from returns
    left join bought_lines
        on
            returns.customer_id = bought_lines.customer_id
            and returns.stock_code = bought_lines.stock_code
            and returns.quantity = -bought_lines.quantity
    where returns.stock_code is not null
),

products_returned as (
    select
        stock_code,
        max(description) as description,
        count(distinct customer_id) as customers,
        count(distinct invoice_id) as invoices,
        sum(items) as returned_items,
        sum(money) as returned_value,
        sum(cancelled_money) as cancelled_value
    from returned_lines
    group by stock_code
),

product_months as (
    select
        stock_code,
        returned_month,
        sum(money) as money
    from returned_lines
    group by
        stock_code,
        returned_month
),

peak_months as (
    select
        stock_code,
        max(money) as peak_month_value
    from product_months
    group by stock_code
),

product_customers as (
    select
        stock_code,
        customer_id,
        sum(money) as money
    from returned_lines
    group by
        stock_code,
        customer_id
),

top_customers as (
    select
        stock_code,
        max(money) as top_customer_value
    from product_customers
    group by stock_code
),

sold as (
    select
        stock_code,
        sum(quantity) as sold_items,
        sum(amount) as sold_value
    from purchases
    where stock_code is not null
    group by stock_code
),

final as (
    select
        products_returned.stock_code,
        products_returned.description,
        products_returned.customers,
        products_returned.invoices,
        products_returned.returned_items,
        products_returned.returned_value,
        products_returned.cancelled_value,
        peak_months.peak_month_value,
        top_customers.top_customer_value,
        coalesce(sold.sold_items, 0) as sold_items,
        coalesce(sold.sold_value, 0) as sold_value
    from products_returned
    inner join peak_months on products_returned.stock_code = peak_months.stock_code
    inner join top_customers on products_returned.stock_code = top_customers.stock_code
    left join sold on products_returned.stock_code = sold.stock_code
)

select *
from final
order by
    returned_value desc,
    stock_code
