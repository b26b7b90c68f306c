// The part of cap 0.2.1 that the child uses. The package has no types of its own; it is a CommonJS module, so
// everything hangs on `default`.
declare module 'cap' {
  class Cap {
    /** Returns the name of the link type. Throws if anything fails; the object is dangerous from then on. */
    open(device: string, filter: string, bufferSize: number, buffer: Buffer): string;
    on(event: 'packet', listener: (size: number, truncated: boolean) => void): this;
  }
  const cap: { readonly Cap: typeof Cap };
  export default cap;
}
