/** Reads a note that is a document: the secret of a vault, the settings of a program. */
import { isObject } from '../../document.ts';
import type { EndpointRole } from '../../hops.ts';
import { endOf, labelOf } from './labels.ts';
import type { Saying } from './parts.ts';
import { urlsIn } from './url.ts';
import { readValue } from './values.ts';

/** Null when it is none. */
export function sayingsInDocument(text: string): Saying[] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return inValue(JSON.parse(text), null, 0);
  } catch {
    return null;
  }
}

/** Deeper than any such document. */
const DEEPEST = 6;

function inValue(value: unknown, role: EndpointRole | null, depth: number): Saying[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((one) => inValue(one, role, depth + 1));
  if (!isObject(value)) return [];
  const own = (typeof value.EndpointType === 'string' ? endOf(value.EndpointType) : null) ?? role;
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string' && typeof inner !== 'number')
      return inValue(inner, endOf(key) ?? own, depth + 1);
    const label = labelOf(key);
    const written = `${inner}`;
    const urls = urlsIn(written).map(
      ({ parts }): Saying => ({ role: label?.role ?? own, by: 'address', parts }),
    );
    if (urls.length > 0 || label === null) return urls;
    const parts = readValue(label.part, written);
    return parts === null ? [] : [{ role: label.role ?? own, by: 'label', parts }];
  });
}
