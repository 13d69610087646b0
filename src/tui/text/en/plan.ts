/** Words for what a plan says. */
import type { Guarantee } from '../../../endpoints/contract.ts';
import type { IssueCode } from '../../../model/errors.ts';
import type { TableState, ValidationState } from '../../../model/events.ts';

const guarantees: Record<Guarantee, string> = {
  'global-lock': 'one moment for all tables, by a global read lock held for an instant',
  'table-locks': 'one moment for all tables, by table locks held for an instant',
  'unchanged-log': 'one moment for all tables, proved by a log position that did not move',
  'each-reader': 'each lane sees a moment of its own: rows changed during the copy may differ between tables',
};

const issues: Record<IssueCode, string> = {
  'not-carried-out': 'not carried out',
  ambiguous: 'unclear',
  translated: 'translated',
  'left-behind': 'left behind',
  fallback: 'fallback',
  notice: 'note',
  later: 'for later',
};

/** The table states of AWS DMS in a sentence. */
const states: Record<TableState, string> = {
  'Before load': 'before load',
  'Full load': 'full load',
  'Table completed': 'completed',
  'Table cancelled': 'cancelled',
  'Table error': 'error',
  'Table does not exist': 'does not exist',
};

const validation: Record<ValidationState, string> = {
  'Not enabled': 'not asked for',
  'Pending validation': 'not begun',
  'Pending records': 'not finished',
  Validated: 'equal',
  'Mismatched records': 'ROWS DIFFER',
  'Table error': 'not possible',
  Error: 'failed',
};

export const plan = { guarantees, issues, states, validation };
