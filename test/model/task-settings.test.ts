import { describe, expect, test } from 'vitest';
import { USUAL_RECOVERY } from '../../src/model/recovery.ts';
import { defaultTaskSettings, parseTaskSettings } from '../../src/model/task-settings-parser.ts';
import { AWS_DEFAULT_SETTINGS } from './aws-default-settings.ts';
import { problemsOf } from './world.ts';

function parse(document: unknown) {
  return parseTaskSettings(document, 'settings.json');
}

function problems(document: unknown) {
  return problemsOf(() => parse(document));
}

describe('task settings', () => {
  test('that say nothing lose nothing, destroy nothing and compare everything', () => {
    for (const document of [
      {},
      { TargetMetadata: null, ErrorBehavior: {} },
      { FullLoadSettings: { CommitRate: null } },
    ]) {
      expect(parse(document)).toEqual({ settings: defaultTaskSettings(), issues: [] });
    }
    expect(defaultTaskSettings()).toMatchObject({
      prepMode: null,
      lobs: { mode: 'full' },
      dataErrors: 'SUSPEND_TABLE',
      truncationErrors: 'SUSPEND_TABLE',
      failOnNoTables: true,
      validate: true,
      commitRows: null,
    });
  });

  test('as AWS DMS stores them by default are carried out, with a word only on what may cost rows', () => {
    const { settings, issues } = parse(AWS_DEFAULT_SETTINGS);
    expect(settings).toEqual({
      prepMode: 'drop-and-create',
      lanes: 8,
      commitRows: 10_000,
      lobs: { mode: 'limited', maxBytes: 32_768 },
      dataErrors: 'LOG_ERROR',
      truncationErrors: 'LOG_ERROR',
      tableErrors: 'SUSPEND_TABLE',
      escalation: null,
      recovery: USUAL_RECOVERY,
      failOnNoTables: true,
      validate: false,
      controlSchema: 'dms_tui_control',
      targetSchema: null,
    });
    expect(issues.map((one) => [one.code, one.subject])).toEqual([
      ['notice', 'TargetMetadata.LobMaxSize'],
      ['notice', 'ErrorBehavior.DataErrorPolicy'],
      ['notice', 'ErrorBehavior.DataTruncationErrorPolicy'],
      ['notice', 'ValidationSettings.EnableValidation'],
    ]);
  });

  test('at the other defaults AWS texts and dumps show are no reason for a word', () => {
    const { issues } = parse({
      TargetMetadata: { ParallelLoadQueuesPerThread: 1, ParallelApplyBufferSize: 100 },
      ErrorBehavior: {
        TableErrorEscalationCount: 50,
      },
      ValidationSettings: { FailureMaxCount: 1000, TableFailureMaxCount: 10_000 },
      Logging: {
        LogComponents: [{ Id: 'SORTER', Severity: 'LOGGER_SEVERITY_DEFAULT' }],
        CloudWatchLogGroup: 'dms-tasks-x',
      },
      ControlTablesSettings: { historyTimeslotInMinutes: 5 },
    });
    expect(issues).toEqual([]);
  });

  test('name each setting that is not carried out, once', () => {
    const { issues } = parse({
      FullLoadSettings: { CreatePkAfterFullLoad: true },
      ChangeProcessingTuning: { BatchApplyTimeoutMax: 60 },
      BeforeImageSettings: { EnableBeforeImage: true, FieldName: 'before' },
      TTSettings: { EnableTT: true },
      PostProcessingRules: [{ x: 1 }],
    });
    expect(issues.every((one) => one.code === 'not-carried-out')).toBe(true);
    expect(issues.map((one) => one.subject)).toEqual([
      'PostProcessingRules',
      'FullLoadSettings.CreatePkAfterFullLoad',
      'ChangeProcessingTuning.BatchApplyTimeoutMax',
      'BeforeImageSettings.EnableBeforeImage',
      'BeforeImageSettings.FieldName',
      'TTSettings.EnableTT',
    ]);
  });

  test('name unknown keys and what they may have meant', () => {
    const { issues } = parse({
      FullLoadSetings: { CommitRate: 5 },
      FullLoadSettings: { commitRate: 5 },
      Zzz: 1,
    });
    expect(issues.map((one) => [one.code, one.subject, one.detail])).toEqual([
      ['not-carried-out', 'FullLoadSetings', 'Unknown setting; did you mean "FullLoadSettings"?'],
      ['not-carried-out', 'Zzz', 'Unknown setting'],
      ['not-carried-out', 'FullLoadSettings.commitRate', 'Unknown setting; did you mean "CommitRate"?'],
    ]);
  });

  test.each([
    ['DO_NOTHING', 'do-nothing'],
    ['DROP_AND_CREATE', 'drop-and-create'],
    ['TRUNCATE_BEFORE_LOAD', 'truncate'],
  ])('carry out TargetTablePrepMode %s', (written, prepMode) => {
    expect(parse({ FullLoadSettings: { TargetTablePrepMode: written } }).settings.prepMode).toBe(prepMode);
  });

  test('carry out schemas, policies and limits', () => {
    const { settings, issues } = parse({
      TargetMetadata: { TargetSchema: 'all' },
      FullLoadSettings: { MaxFullLoadSubTasks: 49, CommitRate: 1 },
      ErrorBehavior: {
        DataErrorPolicy: 'STOP_TASK',
        DataTruncationErrorPolicy: 'IGNORE_RECORD',
        TableErrorPolicy: 'STOP_TASK',
        FailOnNoTablesCaptured: false,
      },
      ValidationSettings: { EnableValidation: true },
      ControlTablesSettings: { ControlSchema: 'ctl' },
    });
    expect(settings).toMatchObject({
      targetSchema: 'all',
      lanes: 49,
      commitRows: 1,
      dataErrors: 'STOP_TASK',
      truncationErrors: 'IGNORE_RECORD',
      tableErrors: 'STOP_TASK',
      failOnNoTables: false,
      validate: true,
      controlSchema: 'ctl',
    });
    expect(issues.map((one) => one.code)).toEqual(['notice']);
  });
});

test('limits and pauses of errors are carried out', () => {
  const { settings, issues } = parse({
    ErrorBehavior: {
      DataErrorEscalationCount: 50,
      DataErrorEscalationPolicy: 'STOP_TASK',
      RecoverableErrorCount: 0,
      RecoverableErrorInterval: '7',
      RecoverableErrorThrottlingMax: 60,
      RecoverableErrorStopRetryAfterThrottlingMax: false,
    },
  });
  expect(issues).toEqual([]);
  expect(settings).toMatchObject({
    escalation: { rows: 50, policy: 'STOP_TASK' },
    recovery: { tries: 0, pauseMs: 7_000, longestMs: 60_000, endsAtLongest: false },
  });
  const read = (errors: object) => parse({ ErrorBehavior: errors }).settings;
  expect(read({ DataErrorEscalationCount: 2 }).escalation).toEqual({ rows: 2, policy: 'SUSPEND_TABLE' });
  expect(read({ RecoverableErrorCount: '-1' }).recovery).toEqual(USUAL_RECOVERY);
  expect(read({ RecoverableErrorThrottling: false }).recovery.longestMs).toBeNull();
  // A server that comes back is not to be asked without end.
  expect(read({ RecoverableErrorInterval: 0 }).recovery.pauseMs).toBe(1_000);
});

describe('LOB settings', () => {
  test.each([
    [
      { SupportLobs: true, FullLobMode: true, LimitedSizeLobMode: false, LobMaxSize: 0 },
      { mode: 'full' },
      [],
    ],
    [{ FullLobMode: true }, { mode: 'full' }, []],
    [{ SupportLobs: true }, { mode: 'full' }, []],
    [{ SupportLobs: false, LimitedSizeLobMode: true, LobMaxSize: 8 }, { mode: 'none' }, []],
    [{ LimitedSizeLobMode: true, LobMaxSize: 63 }, { mode: 'limited', maxBytes: 64_512 }, ['notice']],
    [{ LimitedSizeLobMode: true }, { mode: 'limited', maxBytes: 32_768 }, ['notice']],
    [{ LobMaxSize: 63 }, { mode: 'full' }, ['ambiguous']],
    [{ FullLobMode: false }, { mode: 'full' }, ['ambiguous']],
    [{ LimitedSizeLobMode: false }, { mode: 'full' }, []],
  ])('%j', (written, lobs, codes) => {
    const { settings, issues } = parse({ TargetMetadata: written });
    expect(settings.lobs).toEqual(lobs);
    expect(issues.map((one) => one.code)).toEqual(codes);
  });

  test.each([
    [
      { FullLobMode: true, LimitedSizeLobMode: true },
      'TargetMetadata.LimitedSizeLobMode: is true, and so is FullLobMode',
    ],
    [
      { FullLobMode: false, LimitedSizeLobMode: false },
      'TargetMetadata.FullLobMode: is false, and so is LimitedSizeLobMode',
    ],
    [{ LimitedSizeLobMode: true, LobMaxSize: 0 }, 'TargetMetadata.LobMaxSize: is 0'],
    [{ LobMaxSize: 102_401 }, 'TargetMetadata.LobMaxSize: is 102401 (a whole number from 0 to 102400)'],
  ])('%j is refused', (written, expected) => {
    expect(problems({ TargetMetadata: written })[0]).toContain(expected);
  });
});

describe('bad task settings', () => {
  test.each([
    ['x', ': is "x" (an object: {…})'],
    [[], ': is [] (an object: {…})'],
    [{ FullLoadSettings: [] }, 'FullLoadSettings: is [] (an object: {…})'],
    [{ Logging: 'on' }, 'Logging: is "on" (an object: {…})'],
    [
      { FullLoadSettings: { TargetTablePrepMode: 'DROP' } },
      'FullLoadSettings.TargetTablePrepMode: is "DROP" (DO_NOTHING, DROP_AND_CREATE, TRUNCATE_BEFORE_LOAD)',
    ],
    [
      { FullLoadSettings: { MaxFullLoadSubTasks: 50 } },
      'FullLoadSettings.MaxFullLoadSubTasks: is 50 (a whole number from 1 to 49)',
    ],
    [{ FullLoadSettings: { MaxFullLoadSubTasks: 0 } }, 'FullLoadSettings.MaxFullLoadSubTasks: is 0'],
    [
      { FullLoadSettings: { CommitRate: 1.5 } },
      'FullLoadSettings.CommitRate: is 1.5 (a whole number from 1 to 50000)',
    ],
    [{ FullLoadSettings: { CommitRate: 50_001 } }, 'FullLoadSettings.CommitRate: is 50001'],
    [
      { FullLoadSettings: { CommitRate: 'many' } },
      'FullLoadSettings.CommitRate: is "many" (a whole number from 1 to 50000)',
    ],
    [
      { ErrorBehavior: { DataErrorPolicy: 'IGNORE' } },
      'ErrorBehavior.DataErrorPolicy: is "IGNORE" (IGNORE_RECORD, LOG_ERROR, SUSPEND_TABLE, STOP_TASK)',
    ],
    [
      { ErrorBehavior: { RecoverableErrorCount: -2 } },
      'ErrorBehavior.RecoverableErrorCount: is -2 (a whole number from -1 to 1000000000)',
    ],
    [
      { ErrorBehavior: { TableErrorPolicy: 'LOG_ERROR' } },
      'ErrorBehavior.TableErrorPolicy: is "LOG_ERROR" (SUSPEND_TABLE, STOP_TASK)',
    ],
    [
      { ErrorBehavior: { FailOnNoTablesCaptured: 'yes' } },
      'ErrorBehavior.FailOnNoTablesCaptured: is "yes" (true or false)',
    ],
    [{ TargetMetadata: { SupportLobs: 1 } }, 'TargetMetadata.SupportLobs: is 1 (true or false)'],
    [
      { ControlTablesSettings: { ControlSchema: 5 } },
      'ControlTablesSettings.ControlSchema: is 5 (a text in double quotes)',
    ],
    [
      { ControlTablesSettings: { ControlSchema: 'x'.repeat(65) } },
      'ControlTablesSettings.ControlSchema: is ',
    ],
    [
      { ValidationSettings: { ValidationOnly: true } },
      'ValidationSettings.ValidationOnly: is true: such a task moves nothing',
    ],
  ])('%j', (document, expected) => {
    expect(problems(document)[0]).toContain(expected);
  });

  test('are reported together, under the path of the document they are part of', () => {
    const document = { FullLoadSettings: { CommitRate: 0 }, TargetMetadata: { SupportLobs: 'y' } };
    expect(
      problemsOf(() => parseTaskSettings(document, 'task.json', 'taskSettings')).map(
        (one) => one.split(':')[0],
      ),
    ).toEqual(['taskSettings.TargetMetadata.SupportLobs', 'taskSettings.FullLoadSettings.CommitRate']);
  });
});
