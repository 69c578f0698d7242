import { request as ippRequest, response as ippResponse } from 'ipp-encoder';
import { type FakeJob, JOB_STATE, type PaperPath, TRAY_CAPACITY } from './paper-path.ts';

/**
 * What the printer says, on `ipp-encoder`: another implementation of RFC 8010 than the daemon's own, so that a
 * misreading on one side does not cancel out.
 */
export const OPERATION = {
  printJob: 0x02,
  validateJob: 0x04,
  createJob: 0x05,
  sendDocument: 0x06,
  cancelJob: 0x08,
  getJobAttributes: 0x09,
  getJobs: 0x0a,
  getPrinterAttributes: 0x0b,
} as const;

export const STATUS = {
  ok: 0x0000,
  badRequest: 0x0400,
  notPossible: 0x0404,
  notFound: 0x0406,
  formatNotSupported: 0x040a,
  operationNotSupported: 0x0501,
  versionNotSupported: 0x0503,
} as const;

const GROUP = { operation: 1, job: 2, printer: 4 } as const;
const TAG = {
  noValue: 0x13,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  resolution: 0x32,
  range: 0x33,
  beginCollection: 0x34,
  endCollection: 0x37,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  uriScheme: 0x46,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
  memberName: 0x4a,
} as const;

interface Attribute {
  tag: number;
  name: string;
  value: unknown;
}

export interface Request {
  readonly operation: number;
  readonly requestId: number;
  readonly majorVersion: number;
  readonly dataOffset: number;
  /** First values of all operation and job attributes by name. */
  readonly values: ReadonlyMap<string, readonly unknown[]>;
}

/** `null` when the bytes are no whole request. */
export function decodeRequest(body: Buffer): Request | null {
  try {
    const decoded = ippRequest.decode(body);
    const values = new Map<string, readonly unknown[]>();
    for (const group of decoded.groups) {
      for (const attribute of group.attributes) values.set(attribute.name, attribute.value);
    }
    return {
      operation: decoded.operationId,
      requestId: decoded.requestId,
      majorVersion: decoded.version.major,
      dataOffset: ippRequest.decode.bytes,
      values,
    };
  } catch {
    return null;
  }
}

export function encodeAnswer(
  requestId: number,
  statusCode: number,
  groups: { tag: number; attributes: Attribute[] }[] = [],
): Buffer {
  const response = {
    version: { major: 2, minor: 0 },
    statusCode,
    requestId,
    groups: [
      {
        tag: GROUP.operation,
        attributes: [
          { tag: TAG.charset, name: 'attributes-charset', value: 'utf-8' },
          { tag: TAG.language, name: 'attributes-natural-language', value: 'en' },
        ],
      },
      ...groups,
    ],
  };
  // ipp-encoder would make its own buffer with the deprecated constructor.
  return ippResponse.encode(response, Buffer.alloc(ippResponse.encodingLength(response)));
}

/** requested-attributes of RFC 8011 4.2.5: names, or groups of names; none = all. */
function wanted(request: Request, attributes: Attribute[]): Attribute[] {
  const names = request.values.get('requested-attributes');
  if (names === undefined || names.some((name) => typeof name === 'string' && GROUP_WORDS.has(name))) {
    return attributes;
  }
  const asked = new Set(names);
  // The parts of a collection follow it without a name.
  let keep = false;
  return attributes.filter((attribute) => {
    if (attribute.name !== '') keep = asked.has(attribute.name);
    return keep;
  });
}

const GROUP_WORDS = new Set(['all', 'printer-description', 'job-template', 'job-description']);

export function jobGroup(request: Request, job: FakeJob, printerUri: string, startedAt: number) {
  const seconds = (time: number | null): Attribute['value'] =>
    time === null ? '' : Math.max(1, Math.round((time - startedAt) / 1000));
  const timeAttribute = (name: string, time: number | null): Attribute => ({
    tag: time === null ? TAG.noValue : TAG.integer,
    name,
    value: seconds(time),
  });
  return {
    tag: GROUP.job,
    attributes: wanted(request, [
      { tag: TAG.integer, name: 'job-id', value: job.id },
      { tag: TAG.uri, name: 'job-uri', value: `${printerUri}/${job.id}` },
      { tag: TAG.uri, name: 'job-printer-uri', value: printerUri },
      { tag: TAG.name, name: 'job-name', value: job.name },
      { tag: TAG.name, name: 'job-originating-user-name', value: job.user },
      { tag: TAG.enum, name: 'job-state', value: job.state },
      { tag: TAG.keyword, name: 'job-state-reasons', value: job.reasons },
      { tag: TAG.integer, name: 'job-impressions', value: job.pages },
      { tag: TAG.integer, name: 'job-impressions-completed', value: job.sheetsCompleted },
      { tag: TAG.integer, name: 'job-media-sheets-completed', value: job.sheetsCompleted },
      timeAttribute('time-at-creation', job.createdAt),
      timeAttribute('time-at-processing', job.processingAt),
      timeAttribute('time-at-completed', job.completedAt),
      {
        tag: TAG.integer,
        name: 'job-printer-up-time',
        value: Math.max(1, Math.round((Date.now() - startedAt) / 1000)),
      },
    ]),
  };
}

/** The set that IPP Everywhere (PWG 5100.14) asks for, as far as a one-tray black-and-white printer has it. */
export function printerGroup(request: Request, path: PaperPath, printerUri: string, startedAt: number) {
  const busy = path.current;
  const hindrances = path.hindrances;
  const reasons = [...hindrances];
  if (path.paper === 'low') reasons.push('media-low-warning');
  if (path.toner === 'low') reasons.push('toner-low-warning');
  const state = hindrances.length > 0 ? 5 : busy === undefined ? 3 : 4;
  const queued = path.jobs.filter((job) => job.state < JOB_STATE.canceled).length;
  const tray = path.sensor ? String(path.trayRemaining) : '-2';
  const markerLevel = { full: 80, low: 8, out: 0 }[path.toner];
  return {
    tag: GROUP.printer,
    attributes: wanted(request, [
      { tag: TAG.charset, name: 'charset-configured', value: 'utf-8' },
      { tag: TAG.charset, name: 'charset-supported', value: 'utf-8' },
      { tag: TAG.keyword, name: 'compression-supported', value: 'none' },
      { tag: TAG.integer, name: 'copies-default', value: 1 },
      { tag: TAG.range, name: 'copies-supported', value: '\0\0\0\u0001\0\0\0\u0001' },
      { tag: TAG.mimeType, name: 'document-format-default', value: 'application/pdf' },
      {
        tag: TAG.mimeType,
        name: 'document-format-supported',
        value: ['application/pdf', 'application/octet-stream'],
      },
      { tag: TAG.language, name: 'generated-natural-language-supported', value: 'en' },
      { tag: TAG.keyword, name: 'ipp-features-supported', value: 'ipp-everywhere' },
      { tag: TAG.keyword, name: 'ipp-versions-supported', value: ['1.1', '2.0'] },
      {
        tag: TAG.keyword,
        name: 'job-creation-attributes-supported',
        value: ['copies', 'document-format', 'ipp-attribute-fidelity', 'job-name', 'media', 'sides'],
      },
      { tag: TAG.keyword, name: 'media-default', value: 'iso_a4_210x297mm' },
      { tag: TAG.keyword, name: 'media-ready', value: 'iso_a4_210x297mm' },
      { tag: TAG.keyword, name: 'media-supported', value: 'iso_a4_210x297mm' },
      ...mediaCollection('media-col-default'),
      ...mediaCollection('media-col-ready'),
      { tag: TAG.keyword, name: 'media-col-supported', value: ['media-size'] },
      { tag: TAG.integer, name: 'marker-levels', value: markerLevel },
      { tag: TAG.name, name: 'marker-names', value: 'black' },
      { tag: TAG.keyword, name: 'marker-types', value: 'toner' },
      { tag: TAG.boolean, name: 'multiple-document-jobs-supported', value: false },
      { tag: TAG.language, name: 'natural-language-configured', value: 'en' },
      { tag: TAG.enum, name: 'operations-supported', value: Object.values(OPERATION) },
      { tag: TAG.keyword, name: 'output-bin-default', value: 'face-down' },
      { tag: TAG.keyword, name: 'output-bin-supported', value: 'face-down' },
      { tag: TAG.keyword, name: 'pdl-override-supported', value: 'attempted' },
      { tag: TAG.keyword, name: 'print-color-mode-default', value: 'monochrome' },
      { tag: TAG.keyword, name: 'print-color-mode-supported', value: 'monochrome' },
      { tag: TAG.text, name: 'printer-info', value: 'Fake printer of the device bench' },
      { tag: TAG.boolean, name: 'printer-is-accepting-jobs', value: true },
      { tag: TAG.text, name: 'printer-location', value: 'device bench' },
      { tag: TAG.text, name: 'printer-make-and-model', value: 'Fake Laser 1' },
      { tag: TAG.name, name: 'printer-name', value: 'kiosk' },
      {
        tag: TAG.octetString,
        name: 'printer-output-tray',
        value: `type=unRemovableBin;maxcapacity=${TRAY_CAPACITY};remaining=${tray};status=0;name=face-down;stackingorder=firstToLast;pagedelivery=faceDown;`,
      },
      // 600 × 600 dots per inch.
      { tag: TAG.resolution, name: 'printer-resolution-default', value: '\0\0\u0002X\0\0\u0002X\u0003' },
      { tag: TAG.resolution, name: 'printer-resolution-supported', value: '\0\0\u0002X\0\0\u0002X\u0003' },
      { tag: TAG.enum, name: 'printer-state', value: state },
      {
        tag: TAG.keyword,
        name: 'printer-state-reasons',
        value: reasons.length === 0 ? ['none'] : reasons,
      },
      {
        tag: TAG.integer,
        name: 'printer-up-time',
        value: Math.max(1, Math.round((Date.now() - startedAt) / 1000)),
      },
      { tag: TAG.uri, name: 'printer-uri-supported', value: printerUri },
      { tag: TAG.integer, name: 'queued-job-count', value: queued },
      { tag: TAG.keyword, name: 'sides-default', value: 'one-sided' },
      { tag: TAG.keyword, name: 'sides-supported', value: 'one-sided' },
      { tag: TAG.keyword, name: 'uri-authentication-supported', value: 'none' },
      { tag: TAG.keyword, name: 'uri-security-supported', value: 'none' },
    ]),
  };
}

/** `media-size { x 21000 y 29700 }` in a collection, in ipp-encoder's flat form (RFC 8010 3.1.6). */
function mediaCollection(name: string): Attribute[] {
  const member = (memberName: string, tag: number, value: unknown): Attribute[] => [
    { tag: TAG.memberName, name: '', value: memberName },
    { tag, name: '', value },
  ];
  return [
    { tag: TAG.beginCollection, name, value: '' },
    ...member('media-size', TAG.beginCollection, ''),
    ...member('x-dimension', TAG.integer, 21_000),
    ...member('y-dimension', TAG.integer, 29_700),
    { tag: TAG.endCollection, name: '', value: '' },
    { tag: TAG.endCollection, name: '', value: '' },
  ];
}
