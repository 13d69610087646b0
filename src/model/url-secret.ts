/** Keeps passwords in URLs out of everything that is shown. */

/**
 * The text with the password of a URL in it replaced by `***`. Meant for broken URLs too, so it would
 * rather hide too much: from the first colon of what may be user and password to the last `@`. A port
 * that is no number may be half a password (`mysql://root:pa/ss`), so it is hidden with all behind it.
 */
export function hideUrlSecret(text: string): string {
  const slashes = text.indexOf('://');
  const start = slashes < 0 ? 0 : slashes + 3;
  const at = text.lastIndexOf('@', endOfUser(text, start));
  if (at >= start) {
    const colon = text.slice(start, at).indexOf(':');
    return colon < 0 ? text : `${text.slice(0, start + colon)}:***${text.slice(at)}`;
  }
  if (slashes < 0) return text;
  const host = /^(?:\[[^\]]*\]|[^:/?#]*)/.exec(text.slice(start))![0];
  const behind = start + host.length;
  return text[behind] !== ':' || /^:\d*(?:[/?#"]|$)/.test(text.slice(behind))
    ? text
    : `${text.slice(0, behind)}:***`;
}

/** The last place where an `@` can end a user. */
function endOfUser(text: string, start: number): number {
  const rest = text.slice(start);
  // Buckets and folders may hold an @ in their path; a colon before it says that somebody put keys there.
  const isFile = /^(?:s3|file):\/\//i.test(text) && !/^[^/?#]*:/.test(rest);
  const end = isFile ? /[/?#]|$/ : /\?[a-z][a-z-]*=|$/;
  return start + (end.exec(rest)?.index ?? rest.length);
}
