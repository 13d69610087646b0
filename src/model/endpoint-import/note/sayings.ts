/** Reads the lines of a note one after the other: headings, labels, addresses, bare names. */
import type { EndpointRole } from '../../hops.ts';
import { commandsIn } from './command.ts';
import { dsnsIn } from './dsn.ts';
import { endOf, labelOf, type NoteLabel } from './labels.ts';
import { withoutBullet } from './lines.ts';
import { pairsIn } from './pairs.ts';
import type { AddressInLine, Saying } from './parts.ts';
import { tableAt } from './tables.ts';
import { urlsIn } from './url.ts';
import { isHost, readValue, roleArnIn } from './values.ts';

export function sayingsOf(lines: readonly string[]): Saying[] {
  const sayings: Saying[] = [];
  /** The end that the last heading named. */
  let role: EndpointRole | null = null;
  /** A label alone on its line: what it is of stands on the next one, as consoles of clouds copy it. */
  let waiting: NoteLabel | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === '') continue;
    const table = tableAt(lines, at);
    if (table !== null) {
      sayings.push(...table.sayings);
      at = table.end - 1;
      continue;
    }
    const heading = headingIn(withoutBullet(line));
    if (heading !== null) ({ role } = heading);
    const text = heading?.rest ?? withoutBullet(line);
    // `PW<tab>d` is a label and a value, and not the label `pwd`.
    const alone = text.includes('\t') ? null : labelOf(text.replace(/\s*[:=：＝]$/, ''));
    if (alone !== null && !KIND.test(text)) {
      role = alone.role ?? role;
      waiting = alone;
      continue;
    }
    const read = readLine(text, role);
    if (waiting !== null && pairsIn(text).length === 0 && read.every((saying) => saying.by === 'bare')) {
      const parts = readValue(waiting.part, line.replace(/^(["'`])(.+)\1$/, '$2'));
      if (parts !== null) read.unshift({ role: waiting.role ?? role, by: 'label', parts });
    }
    waiting = null;
    sayings.push(...read, ...(read.length === 0 ? hostBehind(heading) : []));
  }
  return sayings;
}

/** `Source: db1.example.com` */
function hostBehind(heading: { role: EndpointRole; rest: string } | null): Saying[] {
  const parts = heading?.rest.includes('.') ? readValue('host', heading.rest) : null;
  return heading === null || parts === null ? [] : [{ role: heading.role, by: 'label', parts }];
}

/** A console of a cloud says so behind an endpoint; it is no label of the next line. */
const KIND = /^(?:writer|reader|replica)$/i;

const DIRECTIONS: Readonly<Record<string, EndpointRole>> = { from: 'source', to: 'target' };

/** `## Source`, `[타겟 DB]`, `Target: mysql://…`, each with what stands behind it on its line. */
function headingIn(line: string): { role: EndpointRole; rest: string } | null {
  const [, head = line, rest = ''] =
    /^([^:：=]{1,44}?)\s*(?:[:：=]+|->|→|\s[-–—]\s)\s*(.*)$/.exec(line) ?? [];
  const isAddress = rest === '' || addressesIn(rest).length > 0;
  const role = endOf(head) ?? (isAddress ? DIRECTIONS[head.toLowerCase()] : null) ?? null;
  if (role === null) return null;
  // `Source endpoint: db1` is a label, and so is `Source DB` above its value.
  const isLabel = labelOf(head) !== null;
  return isLabel ? null : { role, rest };
}

function readLine(line: string, role: EndpointRole | null): Saying[] {
  const addresses = addressesIn(line);
  const [first, second] = addresses;
  // `mysqldump … | mysql …`, `mysql://a → mysql://b`: from one end to the other.
  const isWay = first !== undefined && second !== undefined && role === null;
  const labelled =
    first === undefined ? null : labelOf(line.slice(0, first.start).replace(/[\s:=：＝"'`]+$/, ''));
  const sayings: Saying[] = addresses.map(({ parts }, at) => ({
    role: isWay ? (at === 0 ? 'source' : 'target') : (labelled?.role ?? role),
    by: 'address',
    parts,
  }));
  const rest = without(line, addresses);
  for (const { label, written, isSpoken } of pairsIn(rest)) {
    const parts = readValue(label.part, written);
    if (parts !== null) sayings.push({ role: label.role ?? role, by: isSpoken ? 'bare' : 'label', parts });
  }
  return [...sayings, ...bareNames(rest, role)];
}

function addressesIn(line: string): AddressInLine[] {
  const commands = commandsIn(line);
  const found = commands.length > 0 ? commands : [...urlsIn(line), ...dsnsIn(line)];
  return found.sort((one, other) => one.start - other.start);
}

function without(line: string, addresses: readonly AddressInLine[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of addresses) {
    rest += `${line.slice(from, start)} `;
    from = Math.max(from, end);
  }
  return rest + line.slice(from);
}

/** What needs no label: hosts that look like one, the whole name of a role. */
function bareNames(line: string, role: EndpointRole | null): Saying[] {
  const hosts = line
    .split(/[^A-Za-z0-9.:_-]+/)
    .map((word) => word.replace(/[.:]+$/, ''))
    .filter(isHost)
    .map((word) => readValue('host', word));
  return [...hosts, roleArnIn(line)]
    .filter((parts) => parts !== null)
    .map((parts) => ({ role, by: 'bare', parts }));
}
