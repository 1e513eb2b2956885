import type { Field } from '../order-line.js';

/** How a field is recognised by a header. */
interface HeaderWords {
  /** Known names, best first, in lower case without blanks and signs; English, then German, French, Spanish, Italian, Dutch. */
  readonly names: readonly string[];
  /** Otherwise any of these words in the header means the field … */
  readonly words: readonly string[];
  /** … unless one of these is there too. */
  readonly except: readonly string[];
}

const list = (text: string) => text.trim().split(/\s+/);

/** In the order in which the weaker matches by words are tried. */
export const headerWords: Readonly<Record<Field, HeaderWords>> = {
  customer_id: {
    names:
      list(`customerid customernumber customerno customernr customercode customerkey custid custno cid clientid
      clientnumber clientno clientcode buyerid userid memberid shopperid accountid contactid visitorid householdid
      customeruniqueid customer client buyer user member shopper customeremail emailaddress email mail
      customername clientname buyername username
      kundennummer kundennr kundenid kundenkonto debitorennummer debitornr kunde kundenemail kaufer
      numeroclient numerodeclient noclient nclient codeclient idclient acheteur
      idcliente numerocliente numerodecliente codigocliente codigodecliente codicecliente cliente clienteid
      klantnummer klantnr klantid klantcode klant debiteurnummer`),
    words: list(
      'customer cust client buyer shopper purchaser consumer member user email mail account household',
    ),
    except:
      list(`country city state zip postcode postal address street phone gender sex age birth segment type group
      date time since price amount total status region channel count number_of lifetime`),
  },
  ordered_at: {
    names:
      list(`invoicedate orderdate orderedat ordereddate purchasedate purchasedat transactiondate transactiondatetime
      transdate txndate saledate salesdate orderdatetime ordertime invoicedatetime datetime timestamp createdat
      createddate created orderpurchasetimestamp date day placedat
      bestelldatum auftragsdatum rechnungsdatum kaufdatum belegdatum datum
      datecommande datedecommande datedelacommande datefacture datedefacture dateachat
      fechapedido fechadepedido fechadelpedido fechafactura fechadefactura fechacompra fechadecompra fecha
      dataordine datafattura dataacquisto besteldatum orderdatum factuurdatum data`),
    words: list('date datetime timestamp time day created ordered purchased placed'),
    except:
      list(`birth dob due ship shipped shipping deliver delivered delivery update updated modified cancel
      cancelled canceled return returned expiry expiration registration joined number_of count`),
  },
  unit_price: {
    names:
      list(`unitprice priceperunit pricepiece pieceprice itemprice productprice lineitemprice priceeach price
      einzelpreis stuckpreis preisprostuck verkaufspreis preis prixunitaire prixunitaireht prixunitairettc prix
      preciounitario precio prezzounitario prezzo stuksprijs eenheidsprijs prijs`),
    words: list('price'),
    except: list('total list discount sum subtotal extended line shipping'),
  },
  quantity: {
    names:
      list(`quantity qty quantityordered orderquantity orderqty lineitemquantity itemquantity itemqty units unitssold
      pieces pcs itemcount numberofitems numberofunits numitems
      bestellmenge menge anzahl stuckzahl stuck quantite qte cantidad unidades quantita aantal`),
    words: list('quantity qty units pieces pcs number_of'),
    except: list('price amount value date order_number'),
  },
  amount: {
    names:
      list(`amount totalamount orderamount lineamount linetotal ordertotal totalprice totalsales totalvalue
      invoiceamount invoicetotal transactionamount ordervalue grandtotal total revenue sales salesamount netsales
      netamount turnover dollarvalue dollars value spend spent amountspent paymentvalue subtotal extendedprice
      gesamtbetrag rechnungsbetrag bestellwert auftragswert betrag umsatz gesamtpreis gesamtsumme summe
      montanttotal montantttc montantht montant prixtotal totalttc totalht chiffredaffaires
      importetotal importe preciototal importototale importo prezzototale totale
      totaalbedrag bedrag totaalprijs omzet`),
    words: list('amount total revenue sales value spend spent turnover subtotal paid dollars price'),
    except:
      list(`tax vat discount shipping freight fee quantity qty units items count type method currency date rep
      channel status region number_of`),
  },
  invoice_id: {
    names: list(`invoiceno invoiceid invoicenumber invoicenr invoice orderid orderno ordernumber ordernr order
      transactionid transactionno transactionnumber transaction receiptid receiptno receiptnumber receipt basketid
      billno billid ticketid ticketno documentno saleid salesorder salesordernumber txnid
      bestellnummer bestellnr bestellung auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer belegnr
      numerocommande numerodecommande nocommande ncommande commande numerofacture numerodefacture nofacture nfacture facture
      numeropedido numerodepedido pedido numerofactura numerodefactura factura
      numeroordine ordine numerofattura fattura bestelnummer bestelnr ordernummer factuurnummer factuur`),
    words: list('invoice order transaction receipt basket bill ticket txn voucher'),
    except:
      list(`date time day status type amount total value price quantity qty line item source channel country
      payment method priority number_of count`),
  },
  stock_code: {
    names:
      list(`stockcode sku productid productcode productno productnumber productkey itemid itemcode itemno itemnumber
      articleid articlecode articleno articlenumber lineitemsku variantsku skuid asin ean upc gtin isbn product item
      article partno partnumber
      artikelnummer artikelnr produktnummer produktnr artikel produkt codearticle codeproduit produit
      codigoproducto codigodeproducto producto codiceprodotto codicearticolo prodotto productnummer`),
    words: list('sku stock product item article asin ean upc gtin isbn part'),
    except:
      list(`name description desc title category price amount total quantity qty type group count size color
      colour status brand cost line number_of`),
  },
  description: {
    names:
      list(`description productdescription itemdescription stockdescription productname itemname articlename
      lineitemname producttitle title desc artikelbezeichnung artikelname produktname bezeichnung beschreibung
      designation libelle descripcion descrizione omschrijving`),
    words: list('description desc'),
    except: list('category status'),
  },
  country: {
    names:
      list(`country customercountry shipcountry shippingcountry billingcountry shiptocountry countryname countrycode
      nation land lieferland rechnungsland pays pais paese`),
    words: list('country nation'),
    except: [],
  },
};
