/** For a path that begins like none of the others. */
export const OTHER = 'Other';

/** Areas of the service, by how the paths of their routes begin. */
export const TAGS: readonly {
  readonly name: string;
  readonly paths: readonly string[];
  readonly description: string;
}[] = [
  {
    name: 'Sessions',
    paths: ['/v1/sessions', '/v1/query-password'],
    description:
      'Opened by evidence of a card read, closed at the end of a visit; the query password as second factor.',
  },
  {
    name: 'Pension',
    paths: ['/v1/pension'],
    description: 'The record of whoever the session is of: summary, contributions, yearly account.',
  },
  {
    name: 'Statements',
    paths: ['/v1/statements', '/v1/verifications', '/v', '/verify'],
    description: 'Numbered statements, and whether a printed one is genuine.',
  },
  {
    name: 'Payments',
    paths: [
      '/v1/payment',
      '/v1/medical-contributions',
      '/v1/renewal',
      '/v1/make-up',
      '/v1/family',
      '/v1/authorisations',
    ],
    description:
      'Orders of sixty minutes, their payment and receipts, and the relatives somebody may pay for.',
  },
  {
    name: 'Applications',
    paths: [
      '/v1/applications',
      '/v1/off-site-filings',
      '/v1/transfers',
      '/v1/base-declarations',
      '/v1/staff-changes',
      '/v1/employer-reports',
      '/v1/units',
      '/v1/contact-details',
      '/v1/contact-changes',
      '/v1/objections',
      '/v1/record-objections',
    ],
    description:
      'What a citizen or a unit’s agent hands in: filings, transfers, declarations, changes, objections.',
  },
  {
    name: 'Offices',
    paths: ['/v1/office'],
    description: 'What an office decides about applications.',
  },
  {
    name: 'Calculators',
    paths: ['/v1/calculators'],
    description: 'Typed figures in, figures and the policies they rest on out: no session, nothing is kept.',
  },
  {
    name: 'Public information',
    paths: [
      '/v1/policies',
      '/v1/guides',
      '/v1/job-fairs',
      '/v1/places',
      '/v1/hotline',
      '/v1/query-channels',
      '/v1/direct-settlement',
    ],
    description: 'Policies with their documents, guides, job fairs, places and telephones: no session.',
  },
  {
    name: 'Operation',
    paths: ['/health', '/metrics', '/openapi.json', '/problems'],
    description: 'For those who run and call the service.',
  },
  { name: OTHER, paths: [], description: 'Without an area of its own.' },
];

/** The area of a path; the last one where no other is: a test asks for a better. */
export function tagOf(path: string): string {
  const fits = TAGS.flatMap(({ name, paths }) =>
    paths.filter((start) => belongs(path, start)).map((start) => ({ name, start })),
  );
  const [longest] = fits.sort((one, other) => other.start.length - one.start.length);
  return longest?.name ?? OTHER;
}

/** `/v1/payment` has `/v1/payments` and `/v1/payment-orders`, `/v` has nothing but itself. */
const belongs = (path: string, start: string): boolean =>
  start === '/v' ? path === start : path.startsWith(start);
