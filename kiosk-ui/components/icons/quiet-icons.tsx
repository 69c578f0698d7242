/*
 * Path data of Alert, Back, End and Headset from lucide-static 1.62.0, ISC licence:
 * Copyright (c) Lucide Contributors. Permission to use, copy, modify, and/or distribute this software for any purpose
 * with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear
 * in all copies. The software is provided "as is" without warranty of any kind.
 */
import { Icon } from './icon.tsx';

export const AlertIcon = () => (
  <Icon>
    <path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4m0 4h.01" />
  </Icon>
);

export const BackIcon = () => (
  <Icon mirrored>
    <path d="m12 19-7-7 7-7m7 7H5" />
  </Icon>
);

export const EndIcon = () => (
  <Icon mirrored>
    <path d="m16 17 5-5-5-5m5 5H9m0 9H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" />
  </Icon>
);

export const HeadsetIcon = () => (
  <Icon>
    <path d="M3 11h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-5Zm0 0a9 9 0 1 1 18 0m0 0v5a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2h3Z" />
    <path d="M21 16v2a4 4 0 0 1-4 4h-5" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="10" />
    <path d="m16.5 9-6 6L7.5 12" />
  </Icon>
);

/** A letter, and a voice that reads it. */
export const LettersIcon = () => (
  <Icon>
    <path d="M2 19 7.5 5h1L14 19M4 14h8M17 9a5 5 0 0 1 0 6M20 6a9 9 0 0 1 0 12" />
  </Icon>
);

export const GlobeIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="10" />
    <ellipse cx="12" cy="12" rx="4.5" ry="10" />
    <path d="M2 12h20" />
  </Icon>
);

export const WheelchairIcon = () => (
  <Icon>
    <circle cx="10" cy="3.5" r="1.5" />
    <path d="M10 8v7h6l2.5 5 1.5-.8M10 11h5M7 11.5a5.5 5.5 0 1 0 7.5 7" />
  </Icon>
);

/** The service's mark: a roof over one person, in a circle. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r="22" />
    <path d="M12 29a13 13 0 0 1 24 0M24 10v7" />
  </svg>
);
