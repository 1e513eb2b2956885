-- One row per ordered line of goods that were sold: no service by its code or its description.
with

final as (
    select * from ordered_lines
    where amount > 0
        and (stock_code is null or stock_code not in (select stock_code from not_goods))
        and (description is null or description not in (select description from not_goods_described))
)

select * from final
