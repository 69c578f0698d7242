/** The part of ipp-encoder 5 that the fake printer uses; the package has no types of its own. */
declare module 'ipp-encoder' {
  interface Attribute {
    tag: number;
    name: string;
    value: unknown;
  }
  interface Group {
    tag: number;
    attributes: Attribute[];
  }
  interface DecodedRequest {
    version: { major: number; minor: number };
    operationId: number;
    requestId: number;
    groups: { tag: number; attributes: { tag: number; name: string; value: unknown[] }[] }[];
  }
  interface Response {
    version: { major: number; minor: number };
    statusCode: number;
    requestId: number;
    groups: Group[];
  }
  export const request: {
    decode: ((buffer: Buffer, start?: number, end?: number) => DecodedRequest) & { bytes: number };
  };
  export const response: {
    encode: (response: Response, buffer: Buffer, offset?: number) => Buffer;
    encodingLength: (response: Response) => number;
  };
}
