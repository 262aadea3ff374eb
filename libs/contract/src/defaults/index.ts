import type { z } from 'zod';

/**
 * A document as stored with the schema's defaults for the fields that it does not have, since it is from before them. What
 * it has is not looked at: it was checked when it was written.
 */
export function withDefaults<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  stored: z.input<z.ZodObject<Shape>>,
): z.infer<z.ZodObject<Shape>> {
  const missing = Object.entries(schema.shape).flatMap(([field, of]) => {
    if ((stored as Record<string, unknown>)[field] !== undefined) return [];
    const { success, data } = (of as z.ZodType).safeParse(undefined);
    return success && data !== undefined ? [[field, data] as const] : [];
  });
  return { ...stored, ...Object.fromEntries(missing) } as z.infer<z.ZodObject<Shape>>;
}
