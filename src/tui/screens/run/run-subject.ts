/** The run that a screen shows, as all places of that screen have it. */
import type { RunFollower } from './run-follower.ts';
import type { TaskEnds } from './task-ends.ts';

export interface RunSubject {
  readonly taskId: string;
  readonly follower: RunFollower;
  readonly ends: TaskEnds;
}
