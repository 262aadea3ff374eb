import { Problem } from '@mingjian/core/platform';
import type { FastifyRequest } from 'fastify';

/** An upload held in memory: at most 50 MB a file, by the limits given to the multipart plugin in boot.ts. */
export interface Upload {
  files: Record<string, { name: string; bytes: Uint8Array }>;
  fields: Record<string, string>;
}

/**
 * Reads a multipart request.
 *
 * @throws Problem 415 `not-multipart`; Fastify's own 413 when a file or their number is too large
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new Problem(415, 'not-multipart', {
      zh: '请以文件上传（multipart/form-data）方式提交。',
      en: 'Please send the file as multipart/form-data.',
    });
  }
  const upload: Upload = { files: {}, fields: {} };
  for await (const part of request.parts()) {
    if (part.type === 'file')
      upload.files[part.fieldname] = { name: part.filename, bytes: await part.toBuffer() };
    else if (typeof part.value === 'string') upload.fields[part.fieldname] = part.value;
  }
  return upload;
}

/** The file of a field. @throws Problem 400 `file-missing` */
export function fileOf(upload: Upload, field: string): { name: string; bytes: Uint8Array } {
  const file = upload.files[field];
  if (file) return file;
  throw new Problem(400, 'file-missing', {
    zh: `缺少文件：${field}。`,
    en: `The file is missing: ${field}.`,
  });
}
