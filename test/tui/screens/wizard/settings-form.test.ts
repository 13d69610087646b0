/** The settings chosen in the wizard are the documents of AWS DMS that the run reads. */
import { describe, expect, test } from 'vitest';
import { parseTaskSettings } from '../../../../src/model/task-settings-parser.ts';
import { EMPTY_DRAFT, taskDocument } from '../../../../src/tui/screens/wizard/draft.ts';
import {
  fileSettingsDocument,
  settingsDocument,
  settingsFields,
} from '../../../../src/tui/screens/wizard/settings/settings-form.ts';
import { type FormState, withValue } from '../../../../src/tui/state/form.ts';

function form(values: Readonly<Record<string, string>>): FormState {
  const empty: FormState = { values: {}, focus: '', revealed: false };
  return Object.entries(values).reduce((filled, [name, value]) => withValue(filled, name, value), empty);
}

describe('settings', () => {
  test('say nothing where nothing was chosen, so that the defaults of the run hold', () => {
    expect(
      settingsDocument(form({ prep: 'unset', lobs: 'full', validate: 'yes', refused: 'SUSPEND_TABLE' })),
    ).toEqual({});
  });

  test('say what was chosen in the words of AWS DMS, and the run reads it so', () => {
    const document = settingsDocument(
      form({
        prep: 'drop-and-create',
        lobs: 'limited',
        'lob-kb': '64',
        lanes: '3',
        validate: 'no',
        refused: 'LOG_ERROR',
        'commit-rate': '5000',
      }),
    );
    expect(document).toMatchObject({ FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' } });
    expect(parseTaskSettings(document, 'settings').settings).toMatchObject({
      prepMode: 'drop-and-create',
      lobs: { mode: 'limited', maxBytes: 64 * 1024 },
      lanes: 3,
      validate: false,
      dataErrors: 'LOG_ERROR',
      truncationErrors: 'LOG_ERROR',
      commitRows: 5000,
    });
  });

  test.each([
    ['truncate', 'truncate'],
    ['do-nothing', 'do-nothing'],
    ['unset', null],
  ] as const)('preparation %s is %s', (chosen, expected) => {
    expect(parseTaskSettings(settingsDocument(form({ prep: chosen })), 'settings').settings.prepMode).toBe(
      expected,
    );
  });

  test('a number that is none is refused where it was typed', () => {
    expect(() => parseTaskSettings(settingsDocument(form({ lanes: 'many' })), 'settings')).toThrow();
  });

  test('files have settings of files, databases have objects that come along', () => {
    const names = (draft: typeof EMPTY_DRAFT) => settingsFields(form({}), draft, 'x').map(({ name }) => name);
    expect(names(EMPTY_DRAFT)).toContain('gzip');
    expect(fileSettingsDocument(form({ gzip: 'yes', header: 'yes' }))).toEqual({
      CompressionType: 'GZIP',
      AddColumnName: true,
    });
    const document = taskDocument({ ...EMPTY_DRAFT, taskId: 'a', fileSettings: { CompressionType: 'GZIP' } });
    expect(document.target).toMatchObject({ settings: { CompressionType: 'GZIP' } });
  });
});
