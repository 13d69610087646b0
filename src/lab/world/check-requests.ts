/** How the store tells what a check of the lab asks from what a person or a run does. */

/** What our checks add to the name they are known by. */
export const CHECK_AGENT = 'dms-tui-lab-check';

export function isCheckRequest(userAgent: string): boolean {
  return userAgent.includes(CHECK_AGENT);
}
