/** What a session has to be set to before it makes tables by our scripts. */
import { atLeast, type ServerFacts } from './server-facts.ts';

/**
 * Statements for a session on the target. One that the rights do not allow can be left out: then the
 * server's own setting stays, and a table it does not suit is refused with the server's words.
 */
export function definitionSettings(to: ServerFacts): string[] {
  const settings = [
    'SET NAMES utf8mb4',
    // Zero dates as defaults are kept; an engine that is not there is never replaced in silence.
    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'",
    'SET SESSION foreign_key_checks = 0',
  ];
  // Without it a plain `timestamp NOT NULL` would get a default and ON UPDATE of its own.
  if (atLeast(to, 'mysql', 5, 7, 0) || atLeast(to, 'mariadb', 10, 8, 2)) {
    settings.push('SET SESSION explicit_defaults_for_timestamp = 1');
  }
  if (atLeast(to, 'mysql', 8, 0, 13)) settings.push('SET SESSION sql_require_primary_key = 0');
  if (atLeast(to, 'mysql', 8, 0, 30)) settings.push('SET SESSION sql_generate_invisible_primary_key = 0');
  // Foreign keys on columns that are no whole unique key were always allowed before.
  if (atLeast(to, 'mysql', 8, 4, 0)) settings.push('SET SESSION restrict_fk_on_non_standard_key = 0');
  return settings;
}

/** Statements for the session on the source that reads definitions. */
export const READING_SETTINGS: readonly string[] = [
  'SET NAMES utf8mb4',
  "SET SESSION sql_mode = ''",
  'SET SESSION sql_quote_show_create = 1',
];
