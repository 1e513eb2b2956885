-- One row per customer: run_id, every feature, and what the segments say of the customer.
select
    run.run_id,
    featurized.*,
    members.segment_id,
    members.is_insider,
    extreme_customers.customer_id is not null as is_extreme,
    members.silhouette,
    members.map_x,
    members.map_y
from featurized
cross join run
inner join members on featurized.customer_id = members.customer_id
left join extreme_customers on featurized.customer_id = extreme_customers.customer_id
