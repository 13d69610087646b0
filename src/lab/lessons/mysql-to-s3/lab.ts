/** The second lab: from a server to files in a bucket. */
import type { Lab } from '../lesson.ts';
import { sourceEndpoint } from '../mysql-to-mysql/endpoints.ts';
import { instance } from '../mysql-to-mysql/instance.ts';
import { movies } from './movies.ts';
import { file, objects } from './objects.ts';
import { s3Endpoint } from './s3-endpoint.ts';
import { several } from './several.ts';

export const mysqlToS3: Lab = {
  id: 'mysql-to-s3',
  // Both are known from the first lab.
  given: [instance, sourceEndpoint],
  steps: [s3Endpoint, movies, objects, file, several],
};
