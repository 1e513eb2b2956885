-- One row per line of goods in an order of discount_lines: what is taken off it, by its share of the order's goods. The
-- shares of an order add up to its discount: each is the difference of two rounded running shares.
with

discounts as (
    select
        upload_seq,
        invoice_id,
        sum(amount) as money
    from discount_lines
    group by
        upload_seq,
        invoice_id
),

goods as (
    select
        goods_lines.upload_seq,
        goods_lines.line_no,
        goods_lines.part_no,
        goods_lines.amount,
        discounts.money as discount,
        sum(goods_lines.amount) over (
            partition by
                goods_lines.upload_seq,
                goods_lines.invoice_id
            order by
                goods_lines.line_no,
                goods_lines.part_no
            rows unbounded preceding
        ) as money_upto,
        sum(goods_lines.amount) over (
            partition by
                goods_lines.upload_seq,
                goods_lines.invoice_id
        ) as money
    from goods_lines
    inner join discounts
        on goods_lines.upload_seq = discounts.upload_seq
        and goods_lines.invoice_id = discounts.invoice_id
),

final as (
    select
        upload_seq,
        line_no,
        part_no,
        cast(
            round(cast(discount as double) * cast(money_upto as double) / cast(money as double), 2)
            - round(cast(discount as double) * cast(money_upto - amount as double) / cast(money as double), 2)
            as decimal(18, 4)
        ) as taken_off
    from goods
)

select * from final
