declare const DRIFT_VERSION: string | undefined;

/** Version of this build; `0.0.0` when it runs from source. */
export const VERSION: string = typeof DRIFT_VERSION === 'string' ? DRIFT_VERSION : '0.0.0';
