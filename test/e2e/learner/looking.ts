/** How a learner looks into servers and stores. */
import type { Learner } from './learner.ts';

/** Signs in as the account that was handed out: only its password is asked for. */
export async function signIn(learner: Learner, note: string): Promise<void> {
  const { password } = learner.words.lab.note;
  const line = note.split('\n').find((one) => one.trim().startsWith(password))!;
  await learner.sees(learner.words.secret.hint);
  await learner.type(line.trim().slice(password.length).trim());
  await learner.press('enter');
}

export async function openSchema(learner: Learner, schema: string): Promise<void> {
  await learner.sees(learner.words.browse.allSchemas);
  await learner.pointsAt(`${schema} `);
  await learner.press('enter');
}

/** Opens a table of the list, and sees its first rows. */
export async function lookAt(learner: Learner, table: string): Promise<void> {
  await learner.pointsAt(`${table} `);
  await learner.press('enter');
  await learner.sees(`› ${table}`);
  await learner.sees(learner.words.browse.row(1, 100, true));
}

/** Back in the list of tables. */
export async function goBack(learner: Learner, table: string): Promise<void> {
  await learner.press('escape');
  await learner.sees(`❯ ${table}`);
}
