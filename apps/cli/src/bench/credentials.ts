import { generateKeyPairSync, privateDecrypt, publicEncrypt, verify, constants } from 'node:crypto';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { beginCredential, finishCredential, keyId } from '@mingjian/credential';

const rounds = 200;
/** The library takes tens of milliseconds for one signature. */
const libraryRounds = 20;
/** A server must not sign more slowly than the library's own arithmetic would. */
const target = 1;
const raw = { padding: constants.RSA_NO_PADDING };
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };

/** What a credential costs: on the phone, and on the server natively and with the library's arithmetic. */
export async function run(): Promise<number> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
  const key = { id: keyId(modulus), modulus: modulus.toString('base64url') };
  const blindings = await Promise.all(Array.from({ length: rounds }, () => beginCredential('bench', key)));
  const messages = blindings.map(({ blindedMessage }) => Buffer.from(blindedMessage, 'base64url'));
  const signatures = messages.map((message) => privateDecrypt({ key: privateKey, ...raw }, message));
  const credentials = await Promise.all(
    blindings.map((blinding, at) => finishCredential(blinding, signatures[at]?.toString('base64url') ?? '')),
  );
  const tokens = credentials.map(({ token, signature }) => ({
    token: Buffer.from(token, 'base64url'),
    signature: Buffer.from(signature, 'base64url'),
  }));
  const milliseconds = {
    phoneBlinds: await perRound(rounds, () => beginCredential('bench', key)),
    phoneFinishes: await perRound(rounds, (at) =>
      finishCredential(blindings[at] ?? missing(), signatures[at]?.toString('base64url') ?? ''),
    ),
    serverSigns: await perRound(rounds, (at) => {
      const signature = privateDecrypt({ key: privateKey, ...raw }, messages[at] ?? missing());
      // The check against faults belongs to what signing costs.
      return publicEncrypt({ key: publicKey, ...raw }, signature);
    }),
    serverVerifies: await perRound(rounds, (at) => {
      const { token, signature } = tokens[at] ?? missing();
      return verify('sha384', token, { key: publicKey, ...pss }, signature);
    }),
    librarySigns: 0,
    libraryVerifies: 0,
  };
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const pkcs8 = new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }));
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const librarySigner = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const libraryVerifier = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
  milliseconds.librarySigns = await perRound(libraryRounds, (at) =>
    suite.blindSign(librarySigner, new Uint8Array(messages[at] ?? missing())),
  );
  milliseconds.libraryVerifies = await perRound(rounds, (at) => {
    const { token, signature } = tokens[at] ?? missing();
    return suite.verify(libraryVerifier, new Uint8Array(signature), new Uint8Array(token));
  });
  const ratio = milliseconds.librarySigns / milliseconds.serverSigns;
  const result = {
    bench: 'credentials',
    ratio,
    met: ratio >= target,
    ratioIs: "the library's time to sign over node:crypto's",
    milliseconds,
    verifyRatio: milliseconds.libraryVerifies / milliseconds.serverVerifies,
    signaturesASecond: 1000 / milliseconds.serverSigns,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.met ? 0 : 1;
}

async function perRound(count: number, work: (at: number) => unknown): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < count; at += 1) await work(at);
  return (performance.now() - began) / count;
}

function missing(): never {
  throw new Error('the bench prepared too few');
}
