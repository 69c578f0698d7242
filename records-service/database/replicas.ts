import type { ReplicaState } from './database.ts';
import type { ServerAddress } from './database-url.ts';
import { ServerConnections, type ServerReport } from './server-connections.ts';

/** A replica that hangs costs its caller this long; then the primary is asked. */
const ANSWER_TIMEOUT_MS = 2_000;
/** Without news for so long nothing is known about a replica. */
const REPORT_KEPT_MS = 2_000;
/** For the metrics: so far back it is told how late a replica is. */
const POSITIONS_KEPT_MS = 600_000;

interface Replica {
  readonly connections: ServerConnections;
  /** The moment up to which it had everything, and when it said so; null after a failure. */
  reported: { readonly completeAt: number | null; readonly at: number } | null;
  usable: boolean;
}

/**
 * Standbys that answer queries as long as they are not too far behind.
 *
 * How far is found without clocks and without privileges: the primary's position is noted twice a second, and a replica
 * that has replayed up to a noted position has everything that was committed before that moment. So a replica counts as
 * late also where it was cut off from the primary and does not know it, and one where nothing is written does not.
 *
 * A standby of another database is never asked. After a promotion a replica is asked again once its control file shows the new history; before, it may have been
 * following the old one.
 */
export class Replicas {
  readonly #replicas: readonly Replica[];
  readonly #lagMaxMs: number;
  readonly #onChange: (server: ServerAddress, usable: boolean) => void;
  /** Oldest first, all of the newest timeline. */
  #primaryPositions: { readonly at: number; readonly position: bigint }[] = [];
  #timeline = 0;
  #systemIdentifier = '';
  #next = 0;

  constructor(
    addresses: readonly ServerAddress[],
    lagMaxMs: number,
    onLost: (server: ServerAddress) => void,
    onChange: (server: ServerAddress, usable: boolean) => void,
  ) {
    this.#replicas = addresses.map((address) => ({
      connections: new ServerConnections(address, onLost, { answerTimeoutMs: ANSWER_TIMEOUT_MS }),
      reported: null,
      usable: false,
    }));
    this.#lagMaxMs = lagMaxMs;
    this.#onChange = onChange;
  }

  /** Asks every replica how it is, given what the primary said at the moment `at`. */
  async observe(at: number, primary: ServerReport): Promise<void> {
    if (this.#replicas.length === 0) return;
    if (primary.timeline !== this.#timeline) this.requireEverything();
    this.#timeline = primary.timeline;
    this.#systemIdentifier = primary.systemIdentifier;
    this.#primaryPositions.push({ at, position: primary.position });
    if (at - (this.#primaryPositions[0]?.at ?? at) > POSITIONS_KEPT_MS) this.#primaryPositions.shift();
    await Promise.all(this.#replicas.map((replica) => this.#ask(replica)));
  }

  /** From now on a replica is asked only once it has all that is there by now. */
  requireEverything(): void {
    this.#primaryPositions = [];
    for (const replica of this.#replicas) this.#note(replica, null);
  }

  /** The next one that is near enough; null: none is. */
  pick(): ServerConnections | null {
    const now = performance.now();
    for (let tried = 0; tried < this.#replicas.length; tried += 1) {
      const replica = this.#replicas[this.#next % this.#replicas.length];
      this.#next += 1;
      if (replica !== undefined && this.#isUsable(replica, now)) return replica.connections;
    }
    return null;
  }

  /** It failed somebody: left out until it reports again. */
  leaveOut(connections: ServerConnections): void {
    for (const replica of this.#replicas) if (replica.connections === connections) this.#note(replica, null);
  }

  states(): ReplicaState[] {
    const now = performance.now();
    return this.#replicas.map((replica) => {
      const completeAt = replica.reported?.completeAt ?? null;
      return {
        name: replica.connections.server.name,
        usable: this.#isUsable(replica, now),
        lagMs: completeAt === null ? null : Math.max(Math.round(now - completeAt), 0),
      };
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#replicas.map((replica) => replica.connections.close()));
  }

  async #ask(replica: Replica): Promise<void> {
    let report: ServerReport;
    try {
      report = await replica.connections.report();
    } catch {
      // Whatever the reason: it cannot be asked now, the primary can, and the log says which replica is left out.
      this.#note(replica, null);
      return;
    }
    const follows =
      report.inRecovery &&
      report.timeline >= this.#timeline &&
      report.systemIdentifier === this.#systemIdentifier;
    const completeAt = follows
      ? (this.#primaryPositions.findLast((noted) => noted.position <= report.position)?.at ?? null)
      : null;
    this.#note(replica, { completeAt, at: performance.now() });
  }

  #note(replica: Replica, reported: Replica['reported']): void {
    replica.reported = reported;
    const usable = this.#isUsable(replica, performance.now());
    if (usable !== replica.usable) this.#onChange(replica.connections.server, usable);
    replica.usable = usable;
  }

  #isUsable({ reported }: Replica, now: number): boolean {
    return (
      reported !== null &&
      reported.completeAt !== null &&
      now - reported.at <= REPORT_KEPT_MS &&
      now - reported.completeAt <= this.#lagMaxMs
    );
  }
}
