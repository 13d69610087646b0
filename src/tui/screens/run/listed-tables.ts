/** The tables in the list: all of the run, or those that the filter leaves, in their one order. */
import type { TableStatistics } from '../../../model/events.ts';
import { contains, filterText } from '../../state/filter.ts';
import type { RunState } from './run-state.ts';
import { isAtWork, type TableView } from './table-view.ts';

type Listed = Pick<RunState, 'followed' | 'filter'>;

export function listedTables({ followed, filter }: Listed): readonly TableView[] {
  const { tables } = followed.view;
  const text = filterText(filter);
  return text === null ? tables : tables.filter(({ statistics }) => contains(statistics.source, text));
}

/** The same of a run that has ended, as its last word tells of them. */
export function endedTables({ followed, filter }: Listed): readonly TableStatistics[] {
  const { tables } = followed.view.report;
  const text = filterText(filter);
  return text === null ? tables : tables.filter(({ source }) => contains(source, text));
}

export function countOf(state: Listed): number {
  return namesOf(state).length;
}

/** By its name on the source; undefined where the list is empty. */
export function tableAt(state: Listed & Pick<RunState, 'list'>): string | undefined {
  return namesOf(state)[state.list.at];
}

export function placesAtWork(state: Listed): number[] {
  return listedTables(state).flatMap(({ statistics }, place) => (isAtWork(statistics) ? [place] : []));
}

function namesOf(state: Listed): readonly string[] {
  if (state.followed.view.report.outcome !== null) return endedTables(state).map(({ source }) => source);
  return listedTables(state).map(({ statistics }) => statistics.source);
}
