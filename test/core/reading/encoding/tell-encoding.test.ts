import { tellEncoding } from '../../../../core/reading/encoding/tell-encoding.js';
import type { TextEncoding } from '../../../../core/reading/text-encoding.js';

/** The bytes of a text, found by decoding every letter of one and two bytes. */
function encoded(text: string, encoding: TextEncoding): Uint8Array {
  const bytes = bytesOf(encoding);
  return Uint8Array.from([...text].flatMap((letter) => bytes.get(letter) ?? [63]));
}

const tables = new Map<TextEncoding, ReadonlyMap<string, readonly number[]>>();
function bytesOf(encoding: TextEncoding): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, readonly number[]>();
  for (let one = 0; one < 256; one++) {
    const letter = decoder.decode(Uint8Array.of(one));
    if (letter.length === 1 && letter !== '\ufffd') bytes.set(letter, [one]);
  }
  for (let one = 0x81; one < 256; one++)
    for (let two = 0x40; two < 256; two++) {
      const letter = decoder.decode(Uint8Array.of(one, two));
      if ([...letter].length === 1 && letter !== '\ufffd' && !bytes.has(letter))
        bytes.set(letter, [one, two]);
    }
  tables.set(encoding, bytes);
  return bytes;
}

const russian =
  'Дата;Номер заказа;Покупатель;Сумма\n05.01.2023;1;Иван Петров;100\n06.01.2023;2;Мария Сидорова;200\n';
const japanese =
  '注文日,注文番号,注文者名,商品名,金額\n2023/1/1,1,山田太郎,マグカップ,1000\n2023/1/2,2,佐藤花子,皿,200\n';

test.each<[TextEncoding, string, string]>([
  ['windows-1251', 'Russian', russian],
  ['koi8-r', 'Russian', russian],
  [
    'windows-1250',
    'Czech',
    'Datum;Číslo objednávky;Zákazník\n1.1.2023;1;Jiří Dvořák\n2.1.2023;2;Zdeněk Růžička\n',
  ],
  [
    'windows-1250',
    'Polish',
    'Data;Nr zamówienia;Imię\n1.1.2023;1;Łukasz Wiśniewski\n2.1.2023;2;Małgorzata Żak\n',
  ],
  ['windows-1250', 'Hungarian', 'Dátum;Rendelésszám;Vevő;Összeg\n1;1;Szűcs Jenő;10\n2;2;Kovács Győző;20\n'],
  ['windows-1250', 'Romanian', 'Data;Număr comandă;Sumă\n1;1;Ştefan Ţepeş\n2;2;Ioana Bălan\n'],
  ['windows-1254', 'Turkish', 'Tarih;Sipariş No;Müşteri;Tutar\n1;1;Ayşe Yıldız;10\n2;2;Çağrı Öztürk;20\n'],
  ['windows-1253', 'Greek', 'Ημερομηνία;Αρ. Παραγγελίας;Πελάτης;Ποσό\n1;1;Γιώργος Παπαδόπουλος;10\n'],
  ['shift_jis', 'Japanese', japanese],
  ['euc-jp', 'Japanese', japanese],
  [
    'gb18030',
    'Chinese',
    '订单编号,买家姓名,下单时间,商品名称,金额\n1,王伟,2023/1/1,杯子,100\n2,李娜,2023/1/2,笔记本,200\n',
  ],
  [
    'big5',
    'Chinese',
    '訂單編號,買家姓名,日期,商品名稱,金額\n1,王小明,2023/1/1,杯子,100\n2,陳美玲,2023/1/2,筆記本,200\n',
  ],
  ['euc-kr', 'Korean', '주문번호,주문일,고객명,금액\n1,2023-01-01,김철수,100\n2,2023-01-02,이영희,200\n'],
  ['windows-1252', 'German', 'Datum;Käufer;Größe\n1;Jörg Müller;10\n2;Günther Weiß;3\n'],
  ['windows-1252', 'French', 'Date;Quantité;Prénom\n1;Août;Noël\n2;Hélène;coût\n'],
  ['windows-1252', 'Italian', 'Data;Quantità;Città\n1;Nicolò;10\n2;Forlì;3\n'],
  ['windows-1252', 'Portuguese', 'Data;Endereço;Situação\n1;João Simões;10\n2;Conceição;3\n'],
  ['windows-1252', 'Icelandic', 'Dagur;a\n1;Þórður Guðmundsson;10\n2;Sæþór;10\n'],
  [
    'windows-1252',
    'names of several languages',
    'Käufer\nHélène Lefèvre\nJosé Peña\nSøren Åkesson\nFrançois Noël\n',
  ],
  ['windows-1252', 'one accent', 'Datum;a\n1;café;10\n'],
  ['windows-1252', 'pounds', 'Date;Price\n1;£3.50\n2;£4.50\n'],
])('%s: %s', (encoding, _, text) => {
  expect(tellEncoding(encoded(text, encoding))).toBe(encoding);
});

test('text in UTF-8 is nothing else', () => {
  expect(tellEncoding(new TextEncoder().encode(russian + japanese))).toBe('windows-1252');
});
