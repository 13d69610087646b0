/** The first lab: from one server to another. */
import type { Lab } from '../lesson.ts';
import { columns } from './columns.ts';
import { dial } from './dial.ts';
import { sourceEndpoint, targetEndpoint, wholeWay } from './endpoints.ts';
import { instance } from './instance.ts';
import { lobsFull, lobsLimited } from './large-objects.ts';
import { lookSource } from './look-source.ts';
import { lookTarget } from './look-target.ts';
import { mappings } from './mappings.ts';
import { note } from './note.ts';
import { prepareDrop, prepareNothing, prepareTruncate } from './preparation.ts';
import { verify } from './verify.ts';

export const mysqlToMysql: Lab = {
  id: 'mysql-to-mysql',
  given: [],
  steps: [
    instance,
    note,
    lookSource,
    lookTarget,
    sourceEndpoint,
    targetEndpoint,
    wholeWay,
    mappings,
    prepareNothing,
    prepareTruncate,
    prepareDrop,
    lobsLimited,
    lobsFull,
    columns,
    dial,
    verify,
  ],
};
