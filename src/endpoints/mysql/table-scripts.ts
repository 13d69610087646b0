/** Definitions of target tables, each worked out once per task. */
import { type TableName, type TablePlan, tableId } from '../../model/table.ts';
import { type ConstraintNames, readConstraintNames } from './ddl/constraint-names.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import type { TableRequest, TableScript } from './ddl/table-script.ts';
import { targetTable } from './ddl/target-table.ts';
import { viewAsTable } from './ddl/view-as-table.ts';
import type { Session } from './session.ts';

export class TableScripts {
  /** All tables of the task: foreign keys refer from one to another. */
  plans: readonly TablePlan[] = [];
  readonly #session: Session;
  readonly #facts: ServerFacts;
  readonly #scripts = new Map<string, Promise<TableScript>>();
  #names: Promise<ConstraintNames> | null = null;

  constructor(session: Session, facts: ServerFacts) {
    this.#session = session;
    this.#facts = facts;
  }

  of(table: TablePlan): Promise<TableScript> {
    const id = tableId(table.source.name);
    const script = this.#scripts.get(id) ?? this.#make(table);
    this.#scripts.set(id, script);
    return script;
  }

  async #make(table: TablePlan): Promise<TableScript> {
    this.#names ??= readConstraintNames(
      { query: async (sql) => [await this.#session.rows(sql), undefined] },
      this.#facts,
      [...new Set(this.plans.map((plan) => plan.target.schema))],
    );
    const request: TableRequest = {
      plan: table,
      from: table.source.dialect as ServerFacts,
      to: this.#facts,
      parent: (name) => this.#planOf(name),
      names: await this.#names,
    };
    const { createSql } = table.source;
    return createSql === null ? viewAsTable(request) : targetTable(createSql, request);
  }

  #planOf(source: TableName): TablePlan | null {
    const same = (name: TableName) => tableId(name) === tableId(source);
    const alike = (name: TableName) => tableId(name).toLowerCase() === tableId(source).toLowerCase();
    const planWith = (match: (name: TableName) => boolean) =>
      this.plans.find((plan) => match(plan.source.name)) ?? null;
    // A server that does not tell case apart may print a parent's name in another one.
    return planWith(same) ?? planWith(alike);
  }
}
