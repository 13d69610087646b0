/** Why a check could not be made: another one had to pass first. */
import type { CheckId } from '../../model/assessment.ts';

export class Unmet extends Error {
  readonly owner: CheckId;

  /** `cause` is what went wrong; without one, the owner has it in its own findings. */
  constructor(owner: CheckId, cause?: unknown) {
    super(`the check ${owner} did not pass`, { cause });
    this.owner = owner;
  }
}
