-- One row per order line: its columns, with the discounts that stand as lines taken off the goods of their orders.
--
-- is_discount   the line is such a discount; its money is 0, as it stands in that of the others
with

final as (
    select
        ordered_lines.upload_seq,
        ordered_lines.line_no,
        ordered_lines.part_no,
        ordered_lines.invoice_id,
        ordered_lines.stock_code,
        ordered_lines.description,
        ordered_lines.quantity,
        ordered_lines.ordered_at,
        case
            when spread_discounts.taken_off is null then ordered_lines.unit_price
            else cast(
                cast(ordered_lines.amount - spread_discounts.taken_off as double) / cast(ordered_lines.quantity as double)
                as decimal(18, 6)
            )
        end as unit_price,
        case
            when discount_lines.line_no is not null then cast(0 as decimal(18, 4))
            else cast(ordered_lines.amount - coalesce(spread_discounts.taken_off, 0) as decimal(18, 4))
        end as amount,
        ordered_lines.customer_id,
        ordered_lines.country,
        ordered_lines.is_refund,
        ordered_lines.state,
        discount_lines.line_no is not null as is_discount
    from ordered_lines
    left join spread_discounts
        on ordered_lines.upload_seq = spread_discounts.upload_seq
        and ordered_lines.line_no = spread_discounts.line_no
        and ordered_lines.part_no = spread_discounts.part_no
    left join discount_lines
        on ordered_lines.upload_seq = discount_lines.upload_seq
        and ordered_lines.line_no = discount_lines.line_no
        and ordered_lines.part_no = discount_lines.part_no
)

select * from final
