import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { AlertedDevice, DeskMessage, Trouble } from '#shared/staff-desk/messages.ts';
import type { Logger } from '../audit/logger.ts';

/**
 * What must outlive the daemon, so that the desk hears of a trouble once and of its end, too, and no call stays open
 * whose kiosk has been started anew. It holds no personal datum.
 */
const StaffMemory = v.strictObject({
  alerts: v.array(
    v.strictObject({ device: AlertedDevice, trouble: Trouble, sinceMs: v.number(), alertId: v.string() }),
  ),
  /** Not told yet, oldest first. */
  messages: v.array(DeskMessage),
  openCallId: v.nullable(v.string()),
});
export type StaffMemory = v.InferOutput<typeof StaffMemory>;

const FILE_NAME = 'staff-desk.json';
const NOTHING: StaffMemory = { alerts: [], messages: [], openCallId: null };

/** One small file; the newest state takes the place of the one before. */
export class StaffMemoryFile {
  readonly #path: string;
  #next: StaffMemory | null = null;
  #writing: Promise<void> | null = null;
  #failed = false;

  constructor(
    private readonly folder: string,
    private readonly logger: Logger,
  ) {
    this.#path = join(folder, FILE_NAME);
  }

  async read(): Promise<StaffMemory> {
    await mkdir(this.folder, { recursive: true });
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return NOTHING;
    const parsed = v.safeParse(StaffMemory, jsonOf(text));
    if (!parsed.success) this.logger.warn('staff desk: what was not told yet cannot be read');
    return parsed.success ? parsed.output : NOTHING;
  }

  /** Of several states in one moment only the last is written. */
  write(memory: StaffMemory): void {
    this.#next = memory;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  async flush(): Promise<void> {
    await this.#writing;
  }

  /** A full disk must not keep a person from calling: it is logged, and the desk hears of it later or twice. */
  async #writeAll(): Promise<void> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null;
      try {
        await this.#replace(JSON.stringify(next));
        this.#failed = false;
      } catch (error) {
        if (!this.#failed)
          this.logger.error('staff desk: state not written', { code: (error as NodeJS.ErrnoException).code });
        this.#failed = true;
      }
    }
  }

  async #replace(text: string): Promise<void> {
    const fresh = `${this.#path}.next`;
    const file = await open(fresh, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(fresh, this.#path);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema refuses it.
    return undefined;
  }
}
