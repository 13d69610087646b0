/** Amazon signs the certificates of RDS with authorities of its own, which no system trusts by itself. */
import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { knownAuthorities } from '../../../../src/endpoints/mysql/connect/certificates.ts';
import { addressOf } from './testing.ts';

const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-northeast-1', 'ap-northeast-2', 'sa-east-1'];

test('those of Amazon RDS are trusted besides the usual ones, in every region', async () => {
  const all = await knownAuthorities();
  expect(all).toEqual(expect.arrayContaining(rootCertificates.slice(0, 10)));
  const amazon = all
    .filter((pem) => !rootCertificates.includes(pem))
    .map((pem) => new X509Certificate(pem))
    .filter((one) => one.ca && /O=Amazon Web Services/.test(one.subject));
  for (const region of REGIONS) {
    const valid = amazon.filter(
      (one) => one.subject.includes(`Amazon RDS ${region} Root CA`) && Date.parse(one.validTo) > Date.now(),
    );
    expect(valid.length, region).toBeGreaterThan(0);
  }
});

test('a name of Amazon RDS is verified without being asked for', () => {
  expect(addressOf('mysql://me@dees.cluster-abc.ap-northeast-2.rds.amazonaws.com/').tls).toBe('verify-full');
  expect(addressOf('mysql://me@db1.example.com/').tls).toBe('require');
});
