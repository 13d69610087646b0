/** Questions to the person at the terminal, and what is said before them. */
import type { Destruction } from '../../../model/events.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { exact } from '../numbers.ts';

const destroys: Readonly<Record<Destruction['prep'], string>> = {
  truncate: 'Truncating empties these tables of the target:',
  'drop-and-create': 'Dropping and creating anew empties these tables of the target:',
};

export const questions = {
  destroys,
  moreTables: (count: number) => `and ${exact(count)} more tables`,
  /** Ends where the answer is typed. */
  typeName: (name: string) => `Type ${name} to go on: `,
  password: (user: string, role: EndpointRole, where: string) =>
    `Password of ${user} at the ${role}, ${where} (Enter for none): `,
  bastionSecret: (user: string, role: EndpointRole, where: string) =>
    `Password or passphrase of ${user} at the bastion of the ${role}, ${where} (Enter for none): `,
  newPassword: 'Password: ',
  newBastionSecret: 'Password or passphrase for the bastion: ',
};
