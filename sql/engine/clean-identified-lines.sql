-- One row per uploaded order line: its columns, with the customer that it counts for.
--
-- customer_id   the file's own, but for guests: the one customer of their e-mail address, else the address, else
--               the phone number; null where nothing is known. Merged customers have the name of one of them.
with

known_lines as (
    select
        order_lines.*,
        case when guests.customer_id is null then order_lines.customer_id end as known_id
    from order_lines
    left join guests on order_lines.customer_id = guests.customer_id
),

named_lines as (
    select
        known_lines.*,
        coalesce(
            known_lines.known_id,
            email_owners.customer_id,
            known_lines.customer_email,
            phone_keys.customer_phone
        ) as person_id
    from known_lines
    left join email_owners on known_lines.customer_email = email_owners.customer_email
    left join phone_keys on known_lines.customer_phone = phone_keys.customer_phone
),

final as (
    select
        named_lines.upload_seq,
        named_lines.line_no,
        named_lines.part_no,
        named_lines.invoice_id,
        named_lines.stock_code,
        named_lines.description,
        named_lines.quantity,
        named_lines.ordered_at,
        named_lines.unit_price,
        named_lines.amount,
        coalesce(merged_customers.person_id, named_lines.person_id) as customer_id,
        named_lines.country,
        named_lines.is_refund,
        named_lines.state,
        named_lines.customer_name,
        named_lines.customer_email
    from named_lines
    left join merged_customers on named_lines.person_id = merged_customers.customer_id
)

select * from final
