-- One row per line without an order number that came again in a later upload. Orders of such files are a customer and
-- a moment: another file may have other lines of them.
--
-- newest_upload_seq   the last upload that has the line
with

versions as (
    select
        upload_seq,
        line_no,
        part_no,
        max(upload_seq) over (
            partition by
                invoice_id,
                stock_code,
                description,
                quantity,
                amount
        ) as newest_upload_seq
    from ordered_lines
    where invoice_id like '%@____-__-__' or invoice_id like '%@____-__-__ __:__:__%'
),

final as (
    select * from versions
    where upload_seq < newest_upload_seq
)

select * from final
