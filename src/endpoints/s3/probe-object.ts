/** A small object of no name that matters: written to prove that one may, and taken away again. */
import { randomBytes } from 'node:crypto';
import { DmsError, type Issue } from '../../model/errors.ts';
import type { Bucket, ObjectSettings } from './bucket.ts';
import { isDeniedOrUnknown, policyFor } from './failure.ts';

/** When nobody waits for the test any more, what it has left gets this long to go. */
const CLEAR_UP_MS = 1_000;

export class ProbeObject {
  readonly key: string;
  readonly #bucket: Bucket;
  readonly #limit: { readonly limitMs?: number };
  /** Whether the object may be there. */
  #mayExist = false;

  /** `limitMs` is for each request; null for as long as a run waits. */
  constructor(bucket: Bucket, limitMs: number | null) {
    this.#bucket = bucket;
    this.#limit = limitMs === null ? {} : { limitMs };
    this.key = bucket.key(`.dms-tui-probe-${randomBytes(6).toString('hex')}`);
  }

  /** Writes it as a run writes its objects. @throws DmsError naming the right that is missing */
  async write(Body: Buffer, signal: AbortSignal): Promise<void> {
    const { objects } = this.#bucket;
    try {
      await this.#put(Body, objects, signal);
    } catch (error) {
      if (!isPlainDenial(error)) throw error;
      const { ACL: acl, ...noAcl } = objects;
      const { ServerSideEncryption: encryption, SSEKMSKeyId: kmsKey, ...plain } = noAcl;
      // A store that does not say which right is missing tells by what it takes.
      if (acl !== undefined && (await this.#takes(Body, noAcl, signal)))
        throw this.#denied(error, 's3:PutObjectAcl');
      if (encryption === 'aws:kms' && (await this.#takes(Body, plain, signal)))
        throw this.#denied(error, 'kms:GenerateDataKey', kmsKey);
      throw error;
    }
  }

  /** What follows from a store that lets nobody read what was written. */
  async read(signal: AbortSignal): Promise<Issue[]> {
    const { GetObjectCommand } = this.#bucket.sdk;
    const command = new GetObjectCommand(this.#where());
    const { bucket, folder } = this.#bucket.place;
    try {
      await this.#bucket.ask(
        's3:GetObject',
        signal,
        async (client, options) => {
          const { Body } = await client.send(command, options);
          await Body?.transformToByteArray();
        },
        this.#limit,
      );
      return [];
    } catch (error) {
      const isDenied = error instanceof DmsError && isDeniedOrUnknown(error.cause);
      if (!isDenied) throw error;
      const subject = `s3://${bucket}${folder === '' ? '' : `/${folder}`}`;
      const detail =
        'Objects may be written but not read, so what was written cannot be compared with the source.';
      return [{ code: 'notice', subject, detail, fix: policyFor('s3:GetObject', this.#bucket.place) }];
    }
  }

  async remove(signal: AbortSignal): Promise<void> {
    const { DeleteObjectCommand } = this.#bucket.sdk;
    const command = new DeleteObjectCommand(this.#where());
    await this.#bucket.ask(
      's3:DeleteObject',
      signal,
      (client, options) => client.send(command, options),
      this.#limit,
    );
    this.#mayExist = false;
  }

  /** For a probe that came to no end. */
  async clearUp(): Promise<void> {
    if (!this.#mayExist) return;
    await this.remove(AbortSignal.timeout(CLEAR_UP_MS)).catch(() => undefined);
  }

  /** What is left behind, when it could not be removed. */
  leftBehind(): Issue {
    const subject = `s3://${this.#bucket.name}/${this.key}`;
    const detail = 'The probe object that was just written could not be removed, and is still there.';
    return { code: 'left-behind', subject, detail, fix: `aws s3 rm '${subject}'` };
  }

  async #put(Body: Buffer, settings: ObjectSettings, signal: AbortSignal): Promise<void> {
    const { PutObjectCommand } = this.#bucket.sdk;
    const command = new PutObjectCommand({ ...this.#where(), ...settings, Body });
    this.#mayExist = true;
    try {
      await this.#bucket.ask(
        's3:PutObject',
        signal,
        (client, options) => client.send(command, options),
        this.#limit,
      );
    } catch (error) {
      if (isPlainDenial(error)) this.#mayExist = false;
      throw error;
    }
  }

  async #takes(Body: Buffer, settings: ObjectSettings, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#put(Body, settings, signal);
    } catch (error) {
      if (error instanceof DmsError) return false;
      throw error;
    }
    await this.remove(signal).catch(() => undefined);
    return true;
  }

  #denied(error: DmsError, action: string, on?: string): DmsError {
    const { place } = this.#bucket;
    const facts = { bucket: place.bucket, action, address: place.address };
    // A key may be given by its id or alias too, which a policy does not take.
    const resource = on?.startsWith('arn:') ? on : undefined;
    const fix = policyFor(action, place, resource);
    return new DmsError('bucket.denied', facts, { server: error.server, cause: error.cause, fix });
  }

  #where(): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket.name, Key: this.key };
  }
}

/** Denied, and nobody said more than the right every write needs. */
function isPlainDenial(error: unknown): error is DmsError<'bucket.denied'> {
  return error instanceof DmsError && error.is('bucket.denied') && error.facts.action === 's3:PutObject';
}
