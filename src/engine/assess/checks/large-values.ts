/** Large values against the LOB mode: what would be cut or stay behind, and what is too large for the target. */
import type { ServerLook, ValueAnswer, ValueQuestion } from '../../../endpoints/survey-contract.ts';
import { type AnyFinding, type FoundValue, finding, type LostValues } from '../../../model/assessment.ts';
import { showTable, tableId } from '../../../model/table.ts';
import type { Check } from '../check.ts';
import { Unmet } from '../unmet.ts';
import type { World } from '../world.ts';

export const largeValues: Check<'large-values'> = async (world) => {
  const { questions, answers } = await world.values();
  const measured = answers.flatMap((answer) => columnsOf(answer, questions));
  const found = {
    columns: questions.reduce((sum, { columns }) => sum + columns.length, 0),
    largest: measured.reduce<FoundValue | null>(
      (largest, { value }) => (value.bytes > (largest?.bytes ?? 0) ? value : largest),
      null,
    ),
  };
  const tooLarge = await tooLargeFor(world, measured);
  return {
    found,
    findings: [...cut(measured), ...left(measured), ...tooLarge, ...unseen(world, questions, answers)],
  };
};

interface MeasuredColumn {
  readonly value: FoundValue;
  readonly lost: LostValues;
  readonly limitBytes: number | null;
  /** Whether the column comes along at all. */
  readonly travels: boolean;
}

function columnsOf(answer: ValueAnswer, questions: readonly ValueQuestion[]): MeasuredColumn[] {
  const { columns } = questions.find(({ table }) => table === answer.table)!;
  const table = showTable(answer.table.source.name);
  return columns.map(({ column, limitBytes }, at) => {
    const { longestBytes, counted } = answer.columns[at]!;
    const { rows, whole } = answer;
    return {
      value: { table, column: column.name, bytes: longestBytes, whole },
      lost: { table, column: column.name, longestBytes, values: counted, rows, whole },
      limitBytes,
      travels: answer.table.columns.some(({ source }) => source.name === column.name),
    };
  });
}

/** One finding for each limit: tables may have their own. */
function cut(measured: readonly MeasuredColumn[]): AnyFinding[] {
  const long = measured.filter(({ limitBytes, lost }) => limitBytes !== null && lost.values > 0);
  const limits = [...new Set(long.map(({ limitBytes }) => limitBytes!))].sort((a, b) => a - b);
  return limits.map((limitBytes) => {
    const columns = long.filter((one) => one.limitBytes === limitBytes).map(({ lost }) => lost);
    const kilobytes = Math.ceil(Math.max(...columns.map(({ longestBytes }) => longestBytes)) / 1024);
    const fix = `"LobMaxSize": ${kilobytes}`;
    return finding('warned', 'values-cut', { limitBytes, columns }, { subjects: columns.map(subject), fix });
  });
}

function left(measured: readonly MeasuredColumn[]): AnyFinding[] {
  const columns = measured.filter(({ travels, lost }) => !travels && lost.values > 0).map(({ lost }) => lost);
  if (columns.length === 0) return [];
  const fix = '"SupportLobs": true, "FullLobMode": true';
  return [finding('warned', 'values-left', { columns }, { subjects: columns.map(subject), fix })];
}

/** Where rows go by INSERT, a row has to fit into one statement; binary values may take up to twice their size. */
async function tooLargeFor(world: World, measured: readonly MeasuredColumn[]): Promise<AnyFinding[]> {
  const look = await lookAtTarget(world);
  const limitBytes = look?.statementLimitBytes ?? null;
  if (look === null || limitBytes === null) return [];
  const fix = look.settingIssues.find(({ subject }) => subject === 'local_infile')?.fix ?? null;
  return measured
    .filter(({ travels, value }) => travels && value.bytes * 2 >= limitBytes)
    .map(({ value }) => {
      const certain = value.bytes >= limitBytes;
      const more = { subjects: [subject(value)], fix };
      return finding(certain ? 'failed' : 'warned', 'value-too-large', { value, limitBytes, certain }, more);
    });
}

/** Null also where the target is not there: its own check says so, and the values are what they are. */
async function lookAtTarget(world: World): Promise<ServerLook | null> {
  try {
    return await (await world.targetSurvey()).look(world.signal);
  } catch (error) {
    if (error instanceof Unmet) return null;
    throw error;
  }
}

function unseen(
  { valuesLimitMs: limitMs }: World,
  questions: readonly ValueQuestion[],
  answers: readonly ValueAnswer[],
): AnyFinding[] {
  const seen = new Set(answers.map(({ table }) => tableId(table.source.name)));
  const tables = questions
    .filter(({ table }) => !seen.has(tableId(table.source.name)))
    .map(({ table }) => showTable(table.source.name));
  if (tables.length === 0) return [];
  return [finding('noted', 'values-unseen', { tables, limitMs }, { subjects: tables })];
}

function subject({ table, column }: { table: string; column: string }): string {
  return `${table}.${column}`;
}
