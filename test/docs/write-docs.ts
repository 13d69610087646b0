/** `npm run docs`: writes what is made into the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withKeyTable } from './key-table.ts';

const README = join(import.meta.dirname, '../../README.md');

writeFileSync(README, withKeyTable(readFileSync(README, 'utf8')));
