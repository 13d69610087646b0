/** Data types of one product that another has not. */
import type { ColumnDefinition } from './column-definition.ts';
import type { Draft } from './draft.ts';
import { atLeast } from './server-facts.ts';
import type { Translation } from './translation.ts';

/** Address and UUID texts are ASCII and compare without regard to case, as the native types do. */
const ASCII = 'CHARACTER SET ascii COLLATE ascii_general_ci';

const MARIADB_TYPES: Readonly<Record<string, string>> = {
  uuid: `char(36) ${ASCII}`,
  inet4: `varchar(15) ${ASCII}`,
  inet6: `varchar(39) ${ASCII}`,
  xmltype: 'longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
};

/** Writes a type the target has. The value it gives is the data type word that stands there then. */
export function translateType(translation: Translation, column: ColumnDefinition, draft: Draft): string {
  const { from, to } = translation.request;
  const replaced = replacement(translation, column.type);
  if (replaced !== null) {
    draft.replace(column.typeSpan, replaced);
    translation.translatedFor(
      `column \`${column.name}\``,
      `Type ${column.type} does not exist on the target; it becomes ${replaced}`,
    );
    return replaced.split(/[( ]/u)[0]!;
  }
  if (column.type === 'geomcollection' && !atLeast(to, 'mysql', 8, 0, 11)) {
    draft.replace(column.typeSpan, 'geometrycollection');
  }
  if (column.type === 'json' && from.product === 'mysql' && to.product === 'mariadb') {
    translation.translatedFor(
      `column \`${column.name}\``,
      'JSON is kept as text by MariaDB, with a json_valid check',
    );
  }
  return column.type;
}

function replacement({ request }: Translation, type: string): string | null {
  const { from, to } = request;
  if (type === 'vector' && !atLeast(to, 'mysql', 9, 0, 0) && !atLeast(to, 'mariadb', 11, 7, 0)) return 'blob';
  if (from.product === 'mariadb' && to.product === 'mysql') return MARIADB_TYPES[type] ?? null;
  const tooOld =
    (type === 'inet4' && !atLeast(to, 'mariadb', 10, 10, 0)) ||
    (type === 'uuid' && !atLeast(to, 'mariadb', 10, 7, 0));
  return tooOld ? (MARIADB_TYPES[type] ?? null) : null;
}
