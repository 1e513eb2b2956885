-- One row per uploaded order line: its columns, and the first rule that removes it.
-- The order of the rules is the order below, the same as in core/cleaning-rules.ts.
--
-- customer_id   the known customer; with one customer per anonymous invoice, a made-up one
-- removed_by    name of the rule, null while the line is kept
with

final as (
    select
        identified_lines.upload_seq,
        identified_lines.line_no,
        identified_lines.part_no,
        identified_lines.invoice_id,
        identified_lines.stock_code,
        identified_lines.description,
        identified_lines.quantity,
        identified_lines.ordered_at,
        identified_lines.unit_price,
        identified_lines.amount,
        case
            when identified_lines.customer_id is null and rules.one_customer_per_anonymous_invoice
                then 'anonymous-' || identified_lines.invoice_id
            else identified_lines.customer_id
        end as customer_id,
        identified_lines.country,
        identified_lines.is_refund,
        case
            when identified_lines.upload_seq < replaced_invoices.newest_upload_seq then 'replaced'
            when cast(identified_lines.ordered_at as date) > rules.as_of then 'afterAsOf'
            when identified_lines.state in (select state from states_not_sold) then 'notSold'
            when identified_lines.quantity = 0 then 'zeroQuantity'
            when copied_lines.line_no is not null then 'duplicate'
            when rules.require_complete and (
                identified_lines.customer_id is null
                or identified_lines.stock_code is null
                or identified_lines.description is null
                or identified_lines.country is null
            ) then 'incomplete'
            when rules.require_description and identified_lines.description is null then 'noDescription'
            when identified_lines.unit_price < rules.minimum_price then 'belowMinimumPrice'
            -- Without a code the description says it.
            when identified_lines.stock_code in (select stock_code from not_goods)
                or (
                    identified_lines.stock_code is null
                    and identified_lines.description in (select description from not_goods_described)
                ) then 'notGoods'
            -- A case of its own, since only a case leaves out work that nobody asked for.
            when case
                when rules.letters_only_are_not_goods
                    then translate(lower(identified_lines.stock_code), 'abcdefghijklmnopqrstuvwxyz', '') = ''
            end then 'lettersOnly'
            when identified_lines.country in (select country from excluded_countries) then 'excludedCountry'
            when identified_lines.invoice_id in (select invoice_id from excluded_invoices) then 'excludedInvoice'
            when identified_lines.customer_id in (select customer_id from excluded_customers) then 'excludedCustomer'
            when identified_lines.customer_id is null and not rules.one_customer_per_anonymous_invoice
                then 'anonymous'
        end as removed_by
    from identified_lines
    cross join rules
    left join replaced_invoices on identified_lines.invoice_id = replaced_invoices.invoice_id
    left join copied_lines
        on identified_lines.upload_seq = copied_lines.upload_seq
        and identified_lines.line_no = copied_lines.line_no
        and identified_lines.part_no = copied_lines.part_no
)

select * from final
