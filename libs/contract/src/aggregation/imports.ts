import { z } from 'zod';
import { countyCode } from '../identity';
import { audience } from '../surveys';

/** 外部调查导入: a survey done elsewhere, as CSV (UTF-8/GBK) or XLSX, with its design named by column. */
export const importSpec = z.strictObject({
  title: z.string().min(1).max(200),
  countyCode: countyCode.nullable(),
  audience: audience.nullable(),
  weights: z.string().nullable(),
  strata: z.array(z.string()),
  clusters: z.array(z.string()),
  fpc: z.array(z.string()),
  variables: z.array(z.string()).min(1).max(100),
});
export type ImportSpec = z.infer<typeof importSpec>;
/** POST /api/cycles/:id/imports/columns (multipart file): the header of a workbook that a browser cannot read. */
export const importColumns = z.object({
  columns: z.array(z.string()),
  rows: z.number().int(),
  encoding: z.string(),
});
export type ImportColumns = z.infer<typeof importColumns>;
export const importedResult = z.object({
  id: z.string(),
  cycleId: z.string(),
  title: z.string(),
  file: z.object({ name: z.string(), sha256: z.string(), rows: z.number().int(), encoding: z.string() }),
  spec: importSpec,
  estimates: z.array(
    z.object({
      variable: z.string(),
      n: z.number().int(),
      estimate: z.number().nullable(),
      se: z.number().nullable(),
      ci: z.tuple([z.number(), z.number()]).nullable(),
      df: z.number().nullable(),
      deff: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  hash: z.string(),
  importedBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type ImportedResult = z.infer<typeof importedResult>;
