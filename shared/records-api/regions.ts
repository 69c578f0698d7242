import * as v from 'valibot';

/** GB/T 2260; `000000` is the whole country. */
export const RegionText = v.pipe(v.string(), v.regex(/^\d{6}$/, 'six digits (GB/T 2260)'));

/** Id of something public: its region, then small letters, digits and hyphens. Never of a person. */
export const PublicId = v.pipe(
  v.string(),
  v.regex(/^\d{6}-[a-z0-9]+(-[a-z0-9]+)*$/, 'a region, a hyphen, small letters, digits and hyphens'),
  v.maxLength(60),
);

/** The key of a page of a list that is sorted by a number, then by an id. */
export const NumberedKey = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}~\d{6}-[a-z0-9-]{1,53}$/, 'nextAfter of the page before'),
);

/** What citizens type into a search: Chinese, letters, digits; blanks part words of which all have to be there. */
export const SearchText = v.pipe(
  v.string(),
  v.regex(/^[^\p{Cc}]*[\p{L}\p{N}][^\p{Cc}]*$/u, 'words with at least one letter or digit'),
  v.maxLength(40),
);

/** What `NumberedKey` let through, taken apart. */
export function readNumberedKey(key: string): { readonly number: number; readonly id: string } {
  const [number = '0', id = ''] = key.split('~');
  return { number: Number(number), id };
}
