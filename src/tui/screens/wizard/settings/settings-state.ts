/** The settings of a task being chosen, and what stands on the target now. */
import type { FormState } from '../../../state/form.ts';

/** Tables of the target that stand where rows are to go. */
export interface Standing {
  readonly tables: number;
  /** The server's estimates. */
  readonly rows: number;
}

export interface SettingsState {
  readonly form: FormState;
  /** Null until the target was asked, and where it has no tables. */
  readonly standing: Standing | null;
  readonly suggestedId: string;
}

export function newSettings(suggestedId: string): SettingsState {
  return { form: { values: {}, focus: 'prep', revealed: false }, standing: null, suggestedId };
}
