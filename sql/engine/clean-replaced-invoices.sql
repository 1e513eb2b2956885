-- One row per order that came in more than one upload.
--
-- newest_upload_seq   the upload whose version counts; earlier ones do not, as a whole
with

final as (
    select
        invoice_id,
        max(upload_seq) as newest_upload_seq
    from ordered_lines
    where invoice_id not like '%@____-__-__' and invoice_id not like '%@____-__-__ __:__:__%'
    group by invoice_id
    having min(upload_seq) < max(upload_seq)
)

select * from final
