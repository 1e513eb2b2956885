-- One row per uploaded order line: all its columns, and whether a later upload replaces it.
--
-- upload_lines   the lines of every upload, upload_seq = 1 for the first that arrived
-- is_replaced    the line's invoice comes again in a later upload: this version does not count
with

newest_versions as (
    select
        invoice_id,
        max(upload_seq) as newest_upload_seq
    from upload_lines
    group by invoice_id
),

final as (
    select
        upload_lines.*,
        upload_lines.upload_seq < newest_versions.newest_upload_seq as is_replaced
    from upload_lines
    inner join newest_versions on upload_lines.invoice_id = newest_versions.invoice_id
)

select * from final
