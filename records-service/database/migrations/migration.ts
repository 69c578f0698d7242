/** A step of the schema. Once released, its text never changes: a later step mends it. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
