import { z } from 'zod';
import { countyCode } from '../identity';
import { localized } from '../localized';
import { audience, surveyJson } from '../surveys';
import { signatureBytes, signingKeyId, submitResponse } from './submission';

export * from './entries';
export { submitResponse, type SubmitResponse } from './submission';

/** GET /api/respond/:surveyId — everything the phone needs to show and check the form. */
export const openForm = z.object({
  surveyId: z.string(),
  versionId: z.string(),
  versionHash: z.string(),
  audience,
  title: localized,
  status: z.enum(['published', 'open', 'closed']),
  /** Hash of the published list of keys, fixed when the survey opened; null before. */
  keyListHash: z.string().nullable(),
  /** 开放链接: where those without a code may come from; none while a code is needed. */
  openCounties: z.array(z.object({ code: countyCode, name: localized })),
  /** 收集公钥: a point of P-256, uncompressed, base64url; a shared device seals unsent answers to it. */
  collectionKey: z.string(),
  json: surveyJson,
});
export type OpenForm = z.infer<typeof openForm>;

/** 签名公钥 (RFC 9474), exponent 65537: everyone of a cell gets the same one. */
export const signingKey = z.object({ id: z.string(), modulus: z.string() });

/**
 * GET /api/respond/:surveyId/keys — the keys that there are, sorted by id, each with the number of its codes; one without
 * codes is the open link's of a whole county. The hash
 * of the list is fixed when the survey opens (null before) and shown to everybody who can compare it.
 */
export const keyList = z.object({
  surveyId: z.string(),
  hash: z.string().nullable(),
  keys: z.array(z.object({ id: z.string(), codes: z.number().int() })),
});
export type KeyList = z.infer<typeof keyList>;

const code = z.string().min(1).max(40);
/** POST /api/respond/:surveyId/code — whether a code may answer, and under which key, before the person starts. */
export const checkCode = z.strictObject({ code });
export const codeVerdict = z.object({ usable: z.literal(true), key: signingKey });
export type CodeVerdict = z.infer<typeof codeVerdict>;

/**
 * POST /api/respond/:surveyId/credential — trades a code for a blind signature. The same code with the same message gets
 * the same signature again; with another message it is used (409 `code-used`).
 */
export const tradeCode = z.strictObject({ code, keyId: signingKeyId, blindedMessage: signatureBytes });
export type TradeCode = z.infer<typeof tradeCode>;
export const tradedCode = z.object({ blindSignature: z.string() });
export type TradedCode = z.infer<typeof tradedCode>;

/** POST /api/respond/:surveyId/open-challenge — a proof of work (altcha), and the one key of the county. */
export const askChallenge = z.strictObject({ countyCode });
export const proofChallenge = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string(),
  maxnumber: z.number().int(),
  salt: z.string(),
  signature: z.string(),
});
export type ProofChallenge = z.infer<typeof proofChallenge>;
export const openChallenge = z.object({ challenge: proofChallenge, key: signingKey });
export type OpenChallenge = z.infer<typeof openChallenge>;

/** POST /api/respond/:surveyId/open-credential — a blind signature for a solved challenge, once for each. */
export const openCredential = z.strictObject({
  countyCode,
  solution: z.strictObject({
    algorithm: z.literal('SHA-256'),
    challenge: z.string().regex(/^[0-9a-f]{64}$/),
    number: z.number().int().min(0).max(10_000_000),
    salt: z.string().max(300),
    signature: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  blindedMessage: signatureBytes,
});
export type OpenCredential = z.infer<typeof openCredential>;

export const answerValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);
export type AnswerValue = z.infer<typeof answerValue>;

export const submitted = z.object({ accepted: z.literal(true), thanks: localized });
export type Submitted = z.infer<typeof submitted>;

/**
 * POST /api/respond/:surveyId/sealed — what a shared device kept sealed: the rest of `submitResponse` as JSON, sealed to
 * the survey's collection key (ECDH P-256, HKDF-SHA-256, AES-256-GCM: fresh point, nonce, text and tag, base64url).
 */
export const sealedResponse = submitResponse
  .pick({ keyId: true, token: true, signature: true })
  .extend({ sealed: z.string().regex(/^[A-Za-z0-9_-]{100,200000}$/) })
  .strict();
export type SealedResponse = z.infer<typeof sealedResponse>;

/** POST /api/respond/:surveyId/coaching — 举报诱导作答: no code, no identity. */
export const coachingReport = z.strictObject({ text: z.string().min(1).max(1000) });
