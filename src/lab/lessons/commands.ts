/** The commands that repeat a lab with databases of one's own. */
import type { LabId } from '../world/facts.ts';
import type { Names } from './lesson.ts';

const DATABASE = 'mysql://USER@HOST:3306';
const BUCKET = 's3://BUCKET/FOLDER?region=REGION&role=arn:aws:iam::ACCOUNT:role/ROLE';

export function repeatCommands(lab: LabId, { instance, source, target, store }: Names): string[] {
  const toStore = lab === 'mysql-to-s3';
  const to = toStore ? store : target;
  return [
    `dms-tui instance create ${instance} --class small`,
    `dms-tui endpoint create ${source} --source ${DATABASE} --ask-password`,
    toStore
      ? `dms-tui endpoint create ${to} --target '${BUCKET}'`
      : `dms-tui endpoint create ${to} --target ${DATABASE} --ask-password`,
    `dms-tui endpoint test ${source} ${to} --instance ${instance}`,
    `dms-tui endpoint browse ${source} 'SCHEMA.%'`,
    `dms-tui copy ${source} ${to} --include 'SCHEMA.%' --instance ${instance}`,
    `dms-tui validate ${source} ${to} --include 'SCHEMA.%'`,
    `dms-tui endpoint browse ${to} SCHEMA.TABLE --rows 5`,
  ];
}
