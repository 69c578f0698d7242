import type { Example } from './stage.ts';

/** Calls that need no session. */
export const PUBLIC_EXAMPLES = {
  health: () => ({}),
  openapi: () => ({}),
  policies: () => ({ query: { region: '340100', date: '2026-11-22' } }),
  guides: () => ({ query: { region: '420100', q: '养老', limit: '2' } }),
  guide: () => ({ params: { id: '420100-flexible-base' } }),
  jobFairs: () => ({ query: { region: '999999', from: '2026-12-01', limit: '2' } }),
  places: () => ({ query: { near: '999999-0001', kind: 'hospital', networked: 'true', limit: '2' } }),
  hotline: () => ({ query: { region: '999999' } }),
  queryChannels: () => ({ query: { region: '420100' } }),
  directSettlement: () => ({
    query: {
      homeRegion: '230100',
      careRegion: '999999',
      category: 'referred',
      hospital: '999999-hospital-005',
    },
  }),
} satisfies Readonly<Record<string, Example>>;
