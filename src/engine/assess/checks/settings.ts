/** Settings of both servers that matter: what makes a load slow or refuse a row, and what applications will meet. */
import type { ServerLook } from '../../../endpoints/survey-contract.ts';
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import type { Check } from '../check.ts';

/** Our own sessions set theirs; those who use the target after the migration meet these. */
const MET_BY_APPLICATIONS = ['sql_mode', 'character_set_server', 'lower_case_table_names'];

export const settings: Check<'settings'> = async (world) => {
  const target = await (await world.targetSurvey()).look(world.signal);
  const { address } = (await world.target()).identity;
  if (target === null) return { found: {}, findings: [] };
  const source = await (await world.sourceSurvey()).look(world.signal);
  return { found: {}, findings: [...ofTarget(target, address), ...differences(source, target)] };
};

function ofTarget({ settingIssues, settings }: ServerLook, address: string): AnyFinding[] {
  return settingIssues.map((issue) => {
    const more = { subjects: [issue.subject], fix: issue.fix ?? null };
    switch (issue.subject) {
      case 'local_infile':
        return finding('warned', 'rows-by-insert', { address }, more);
      case 'max_allowed_packet':
        return finding(
          'warned',
          'small-statements',
          { limitBytes: Number(settings.max_allowed_packet) },
          more,
        );
      case 'read_only':
        return finding('warned', 'read-only-unbound', { address }, more);
      default:
        return finding('warned', 'issue', { issue }, more);
    }
  });
}

function differences(source: ServerLook, target: ServerLook): AnyFinding[] {
  const differing = MET_BY_APPLICATIONS.flatMap((name) => {
    const [one, other] = [source.settings[name], target.settings[name]];
    return one === undefined || other === undefined || sorted(one) === sorted(other)
      ? []
      : [{ name, source: one, target: other }];
  });
  if (differing.length === 0) return [];
  const subjects = differing.map(({ name }) => name);
  return [finding('noted', 'settings-differ', { settings: differing }, { subjects })];
}

/** The order of modes says nothing. */
function sorted(value: string): string {
  return value.split(',').sort().join();
}
