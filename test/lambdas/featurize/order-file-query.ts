/** Order lines of a file in the columns of Online Retail, read the plainest way: ingest has its own tests. */
export const orderFileQuery = (file: string, encoding: string, dateFormat: string) => `
  select
    row_number() over () + 1 as line_no,
    InvoiceNo as invoice_id,
    StockCode as stock_code,
    Description as description,
    cast(Quantity as decimal(18, 3)) as quantity,
    strptime(InvoiceDate, '${dateFormat}') as ordered_at,
    cast(UnitPrice as decimal(18, 4)) as unit_price,
    cast(cast(Quantity as decimal(18, 3)) * cast(UnitPrice as decimal(18, 4)) as decimal(18, 4)) as amount,
    CustomerID as customer_id,
    Country as country
  from read_csv('${file}', all_varchar = true, header = true, encoding = '${encoding}', delim = ',',
    quote = '"')`;
