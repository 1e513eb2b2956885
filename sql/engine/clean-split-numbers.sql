-- One row per upload, order number, customer and day of the numbers in shared_numbers that stand for several orders.
--
-- order_id   the number, with the first day of its order where it has several, and which of that day's it is
with

days_of_numbers as (
    select
        identified_lines.upload_seq,
        identified_lines.invoice_id,
        coalesce(identified_lines.customer_id, '') as person,
        cast(identified_lines.ordered_at as date) as ordered_on,
        shared_numbers.allowed_gap,
        sum(case when identified_lines.quantity > 0 and not identified_lines.is_refund then identified_lines.amount else 0 end) as money
    from identified_lines
    inner join shared_numbers on identified_lines.invoice_id = shared_numbers.invoice_id
    group by
        identified_lines.upload_seq,
        identified_lines.invoice_id,
        person,
        ordered_on,
        shared_numbers.allowed_gap
),

-- The same order with another day, or another name of its customer: what else is the same tells it.
versions as (
    select
        upload_seq,
        invoice_id,
        min(person) as first_person,
        max(person) as last_person,
        min(ordered_on) as first_on,
        max(ordered_on) as last_on,
        sum(money) as money
    from days_of_numbers
    group by
        upload_seq,
        invoice_id
),

corrected as (
    select invoice_id
    from versions
    group by invoice_id
    having
        count(*) > 1
        and min(money) = max(money)
        and max(case when first_person = last_person then 0 else 1 end) = 0
        and (min(first_person) = max(last_person) or date_diff('day', min(first_on), max(last_on)) <= 2)
),

gaps as (
    select
        days_of_numbers.*,
        date_diff(
            'day',
            lag(days_of_numbers.ordered_on, 1, days_of_numbers.ordered_on) over (
                partition by
                    days_of_numbers.invoice_id,
                    days_of_numbers.person
                order by
                    days_of_numbers.ordered_on,
                    days_of_numbers.upload_seq
            ),
            days_of_numbers.ordered_on
        ) as gap
    from days_of_numbers
    where days_of_numbers.invoice_id not in (select invoice_id from corrected)
),

numbered as (
    select
        *,
        sum(case when gap > allowed_gap then 1 else 0 end) over (
            partition by
                invoice_id,
                person
            order by
                ordered_on,
                upload_seq
            rows unbounded preceding
        ) as order_no
    from gaps
),

begun as (
    select
        *,
        min(ordered_on) over (
            partition by
                invoice_id,
                person,
                order_no
        ) as begun_on
    from numbered
),

ranked as (
    select
        *,
        dense_rank() over (
            partition by
                invoice_id,
                begun_on
            order by person
        ) as rank_on_day,
        dense_rank() over (
            partition by invoice_id
            order by
                begun_on,
                person
        ) as rank_of_number
    from begun
),

final as (
    select
        upload_seq,
        invoice_id,
        person,
        ordered_on,
        case
            when max(rank_of_number) over (partition by invoice_id) = 1 then invoice_id
            when rank_on_day = 1 then invoice_id || ' (' || cast(begun_on as varchar) || ')'
            else invoice_id || ' (' || cast(begun_on as varchar) || ', ' || cast(rank_on_day as varchar) || ')'
        end as order_id
    from ranked
)

select * from final
