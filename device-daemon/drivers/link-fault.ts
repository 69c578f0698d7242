/**
 * What is wrong between the daemon and a device, whatever the device is: it did not answer · it answered nothing that
 * makes sense · it says itself that it is broken, in its own words.
 */
export type LinkFault =
  | { readonly type: 'silent' }
  | { readonly type: 'garbled' }
  | { readonly type: 'broken'; readonly code: string };

/** Among faults of other kinds. */
export const isLinkFault = <Other extends { readonly type: string }>(
  fault: LinkFault | Other,
): fault is LinkFault => fault.type === 'silent' || fault.type === 'garbled' || fault.type === 'broken';
