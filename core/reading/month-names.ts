import { folded } from './header-concepts.js';

/**
 * Names of the months, January first, as order files write them: German, French, Spanish, Italian, Dutch,
 * Portuguese, Polish (both cases), Czech, Turkish, Russian (both cases), Swedish and Danish beside English.
 * No name means two different months in them, so a language need not be known.
 */
const months = [
  `january jan januar janner jaen janvier janv enero ene gennaio gen januari janeiro stycznia styczen sty ledna leden led
   ocak oca января январь янв`,
  `february feb februar feber fevrier fevr fev febrero febbraio februari fevereiro lutego luty lut unora unor uno
   subat sub февраля февраль фев февр`,
  `march mar marz mrz maerz mars marzo maart mrt marco marca marzec brezna brezen bre mart марта март мар`,
  `april apr avril avr abril abr aprile kwietnia kwiecien kwi dubna duben dub nisan nis апреля апрель апр`,
  `may mai mayo maggio mag mei maio maja maj kvetna kveten kve mayis мая май`,
  `june jun juni juin junio giugno giu junho czerwca czerwiec cze cervna cerven haziran haz июня июнь июн`,
  `july jul juli juillet juil julio luglio lug julho lipca lipiec lip cervence cervenec temmuz tem июля июль июл`,
  `august aug aout aou agosto ago augustus sierpnia sierpien sie srpna srpen srp agustos agu avgust августа август авг`,
  `september sep sept septembre septiembre settembre set setembro wrzesnia wrzesien wrz zari zar eylul eyl
   сентября сентябрь сен сент`,
  `october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik paz rijna rijen rij ekim
   eki октября октябрь окт`,
  `november nov novembre noviembre novembro listopada listopad lis listopadu kasim kas ноября ноябрь ноя нояб`,
  `december dec dezember dez decembre diciembre dic dicembre dezembro grudnia grudzien gru prosince prosinec pro
   aralik ara декабря декабрь дек`,
];

const numbers = new Map(
  months.flatMap((names, i) => names.split(/\s+/).map((name) => [folded(name), i + 1] as const)),
);

/** The month that a word names, 1 to 12; undefined for any other word. A point at its end does not matter. */
export const monthOfName = (word: string): number | undefined => numbers.get(folded(word).replace(/\.$/, ''));
