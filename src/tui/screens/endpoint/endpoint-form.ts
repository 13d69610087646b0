/** The fields an endpoint is described with, and the address they come to. */
import { parseEndpointId, type SavedEndpoint } from '../../../model/endpoint.ts';
import { mysqlUrl } from '../../../model/endpoint-import/imported.ts';
import {
  type EndpointAddress,
  parseEndpointUrl,
  type S3Address,
  showAddress,
} from '../../../model/endpoint-url.ts';
import { defaultFileSettings } from '../../../model/file-settings.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { encodePath } from '../../../model/mysql-address.ts';
import { type FieldSpec, type FormState, withValue, written } from '../../state/form.ts';

/** The option of `use` that stands for an endpoint still to be described. */
export const NEW = '';

const TLS = ['automatic', 'none', 'require', 'verify-ca', 'verify-full'];
const MYSQL_PORT = '3306';

export interface FormAbout {
  readonly role: EndpointRole;
  /** Saved endpoints of that role, to choose from. */
  readonly saved: readonly SavedEndpoint[];
  /** Whether the saved one that is chosen needs its password typed. */
  readonly asks: boolean;
  /** The one saved endpoint it is all about, as it is or being changed; null where there is a choice. */
  readonly fixed: { readonly id: string; readonly changes: boolean } | null;
}

/** The fields that are shown, as far as the values say what they are. */
export function fieldsOf(form: FormState, about: FormAbout): readonly FieldSpec[] {
  if (about.fixed?.changes) return describing(form, about);
  const use: FieldSpec[] =
    about.saved.length === 0 || about.fixed !== null
      ? []
      : [{ name: 'use', kind: 'choice', options: [NEW, ...about.saved.map(({ id }) => id)] }];
  if (chosenId(form, about) !== null) return about.asks ? [...use, secret('password')] : use;
  // Only a target can be something else.
  const engine: FieldSpec[] =
    about.role === 'source' ? [] : [{ name: 'engine', kind: 'choice', options: ['mysql', 's3', 'folder'] }];
  return [...use, ...engine, ...describing(form, about), text('name', suggestedId(form, about))];
}

function describing(form: FormState, about: FormAbout): readonly FieldSpec[] {
  switch (engineOf(form, about.role)) {
    case 's3':
      return [text('bucket'), text('folder'), text('region'), text('role'), text('profile'), text('store')];
    case 'folder':
      return [text('path')];
    case 'mysql': {
      const more = plain(form, 'more') === 'yes';
      return [
        text('host'),
        text('port', MYSQL_PORT),
        text('user'),
        secret('password'),
        text('schema'),
        { name: 'more', kind: 'choice', options: ['no', 'yes'] },
        ...(more ? MORE : []),
        ...(more && plain(form, 'ssh') !== '' ? OF_BASTION : []),
      ];
    }
  }
}

const MORE: readonly FieldSpec[] = [{ name: 'tls', kind: 'choice', options: TLS }, text('ca'), text('ssh')];
const OF_BASTION: readonly FieldSpec[] = [text('ssh-key'), secret('ssh-password')];

function text(name: string, initial = ''): FieldSpec {
  return { name, kind: 'text', initial };
}

function secret(name: string): FieldSpec {
  return { name, kind: 'secret' };
}

/** What a field holds, whether it is shown now or not. */
function plain(form: FormState, name: string): string {
  return form.values[name]?.text.trim() ?? '';
}

/** Id of the saved endpoint that is chosen; null for one that is being described. */
export function chosenId(form: FormState, { saved, fixed }: FormAbout): string | null {
  if (fixed !== null) return fixed.changes ? null : fixed.id;
  const id = plain(form, 'use');
  return saved.some((one) => one.id === id) ? id : null;
}

export function engineOf(form: FormState, role: EndpointRole): EndpointAddress['engine'] {
  const engine = plain(form, 'engine');
  return role === 'target' && (engine === 's3' || engine === 'folder') ? engine : 'mysql';
}

/** Fields without which there is no address, that are still empty. */
export function missingFields(form: FormState, about: FormAbout): readonly string[] {
  if (chosenId(form, about) !== null) return [];
  const needed = { mysql: ['host', 'user'], s3: ['bucket'], folder: ['path'] };
  return needed[engineOf(form, about.role)].filter((name) => plain(form, name) === '');
}

/** @throws DmsError 'url' naming what cannot be so, 'usage' for the name */
export function addressOf(form: FormState, about: FormAbout): EndpointAddress {
  return parseEndpointUrl(urlOf(form, about.role), about.role).address;
}

/** @throws DmsError 'usage' */
export function idOf(form: FormState, about: FormAbout): string {
  if (about.fixed !== null) return about.fixed.id;
  return parseEndpointId(written(form, fieldsOf(form, about), 'name').trim());
}

function urlOf(form: FormState, role: EndpointRole): string {
  const value = (name: string) => plain(form, name) || null;
  switch (engineOf(form, role)) {
    case 'folder': {
      const path = plain(form, 'path')
        .replace(/^file:\/\//, '')
        .replaceAll('\\', '/');
      return `file://${path.startsWith('/') ? '' : '/'}${encodePath(path)}`;
    }
    case 's3':
      return showAddress(s3AddressOf(value));
    case 'mysql': {
      const tls = plain(form, 'tls');
      return mysqlUrl({
        host: value('host'),
        port: Number(plain(form, 'port') || MYSQL_PORT),
        user: value('user'),
        schema: value('schema'),
        query: {
          ssl: TLS.slice(1).includes(tls) ? tls : null,
          ca: value('ca'),
          ssh: value('ssh'),
          'ssh-key': value('ssh') && value('ssh-key'),
        },
      });
    }
  }
}

function s3AddressOf(value: (name: string) => string | null): S3Address {
  const endpoint = value('store');
  return {
    engine: 's3',
    bucket: (value('bucket') ?? '').replace(/^s3:\/\//, ''),
    folder: value('folder') ?? '',
    region: value('region'),
    endpoint,
    role: value('role'),
    profile: value('profile'),
    pathStyle: endpoint !== null,
    files: defaultFileSettings(),
  };
}

/** The form with the fields of an address in it. */
export function withAddress(form: FormState, address: EndpointAddress): FormState {
  const fill = (values: Readonly<Record<string, string | null>>) =>
    Object.entries(values).reduce((filled, [name, value]) => withValue(filled, name, value ?? ''), form);
  switch (address.engine) {
    case 'folder':
      return fill({ engine: 'folder', path: address.path });
    case 's3': {
      const { bucket, folder, region, role, profile, endpoint } = address;
      return fill({ engine: 's3', bucket, folder, region, role, profile, store: endpoint });
    }
    case 'mysql': {
      const { host, port, user, schema, tls, ca, ssh } = address;
      const isUsual = tls === defaultTlsOf(address);
      return fill({
        engine: 'mysql',
        host,
        port: String(port),
        user,
        schema,
        more: isUsual && ca === null && ssh === null ? 'no' : 'yes',
        tls: isUsual ? TLS[0]! : tls,
        ca,
        ssh: ssh === null ? null : `${ssh.user}@${ssh.host}${ssh.port === 22 ? '' : `:${ssh.port}`}`,
        'ssh-key': ssh?.keyFile ?? null,
      });
    }
  }
}

function defaultTlsOf(address: Extract<EndpointAddress, { engine: 'mysql' }>): string {
  const bare = mysqlUrl({ ...address, query: { ca: address.ca, socket: address.socket } });
  const parsed = parseEndpointUrl(bare, 'source').address;
  return parsed.engine === 'mysql' ? parsed.tls : '';
}

const LONGEST_SUGGESTION = 40;

/** `reader-source`, `dees2-class-target`: a name that says what it is, where none was given. */
function suggestedId(form: FormState, { role, saved }: FormAbout): string {
  const from = { mysql: 'user', s3: 'bucket', folder: 'path' }[engineOf(form, role)];
  const base = plain(form, from)
    .replace(/^.*\/(?=.)/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, LONGEST_SUGGESTION);
  const id = base === '' ? role : `${base}-${role}`;
  const taken = (name: string) => saved.some((one) => one.id.toLowerCase() === name.toLowerCase());
  let free = id;
  for (let number = 2; taken(free); number += 1) free = `${id}-${number}`;
  return free;
}
