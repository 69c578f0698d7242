import * as v from 'valibot';

/**
 * Kinds of configuration keys. Each carries what is allowed in words, used when a value is refused and in
 * docs/configuration.md.
 */
type KeyWords = { readonly allowed: string; readonly purpose: string };

function described<Input>(allowed: string, purpose: string) {
  return v.metadata<Input, KeyWords>({ allowed, purpose });
}

export function integerKey(purpose: string, options: { min: number; max: number; unit?: string }) {
  const unit = options.unit === undefined ? '' : ` ${options.unit}`;
  return v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(options.min),
    v.maxValue(options.max),
    described<number>(`a whole number from ${options.min} to ${options.max}${unit}`, purpose),
  );
}

export function decimalKey(purpose: string, options: { min: number; max: number; unit: string }) {
  return v.pipe(
    v.number(),
    v.minValue(options.min),
    v.maxValue(options.max),
    described<number>(`a number from ${options.min} to ${options.max} ${options.unit}`, purpose),
  );
}

export function choiceKey<const Options extends readonly [string, ...string[]]>(
  purpose: string,
  options: Options,
) {
  return v.pipe(
    v.picklist(options),
    described<Options[number]>(`one of ${options.map((option) => `"${option}"`).join(', ')}`, purpose),
  );
}

/** The key that tells the forms of a table apart. */
export function formKey<const Form extends string>(purpose: string, form: Form) {
  return v.pipe(v.literal(form), described<Form>(`"${form}"`, purpose));
}

export function textKey(purpose: string, allowed = 'a text that is not empty', pattern = /\S/) {
  return v.pipe(v.string(), v.regex(pattern), described<string>(allowed, purpose));
}

/** A text that a parser of its own reads. */
export function checkedTextKey(purpose: string, allowed: string, isRight: (text: string) => boolean) {
  return v.pipe(v.string(), v.check(isRight), described<string>(allowed, purpose));
}

export function checkedTextsKey(purpose: string, allowed: string, isRight: (text: string) => boolean) {
  return v.pipe(
    v.array(checkedTextKey(purpose, allowed, isRight)),
    described<string[]>(`a list; each ${allowed}`, purpose),
  );
}

export function wordsKey(purpose: string, allowed: string) {
  return v.pipe(v.array(v.string()), described<string[]>(allowed, purpose));
}

export function choicesKey<const Options extends readonly [string, ...string[]]>(
  purpose: string,
  options: Options,
) {
  return v.pipe(
    v.array(v.picklist(options)),
    v.minLength(1),
    described<Options[number][]>(`a list of ${options.map((option) => `"${option}"`).join(', ')}`, purpose),
  );
}

export function urlKey(purpose: string, protocols: readonly string[]) {
  return v.pipe(
    v.string(),
    v.url(),
    v.check((text) => protocols.some((protocol) => text.startsWith(`${protocol}//`))),
    described(
      `an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
      purpose,
    ),
  );
}

export function switchKey(purpose: string) {
  return v.pipe(v.boolean(), described<boolean>('true or false', purpose));
}
