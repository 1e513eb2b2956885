-- One row per uploaded order line: its columns, each order under a number of its own.
--
-- invoice_id   the file's, but where one number stands for several orders
with

final as (
    select
        identified_lines.upload_seq,
        identified_lines.line_no,
        identified_lines.part_no,
        coalesce(split_numbers.order_id, identified_lines.invoice_id) as invoice_id,
        identified_lines.stock_code,
        identified_lines.description,
        identified_lines.quantity,
        identified_lines.ordered_at,
        identified_lines.unit_price,
        identified_lines.amount,
        identified_lines.customer_id,
        identified_lines.country,
        identified_lines.is_refund,
        identified_lines.state
    from identified_lines
    left join split_numbers
        on identified_lines.upload_seq = split_numbers.upload_seq
        and identified_lines.invoice_id = split_numbers.invoice_id
        and coalesce(identified_lines.customer_id, '') = split_numbers.person
        and cast(identified_lines.ordered_at as date) = split_numbers.ordered_on
)

select * from final
