/** All labs, in the order a class takes them. */
import type { LabId } from '../world/facts.ts';
import type { Lab } from './lesson.ts';
import { mysqlToMysql } from './mysql-to-mysql/lab.ts';
import { mysqlToS3 } from './mysql-to-s3/lab.ts';

export const LABS: Readonly<Record<LabId, Lab>> = {
  'mysql-to-mysql': mysqlToMysql,
  'mysql-to-s3': mysqlToS3,
};
