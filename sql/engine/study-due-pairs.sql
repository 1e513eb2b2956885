-- One row per origin, customer who is asked about and product that they have bought: what is known of it.
--
-- origin          the day on which it is known, of the past or the last
-- times           days on which they bought it
-- own_gap_days    mean of their gaps, and one of the product's
-- by_rate         chance of being bought within the days, 0 to 1
-- by_due          the same, knowing that what was just bought is not wanted yet
with

known_pairs as (
    select
        due_origins.origin,
        due_origins.known_until,
        due_origins.window_days,
        bought_days.customer,
        bought_days.product,
        count(*) as times,
        min(bought_days.bought_on) as first_on,
        max(bought_days.bought_on) as last_on
    from bought_days
    inner join due_origins on bought_days.bought_on <= due_origins.known_until
    group by
        due_origins.origin,
        due_origins.known_until,
        due_origins.window_days,
        bought_days.customer,
        bought_days.product
),

product_repeats as (
    select
        origin,
        product,
        count(*) as buyers,
        sum(case when times > 1 then 1 else 0 end) as repeaters,
        sum(times - 1) as repeats,
        sum(date_diff('day', first_on, last_on)) as repeat_days
    from known_pairs
    group by
        origin,
        product
),

shop_repeats as (
    select
        origin,
        cast(sum(repeaters) as double) / sum(buyers) as repeater_share,
        cast(sum(repeat_days) as double) / nullif(sum(repeats), 0) as gap_days
    from product_repeats
    group by origin
),

-- Products that few have bought are taken for much like the others: ten buyers and ten gaps of the shop's stand beside
-- those that they have.
product_rhythms as (
    select
        product_repeats.origin,
        product_repeats.product,
        (product_repeats.repeaters + 10 * shop_repeats.repeater_share)
            / (product_repeats.buyers + 10) as repeater_share,
        (product_repeats.repeat_days + 10 * shop_repeats.gap_days) / (product_repeats.repeats + 10) as gap_days
    from product_repeats
    inner join shop_repeats on product_repeats.origin = shop_repeats.origin
    where shop_repeats.gap_days > 0
),

-- The prior is one gap of the product's.
pair_rhythms as (
    select
        known_pairs.origin,
        known_pairs.window_days,
        known_pairs.customer,
        known_pairs.product,
        known_pairs.times,
        known_pairs.last_on,
        product_rhythms.repeater_share,
        date_diff('day', known_pairs.first_on, known_pairs.last_on) + product_rhythms.gap_days as known_days,
        (date_diff('day', known_pairs.first_on, known_pairs.last_on) + product_rhythms.gap_days)
            / known_pairs.times as own_gap_days,
        date_diff('day', known_pairs.last_on, known_pairs.known_until) as silent_days
    from known_pairs
    inner join due_customers
        on
            known_pairs.origin = due_customers.origin
            and known_pairs.customer = due_customers.customer
    inner join product_rhythms
        on
            known_pairs.origin = product_rhythms.origin
            and known_pairs.product = product_rhythms.product
),

-- The chance of one purchase or more: Poisson at a rate that is gamma distributed. Who has bought it once may never again.
-- Just bought is not due yet: up to twice the own gap, the days since then count by their distance from it.
final as (
    select
        origin,
        customer,
        product,
        times,
        last_on,
        own_gap_days,
        case when times > 1 then 1 else repeater_share end * (
            1 - exp(
                times * (ln(known_days + silent_days) - ln(known_days + silent_days + window_days))
            )
        ) as by_rate,
        case when times > 1 then 1 else repeater_share end * (
            1 - exp(
                -window_days * times / (
                    known_days
                    + case
                        when silent_days < 2 * own_gap_days then 2 * abs(own_gap_days - silent_days)
                        else silent_days
                    end
                )
            )
        ) as by_due
    from pair_rhythms
)

select *
from final
