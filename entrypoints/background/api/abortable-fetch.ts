// `fetch` for all requests to VirusTotal, so that "Delete everything" can abort them.

let controller = new AbortController();

/** `fetch`; an aborted request fails like one without a network. */
export const abortableFetch: typeof fetch = (address, { signal, ...request } = {}) =>
  fetch(address, { ...request, signal: AbortSignal.any([controller.signal, ...(signal ? [signal] : [])]) });

/** Aborts every request, and every later one until `allowFetches`. */
export const abortFetches = (): void => controller.abort();

export function allowFetches(): void {
  controller = new AbortController();
}
