import type { IppAttribute, IppGroup, IppValue } from './codec.ts';
import { ValueTag } from './constants.ts';

const textAttribute =
  (tag: number) =>
  (name: string, ...values: readonly string[]): IppAttribute => ({
    name,
    values: values.map((value) => ({ type: 'text', tag, value })),
  });

export const charset = textAttribute(ValueTag.charset);
export const naturalLanguage = textAttribute(ValueTag.naturalLanguage);
export const uri = textAttribute(ValueTag.uri);
export const keyword = textAttribute(ValueTag.keyword);
export const nameText = textAttribute(ValueTag.nameWithoutLanguage);
export const mimeMediaType = textAttribute(ValueTag.mimeMediaType);

export const integer = (name: string, value: number): IppAttribute => ({
  name,
  values: [{ type: 'integer', tag: ValueTag.integer, value }],
});

export const boolean = (name: string, value: boolean): IppAttribute => ({
  name,
  values: [{ type: 'boolean', tag: ValueTag.boolean, value }],
});

/** `null` where the group does not have the attribute, so that "not said" is never taken for an answer. */
export function valuesOf(group: IppGroup | undefined, name: string): readonly IppValue[] | null {
  return group?.attributes.find((attribute) => attribute.name === name)?.values ?? null;
}

export function integerOf(group: IppGroup | undefined, name: string): number | null {
  const value = valuesOf(group, name)?.[0];
  return value?.type === 'integer' ? value.value : null;
}

export function booleanOf(group: IppGroup | undefined, name: string): boolean | null {
  const value = valuesOf(group, name)?.[0];
  return value?.type === 'boolean' ? value.value : null;
}

export function textOf(group: IppGroup | undefined, name: string): string | null {
  const value = valuesOf(group, name)?.[0];
  return value === undefined ? null : plainText(value);
}

export function textsOf(group: IppGroup | undefined, name: string): readonly string[] | null {
  return (
    valuesOf(group, name)
      ?.map(plainText)
      .filter((text) => text !== null) ?? null
  );
}

/** printer-output-tray and its like are octet strings that hold text (PWG 5100.13). */
function plainText(value: IppValue): string | null {
  switch (value.type) {
    case 'text':
    case 'textWithLanguage':
      return value.value;
    case 'octets':
      return value.tag === ValueTag.octetString ? Buffer.from(value.value).toString('utf8') : null;
    case 'integer':
    case 'boolean':
    case 'range':
    case 'outOfBand':
    case 'collection':
      return null;
  }
}
