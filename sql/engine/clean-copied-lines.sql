-- One row per order line that repeats an earlier line of its invoice, in its upload, in every column.
--
-- upload_seq, line_no, part_no   the copy; the first of its kind is not here
with

numbered_lines as (
    select
        upload_seq,
        line_no,
        part_no,
        row_number() over (
            partition by
                upload_seq,
                invoice_id,
                stock_code,
                description,
                quantity,
                ordered_at,
                unit_price,
                amount,
                customer_id,
                country
            order by
                line_no,
                part_no
        ) as copy_no
    from ordered_lines
),

final as (
    select
        upload_seq,
        line_no,
        part_no
    from numbered_lines
    where copy_no > 1
)

select * from final
