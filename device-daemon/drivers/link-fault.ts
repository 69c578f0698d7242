/**
 * What is wrong between the daemon and a device, whatever the device is: it did not answer · it answered nothing that
 * makes sense · it says itself that it is broken, in its own words.
 */
export type LinkFault =
  | { readonly type: 'silent' }
  | { readonly type: 'garbled' }
  | { readonly type: 'broken'; readonly code: string };
