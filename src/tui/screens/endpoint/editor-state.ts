/** An endpoint being described or chosen, and tested: state and what changes it. */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import {
  type AnyHop,
  type EndpointRole,
  type HopName,
  type LineSpeed,
  plannedHops,
} from '../../../model/hops.ts';
import { type FormState, focusOn, withValue } from '../../state/form.ts';
import { chosenId, type FormAbout, fieldsOf, NEW, withAddress } from './endpoint-form.ts';

/** A test, as far as it has come. */
export interface EndpointTest {
  readonly address: EndpointAddress;
  readonly secrets: EndpointSecrets;
  readonly planned: readonly HopName[];
  readonly hops: readonly AnyHop[];
  readonly speed: LineSpeed | null;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly state: 'running' | 'passed' | 'failed';
}

export interface EditorState {
  readonly role: EndpointRole;
  /** Saved endpoints of that role; empty until they are read. */
  readonly saved: readonly SavedEndpoint[];
  /** Ids of saved endpoints whose password has to be typed. */
  readonly asking: readonly string[];
  /** The one saved endpoint that was opened; null where one is chosen or described. */
  readonly fixed: SavedEndpoint | null;
  /** Whether what was opened is being changed. */
  readonly changes: boolean;
  readonly form: FormState;
  readonly test: EndpointTest | null;
  /** One line about what a paste has filled in; null for none. */
  readonly said: string | null;
}

export function newEditor(role: EndpointRole): EditorState {
  const form = { values: {}, focus: '', revealed: false };
  return { role, saved: [], asking: [], fixed: null, changes: false, form, test: null, said: null };
}

/** Of one that is saved, to test or to change it. */
export function editorOf(endpoint: SavedEndpoint): EditorState {
  return { ...newEditor(endpoint.role), saved: [endpoint], fixed: endpoint };
}

/** What was opened, with its fields to be changed; an empty password stays what it is. */
export function changing(state: EditorState): EditorState {
  const { fixed } = state;
  if (fixed === null) return state;
  const changed = { ...state, changes: true, test: null, form: withAddress(state.form, fixed.address) };
  return { ...changed, form: focusOn(changed.form, fields(changed)[0]?.name ?? '') };
}

export function about({ role, saved, asking, form, fixed, changes }: EditorState): FormAbout {
  const alone = fixed && { id: fixed.id, changes };
  const id = chosenId(form, { role, saved, asks: false, fixed: alone });
  return { role, saved, asks: id !== null && asking.includes(id), fixed: alone };
}

export function fields(state: EditorState) {
  return fieldsOf(state.form, about(state));
}

/** The newest saved one is chosen when there is any: it is what most people come for. */
export function withSaved(
  state: EditorState,
  saved: readonly SavedEndpoint[],
  chosen: string | null,
): EditorState {
  const form = withValue(state.form, 'use', chosen ?? NEW);
  return {
    ...state,
    saved,
    form: focusOn(form, chosen === null ? firstToFill(form, { ...state, saved }) : 'use'),
  };
}

function firstToFill(form: FormState, state: EditorState): string {
  const names = fields({ ...state, form }).map(({ name }) => name);
  return names.find((name) => name !== 'use' && name !== 'engine') ?? names[0] ?? '';
}

/** What was tested no longer stands in the form. */
export function withForm(state: EditorState, form: FormState): EditorState {
  if (form === state.form) return state;
  const moved = form.values === state.form.values;
  return { ...state, form, ...(!moved && { test: null, said: null }) };
}

export function testStarted(
  state: EditorState,
  address: EndpointAddress,
  secrets: EndpointSecrets,
): EditorState {
  const test = { address, secrets, planned: plannedHops(address), hops: [], speed: null };
  return { ...state, test: { ...test, started: new Date().toISOString(), state: 'running' } };
}

/** A hop of an earlier test is not of this one: `address` tells them apart. */
export function hopTested(state: EditorState, address: EndpointAddress, hop: AnyHop): EditorState {
  const { test } = state;
  if (test?.address !== address) return state;
  const hops = [...test.hops, hop];
  const failed = hop.result === 'failed';
  const all = hops.length === test.planned.length;
  const form = failed ? focusOnCause(state, hop.hop) : state.form;
  return { ...state, form, test: { ...test, hops, state: failed ? 'failed' : all ? 'passed' : 'running' } };
}

/** The field that most likely has to be changed when a hop fails. */
const CAUSE: Readonly<Partial<Record<HopName, string>>> = {
  name: 'host',
  tcp: 'host',
  tls: 'tls',
  login: 'password',
  bastion: 'ssh',
  credentials: 'profile',
  role: 'role',
  region: 'region',
  bucket: 'bucket',
  folder: 'path',
  writable: 'path',
};

function focusOnCause(state: EditorState, hop: HopName): FormState {
  const field = fields(state).find(({ name }) => name === CAUSE[hop]);
  return field === undefined ? state.form : focusOn(state.form, field.name);
}

export function speedFound(state: EditorState, address: EndpointAddress, speed: LineSpeed): EditorState {
  const { test } = state;
  return test?.address === address ? { ...state, test: { ...test, speed } } : state;
}
