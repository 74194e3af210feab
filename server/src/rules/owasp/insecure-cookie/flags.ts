/** What is off in a cookie, as a message says it. */
export const SECURE_OFF = 'Secure is off for this cookie, so it also travels over plain HTTP; switch it on';
/** The message where scripts may read the cookie. */
export const HTTP_ONLY_OFF = 'HttpOnly is off for this cookie, so any script on the page can read it; switch it on';
/** The message where the cookie goes with foreign requests unprotected. */
export const SAME_SITE_ALONE =
  'This cookie goes along with requests of other sites in plain HTTP; set Secure beside SameSite=None';
/** The message where one call switches both off. */
export const BOTH_OFF =
  'Secure and HttpOnly are off for this cookie: plain HTTP carries it and scripts can read it; switch both on';
