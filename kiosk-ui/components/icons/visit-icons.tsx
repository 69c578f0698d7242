/*
 * Path data from lucide-static 1.62.0 (printer, calendar-days, chart-column, chevron-left, chevron-right,
 * refresh-cw, eye, eye-off, circle-question-mark, table, check, volume-2), ISC licence: Copyright (c) Lucide Contributors. Permission to use, copy, modify, and/or
 * distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright
 * notice and this permission notice appear in all copies. The software is provided "as is" without warranty of any kind.
 */
import { Icon } from './icon.tsx';

export const PrinterIcon = () => (
  <Icon>
    <path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2" />
    <path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6" />
    <rect x="6" y="14" width="12" height="8" rx="1" />
  </Icon>
);

export const CalendarIcon = () => (
  <Icon>
    <rect x="3" y="3" width="18" height="18" rx="2" />
    <path d="M8 2v3m8-3v3M3 9h18M8 13h.01M12 13h.01M16 13h.01M8 17h.01M12 17h.01M16 17h.01" />
  </Icon>
);

export const ChartIcon = () => (
  <Icon>
    <path d="M3 3v16a2 2 0 0 0 2 2h16M18 17V9m-5 8V5M8 17v-3" />
  </Icon>
);

export const PreviousIcon = () => (
  <Icon mirrored>
    <path d="m15 18-6-6 6-6" />
  </Icon>
);

export const NextIcon = () => (
  <Icon mirrored>
    <path d="m9 18 6-6-6-6" />
  </Icon>
);

export const AgainIcon = () => (
  <Icon>
    <path d="M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8m0-5v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16m5 0H3v5" />
  </Icon>
);

export const ShownIcon = () => (
  <Icon>
    <path d="M2 12.3a1 1 0 0 1 0-.6 10.75 10.75 0 0 1 20 0 1 1 0 0 1 0 .6 10.75 10.75 0 0 1-20 0" />
    <circle cx="12" cy="12" r="3" />
  </Icon>
);

export const CoveredIcon = () => (
  <Icon>
    <path d="M2 12.3a1 1 0 0 1 0-.6 10.75 10.75 0 0 1 20 0 1 1 0 0 1 0 .6 10.75 10.75 0 0 1-20 0M4 21 20 3" />
  </Icon>
);

export const ExplainIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="10" />
    <path d="M9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3m.1 4h.01" />
  </Icon>
);

export const TableIcon = () => (
  <Icon>
    <path d="M12 3v18M3 9h18M3 15h18" />
    <rect x="3" y="3" width="18" height="18" rx="2" />
  </Icon>
);

export const UnderstoodIcon = () => (
  <Icon>
    <path d="M20 6 9 17l-5-5" />
  </Icon>
);

export const ReadAloudIcon = () => (
  <Icon>
    <path d="M11 4.7a.7.7 0 0 0-1.2-.5L6.4 7.6a1.4 1.4 0 0 1-1 .4H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.4a1.4 1.4 0 0 1 1 .4l3.4 3.4a.7.7 0 0 0 1.2-.5zM16 9a5 5 0 0 1 0 6M19.4 18.4a9 9 0 0 0 0-12.8" />
  </Icon>
);
