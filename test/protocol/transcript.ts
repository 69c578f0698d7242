import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/**
 * Plays a written conversation against the running kiosk and compares what comes back, line by line.
 *
 *   # a comment
 *   connect                                    load the page, open its socket (replaces the one before)
 *   > Common.Status #1 {}                      the page sends a command; `timeout=500` may follow the number
 *   > raw {"header":…}                         the page sends this text as it stands
 *   < acknowledge Common.Status #1             what must come next; `*` stands for any text
 *   < completion Common.Status #1 success {…}
 *   < closed 4005                              the socket of the page before this one closes
 *   bench PUT /identity-card-reader/card {…}   somebody at the bench
 *   scan in-work                               somebody holds their electronic card before the scanner
 *   records GET /records/pension/summary 200   the page asks for records and gets this status
 *   wait 200                                   ms
 *   ignore Common.StatusChangedEvent …         messages that this conversation is not about
 */
export async function playTranscript(
  name: string,
  stack: { kioskUrl: string; benchUrl: string },
): Promise<void> {
  const file = fileURLToPath(new URL(`./transcripts/${name}.txt`, import.meta.url));
  const player = new Player(stack.kioskUrl, stack.benchUrl);
  try {
    for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (line.trim() === '' || line.startsWith('#')) continue;
      await player.play(line, `${name}.txt:${index + 1}`);
    }
  } finally {
    player.end();
  }
}

const ANSWER_TIMEOUT_MS = 15_000;

class Player {
  readonly #heard: string[] = [];
  #socket: WebSocket | null = null;
  #token = '';
  #ignored: string[] = [];

  constructor(
    private readonly kioskUrl: string,
    private readonly benchUrl: string,
  ) {}

  async play(line: string, place: string): Promise<void> {
    const [verb = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    switch (verb) {
      case 'connect':
        return this.#connect();
      case '>':
        return this.#say(rest);
      case '<':
        return this.#hear(rest, place);
      case 'bench':
        return this.#atBench(rest, place);
      case 'scan':
        return this.#scan(rest);
      case 'records':
        return this.#askRecords(rest, place);
      case 'wait':
        return void (await sleep(Number(rest)));
      case 'ignore':
        this.#ignored = words;
        return;
      default:
        throw new Error(`${place}: what is "${verb}"?`);
    }
  }

  end(): void {
    this.#socket?.terminate();
  }

  async #connect(): Promise<void> {
    this.#token = await pageToken(this.kioskUrl);
    const socket = new WebSocket(
      `${this.kioskUrl.replace('http', 'ws')}socket`,
      ['kiosk.v1', `token.${this.#token}`],
      {
        origin: this.kioskUrl.replace(/\/$/, ''),
      },
    );
    socket.on('message', (data) => this.#heard.push(summary(data.toString())));
    socket.on('close', (code) => {
      if (this.#socket !== null) this.#heard.push(`closed ${code}`);
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    this.#socket = socket;
  }

  #say(text: string): void {
    if (text.startsWith('raw ')) {
      this.#socket?.send(text.slice(4));
      return;
    }
    const [, name, id, timeout, payload] = /^(\S+) #(\d+)(?: timeout=(\d+))?(?: (.*))?$/.exec(text) ?? [];
    const header = { type: 'command', name, requestId: Number(id), version: '1.0' };
    const limited = timeout === undefined ? header : { ...header, timeout: Number(timeout) };
    this.#socket?.send(JSON.stringify({ header: limited, payload: JSON.parse(payload ?? '{}') }));
  }

  async #hear(pattern: string, place: string): Promise<void> {
    const deadline = Date.now() + ANSWER_TIMEOUT_MS;
    for (;;) {
      const next = this.#heard.shift();
      if (next === undefined) {
        if (Date.now() > deadline) throw new Error(`${place}: expected "${pattern}", heard nothing`);
        await sleep(5);
      } else if (!this.#ignored.some((name) => next.includes(` ${name} `))) {
        expect(matches(pattern, next), `${place}\nexpected ${pattern}\nheard    ${next}`).toBe(true);
        return;
      }
    }
  }

  async #atBench(text: string, place: string): Promise<void> {
    const [method = '', path = '', ...body] = text.split(' ');
    const answer = await fetch(new URL(path, this.benchUrl), {
      method,
      ...(body.length > 0 ? { body: body.join(' ') } : {}),
    });
    expect(answer.status, `${place}: ${await answer.text()}`).toBe(200);
  }

  async #scan(citizen: string): Promise<void> {
    const issued = await fetch(new URL(`/electronic-card-platform/code/${citizen}`, this.benchUrl));
    const { code } = (await issued.json()) as { code: string };
    const scanned = await fetch(new URL('/code-scanner/code', this.benchUrl), {
      method: 'PUT',
      body: JSON.stringify({ code }),
    });
    expect(scanned.status).toBe(200);
  }

  async #askRecords(text: string, place: string): Promise<void> {
    const [method = '', path = '', status] = text.split(' ');
    const answer = await fetch(new URL(path, this.kioskUrl), {
      method,
      headers: { 'x-kiosk-token': this.#token },
    });
    expect(`${answer.status}`, `${place}: ${await answer.text()}`).toBe(status);
  }
}

export async function pageToken(kioskUrl: string): Promise<string> {
  const page = await (await fetch(kioskUrl)).text();
  const token = /<meta name="kiosk-token" content="([\w-]+)">/.exec(page)?.[1];
  if (token === undefined) throw new Error('the page has no token');
  return token;
}

/** `completion IdentityCard.Read #1 success {"cardKind":…}` */
function summary(text: string): string {
  const { header, payload } = JSON.parse(text);
  const parts = [header.type, header.name];
  if (header.requestId !== undefined) parts.push(`#${header.requestId}`);
  if (header.status !== undefined) parts.push(header.status);
  if (header.completionCode !== undefined) parts.push(header.completionCode);
  if (payload !== undefined) parts.push(JSON.stringify(payload));
  if (header.errorDescription !== undefined) parts.push(`(${header.errorDescription})`);
  return parts.join(' ');
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(text);
}
