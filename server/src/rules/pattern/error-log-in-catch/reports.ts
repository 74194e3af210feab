/** Calls that show an error to somebody: prints, and functions of one's own that say so. */
export const REPORTS =
  /^_*(?:log|warn|print|report|trace|debug|notify|capture|record|alert|display|show|dump|track|puts|p$|pp$|info$|error|fail|exit|abort|die|panic|fatal|handle|reject|resolve|next|raise|issue|on[A-Z_])|(?:log|error|err|exception|warning|message|issue)s?!?$|(?:error|issue|exception)/i;

/** Members of a logger or of what stands for one; what only asserts tells nobody. */
export const REPORTER =
  /(?:^|\.)(?:console|Console|stderr|logging|warnings|traceback|Sentry|Trace|Debug|System\.(?:err|out))\(?\)?\.(?![Aa]ssert)/;
/** Owners that gather errors for somebody. */
export const REPORTED_TO = /(?:errors?|issues?|problems?|failures?|diagnostics?)(?:\(\))?\.\w+$/i;
