/** Views, triggers, routines and events: which come along, which stay, and which this user may not see. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { OBJECT_KINDS } from '../../../model/task.ts';
import { selectsObject } from '../../copy-objects.ts';
import type { Check } from '../check.ts';

export const objects: Check<'objects'> = async (world) => {
  const [plans, source] = [await world.plans(), await world.source()];
  const wanted = world.task.objects;
  const isServer = (await world.target()).identity.family === 'mysql';
  // Whoever writes files wants rows; that views stay where they are is no news.
  if (!isServer && wanted.length === 0) return { found: { counts: null }, findings: [] };
  const selects = selectsObject(world.task, source.namesAreCaseSensitive);
  const seen = await (await world.sourceSurvey()).objects(plans, wanted, selects, world.signal);
  const findings: AnyFinding[] = [];
  const staying = OBJECT_KINDS.filter(
    (kind) => seen.counts[kind] > 0 && (!isServer || !wanted.includes(kind)),
  );
  const counts = Object.fromEntries(staying.map((kind) => [kind, seen.counts[kind]]));
  if (staying.length > 0) {
    const level = isServer ? 'noted' : 'warned';
    const fix = isServer ? `--objects ${[...wanted, ...staying].join(',')}` : null;
    findings.push(finding(level, 'objects-stay', { counts, possible: isServer }, { subjects: staying, fix }));
  }
  if (isServer && seen.hidden.length > 0) {
    const more = { subjects: seen.hidden, fix: seen.fix };
    findings.push(finding('warned', 'objects-hidden', { kinds: seen.hidden }, more));
  }
  return { found: { counts: seen.counts }, findings };
};
