/** The settings of a server that matter to a migration; a word only on those we cannot set ourselves. */
import type { Issue } from '../../model/errors.ts';
import type { EndpointRole, HopFacts } from '../../model/hops.ts';
import { recogniseServer, SERVER_MARKS } from './server-hop.ts';
import type { Session } from './session.ts';
import { isOn, readVariables, type Variables } from './variables.ts';

type Server = HopFacts['server'];

export async function settingsHop(
  session: Session,
  role: EndpointRole,
): Promise<{ found: HopFacts['settings']; issues: readonly Issue[] }> {
  const shown = role === 'source' ? SHOWN_OF_SOURCE : SHOWN_OF_TARGET;
  const variables = await readVariables(session, [...shown, ...SERVER_MARKS, ...JUDGED]);
  const server = recogniseServer(variables, session.credentials.address.host);
  const values = shown.flatMap((name) => (variables.has(name) ? [[name, variables.get(name)!]] : []));
  const issues = role === 'source' ? changeLogIssues(variables, server) : loadIssues(variables, server);
  return { found: { values: Object.fromEntries(values) as Record<string, string> }, issues };
}

/**
 * The most important first. Modes, time-outs and character sets are shown for a person who compares two
 * servers: our sessions set their own, so no value of them is a problem.
 */
const SHOWN_OF_SOURCE = [
  'log_bin',
  'binlog_format',
  'binlog_row_image',
  'binlog_expire_logs_seconds',
  'server_id',
  'max_allowed_packet',
  'lower_case_table_names',
  'character_set_server',
  'wait_timeout',
  'sql_mode',
];
const SHOWN_OF_TARGET = [
  'local_infile',
  'max_allowed_packet',
  'read_only',
  'lower_case_table_names',
  'character_set_server',
  'wait_timeout',
  'sql_mode',
];
const JUDGED = ['expire_logs_days', 'binlog_row_value_options', 'log_slave_updates', 'log_replica_updates'];

/** Rows of this size are met with now and then, larger ones hardly ever; it is MySQL's own default. */
const GOOD_PACKET_BYTES = 64 * 1024 * 1024;

export function loadIssues(variables: Variables, server: Server): Issue[] {
  const issues: Issue[] = [];
  if (!isOn(variables, 'local_infile')) {
    issues.push({
      code: 'fallback',
      subject: 'local_infile',
      detail:
        'It is OFF, so rows go by INSERT: the same guarantees, about half the speed and three times the work on this side.',
      ...howToSet('local_infile', 'ON', server),
    });
    // LOAD DATA takes a row in pieces and knows no such limit (seen on both products); an INSERT has to fit.
    const bytes = Number(variables.get('max_allowed_packet'));
    if (bytes < GOOD_PACKET_BYTES) {
      issues.push({
        code: 'notice',
        subject: 'max_allowed_packet',
        detail: `It is ${megabytes(bytes)}: a row that needs more in an INSERT is refused, and binary values need up to twice their size.`,
        ...howToSet('max_allowed_packet', String(GOOD_PACKET_BYTES), server),
      });
    }
  }
  // Whoever is bound by it does not come as far as this.
  if (isOn(variables, 'read_only')) {
    issues.push({
      code: 'notice',
      subject: 'read_only',
      detail:
        'It is ON and does not bind this user: if the server is a replica, what is loaded makes it differ from its source.',
    });
  }
  return issues;
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Math.floor(bytes / 1024 / 1024)} MB`;
}

/** Services let nobody SET GLOBAL; each has a way of its own. */
function howToSet(name: string, value: string, { service }: Server): { fix?: string } {
  switch (service) {
    case null:
      return { fix: `SET GLOBAL ${name} = ${value};` };
    case 'Amazon RDS':
    case 'Amazon Aurora': {
      // Both are parameters of the instance, with Aurora too (Aurora user guide, "Instance-level parameters").
      const parameter = `ParameterName=${name},ParameterValue=${value === 'ON' ? '1' : value},ApplyMethod=immediate`;
      return {
        fix: `aws rds modify-db-parameter-group --db-parameter-group-name <its group> --parameters "${parameter}"`,
      };
    }
    case 'Azure':
      return {
        fix: `az mysql flexible-server parameter set --resource-group <its group> --server-name <its name> --name ${name} --value ${value}`,
      };
    case 'Google Cloud SQL':
      // No command: `gcloud sql instances patch --database-flags` takes away all flags it does not name.
      return { fix: `the database flag ${name} = ${value}, in the settings of the instance` };
  }
}

interface LogSetting {
  readonly name: string;
  readonly needed: string;
  /** As an option file and SET GLOBAL take it. */
  readonly value: string;
  /** Whether a running server takes it. */
  readonly isDynamic: boolean;
  isWrong(variables: Variables, server: Server): boolean;
}

/** What ongoing changes need of the log (AWS DMS user guide, "MySQL as a source"). */
const CHANGE_LOG: readonly LogSetting[] = [
  {
    name: 'log_bin',
    needed: 'ON',
    value: 'binlog',
    isDynamic: false,
    isWrong: (variables) => !isOn(variables, 'log_bin'),
  },
  {
    name: 'server_id',
    needed: 'above 0',
    value: '1',
    isDynamic: true,
    isWrong: (variables) => variables.get('server_id') === '0',
  },
  mustBe('binlog_format', 'ROW'),
  mustBe('binlog_row_image', 'FULL'),
  // PARTIAL_JSON writes down what changed inside of a document, which only a replica can make sense of.
  { ...mustBe('binlog_row_value_options', ''), needed: 'empty', value: "''" },
  keepsADay('binlog_expire_logs_seconds', 24 * 60 * 60),
  olderName(keepsADay('expire_logs_days', 1), 'binlog_expire_logs_seconds'),
  {
    name: 'log_slave_updates',
    needed: 'ON',
    value: 'ON',
    isDynamic: false,
    isWrong: (variables, { role }) =>
      role === 'reader' && !isOn(variables, 'log_slave_updates') && !isOn(variables, 'log_replica_updates'),
  },
];

function mustBe(name: string, value: string): LogSetting {
  const isWrong = (variables: Variables) => (variables.get(name) ?? value).toUpperCase() !== value;
  return { name, needed: value, value, isDynamic: true, isWrong };
}

/** A zero keeps logs for ever. Amazon has a setting of its own, and that one cannot be read here. */
function keepsADay(name: string, least: number): LogSetting {
  const isWrong = (variables: Variables, { service }: Server) => {
    const value = Number(variables.get(name) ?? 0);
    return value > 0 && value < least && !isAmazon(service);
  };
  return { name, needed: `of ${least} at least`, value: String(least), isDynamic: true, isWrong };
}

/** Where both names are known, the newer one speaks for both. */
function olderName(setting: LogSetting, newer: string): LogSetting {
  const isWrong: LogSetting['isWrong'] = (variables, server) =>
    !variables.has(newer) && setting.isWrong(variables, server);
  return { ...setting, isWrong };
}

function isAmazon(service: Server['service']): boolean {
  return service === 'Amazon RDS' || service === 'Amazon Aurora';
}

/** One notice, since a full load needs none of it. */
export function changeLogIssues(variables: Variables, server: Server): Issue[] {
  const wrong = CHANGE_LOG.filter((one) => one.isWrong(variables, server));
  if (wrong.length === 0) return [];
  const said = wrong.map(
    ({ name, needed }) => `${name} ${needed} (it is ${variables.get(name) ?? 'not there'})`,
  );
  return [
    {
      code: 'later',
      subject: 'ongoing changes',
      detail: `They would need ${said.join(', ')}, should they be wanted later; a full load does not.`,
      fix: changeLogFix(wrong, server),
    },
  ];
}

/** Services switch the log on by switching on what they use it for; the rest are parameters. */
function changeLogFix(wrong: readonly LogSetting[], { service }: Server): string {
  const list = (settings: readonly LogSetting[]) =>
    settings.map(({ name, value }) => `${name} = ${value}`).join(', ');
  const isOff = wrong.some(({ name }) => name === 'log_bin');
  const others = wrong.filter(({ name }) => name !== 'log_bin');
  const inPlace = (place: string) => (others.length > 0 ? [`${list(others)} in ${place}`] : []);
  switch (service) {
    case 'Amazon RDS':
      return [...(isOff ? ['automated backups on'] : []), ...inPlace('the parameter group'), KEEP_LOGS].join(
        '; ',
      );
    case 'Amazon Aurora':
      // There the format switches the log on ("log-bin", Aurora user guide).
      return ['binlog_format = ROW in the cluster parameter group', 'a restart', KEEP_LOGS].join('; ');
    case 'Google Cloud SQL':
      return [...(isOff ? ['point-in-time recovery on'] : []), ...inPlace('the database flags')].join('; ');
    case 'Azure':
      return `${list(wrong)} in the server parameters`;
    case null:
      if (wrong.every(({ isDynamic }) => isDynamic)) return `SET GLOBAL ${list(wrong)};`;
      return `under [mysqld] in the option file, then a restart: ${list(wrong)}`;
  }
}

/** Amazon removes logs as soon as it can, unless told otherwise. */
const KEEP_LOGS = "CALL mysql.rds_set_configuration('binlog retention hours', 24);";
