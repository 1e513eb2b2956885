-- One row per purchase line and the line that cancels it: same customer, product and price, the
-- opposite quantity, the cancellation on the same day or at most `cancelled_within_days` later.
-- A cancellation takes the latest purchase that is still open, each line is used once. Days decide,
-- not times; within a day purchases come first, then the order of arrival.
--
-- customer_id, stock_code, unit_price, pieces        what was ordered and cancelled
-- purchase_*, return_*                               the two lines, their invoices and days
with

returned_goods as (
    select distinct
        customer_id,
        coalesce(stock_code, '') as product,
        unit_price,
        -quantity as pieces
    from labelled_lines
    where removed_by is null and quantity < 0 and not is_refund
),

-- Only what was both bought and returned: few lines, so that the windows below stay small.
candidates as (
    select
        lines.upload_seq,
        lines.line_no,
        lines.part_no,
        lines.invoice_id,
        lines.customer_id,
        lines.stock_code,
        returned_goods.product,
        lines.unit_price,
        returned_goods.pieces,
        cast(lines.ordered_at as date) as ordered_on,
        case when lines.quantity < 0 then 1 else 0 end as is_return
    from labelled_lines as lines
    inner join returned_goods
        on lines.customer_id = returned_goods.customer_id
        and coalesce(lines.stock_code, '') = returned_goods.product
        and lines.unit_price = returned_goods.unit_price
        and abs(lines.quantity) = returned_goods.pieces
    where lines.removed_by is null and not lines.is_refund
),

-- Purchases open brackets and returns close them: a pair is two neighbours of the same depth.
nested as (
    select
        *,
        is_return + sum(1 - 2 * is_return) over (
            partition by customer_id, product, unit_price, pieces
            order by ordered_on, is_return, upload_seq, line_no, part_no
            rows unbounded preceding
        ) as depth
    from candidates
),

neighbours as (
    select
        *,
        lead(is_return) over same_depth as next_is_return,
        lead(upload_seq) over same_depth as return_upload_seq,
        lead(line_no) over same_depth as return_line_no,
        lead(part_no) over same_depth as return_part_no,
        lead(invoice_id) over same_depth as return_invoice_id,
        lead(ordered_on) over same_depth as returned_on
    from nested
    window same_depth as (
        partition by customer_id, product, unit_price, pieces, depth
        order by ordered_on, is_return, upload_seq, line_no, part_no
    )
),

final as (
    select
        neighbours.customer_id,
        neighbours.stock_code,
        neighbours.unit_price,
        neighbours.pieces,
        neighbours.upload_seq as purchase_upload_seq,
        neighbours.line_no as purchase_line_no,
        neighbours.part_no as purchase_part_no,
        neighbours.invoice_id as purchase_invoice_id,
        neighbours.ordered_on as purchased_on,
        neighbours.return_upload_seq,
        neighbours.return_line_no,
        neighbours.return_part_no,
        neighbours.return_invoice_id,
        neighbours.returned_on
    from neighbours
    cross join rules
    where neighbours.is_return = 0
        and neighbours.next_is_return = 1
        and date_diff('day', neighbours.ordered_on, neighbours.returned_on) <= rules.cancelled_within_days
)

select * from final
