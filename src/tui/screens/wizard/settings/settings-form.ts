/** How the tables are to go: the fields, and the documents of AWS DMS they come to. */
import type { FieldSpec, FormState } from '../../../state/form.ts';
import type { Draft } from '../draft.ts';

/** `unset`: nobody chose, so that a table that holds rows stops the task before anything is touched. */
const PREP_OPTIONS = ['unset', 'do-nothing', 'truncate', 'drop-and-create'] as const;

const PREP_WORDS: Readonly<Record<string, string>> = {
  'do-nothing': 'DO_NOTHING',
  truncate: 'TRUNCATE_BEFORE_LOAD',
  'drop-and-create': 'DROP_AND_CREATE',
};

/** What AWS DMS takes for a limit when none is written. */
const DEFAULT_LOB_KB = '32';

export function settingsFields(form: FormState, draft: Draft, suggestedId: string): readonly FieldSpec[] {
  const isFile = draft.target?.address.engine !== 'mysql';
  const limited = value(form, 'lobs') === 'limited';
  return [
    { name: 'task', kind: 'text', initial: suggestedId },
    choice('prep', PREP_OPTIONS),
    ...(isFile ? FILES : [choice('objects', ['tables', 'all'])]),
    choice('lobs', ['full', 'limited', 'none']),
    ...(limited ? [{ name: 'lob-kb', kind: 'text', initial: DEFAULT_LOB_KB } as const] : []),
    { name: 'lanes', kind: 'text' },
    choice('validate', ['yes', 'no']),
    choice('more', ['no', 'yes']),
    ...(value(form, 'more') === 'yes' ? ADVANCED : []),
  ];
}

const FILES: readonly FieldSpec[] = [choice('gzip', ['no', 'yes']), choice('header', ['no', 'yes'])];

const ADVANCED: readonly FieldSpec[] = [
  choice('refused', ['SUSPEND_TABLE', 'STOP_TASK', 'LOG_ERROR', 'IGNORE_RECORD']),
  { name: 'commit-rate', kind: 'text' },
];

function choice(name: string, options: readonly string[]): FieldSpec {
  return { name, kind: 'choice', options };
}

function value(form: FormState, name: string): string {
  return form.values[name]?.text.trim() ?? '';
}

/** Only what was chosen: whoever reads the file later sees what somebody wanted. */
export function settingsDocument(form: FormState): Readonly<Record<string, unknown>> {
  const lanes = value(form, 'lanes');
  const commitRate = value(form, 'commit-rate');
  const prep = PREP_WORDS[value(form, 'prep')];
  const refused = value(form, 'refused');
  return withoutEmpty({
    TargetMetadata: lobSettings(form),
    FullLoadSettings: {
      ...(prep !== undefined && { TargetTablePrepMode: prep }),
      ...(lanes !== '' && { MaxFullLoadSubTasks: numberOf(lanes) }),
      ...(commitRate !== '' && { CommitRate: numberOf(commitRate) }),
    },
    ErrorBehavior:
      refused === '' || refused === 'SUSPEND_TABLE'
        ? {}
        : { DataErrorPolicy: refused, DataTruncationErrorPolicy: refused },
    ValidationSettings: value(form, 'validate') === 'no' ? { EnableValidation: false } : {},
  });
}

function lobSettings(form: FormState): Readonly<Record<string, unknown>> {
  switch (value(form, 'lobs')) {
    case 'none':
      return { SupportLobs: false };
    case 'limited':
      return {
        SupportLobs: true,
        FullLobMode: false,
        LimitedSizeLobMode: true,
        LobMaxSize: numberOf(value(form, 'lob-kb') || DEFAULT_LOB_KB),
      };
    default:
      return {};
  }
}

/** The settings of files, for a target that is made of them. */
export function fileSettingsDocument(form: FormState): Readonly<Record<string, unknown>> {
  return {
    ...(value(form, 'gzip') === 'yes' && { CompressionType: 'GZIP' }),
    ...(value(form, 'header') === 'yes' && { AddColumnName: true }),
  };
}

export function objectsOf(form: FormState): string | null {
  return value(form, 'objects') === 'all' ? 'all' : null;
}

/** What is no number stays as it was typed: the parser of the document says where it stands and what may. */
function numberOf(written: string): number | string {
  return /^\d+$/.test(written) ? Number(written) : written;
}

function withoutEmpty(document: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(
    Object.entries(document).filter(([, section]) => Object.keys(section).length > 0),
  );
}
