/**
 * The task settings of AWS DMS that are not carried out, section by section, with the values that are
 * the service's defaults. Where several stand, AWS documents and dumps of the service disagree.
 */
import type { QuietValues } from './setting-list.ts';

export const KNOWN_SECTIONS: Readonly<Record<string, QuietValues>> = {
  TargetMetadata: {
    LobChunkSize: [64, 32, 0],
    InlineLobMaxSize: [0],
    LoadMaxFileSize: [0],
    ParallelLoadThreads: [0],
    ParallelLoadBufferSize: [0, 50],
    ParallelLoadQueuesPerThread: [0, 1],
    ParallelApplyThreads: [0],
    ParallelApplyBufferSize: [0, 100],
    ParallelApplyQueuesPerThread: [0, 1],
    BatchApplyEnabled: [false],
    TaskRecoveryTableEnabled: [false],
  },
  FullLoadSettings: {
    CreatePkAfterFullLoad: [false],
    StopTaskCachedChangesApplied: [false],
    StopTaskCachedChangesNotApplied: [false],
    TransactionConsistencyTimeout: [600],
  },
  Logging: {
    EnableLogging: [false],
    EnableLogContext: [false],
    DeleteTaskLogs: [false],
    // Names the service gives; nobody can choose them.
    CloudWatchLogGroup: 'any',
    CloudWatchLogStream: 'any',
    // Severities of the service's own components; every dump lists all of them.
    LogComponents: 'any',
  },
  ControlTablesSettings: {
    HistoryTimeslotInMinutes: [5],
    // Dumps of the service spell it so.
    historyTimeslotInMinutes: [5],
    HistoryTableEnabled: [false],
    SuspendedTablesTableEnabled: [false],
    StatusTableEnabled: [false],
    FullLoadExceptionTableEnabled: [false],
  },
  StreamBufferSettings: {
    StreamBufferCount: [3],
    StreamBufferSizeInMB: [8],
    CtrlStreamBufferSizeInMB: [5],
  },
  ChangeProcessingTuning: {
    BatchApplyPreserveTransaction: [true],
    BatchApplyTimeoutMin: [1],
    BatchApplyTimeoutMax: [30],
    BatchApplyMemoryLimit: [500],
    BatchSplitSize: [0],
    MinTransactionSize: [1000],
    CommitTimeout: [1],
    MemoryLimitTotal: [1024],
    MemoryKeepTime: [60],
    StatementCacheSize: [50],
    RecoveryTimeout: [-1],
  },
  ChangeProcessingDdlHandlingPolicy: {
    HandleSourceTableDropped: [true],
    HandleSourceTableTruncated: [true],
    HandleSourceTableAltered: [true],
  },
  ErrorBehavior: {
    EventErrorPolicy: ['IGNORE'],
    DataMaskingErrorPolicy: ['STOP_TASK'],
    TableErrorEscalationPolicy: ['STOP_TASK'],
    TableErrorEscalationCount: [0, 50],
    ApplyErrorDeletePolicy: ['IGNORE_RECORD'],
    ApplyErrorInsertPolicy: ['LOG_ERROR'],
    ApplyErrorUpdatePolicy: ['LOG_ERROR'],
    ApplyErrorEscalationPolicy: ['LOG_ERROR'],
    ApplyErrorEscalationCount: [0],
    ApplyErrorFailOnTruncationDdl: [false],
    FullLoadIgnoreConflicts: [true],
    FailOnTransactionConsistencyBreached: [false],
  },
  ValidationSettings: {
    ValidationMode: ['ROW_LEVEL'],
    ThreadCount: [5],
    PartitionSize: [10_000],
    FailureMaxCount: [10_000, 1000],
    TableFailureMaxCount: [1000, 10_000],
    RecordFailureDelayInMinutes: [5],
    RecordFailureDelayLimitInMinutes: [0],
    RecordSuspendDelayInMinutes: [30],
    MaxKeyColumnSize: [8096],
    HandleCollationDiff: [false],
    SkipLobColumns: [false],
    ValidationPartialLobSize: [0],
    ValidationQueryCdcDelaySeconds: [0],
    ValidationS3Mask: [0],
    ValidationS3Time: [0],
  },
  LoopbackPreventionSettings: { EnableLoopbackPrevention: [false], SourceSchema: [''], TargetSchema: [''] },
  CharacterSetSettings: { CharacterReplacements: [], CharacterSetSupport: [] },
  BeforeImageSettings: { EnableBeforeImage: [false], FieldName: [''], ColumnFilter: ['pk-only'] },
  TTSettings: { EnableTT: [false], TTS3Settings: [], TTRecordSettings: [] },
  ResyncSettings: {
    EnableResync: [false],
    ResyncSchedule: [''],
    MaxResyncTime: 'any',
    ValidationTaskId: [''],
  },
};

/** Top-level keys that are no sections of ours. */
export const KNOWN_TOP_LEVEL: QuietValues = {
  PostProcessingRules: [],
  FailTaskWhenCleanTaskResourceFailed: [false],
};
