import { z } from 'zod';

/** A room's name in its link, `/r/:surveyId#s=<room>`: 16 characters by chance. */
export const roomName = z.string().regex(/^[A-Za-z0-9_-]{16}$/);

/**
 * POST /api/respond/:surveyId/session/:room — a device of a class session takes the next code of its class; nobody types.
 * 404 `room-unknown`, 409 `room-closed`, 409 `room-empty` when all codes of the class are taken.
 */
export const roomCode = z.object({ code: z.string() });
export type RoomCode = z.infer<typeof roomCode>;

/** POST /api/surveys/:id/sessions — opens a session for one sampled class; the slips of that class become void. */
export const openRoom = z.strictObject({ cellId: z.string().max(60) });

/** 班级作答场次: counts only. who has handed in is known to the pupils' screens alone. */
export const room = z.object({
  id: z.string(),
  surveyId: z.string(),
  cellId: z.string(),
  schoolCode: z.string(),
  schoolName: z.string(),
  className: z.string().nullable(),
  open: z.boolean(),
  /** Null once closed. */
  link: z.string().nullable(),
  closesAt: z.iso.datetime(),
  codes: z.number().int(),
  taken: z.number().int(),
  /** Codes traded for a credential, which is done before the first question. */
  started: z.number().int(),
  /** Devices that took a code and have not traded it. */
  waiting: z.number().int(),
});
export type Room = z.infer<typeof room>;
