import { err, ok, type Result } from '#shared/result.ts';

/** One server of an address, as its own connection is made. */
export interface ServerAddress {
  /** `host:port`, for logs. */
  readonly name: string;
  /** A host name, an IP address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  /** Undefined: as PGUSER says, or the user of this process. */
  readonly user: string | undefined;
  /** Undefined: as PGPASSWORD or the password file says. */
  readonly password: string | undefined;
  readonly database: string | undefined;
  readonly options: string | undefined;
  readonly tls: TlsMode;
}

/** `none` for a server on this machine or where the address says so; any other connection is encrypted and checked. */
export type TlsMode =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'verifyCa' | 'verifyFull';
      readonly rootCertificateFile: string | undefined;
      readonly certificateFile: string | undefined;
      readonly keyFile: string | undefined;
    };

const PORT = 5432;
const PARAMETERS = [
  'host',
  'port',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'target_session_attrs',
  'options',
] as const;

/** What may stand in an address, in words. */
export const DATABASE_URL_ALLOWED =
  'an address such as postgresql://user@host1:5432,host2:5432/database, with host, port, options, ' +
  'target_session_attrs=read-write, sslmode (disable, require, verify-ca, verify-full), sslrootcert, sslcert and sslkey ' +
  'behind the question mark';

/**
 * Reads an address as libpq writes it: several servers, or the folder of a socket. `pg` itself knows one server only.
 *
 * TLS is stricter than libpq's: without `sslmode` a server elsewhere must show a certificate for its name, `require` checks
 * it too, and what would go on without encryption unasked (`allow`, `prefer`) is refused.
 * @returns at least one server, or what is wrong; never with the password
 */
export function parseDatabaseUrl(text: string): Result<readonly ServerAddress[], string> {
  const parts = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#]*)(?:\/([^?#/]*))?(?:\?([^#]*))?$/.exec(text);
  if (parts === null) return err('it is not a PostgreSQL address');
  const [, userInfo = '', authority = '', path = '', query = ''] = parts;
  const parameters = new URLSearchParams(query);
  const unknown = [...parameters.keys()].find((key) => !PARAMETERS.some((known) => known === key));
  if (unknown !== undefined)
    return err(
      unknown === 'password'
        ? 'the password cannot stand behind the question mark'
        : `the parameter "${unknown}" is not known`,
    );
  const target = parameters.get('target_session_attrs') ?? 'read-write';
  if (target !== 'read-write' && target !== 'primary')
    return err('target_session_attrs must be read-write; replicas are named on their own');
  const [user, password, database] = [...splitOnce(userInfo, ':'), path].map(decoded);
  if (user === null || password === null || database === null)
    return err('a per cent sign in it is not followed by two digits');
  const hosts = hostsOf(authority, parameters);
  if (!hosts.ok) return hosts;
  const servers: ServerAddress[] = [];
  for (const { host, port } of hosts.value) {
    const tls = tlsOf(host, parameters);
    if (!tls.ok) return tls;
    servers.push({
      name: `${host}:${port}`,
      host,
      port,
      user: user || undefined,
      password: password || undefined,
      database: database || undefined,
      options: parameters.get('options') ?? undefined,
      tls: tls.value,
    });
  }
  return ok(servers);
}

interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

function hostsOf(authority: string, parameters: URLSearchParams): Result<readonly HostAndPort[], string> {
  const named = parameters.get('host');
  const ports = parameters.get('port')?.split(',') ?? [];
  const entries =
    named === null
      ? authority.split(',').map((entry) => {
          const [, host = entry, port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(entry) ?? [];
          return { host: host.replace(/^\[(.*)\]$/, '$1') || 'localhost', port };
        })
      : named.split(',').map((host) => ({ host, port: '' }));
  if (ports.length > 1 && ports.length !== entries.length)
    return err(`it names ${entries.length} hosts and ${ports.length} ports`);
  const hosts: HostAndPort[] = [];
  for (const [index, entry] of entries.entries()) {
    const written = entry.port || (ports[index] ?? ports[0] ?? '');
    const port = written === '' ? PORT : Number(written);
    const host = decoded(entry.host);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return err('a port is not from 1 to 65535');
    if (host === null || host === '') return err('a host is empty');
    hosts.push({ host, port });
  }
  return ok(hosts);
}

function tlsOf(host: string, parameters: URLSearchParams): Result<TlsMode, string> {
  const sslmode = parameters.get('sslmode') ?? (isLocal(host) ? 'disable' : 'verify-full');
  const root = parameters.get('sslrootcert') ?? undefined;
  const files = {
    rootCertificateFile: root === 'system' ? undefined : root,
    certificateFile: parameters.get('sslcert') ?? undefined,
    keyFile: parameters.get('sslkey') ?? undefined,
  };
  if ((files.certificateFile === undefined) !== (files.keyFile === undefined))
    return err('sslcert and sslkey come together');
  switch (sslmode) {
    case 'disable':
      return ok({ mode: 'none' });
    case 'verify-ca':
      // Anybody gets a certificate of a public authority; only one's own says anything without the name.
      if (files.rootCertificateFile === undefined) return err('sslmode=verify-ca needs sslrootcert');
      return ok({ mode: 'verifyCa', ...files });
    case 'require':
    case 'verify-full':
      return ok({ mode: 'verifyFull', ...files });
    default:
      return err('sslmode must be disable, require, verify-ca or verify-full');
  }
}

/** A socket, or the loopback: nobody else is on the line. */
const isLocal = (host: string): boolean => /^(\/.*|localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return null;
  }
}
