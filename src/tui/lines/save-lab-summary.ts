/** Keeps the page at the end of a lab with the person, where the lab itself goes. */
import { join } from 'node:path';
import type { LabSession } from '../../lab/lessons/session.ts';
import { summaryOf } from '../../lab/lessons/summary.ts';
import { labsFolder } from '../../store/home.ts';
import { makePrivateFolder, writePrivateFile } from '../../store/private-files.ts';
import { labSummary } from './lab-summary.ts';

/** Of a lab whose set-up is still there, into the person's own state folder `home`; the path of the page. */
export async function saveLabSummary(session: LabSession, home: string): Promise<string> {
  const summary = await summaryOf(session);
  const stamp = summary.finished.replace(/[-:]/g, '').replace('T', '-').slice(0, 'YYYYMMDD-HHMMSS'.length);
  const file = join(labsFolder(home), `${summary.lab}-${stamp}.md`);
  makePrivateFolder(labsFolder(home));
  writePrivateFile(file, labSummary(summary));
  return file;
}
