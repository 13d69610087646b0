/** All checks there are. A new one is a file, a line here, its facts in `model/assessment.ts` and its words. */
import type { CheckId } from '../../model/assessment.ts';
import type { Check } from './check.ts';
import { checkpoint } from './checks/checkpoint.ts';
import { columns } from './checks/columns.ts';
import { definitions } from './checks/definitions.ts';
import { documents } from './checks/documents.ts';
import { estimate } from './checks/estimate.ts';
import { foreignKeys } from './checks/foreign-keys.ts';
import { keys } from './checks/keys.ts';
import { largeValues } from './checks/large-values.ts';
import { moment } from './checks/moment.ts';
import { names } from './checks/names.ts';
import { objects } from './checks/objects.ts';
import { selection } from './checks/selection.ts';
import { settings } from './checks/settings.ts';
import { source } from './checks/source.ts';
import { sourceRights } from './checks/source-rights.ts';
import { space } from './checks/space.ts';
import { target } from './checks/target.ts';
import { targetRights } from './checks/target-rights.ts';
import { targetTables } from './checks/target-tables.ts';
import { transactions } from './checks/transactions.ts';
import { triggers } from './checks/triggers.ts';

export const CHECK_BY_ID: { readonly [Id in CheckId]: Check<Id> } = {
  source,
  target,
  documents,
  selection,
  names,
  'source-rights': sourceRights,
  'target-rights': targetRights,
  settings,
  moment,
  keys,
  transactions,
  'large-values': largeValues,
  'target-tables': targetTables,
  checkpoint,
  definitions,
  'foreign-keys': foreignKeys,
  columns,
  triggers,
  objects,
  space,
  estimate,
};
