import { fromCallback } from 'xstate';
import type { Link } from '../daemon-link/link.ts';

/** Every fact from the daemon, to the machine that invokes this. */
export const createListenToDaemon = (link: Link) =>
  fromCallback<{ type: 'none' }>(({ sendBack }) => link.listen((fact) => sendBack(fact)));
