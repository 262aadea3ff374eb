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
 * @throws Problem 415 `not-multipart`, 400 `broken-upload`; Fastify's own 413 when a file or their number is too large
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new Problem(415, 'not-multipart', {
      zh: '请以文件上传（multipart/form-data）方式提交。',
      en: 'Please send the file as multipart/form-data.',
    });
  }
  const upload: Upload = { files: {}, fields: {} };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file')
        upload.files[part.fieldname] = { name: part.filename, bytes: await part.toBuffer() };
      else if (typeof part.value === 'string') upload.fields[part.fieldname] = part.value;
    }
  } catch (error) {
    // Refusals of the plugin carry a status; what its parser throws at a broken body is a bare Error.
    if (error instanceof Error && !('statusCode' in error)) throw brokenUpload();
    throw error;
  }
  return upload;
}

function brokenUpload(): Problem {
  return new Problem(400, 'broken-upload', {
    zh: '上传的内容不完整，可能只传了一半。系统没有写入任何内容，请重新上传。',
    en: 'The upload is incomplete; it may have been cut in half. Nothing was written, please upload it again.',
  });
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
