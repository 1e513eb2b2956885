/**
 * What the words of a header mean. A header is cut into these words (`Bestelldatum` is `bestell` + `datum`,
 * `订单日期` is `订单` + `日期`), so that a language is a column of words here and not a list of headers.
 * Lower case, without accents; English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Turkish,
 * Russian, Japanese, Chinese; the surest words of Czech, Hungarian, Romanian, Greek, the Nordic languages, Indonesian,
 * Vietnamese, Thai and Korean.
 */
const words = {
  customer: `geschaftspartner businesspartner handelspartner pelanggan khachhang nguoimua zakaznik zakaznika zakaznice odberatel vevo ugyfel vasarlo cumparator πελατης πελατη kunder kundnr kundenr asiakas ลูกค้า ผู้ซื้อ 고객 구매자 주문자 회원 고객명 注文者 who customer customers cust client clients buyer user member shopper purchaser consumer patron subscriber
    account household visitor bill-to billto kd kdnr tiers kunde kunden kund debitor debitoren kaufer kaufers besteller
    auftraggeber acheteur cliente clienti comprador compradora acquirente ragionesociale klant klanten koper debiteur
    klient klienta nabywca kupujacy kupujacego odbiorca musteri alici клиент покупатель
    kundin kontrahent kontrahenta pembeli контрагент
    顧客 客户 客戶 会員 会员 買家 买家 購入者 购买者 お客様 得意先`,
  id: `nomor cislo szam azonosito szama numarul numar αριθμος κωδικος ma รหัส หมายเลข เลขที่ 번호 코드 id ids nr no num number numbers numero numeros nummer nro code codes codigo codice kennung key reference
    referencia ref n numer kod numara numarasi номер код 番号 编号 編號 号 號 コード`,
  order: `laskun pesanan transaksi faktur pembelian penjualan donhang dathang hoadon objednavka objednavky faktury rendeles szamla comanda comenzii factura facturii παραγγελια παραγγελιας τιμολογιο bestallning ordre tilaus lasku คำสั่งซื้อ สั่งซื้อ ใบเสร็จ 주문 order orders ordered invoice invoices receipt receipts transaction transactions trans trx txn basket ticket
    bill document voucher purchase purchases purchased sale sold sales bestellung bestellungs bestell auftrag auftrags rechnung
    rechnungs beleg bon kauf einkauf verkauf verkaufs vorgang commande commandes facture factures vente achat
    pedido pedidos factura venta compra boleta recibo ordine ordini fattura vendita acquisto scontrino
    bestelling bestel factuur verkoop aankoop kassabon venda fatura zamowienie zamowienia faktura sprzedazy paragon
    siparis satis заказ заказа чек 注文 订单 訂單 受注 伝票 購入 購買 销售 交易`,
  date: `dato paivamaara tanggal tgl tarikh ngay dne datumu datuma ημερομηνια paivays วันที่ 일자 날짜 주문일 when date dates day datetime timestamp datum tag am jour fecha dia data giorno dag dzien tarih tarihi gun
    дата 日付 日期 日時 日 年月日`,
  time: `waktu jam thoigian เวลา 일시 시간 time hour uhrzeit zeit heure hora ora orario tijd godzina czas saat saati время 時刻 時間 时间`,
  event: `event events ereignis evenement evento zdarzenie событие イベント 事件`,
  created: `创建 下单 created create placed creation erstellt creee creation creacion creado creato aangemaakt issued`,
  quantity: `jumlah kuantitas soluong sl mnozstvi pocet kusu mennyiseg darab cantitate ποσοτητα antal antall maara จำนวน 수량 quantity qty quantities hoeveelheid units pieces pcs count menge anzahl stuck stuckzahl quantite qte cantidad
    unidades quantita pezzi aantal stuks quantidade qtd qtde ilosc sztuk adet miktar miktari количество 数量 件数 個数 点数`,
  price: `harga dongia gia egysegar pret τιμη pris hinta ราคา 단가 가격 pu ep price prices rate preis preise prix precio prezzo prijs preco cena fiyat fiyati цена 価格 单价 単価 價格 价格 單價`,
  unit: `enheds enhet enhets satuan darabonkent unit each per piece single einzel pro unitaire unite unitario unitaria unidad stuk eenheids
    jednostkowa birim`,
  amount: `nilai bayar thanhtien sotien castka osszeg ertek suma ποσο belopp belob summa ยอดเงิน 금액 sales ventes vendite ventas vendas verkaufe amount value revenue turnover spend spent paid dollars ricavo ricavi opbrengst opbrengsten przychody erlose umsatze money gross amt betrag summe wert umsatz
    erlos montant valeur ca chiffre recette recettes importe monto valor ingresos importo valore fatturato incasso
    bedrag omzet waarde faturamento montante receita kwota wartosc suma przychod obrot tutar tutari ciro
    сумма выручка 金額 金额 売上 销售额 销售金额`,
  total: `tongtien tongcong tong celkem osszesen σύνολο σύνολο yhteensa ยอดรวม รวม 합계 총액 total totals sum gesamt gesamtbetrag gesamtsumme endsumme totaux totale totaal totais razem lacznie
    toplam genel итого всего 合計 合计 总额 總額 总`,
  subtotal: `subtotal sub zwischensumme warenwert sous soustotal sottototale imponibile subtotaal goods merchandise
    ara 小計 小计`,
  net: `veroton net netto nett neto neta netos netas nette nettes netta netti ht netsales exvat nete netti excl ex`,
  gross: `gross grand brutto bruto lordo lorda ttc incl inc`,
  tax: `pajak ppn thue dph afa φπα moms mva ภาษี 세금 부가세 tax taxes vat gst hst pst iva tva mwst ust steuer umsatzsteuer mehrwertsteuer taxe impuesto impuestos
    imposta imposte btw belasting imposto impostos podatek kdv vergi ндс 税 消費税`,
  shipping: `ongkir pengiriman vanchuyen doprava szallitas livrare μεταφορικα frakt fragt ค่าจัดส่ง 배송비 배송 shipping ship shipment delivery freight postage handling versand versandkosten liefer lieferung porto
    fracht livraison port expedition envio flete spedizione consegna verzending verzend bezorg levering frete entrega
    wysylka wysylki dostawa dostawy kargo доставка 送料 運賃 运费 配送`,
  discount: `diskon potongan giamgia sleva kedvezmeny reducere εκπτωση alennus ส่วนลด 할인 discount discounts rebate savings rabatt nachlass ermassigung remise reduction rabais promo descuento
    descuentos sconto sconti korting desconto descontos abatimento rebaja rebajas bonificacion ristourne ribasso abzug riduzione riduzioni reduccion rabat znizka upust indirim скидка 割引 値引 折扣 优惠 promotion`,
  refund: `pengembalian hoantien trahang vraceno vratka visszaterites rambursare επιστροφη aterbetalning refusjon palautus คืนเงิน 환불 반품 refund refunds refunded returned return returns erstattung erstattet erstatteter zuruck retour retoure ruckerstattung rembourse
    remboursement remboursements reembolso reembolsos reembolsado devuelto devolucion rimborso rimborsato reso resa resi rese
    terugbetaald terugbetaling reembolsado zwrot zwrotu iade возврат 返金 退款`,
  fee: `fee fees commission charge charges tip tips gebuhr gebuhren provision frais pourboire comision tarifa tarifas
    commissione kosten taxa taxas oplata prowizja komisyon 手数料 手续费`,
  cost: `cost costs cogs profit margin marge margen margine gewinn`,
  list: `awal compare list listed regular original rrp msrp uvp srp before`,
  name: `nama ten jmeno nev nume ονομα namn navn nimi ชื่อ 이름 성명 명 name names fullname firstname lastname nom prenom nombre nome cognome naam nazwa imie nazwisko vorname
    nachname ad adi isim isim unvan имя 名 名称 名稱 姓名 名前 氏名`,
  email: `メールアドレス アドレス e-posta 이메일 อีเมล email mail e-mail emailaddress correo courriel mailadresse eposta почта 邮箱 メール`,
  phone: `telp sdt dienthoai τηλεφωνο โทรศัพท์ 전화 전화번호 phone telephone tel mobile telefon telefono telefoon telefone handy celular телефон 電話 电话`,
  country: `negara quocgia zeme orszag tara χωρα maa ประเทศ 국가 country nation land pays pais paese kraj ulke страна 国 国家 國家`,
  region: `state province region county district provinz bundesland provincia regione provincie estado wojewodztwo`,
  address: `address street city town zip zipcode postcode postal plz ort strasse adresse adres adresi rue ville direccion
    ciudad indirizzo citta via cap adres stad plaats endereco cidade cep ulica miasto latitude longitude sehir 住所 地址 城市`,
  product: `produk barang sanpham hang zbozi termek produsul προιον vare vara tuote สินค้า 상품 제품 product products item items article articles sku asin ean upc gtin isbn barcode listing variant goods
    stock part artikel artikels produkt produkte ware waren produit produits producto productos articulo articulos
    prodotto prodotti articolo produto produtos anuncio towar towaru urun товар 商品 产品 產品 品目 製品 lineitem`,
  description: `keterangan deskripsi popis leiras megnevezes descriere περιγραφη รายละเอียด description desc title bezeichnung beschreibung titel angebotstitel designation libelle intitule
    descripcion titulo descrizione titolo omschrijving descricao opis aciklama описание 説明 描述 标题`,
  category: `category categories group family collection department kategorie warengruppe produktgruppe rubrik categorie
    famille categoria familia reparto gruppo categorie groep kategoria kategori категория カテゴリ 类别 分类 type`,
  company: `company firma societe empresa azienda bedrijf contact`,
  status: `statusu statu trangthai stav allapot stare κατασταση tila สถานะ 상태 status stage phase fase statut etat stato estado situacao stan durum durumu zustand статус 状態 状态 ステータス`,
  state: `state`,
  payment: `pembayaran thanhtoan platba fizetes plata πληρωμη betalning maksu ชำระเงิน 결제 payment payments paid financial pay zahlung bezahlung zahlungs bezahlt paiement paye payee pago pagado
    pagamento pagato betaling betaald betaal zahl platnosc platnosci odeme оплата 支払 付款`,
  fulfilment: `fulfillment fulfilment fulfilled`,
  currency: `matauang tiente mena penznem moneda νομισμα สกุลเงิน 통화 currency curr wahrung devise monnaie moneda divisa valuta munt moeda waluta doviz валюта 通貨 货币 币种`,
  cancel: `makulerad makulerat stornovano iptaldurumu dibatalkan pembatalan huy zruseno zrusena torolve anulat ακυρωση avbruten annulleret peruttu ยกเลิก 취소 cancelled canceled cancel cancellation storniert storno stornodatum annule annulee annulation cancelacion anulado
    anulacion cancelado cancelamento annullato annullamento cancellazione geannuleerd annulering stornierung stornierungs cancelamento anulowano iptal キャンセル 取消`,
  line: `linje rad line row position pos zeile ligne linea riga regel linha satir 行`,
  channel: `channel source kanal canal canale kanaal marketplace pos store shop outlet branch filiale magasin tienda
    sucursal negozio winkel filiaal loja sklep magaza location 渠道 店舗 店铺`,
  coupon: `coupon coupons promo gutschein gutscheincode bon cupon kupon kod`,
  kept: `kept remaining left verbleibend restant restante`,
  other: `birth dob due exchange new nouveau nuevo neu nuovo nieuw shipped delivered updated modified update expiry expiration registration joined since
    registered last first next fulfilled estimated approved lieferdatum versanddatum faellig geburtsdatum naissance
    nacimiento nascita geboorte mode method note notes message comment priority version score segment gender sex age
    lifetime loyalty tags weight risk device ip url payout employee rep salesperson seller vendor`,
} as const;

export type Concept = keyof typeof words;

const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  ı: 'i',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
};

/** Lower case, accents and other marks taken off. */
export const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßłøıđæœ]/g, (letter) => special[letter]!);

/** Word -> what it means; a word may mean two things (`estado` is a status or a region). */
const meanings = new Map<string, Concept[]>();
for (const [concept, list] of Object.entries(words)) {
  for (const word of list
    .trim()
    .split(/\s+/)
    .map((each) => folded(each).replace('-', ''))) {
    const known = meanings.get(word) ?? [];
    if (!known.includes(concept as Concept)) meanings.set(word, [...known, concept as Concept]);
  }
}

/** Every word with what it means. */
export const headerWords: readonly (readonly [Concept, string])[] = [...meanings].flatMap(
  ([word, concepts]) => concepts.map((concept) => [concept, word] as const),
);

/** Words that only join or decorate others. */
const fillers = new Set(
  `of the a an de del de della des du d la le les el los las l lo il di da do dos das van der den die das et y e und
  and or in on at by for zu zum zur el our your my eur usd gbp chf brl pln try jpy cny sek dkk nok czk en em
  の`.split(/\s+/),
);

/** What a header says: the meanings of its words, and how many of its words nobody knows. */
export interface SaidByHeader {
  /** Each meaning with the words that have it. */
  readonly concepts: ReadonlyMap<Concept, ReadonlySet<string>>;
  readonly unknown: number;
}

const taxWords =
  '(?:tax(?:es)?|vat|gst|mwst|ust|tva|iva|btw|dph|afa|moms|mva|alv|kdv|ндс|φπα|imposto|impuestos?|ppn|thue)';
const withoutTax = new RegExp(
  `(?<!\\p{L})(?:ex|excl|exkl|excluding|ohne|hors|sin|senza|zonder|before|bez|fara|uden|utan|uten|ilman|без|χωρις|nelkul|haric|sem|tanpa)[^\\p{L}]*${taxWords}(?!\\p{L})`,
  'gu',
);
const discountWords =
  '(?:any )?(?:discounts?|rabatt|nachlass|remises?|descuentos?|sconti|sconto|kortingen|korting|desconto)';
const afterDiscount = new RegExp(
  `\\b(?:after|nach|apres|despues de|tras|dopo|na|apos|less|minus|abzuglich)\\W+(?:de |del |lo |le |la )?${discountWords}\\b`,
  'g',
);
const beforeDiscount = new RegExp(
  `\\b(?:before|vor|avant|antes de|antes del|prima|voor)\\W+(?:de |del |lo |le |la |dello )?${discountWords}\\b`,
  'g',
);
const withTax = new RegExp(`\\b(?:inc|incl|inkl|including|mit|avec|con|met)\\W*${taxWords}\\b`, 'g');

/** `paid at` and `sold on` are dates; `ex tax` is net; `N°` and `#` are numbers. */
const spelledOut = (header: string) =>
  folded(header.replace(/[#№]|\bn[°º]|\bn\.º/giu, ' no ').replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'))
    .replace(/_/g, ' ')
    .replace(/\bq\.? ?t(?:a|e|y|d|de)\b/g, ' quantity ')
    .replace(afterDiscount, ' net ')
    .replace(beforeDiscount, ' subtotal ')
    .replace(withoutTax, ' net ')
    .replace(withTax, ' gross ')
    .replace(/\(\s*[-−]\s*refund(s|ed)?\s*\)/, ' kept ')
    .replace(/\b(?:new|to|current|neuer|nouveau|nuevo) (?=status|state|stato|estado|statut)/g, '')
    .replace(/ (?:at|on)(?: \(?utc\)?)?$/, ' date');

/** Cuts a header into words and says what they mean. */
export function saidByHeader(header: string): SaidByHeader {
  const concepts = new Map<Concept, Set<string>>();
  let unknown = 0;
  for (const word of joined(
    spelledOut(header)
      .split(/[^\p{L}]+/u)
      .filter((each) => each !== ''),
  )) {
    const parts = meanings.has(word) || fillers.has(word) ? [word] : partsOf(word);
    if (!parts) unknown++;
    for (const part of parts ?? []) {
      for (const concept of meanings.get(part) ?? [])
        concepts.set(concept, (concepts.get(concept) ?? new Set()).add(part));
    }
  }
  return { concepts, unknown };
}

/** `e mail` and `bill to` are one word each, `ragione sociale` too. */
const joined = (split: readonly string[]): string[] => {
  const out: string[] = [];
  for (const word of split) {
    const before = out.at(-1);
    const pair = before === undefined ? '' : before + word;
    if (pair !== '' && !meanings.has(before!) && !fillers.has(before!) && meanings.has(pair))
      out[out.length - 1] = pair;
    else if (pair === 'email' || pair === 'billto') out[out.length - 1] = pair;
    else out.push(word);
  }
  return out;
};

const linking = ['', 's', 'n', 'en', 'er', 'e', 'es'];

/** A compound as known words, `bestelldatum` as `bestell datum`; null where a part of it is not known. */
function partsOf(word: string): string[] | null {
  // Scripts without blanks between words; Hangul is in its letters here.
  const isIdeographic = /[\u3040-\u30ff\u3400-\u9fff]/.test(word);
  const isJoined = isIdeographic || /[\u0e00-\u0e7f\u1100-\u11ff]/.test(word);
  const least = isIdeographic ? 1 : isJoined ? 2 : 3;
  const best: (string[] | null)[] = [[], ...Array(word.length).fill(null)];
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - 16); start <= end - 1; start++) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || (part.length < least && !(end === word.length && shortEnds.has(part)))) continue;
      if (!meanings.has(part)) continue;
      for (const link of isJoined ? [''] : linking) {
        if (!word.startsWith(link, end)) continue;
        const at = end + link.length;
        if (link !== '' && at === word.length && link.length > 2) continue;
        const found = [...before, part];
        if (!best[at] || best[at].length > found.length) best[at] = found;
      }
    }
  }
  const parts = best[word.length];
  return parts && parts.length > 0 ? parts : null;
}

/** Short words that end a compound: `customerid`, `orderno`. */
const shortEnds = new Set(['id', 'nr', 'no', 'at']);
