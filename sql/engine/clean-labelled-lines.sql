-- One row per uploaded order line: its columns, and the first rule that removes it.
-- The order of the rules is the order below, the same as in core/cleaning/cleaning-rules.ts.
--
-- customer_id   the known customer; with one customer per anonymous invoice, a made-up one
-- removed_by    name of the rule, null while the line is kept
with

final as (
    select
        paid_lines.upload_seq,
        paid_lines.line_no,
        paid_lines.part_no,
        paid_lines.invoice_id,
        paid_lines.stock_code,
        paid_lines.description,
        paid_lines.quantity,
        paid_lines.ordered_at,
        paid_lines.unit_price,
        paid_lines.amount,
        case
            when paid_lines.customer_id is null and rules.one_customer_per_anonymous_invoice
                then 'anonymous-' || paid_lines.invoice_id
            else paid_lines.customer_id
        end as customer_id,
        paid_lines.country,
        paid_lines.is_refund,
        case
            when paid_lines.upload_seq < replaced_invoices.newest_upload_seq
                or paid_lines.upload_seq < replaced_lines.newest_upload_seq then 'replaced'
            when cast(paid_lines.ordered_at as date) > rules.as_of then 'afterAsOf'
            when paid_lines.state in (select state from states_not_sold) then 'notSold'
            when paid_lines.is_discount then 'discountLine'
            when paid_lines.quantity = 0 then 'zeroQuantity'
            when copied_lines.line_no is not null then 'duplicate'
            when rules.require_complete and (
                paid_lines.customer_id is null
                or paid_lines.stock_code is null
                or paid_lines.description is null
                or paid_lines.country is null
            ) then 'incomplete'
            when rules.require_description and paid_lines.description is null then 'noDescription'
            when paid_lines.unit_price < rules.minimum_price then 'belowMinimumPrice'
            -- Without a code the description says it.
            when paid_lines.stock_code in (select stock_code from not_goods)
                or (
                    paid_lines.stock_code is null
                    and paid_lines.description in (select description from not_goods_described)
                ) then 'notGoods'
            -- A case of its own, since only a case leaves out work that nobody asked for.
            when case
                when rules.letters_only_are_not_goods
                    then translate(lower(paid_lines.stock_code), 'abcdefghijklmnopqrstuvwxyz', '') = ''
            end then 'lettersOnly'
            when paid_lines.country in (select country from excluded_countries) then 'excludedCountry'
            when paid_lines.invoice_id in (select invoice_id from excluded_invoices) then 'excludedInvoice'
            when paid_lines.customer_id in (select customer_id from excluded_customers) then 'excludedCustomer'
            when paid_lines.customer_id is null and not rules.one_customer_per_anonymous_invoice
                then 'anonymous'
        end as removed_by
    from paid_lines
    cross join rules
    left join replaced_invoices on paid_lines.invoice_id = replaced_invoices.invoice_id
    left join replaced_lines
        on paid_lines.upload_seq = replaced_lines.upload_seq
        and paid_lines.line_no = replaced_lines.line_no
        and paid_lines.part_no = replaced_lines.part_no
    left join copied_lines
        on paid_lines.upload_seq = copied_lines.upload_seq
        and paid_lines.line_no = copied_lines.line_no
        and paid_lines.part_no = copied_lines.part_no
)

select * from final
