/** How far all lanes will see the source as of one moment. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import type { Check } from '../check.ts';

export const moment: Check<'moment'> = async (world) => {
  const plans = await world.plans();
  const expected = await (await world.sourceSurvey()).moment(plans, world.signal);
  if (expected === null) return { found: { guarantee: null }, findings: [] };
  const { guarantee, fix, holdFix } = expected;
  const findings: AnyFinding[] = [];
  if (guarantee === 'unchanged-log' || guarantee === 'each-reader') {
    findings.push(finding('warned', 'weak-moment', { guarantee }, { fix }));
  }
  if (holdFix !== null) findings.push(finding('noted', 'tables-held', {}, { fix: holdFix }));
  return { found: { guarantee }, findings };
};
