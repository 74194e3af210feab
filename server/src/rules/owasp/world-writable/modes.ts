/** An octal number with a write bit for everybody and no sticky bit, as languages with octal literals write it. */
export const OPEN_MODE = /^0[oO]?[0246]?[0-7]{2}[2367]$/;
/** The same as text, the way command lines and Node take it. */
export const OPEN_MODE_TEXT = /^0?[0-7]{2}[2367]$/;
/** A symbolic mode that gives everybody the right to write. */
export const OPEN_MODE_SYMBOLS = /^(?:[rwxst=+,-]*,)?[ug]{0,2}[ao][ugoa]{0,3}[+=][rxst]{0,4}w/;
/** A shell command that does the same. */
export const OPEN_COMMAND =
  /^(?:sudo )?chmod (?:-[A-Za-z]+ )?(?:0?[0-7]{2}[2367]|[ug]{0,2}[ao][ugoa]{0,3}[+=][rxst]{0,4}w[rxst]{0,4}) /;
