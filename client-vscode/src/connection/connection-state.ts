/** Where the connection to the server stands. */
export type ConnectionState =
  | { readonly kind: 'disconnected' }
  /** Starting for the first time, or again after the server ended. */
  | { readonly kind: 'connecting'; readonly restarts: number }
  | { readonly kind: 'connected' }
  /** There is no program that could be started. */
  | { readonly kind: 'error'; readonly message: string }
  /** The server ended or did not answer so often that it is not started again by itself. */
  | { readonly kind: 'failed'; readonly message: string; readonly restarts: number };
