/** Words for asking for a secret. */
import type { EndpointRole } from '../../../model/hops.ts';

export const secret = {
  title: 'Password',
  question: {
    password: (user: string, role: EndpointRole, where: string) =>
      `Password of ${user} at the ${role}, ${where}. Empty signs in without one.`,
    bastion: (user: string, role: EndpointRole, where: string) =>
      `Password or passphrase of ${user} at the bastion of the ${role}, ${where}. Empty signs in without one.`,
  },
  field: { password: 'Password', bastion: 'Passphrase' },
  hint: 'it is kept in memory only',
  severalLines: 'What was pasted has several lines; a password has one. Nothing was taken.',
};
