/**
 * What GB 18030-2022 asks of everybody who writes names: level 1 are the two blocks that most fonts have, level 2 is
 * level 1 and these 196 characters of the 通用规范汉字表 that lie beyond it, in CJK Extensions B to E.
 */
export const LEVEL_2_BEYOND_LEVEL_1 = [
  '𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀',
  '𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷',
  '𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮',
  '𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓',
].join('');

/** The blocks of level 1: the unified ideographs up to U+9FEF and Extension A. */
export function* levelOne(): Generator<string> {
  for (let code = 0x3400; code <= 0x4db5; code += 1) yield String.fromCodePoint(code);
  for (let code = 0x4e00; code <= 0x9fef; code += 1) yield String.fromCodePoint(code);
}

/** Rare characters out of real registers, one each of where fonts begin to fail. */
export const RARE_CHARACTERS = '㐂䶮𠮷𬭚𬴂㛃𬀩𫖮𡐓';
