/**
 * espeak-ng reads Chinese character by character. Where a character has several readings it takes the commonest, so that a
 * bank is a "silver walk". In the words of a kiosk another character stands in that sounds right and has one reading only.
 * Simplified and traditional forms side by side.
 */
const READINGS: readonly (readonly [word: RegExp, heard: string])[] = [
  // háng
  [/(?<=[银銀分支])行|行(?=[业業号號])/g, '航'],
  // chóng
  [/重(?=[新复複试試读讀置设設印做放插来來打启啟算填选選申])/g, '虫'],
  // tiáo
  [/[调調](?=[整高低大小节節剂劑亮暗])/g, '条'],
  // zhǎng
  [/(?<=[增年家校])[长長]|[长長](?=[辈輩者])/g, '掌'],
  // huán
  [/(?<=[归歸退交偿償返])[还還]|[还還](?=[款给給])/g, '环'],
  // dì
  [/(?<=[当當本外各异異])地|地(?=[区區址点點方税稅])/g, '弟'],
  // wéi
  [/(?<=[额額计計数數作成认認视視记記转轉改分均高低])[为為]|[为為](?=[止准主零空限])/g, '维'],
  // chā
  [/差(?=[额額距别別错錯])/g, '插'],
  // gēng
  [/更(?=[换換改新正])/g, '耕'],
  // lěi
  [/累(?=[计計积積])/g, '磊'],
  // jǐ
  [/(?<=[供补補])[给給]|[给給](?=[付予])/g, '挤'],
  // yāo
  [/要(?=求)/g, '腰'],
  // sāng
  [/[丧喪](?=[葬假])/g, '桑'],
  // yù
  [/(?<=[参參])[与與]/g, '玉'],
  // xiàng
  [/(?<=照)相|相(?=片)/g, '像'],
  // chǔ
  [/[处處](?=[理分置于於])/g, '储'],
  // yìng
  [/(?<=[对對回反相响響])[应應]/g, '映'],
  // jià
  [/假(?=[期日])/g, '架'],
  // tán
  [/[弹彈](?=出)/g, '谈'],
  // jiào
  [/教(?=[育师師])/g, '叫'],
];

/** For its ears only: what it would read wrongly is written as it sounds. */
export const asEspeakReads = (text: string): string =>
  READINGS.reduce((spelled, [word, heard]) => spelled.replace(word, heard), text);
