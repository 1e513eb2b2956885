-- One row per uploaded order line: its columns, and the first rule that removes it.
-- The order of the rules is the order below, the same as in core/cleaning-rules.ts.
--
-- customer_id   the known customer; with one customer per anonymous invoice, a made-up one
-- removed_by    name of the rule, null while the line is kept
with

final as (
    select
        order_lines.upload_seq,
        order_lines.line_no,
        order_lines.invoice_id,
        order_lines.stock_code,
        order_lines.description,
        order_lines.quantity,
        order_lines.ordered_at,
        order_lines.unit_price,
        order_lines.amount,
        case
            when order_lines.customer_id is null and rules.one_customer_per_anonymous_invoice
                then 'anonymous-' || order_lines.invoice_id
            else order_lines.customer_id
        end as customer_id,
        order_lines.country,
        case
            when order_lines.upload_seq < replaced_invoices.newest_upload_seq then 'replaced'
            when cast(order_lines.ordered_at as date) > rules.as_of then 'afterAsOf'
            when order_lines.quantity = 0 then 'zeroQuantity'
            when copied_lines.line_no is not null then 'duplicate'
            when rules.require_complete and (
                order_lines.customer_id is null
                or order_lines.stock_code is null
                or order_lines.description is null
                or order_lines.country is null
            ) then 'incomplete'
            when rules.require_description and order_lines.description is null then 'noDescription'
            when order_lines.unit_price < rules.minimum_price then 'belowMinimumPrice'
            when order_lines.stock_code in (select stock_code from not_goods) then 'notGoods'
            -- A case of its own, since only a case leaves out work that nobody asked for.
            when case
                when rules.letters_only_are_not_goods
                    then translate(lower(order_lines.stock_code), 'abcdefghijklmnopqrstuvwxyz', '') = ''
            end then 'lettersOnly'
            when order_lines.country in (select country from excluded_countries) then 'excludedCountry'
            when order_lines.invoice_id in (select invoice_id from excluded_invoices) then 'excludedInvoice'
            when order_lines.customer_id in (select customer_id from excluded_customers) then 'excludedCustomer'
            when order_lines.customer_id is null and not rules.one_customer_per_anonymous_invoice
                then 'anonymous'
        end as removed_by
    from order_lines
    cross join rules
    left join replaced_invoices on order_lines.invoice_id = replaced_invoices.invoice_id
    left join copied_lines
        on order_lines.upload_seq = copied_lines.upload_seq
        and order_lines.line_no = copied_lines.line_no
)

select * from final
