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
        ordered_lines.upload_seq,
        ordered_lines.line_no,
        ordered_lines.part_no,
        ordered_lines.amount,
        discounts.money as discount,
        sum(ordered_lines.amount) over (
            partition by
                ordered_lines.upload_seq,
                ordered_lines.invoice_id
            order by
                ordered_lines.line_no,
                ordered_lines.part_no
            rows unbounded preceding
        ) as money_upto,
        sum(ordered_lines.amount) over (
            partition by
                ordered_lines.upload_seq,
                ordered_lines.invoice_id
        ) as money
    from ordered_lines
    inner join discounts
        on ordered_lines.upload_seq = discounts.upload_seq
        and ordered_lines.invoice_id = discounts.invoice_id
    where ordered_lines.amount > 0
        and (ordered_lines.stock_code is null or ordered_lines.stock_code not in (select stock_code from not_goods))
        and (
            ordered_lines.description is null
            or ordered_lines.description not in (select description from not_goods_described)
        )
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
