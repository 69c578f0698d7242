import type { Socket } from 'node:net';
import type { Faults } from './faults.ts';

/** What a person does: text is typed, and a button pressed. `expire` stands for the time that SETTIMEOUT set. */
export type DialogAct =
  | { readonly type: 'enter'; readonly text: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'expire' };

const CANCELED = 'ERR 83886179 Operation cancelled <Pinentry>';
const TIMEOUT = 'ERR 83886142 Timeout <Pinentry>';
const NO_TERMINAL = 'ERR 83918950 Inappropriate ioctl for device <Pinentry>';
const UNKNOWN_COMMAND = 'ERR 83886355 Unknown IPC command <User defined source 1>';

/** One run of the program, from its greeting to its end: the far end of its standard input and output. */
export class Dialog {
  readonly #socket: Socket;
  readonly #faults: Faults;
  #heard = '';
  readonly commands: string[] = [];
  readonly labels = new Map<string, string>();
  /** A PIN is asked for, and nothing was done yet. */
  open = false;

  constructor(socket: Socket, faults: Faults) {
    this.#socket = socket;
    this.#faults = faults;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#hear(text));
    // The daemon may end the program at any moment.
    socket.on('error', () => undefined);
    if (faults.otherProgram) this.#say('Usage: cat [OPTION]... [FILE]...\nINQUIRE what');
    else if (faults.silent !== 'greeting') this.#say('OK Pleased to meet you, process 4711');
  }

  act(act: DialogAct): void {
    this.open = false;
    switch (act.type) {
      case 'enter':
        if (act.text !== '') this.#sayData(act.text);
        this.#say('OK');
        return;
      case 'cancel':
        this.#say(CANCELED);
        return;
      case 'expire':
        this.#say(TIMEOUT);
        return;
    }
  }

  #hear(text: string): void {
    this.#heard += text;
    for (let end = this.#heard.indexOf('\n'); end >= 0; end = this.#heard.indexOf('\n')) {
      const line = this.#heard.slice(0, end);
      this.#heard = this.#heard.slice(end + 1);
      this.#obey(line);
    }
  }

  #obey(line: string): void {
    const space = line.indexOf(' ');
    const command = space < 0 ? line : line.slice(0, space);
    const argument = space < 0 ? '' : decodeURIComponent(line.slice(space + 1));
    this.commands.push(command);
    switch (command) {
      case 'BYE':
        this.#say('OK closing connection');
        this.#socket.end();
        return;
      case 'GETPIN':
        this.#askForPin();
        return;
      case 'GETINFO':
        this.#say(argument === 'flavor' ? 'D fake\nOK' : UNKNOWN_COMMAND);
        return;
      case 'OPTION':
      case 'SETTITLE':
      case 'SETDESC':
      case 'SETPROMPT':
      case 'SETOK':
      case 'SETCANCEL':
      case 'SETERROR':
      case 'SETTIMEOUT':
        this.labels.set(command, argument);
        this.#say(this.#faults.refuseLabels ? UNKNOWN_COMMAND : 'OK');
        return;
      default:
        this.#say(UNKNOWN_COMMAND);
    }
  }

  #askForPin(): void {
    const { silent, crash, endlessLine, noDisplay } = this.#faults;
    if (silent === 'pin') return;
    if (noDisplay) {
      this.#say(NO_TERMINAL);
      return;
    }
    if (crash) {
      this.#socket.destroy();
      return;
    }
    if (endlessLine) this.#socket.write('x'.repeat(3000));
    this.open = true;
  }

  #sayData(text: string): void {
    const escaped = this.#faults.escaped
      ? [...Buffer.from(text, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
      : text.replaceAll('%', '%25');
    if (!this.#faults.escaped) this.#say(`D ${escaped}`);
    else for (const character of `D ${escaped}\n`) this.#socket.write(character);
  }

  #say(line: string): void {
    this.#socket.write(`${line}\n`);
  }
}
