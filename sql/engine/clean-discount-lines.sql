-- One row per line that is a discount on the other goods of its order: its money is below zero, its words or its price
-- say so, and there is enough to take it off.
--
-- invoice_id, amount             of the order; what is taken off it, as a number above zero
with

discounts as (
    select
        ordered_lines.upload_seq,
        ordered_lines.line_no,
        ordered_lines.part_no,
        ordered_lines.invoice_id,
        -ordered_lines.amount as amount
    from ordered_lines
    where ordered_lines.amount < 0
        and not ordered_lines.is_refund
        and (
            ordered_lines.description in (select description from discount_names)
            -- Some pieces at a price below zero are nothing that came back.
            or ordered_lines.quantity > 0
        )
        and (
            ordered_lines.description is null
            or ordered_lines.description not in (select description from paid_with)
        )
),

goods as (
    select
        upload_seq,
        invoice_id,
        sum(amount) as money
    from goods_lines
    group by
        upload_seq,
        invoice_id
),

off as (
    select
        upload_seq,
        invoice_id,
        sum(amount) as money
    from discounts
    group by
        upload_seq,
        invoice_id
),

final as (
    select
        discounts.upload_seq,
        discounts.line_no,
        discounts.part_no,
        discounts.invoice_id,
        discounts.amount
    from discounts
    inner join off
        on discounts.upload_seq = off.upload_seq
        and discounts.invoice_id = off.invoice_id
    inner join goods
        on discounts.upload_seq = goods.upload_seq
        and discounts.invoice_id = goods.invoice_id
    where goods.money >= off.money
)

select * from final
