/** Keeps passwords in URLs out of everything that is shown. */

/**
 * The text with the password of a URL in it replaced by `***`. Meant for broken URLs too, so it would
 * rather hide too much: from the first colon of what may be user and password to the last `@`. A port
 * that is no number may be half a password (`mysql://root:pa/ss`), so it is hidden with all behind it.
 */
export function hideUrlSecret(text: string): string {
  const from = firstSecret(text);
  const at = text.lastIndexOf('@');
  if (at >= from) {
    const colon = text.slice(from, at).indexOf(':');
    return colon < 0 ? text : `${text.slice(0, from + colon)}:***${text.slice(at)}`;
  }
  const host = /^"?[a-z][a-z0-9+.-]*:\/\/(?:\[[^\]]*\]|[^:/?#]*)/i.exec(text)?.[0].length;
  if (host === undefined || text[host] !== ':' || /^:\d+(?:[/?#"]|$)/.test(text.slice(host))) return text;
  return `${text.slice(0, host)}:***`;
}

/** A text with URLs in it, each without its password. A word ends with what stands around a URL in a sentence. */
export function hideUrlSecretsIn(text: string): string {
  // Quotes within it are no end: a password may have them.
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/\S*[^\s'"`,;)\]}]/gi, hideUrlSecret);
}

/** Where a secret may begin. */
function firstSecret(text: string): number {
  // Only behind a scheme that is surely one: `root://secret@host` lacks it.
  const database = /^"?(?:mysql|mariadb|aurora):\/\//i.exec(text);
  if (database) return database[0].length;
  const file = /^"?(?:s3|file):\/\//i.exec(text);
  if (!file) return 0;
  // Buckets and folders may have : and @ in their path; a colon before it says that somebody put keys there.
  const start = file[0].length;
  const path = start + /^[^/?#:]*/.exec(text.slice(start))![0].length;
  if (text[path] === ':') return start;
  const query = text.indexOf('?', path);
  return query < 0 ? text.length : query;
}
