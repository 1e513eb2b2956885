-- One row per uploaded order line: its columns, and the first rule that removes it.
-- The order of the rules is the order below, the same as in core/cleaning-rules.ts.
--
-- customer_id   the known customer; with one customer per anonymous invoice, a made-up one
-- removed_by    name of the rule, null while the line is kept
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
        ordered_lines.unit_price,
        ordered_lines.amount,
        case
            when ordered_lines.customer_id is null and rules.one_customer_per_anonymous_invoice
                then 'anonymous-' || ordered_lines.invoice_id
            else ordered_lines.customer_id
        end as customer_id,
        ordered_lines.country,
        ordered_lines.is_refund,
        case
            when ordered_lines.upload_seq < replaced_invoices.newest_upload_seq
                or ordered_lines.upload_seq < replaced_lines.newest_upload_seq then 'replaced'
            when cast(ordered_lines.ordered_at as date) > rules.as_of then 'afterAsOf'
            when ordered_lines.state in (select state from states_not_sold) then 'notSold'
            when ordered_lines.quantity = 0 then 'zeroQuantity'
            when copied_lines.line_no is not null then 'duplicate'
            when rules.require_complete and (
                ordered_lines.customer_id is null
                or ordered_lines.stock_code is null
                or ordered_lines.description is null
                or ordered_lines.country is null
            ) then 'incomplete'
            when rules.require_description and ordered_lines.description is null then 'noDescription'
            when ordered_lines.unit_price < rules.minimum_price then 'belowMinimumPrice'
            -- Without a code the description says it.
            when ordered_lines.stock_code in (select stock_code from not_goods)
                or (
                    ordered_lines.stock_code is null
                    and ordered_lines.description in (select description from not_goods_described)
                ) then 'notGoods'
            -- A case of its own, since only a case leaves out work that nobody asked for.
            when case
                when rules.letters_only_are_not_goods
                    then translate(lower(ordered_lines.stock_code), 'abcdefghijklmnopqrstuvwxyz', '') = ''
            end then 'lettersOnly'
            when ordered_lines.country in (select country from excluded_countries) then 'excludedCountry'
            when ordered_lines.invoice_id in (select invoice_id from excluded_invoices) then 'excludedInvoice'
            when ordered_lines.customer_id in (select customer_id from excluded_customers) then 'excludedCustomer'
            when ordered_lines.customer_id is null and not rules.one_customer_per_anonymous_invoice
                then 'anonymous'
        end as removed_by
    from ordered_lines
    cross join rules
    left join replaced_invoices on ordered_lines.invoice_id = replaced_invoices.invoice_id
    left join replaced_lines
        on ordered_lines.upload_seq = replaced_lines.upload_seq
        and ordered_lines.line_no = replaced_lines.line_no
        and ordered_lines.part_no = replaced_lines.part_no
    left join copied_lines
        on ordered_lines.upload_seq = copied_lines.upload_seq
        and ordered_lines.line_no = copied_lines.line_no
        and ordered_lines.part_no = copied_lines.part_no
)

select * from final
