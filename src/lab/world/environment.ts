/** The environment in which everything of a lab is done, as far as it is not that of the person. */
import type { World } from './world.ts';

/** Variables to set, and with null those that must not be there. */
function environmentOf({ home, store }: World): Record<string, string | null> {
  return {
    DMS_TUI_HOME: home,
    // Passwords that are set for other servers would count for more than those of the lab's endpoints.
    DMS_TUI_SOURCE_PASSWORD: null,
    DMS_TUI_TARGET_PASSWORD: null,
    ...(store && {
      AWS_ACCESS_KEY_ID: store.accessKeyId,
      AWS_SECRET_ACCESS_KEY: store.secretAccessKey,
      AWS_SESSION_TOKEN: null,
      AWS_PROFILE: null,
    }),
  };
}

/** Goes into a lab; what is returned leads out of it again. */
export function enter(world: World): () => void {
  const wanted = environmentOf(world);
  const before = Object.keys(wanted).map((name) => [name, process.env[name] ?? null] as const);
  setAll(Object.entries(wanted));
  return () => setAll(before);
}

function setAll(values: readonly (readonly [name: string, value: string | null])[]): void {
  for (const [name, value] of values) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}
