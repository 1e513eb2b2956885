-- One row per uploaded order line: its columns, and what became of it.
--
-- outcome   the rule that removed the line, or 'purchases' or 'returns' where it is kept
with

cancelled_lines as (
    select
        purchase_upload_seq as upload_seq,
        purchase_line_no as line_no,
        purchase_part_no as part_no
    from cancelled_pairs

    union all

    select
        return_upload_seq as upload_seq,
        return_line_no as line_no,
        return_part_no as part_no
    from cancelled_pairs
),

final as (
    select
        labelled_lines.upload_seq,
        labelled_lines.line_no,
        labelled_lines.part_no,
        labelled_lines.invoice_id,
        labelled_lines.stock_code,
        labelled_lines.description,
        labelled_lines.quantity,
        labelled_lines.ordered_at,
        labelled_lines.unit_price,
        labelled_lines.amount,
        labelled_lines.customer_id,
        labelled_lines.country,
        case
            when labelled_lines.removed_by is not null then labelled_lines.removed_by
            when cancelled_lines.line_no is not null then 'cancelled'
            when labelled_lines.quantity > 0 then 'purchases'
            else 'returns'
        end as outcome
    from labelled_lines
    left join cancelled_lines
        on labelled_lines.upload_seq = cancelled_lines.upload_seq
        and labelled_lines.line_no = cancelled_lines.line_no
        and labelled_lines.part_no = cancelled_lines.part_no
)

select * from final
