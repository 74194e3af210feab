/** How comments say that what they stand on is not for readers of documentation. */
export const UNDOCUMENTED = /:(?:nodoc|stopdoc):|@api +private\b|@private\b/;

/** How comments say that the code they stand on comes from elsewhere. */
export const CITATION =
  /\b(?:taken|copied|borrowed|adapted|adopted|ported|derived|stolen|lifted|imported|translated) (?:\w+ )?from\b|\bbased (?:up)?on (?:an? |the )?(?:code|work|script|implementation|example|recipe|https?:)|stackoverflow\.com|gist\.github\.com|activestate\.com|\bshootout\b|\b(?:credits? to|courtesy of|written by|contributed by)\b/i;
