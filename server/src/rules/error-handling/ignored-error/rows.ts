/** Functions of the standard library whose only result is an error that must not be lost: `package.Name`. */
export const ERROR_ONLY: ReadonlySet<string> = new Set([
  'encoding/json.Unmarshal',
  'encoding/xml.Unmarshal',
  'net/http.ListenAndServe',
  'net/http.ListenAndServeTLS',
  'os.Chdir',
  'os.Link',
  'os.Mkdir',
  'os.MkdirAll',
  'os.Symlink',
  'os.Truncate',
  'os.WriteFile',
  'io/ioutil.WriteFile',
]);

/** Functions that give a value and an error, where the value is nil or meaningless without looking at the error. */
export const VALUE_AND_ERROR: ReadonlySet<string> = new Set([
  'crypto/rand.Read',
  'crypto/tls.LoadX509KeyPair',
  'crypto/x509.ParseCertificate',
  'database/sql.Open',
  'html/template.ParseFiles',
  'io/ioutil.ReadFile',
  'net.Dial',
  'net.DialTimeout',
  'net.Listen',
  'net/http.Get',
  'net/http.Head',
  'net/http.Post',
  'net/http.PostForm',
  'os.Create',
  'os.CreateTemp',
  'os.MkdirTemp',
  'os.Open',
  'os.OpenFile',
  'os.ReadFile',
  'text/template.ParseFiles',
]);
