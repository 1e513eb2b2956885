import type { TextEncoding } from '../text-encoding.js';

/** A language, the encodings that its programs write, and its letters beyond the plain ones, small. */
export interface Alphabet {
  readonly encodings: readonly TextEncoding[];
  readonly letters: ReadonlySet<string>;
  /** Those that most of its words are made of; empty where a few accents tell the language. */
  readonly frequent: ReadonlySet<string>;
}

const alphabet = (encodings: readonly TextEncoding[], letters: string, frequent = ''): Alphabet => ({
  encodings,
  letters: new Set(letters.normalize('NFC').replace(/\s/g, '')),
  frequent: new Set(frequent.replace(/\s/g, '')),
});

const western: readonly TextEncoding[] = ['windows-1252', 'macintosh'];
const central: readonly TextEncoding[] = ['windows-1250'];
const russian = 'абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўјљњћђџ';
const kana =
  'ぁあぃいうぇえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろわをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワヲンヴー';

/** Languages in which shops export, the most usual encodings first: of equals the first is taken. */
export const alphabets: readonly Alphabet[] = [
  alphabet(western, 'äöüß'),
  alphabet(western, 'àâæçéèêëîïôœùûüÿ'),
  alphabet(western, 'áéíóúüñªº¿¡'),
  alphabet(western, 'àèéìòóù'),
  alphabet(western, 'áàâãçéêíóôõúü'),
  alphabet(western, 'àäçèéëïóöü'),
  alphabet(western, 'æøåéäö'),
  alphabet(central, 'ąćęłńóśźż'),
  alphabet(central, 'áäčďéěíĺľňóôŕřšťúůýž'),
  alphabet(central, 'áéíóöőúüű'),
  alphabet(central, 'ăâîşţ'),
  alphabet(central, 'čćđšž'),
  alphabet(['windows-1254'], 'çğıöşüâîû'),
  alphabet(['windows-1253'], 'αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ', 'αοιετσνηυρπκλάέίό'),
  alphabet(['windows-1251', 'koi8-r'], russian, 'оеаинтсрвлкмдпуы'),
  alphabet(
    ['shift_jis', 'euc-jp'],
    `${kana} 々一-`,
    `${kana} 注文番号日時者名商品単価個数金額顧客会員住所電話税込送料合計様郎子田中山川本藤佐木受得意先済完了取消発配達小店`,
  ),
  alphabet(
    ['gb18030'],
    '',
    '订单号客户会员买家日期时间数量金额总单价商品名称状态收货人地址电话手机的中国公司已付款支完成取消退交易优惠运费小产店铺编付备注实王李张刘陈杨黄赵吴周徐孙马明华伟芳',
  ),
  alphabet(
    ['big5'],
    '',
    '訂單號客戶會員買家日期時間數量金額總單價商品名稱狀態收貨人地址電話手機的公司已付款支完成取消退交易優惠運費小產店編備註實王李張劉陳楊黃林蔡吳明華',
  ),
  alphabet(['euc-kr'], ''),
];
