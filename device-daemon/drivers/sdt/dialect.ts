import type { SdtChecksum } from '../../framing/sdt.ts';
import { CVR_100AU_COMMANDS, SDT_COMMANDS, type SdtCommandName, type SdtCommands } from './commands.ts';

/** How one kind of reader speaks: everything in which the conversations of two models can differ. */
export interface SdtDialect {
  readonly checksum: SdtChecksum;
  /** What the answers may carry; more than one where nobody has said which. */
  readonly answerChecksums: readonly SdtChecksum[];
  readonly commands: SdtCommands;
  /** How a card that was read is asked whether it still lies there; the next one where the module does not know one. */
  readonly presenceProbes: readonly PresenceProbe[];
  /** The reader may leave `select` without an answer; reading works without it. */
  readonly selectOptional: boolean;
}

type PresenceProbe = Extract<SdtCommandName, 'newestAddress' | 'cardBodyNumber' | 'readBase'>;

export const STANDARD_DIALECT: SdtDialect = {
  checksum: 'xor',
  answerChecksums: ['xor'],
  commands: SDT_COMMANDS,
  // Both keep the card where it is; makers differ in which of them their firmware has.
  presenceProbes: ['newestAddress', 'cardBodyNumber'],
  selectOptional: false,
};

/** The commands every module has, without the one that only makers of serial readers send. */
export const PLAIN_DIALECT: SdtDialect = {
  ...STANDARD_DIALECT,
  commands: { ...SDT_COMMANDS, radioBytes: null },
};

/** Two's complement of the sum in the requests; its answers are said to "read like SDT", which leaves both checksums open. */
export const CVR_100AU_DIALECT: SdtDialect = {
  checksum: 'sum',
  answerChecksums: ['sum', 'xor'],
  commands: CVR_100AU_COMMANDS,
  // It has no command that looks at the card without reading it.
  presenceProbes: ['readBase'],
  selectOptional: false,
};
