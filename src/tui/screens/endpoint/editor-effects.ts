/** What the editor of an endpoint does that takes time: reading saved ones, testing, saving. */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import { makeEndpoint, type SavedEndpoint, type SecretReference } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { DmsError } from '../../../model/errors.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../../model/task-settings.ts';
import { keepConnection } from '../../../store/connections.ts';
import { readEndpoints, saveEndpoint } from '../../../store/endpoints.ts';
import { forgetSecrets, keepSecret } from '../../../store/secrets.ts';
import type { ConsoleActions, PlaceContext } from '../../place.ts';
import { focusOn } from '../../state/form.ts';
import { keepProved, knownSecrets } from '../secret/known-secrets.ts';
import { about, type EditorState, hopTested, speedFound, testStarted, withSaved } from './editor-state.ts';
import { addressOf, chosenId, idOf, missingFields } from './endpoint-form.ts';
import { withTypedUrl } from './paste.ts';
import { savedSecrets } from './saved-secrets.ts';
import { testingInstance } from './testing-instance.ts';

type Context = Pick<PlaceContext<EditorState>, 'state' | 'update' | 'work' | 'console'>;

/** Reads the endpoints there are to choose from; `then` may describe a new one after all. */
export function readSaved(
  context: Context,
  then: (state: EditorState) => EditorState = (state) => state,
): void {
  context.work(async () => {
    const { endpoints } = await readEndpoints(context.console.stateFolder);
    const saved = endpoints.filter(({ role }) => role === context.state.role);
    const newest = saved.toSorted((one, other) => other.changed.localeCompare(one.changed))[0];
    context.update((state) => then(withSaved(state, saved, newest?.id ?? null)));
  });
}

/** Tests what the form describes, hop by hop; a field that must be filled gets the focus instead. */
export function startTest(context: Context): void {
  const { state } = context;
  const typed = withTypedUrl(state);
  if (typed !== state) {
    context.update(() => typed);
    return;
  }
  const [missing] = missingFields(state.form, about(state));
  if (missing !== undefined) {
    context.update((now) => ({ ...now, form: focusOn(now.form, missing) }));
    return;
  }
  context.work(async (signal) => {
    const end = await endOf(context.state, context.console);
    if (end === 'ask') {
      context.update(askPassword);
      return;
    }
    const { address, secrets } = end;
    context.update((now) => testStarted(now, address, secrets));
    const { testConnections } = await import('../../../host/test-connections.ts');
    const { stateFolder } = context.console;
    // What is not saved yet has no name to keep the test under; that is done when it is saved.
    const id = chosenId(state.form, about(state));
    const ends = [{ role: state.role, address, secrets, id }];
    const instance = testingInstance(stateFolder);
    const request = { controlSchema: DEFAULT_CONTROL_SCHEMA, measure: true, stateFolder, instance };
    for await (const event of testConnections(ends, request, signal)) {
      if (event.type === 'hop') context.update((now) => hopTested(now, address, event.hop));
      if (event.type === 'hop' && event.hop.hop === 'login' && event.hop.result !== 'failed')
        keepProved(context.console, { role: state.role, address }, secrets);
      if (event.type === 'speed') context.update((now) => speedFound(now, address, event.speed));
    }
  });
}

function askPassword(state: EditorState): EditorState {
  const id = chosenId(state.form, about(state));
  if (id === null) return state;
  return { ...state, asking: [...state.asking, id], form: focusOn(state.form, 'password') };
}

type End = Pick<NonNullable<EditorState['test']>, 'address' | 'secrets'>;

/** `ask`: the password of the saved endpoint is nowhere but with the person. */
async function endOf(state: EditorState, console: ConsoleActions): Promise<End | 'ask'> {
  const { form } = state;
  const typed = (name: string) => form.values[name]?.text || null;
  const id = chosenId(form, about(state));
  if (id === null) {
    const address = addressOf(form, about(state));
    const kept = state.fixed === null ? NONE : ((await secretsOf(state.fixed, console)) ?? NONE);
    return {
      address,
      secrets: {
        password: typed('password') ?? kept.password,
        bastion: typed('ssh-password') ?? kept.bastion,
      },
    };
  }
  const endpoint = state.saved.find((one) => one.id === id)!;
  if (state.asking.includes(id)) {
    return { address: endpoint.address, secrets: { password: typed('password'), bastion: null } };
  }
  const secrets = await secretsOf(endpoint, console);
  return secrets === null ? 'ask' : { address: endpoint.address, secrets };
}

/** From where they are kept, or as the person has typed them before. */
async function secretsOf(endpoint: SavedEndpoint, console: ConsoleActions): Promise<EndpointSecrets | null> {
  return (await savedSecrets(endpoint)) ?? knownSecrets(console, endpoint);
}

const NONE: EndpointSecrets = { password: null, bastion: null };

export interface KeptEnd {
  readonly id: string;
  /** Whether the secret could be kept; else it is asked for the next time. */
  readonly keeps: boolean;
}

/**
 * Saves what was tested under its name; a saved one that was chosen stays as it is.
 * @throws DmsError 'endpoint.exists' when the name is taken by another
 */
export async function keepEndpoint(state: EditorState, stateFolder: string): Promise<KeptEnd> {
  const chosen = chosenId(state.form, about(state));
  if (chosen !== null) return { id: chosen, keeps: true };
  const id = idOf(state.form, about(state));
  const base = addressOf(state.form, about(state));
  const before = state.fixed;
  const password = await keptSecret(id, 'password', state, before?.password ?? null);
  const bastion = await keptSecret(id, 'bastion', state, before?.bastion ?? null);
  // It was as it is when its test began.
  const changed = state.test?.started ?? new Date().toISOString();
  const { settings = null, description = null, created = changed } = before ?? {};
  const parts = { id, role: state.role, base, settings, description, created, changed };
  const { endpoint } = makeEndpoint({ ...parts, password, bastion }, id);
  await saveEndpoint(stateFolder, id, (there) => {
    // The same endpoint again, as when one goes back and forth, is no other one.
    const isOther = there?.role !== state.role || showAddress(there.address) !== showAddress(base);
    if (there !== null && before === null && isOther) {
      throw new DmsError('endpoint.exists', { id, role: there.role, address: showAddress(there.address) });
    }
    return endpoint;
  });
  if (before !== null) await forgetSecrets(before, endpoint).catch(() => {});
  keepTest(state, id, stateFolder);
  return { id, keeps: password !== 'prompt' && bastion !== 'prompt' };
}

function keepTest({ test }: EditorState, endpoint: string, stateFolder: string): void {
  if (test === null || test.state === 'running') return;
  const { address, hops, speed } = test;
  keepConnection(stateFolder, {
    endpoint,
    instance: testingInstance(stateFolder),
    together: null,
    address: showAddress(address),
    tested: new Date().toISOString(),
    passed: test.state === 'passed',
    hops,
    speed,
  });
}

/** An empty field leaves what was there before. */
async function keptSecret(
  id: string,
  use: 'password' | 'bastion',
  { form }: EditorState,
  before: SecretReference | null,
): Promise<SecretReference | null> {
  const secret = form.values[use === 'password' ? 'password' : 'ssh-password']?.text ?? '';
  if (secret === '') return before;
  try {
    return await keepSecret(id, use, secret);
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('secret.keyring')) throw error;
    // No keyring here: it is asked for each time.
    return 'prompt';
  }
}
