-- One row per origin, customer who is asked about, way of choosing and place: the products that a way offers.
--
-- origin      the day on which it does, of the past or the last
-- method      due, rate: of the customer's own, by the chance of being bought within the days; due knows that what was just
--             bought is not wanted yet; own: bought on most days; popular: by most customers lately
-- place       from 1, the first to be offered
-- expected    probability of being bought within the days, 0 to 1; of due and rate
-- due_on      the last purchase and the customer's own gap after it; of due and rate
with

popular_products as (
    select
        due_origins.origin,
        bought_days.product,
        count(distinct bought_days.customer) as buyers
    from bought_days
    inner join due_origins
        on
            bought_days.bought_on <= due_origins.known_until
            and bought_days.bought_on > due_origins.lately_after
    group by
        due_origins.origin,
        bought_days.product
),

ranked_popular as (
    select
        origin,
        product,
        row_number() over (partition by origin order by buyers desc, product) as place
    from popular_products
),

ranked as (
    select
        origin,
        customer,
        product,
        'due' as method,
        by_due as expected,
        own_gap_days,
        last_on,
        times,
        row_number() over (partition by origin, customer order by by_due desc, product) as place
    from due_pairs

    union all

    select
        origin,
        customer,
        product,
        'rate' as method,
        by_rate as expected,
        own_gap_days,
        last_on,
        times,
        row_number() over (partition by origin, customer order by by_rate desc, product) as place
    from due_pairs

    union all

    select
        origin,
        customer,
        product,
        'own' as method,
        cast(null as double) as expected,
        own_gap_days,
        last_on,
        times,
        row_number() over (partition by origin, customer order by times desc, last_on desc, product) as place
    from due_pairs

    union all

    select
        due_customers.origin,
        due_customers.customer,
        ranked_popular.product,
        'popular' as method,
        cast(null as double) as expected,
        cast(null as double) as own_gap_days,
        cast(null as date) as last_on,
        cast(null as bigint) as times,
        ranked_popular.place
    from due_customers
    inner join ranked_popular on due_customers.origin = ranked_popular.origin
    where ranked_popular.place <= 5
),

final as (
    select
        origin,
        customer,
        product,
        method,
        expected,
        own_gap_days,
        last_on,
        times,
        place
    from ranked
    where place <= 5
)

select *
from final
