/**
 * The last net before a log line is written. Log calls take closed field lists, so no name or amount has a place in
 * them; this net is for what nobody thought of: a number inside an error's text, a URL, a dump of a payload.
 */
const LONG_NUMBER = /(?<![\w-])(\d{4})\d{7,12}(\d{3}[\dXx])(?![\w-])/g;
/** The 15 characters of a 2017 foreign card. */
const FOREIGN_NUMBER = /\b[A-Z]{3}\d{9}(?=\d{3}\b)/g;
const BEARER = /\b(Bearer\s+|token\.)[\w.-]{8,}/g;
const JWS = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;
/** Runs of Chinese characters of a name's length in quotes, as error texts quote their input. */
const QUOTED_CHINESE = /(["'`「『])[\p{Script=Han}·]{2,}(["'`」』])/gu;

export function maskLogText(text: string): string {
  return text
    .replace(LONG_NUMBER, '$1******$2')
    .replace(FOREIGN_NUMBER, '******')
    .replace(BEARER, '$1***')
    .replace(JWS, '***')
    .replace(QUOTED_CHINESE, '$1***$2');
}
