import { z } from 'zod';

/** A job as both sides know it: the api that asks for it and the worker that does it. Payloads carry ids, never answers. */
export interface JobContract<Payload = unknown> {
  queue: string;
  name: string;
  payload: z.ZodType<Payload>;
  attempts: number;
  /** Deterministic, so that asking twice is harmless; BullMQ refuses ':' in ids. */
  id: (payload: Payload) => string;
}

const ofRun = z.strictObject({ runId: z.string() });
const partOfRun = z.strictObject({
  runId: z.string(),
  countyCode: z.string(),
  audience: z.enum(['public', 'teacher', 'student']),
});
const countyOfRun = z.strictObject({ runId: z.string(), countyCode: z.string() });

/** Copies the answers of a run into immutable chunks: the moment at which the run looks at the world. */
export const freezeRun: JobContract<z.infer<typeof ofRun>> = {
  queue: 'aggregation',
  name: 'freeze-run',
  payload: ofRun,
  attempts: 3,
  id: (payload) => `freeze.${payload.runId}`,
};

/** Screen, tabulate, weight, estimate and suppress one county × audience. */
export const estimatePart: JobContract<z.infer<typeof partOfRun>> = {
  queue: 'aggregation',
  name: 'estimate-part',
  payload: partOfRun,
  attempts: 3,
  id: (payload) => `part.${payload.runId}.${payload.countyCode}.${payload.audience}`,
};

/** Joins the parts of a run: publishes all results or, when one failed, none. */
export const joinRun: JobContract<z.infer<typeof ofRun>> = {
  queue: 'aggregation-joins',
  name: 'join-run',
  payload: ofRun,
  attempts: 3,
  id: (payload) => `join.${payload.runId}`,
};

/** Composes and renders one county's report from a run's published results. */
export const composeReport: JobContract<z.infer<typeof countyOfRun>> = {
  queue: 'reports',
  name: 'compose-report',
  payload: countyOfRun,
  attempts: 3,
  id: (payload) => `report.${payload.runId}.${payload.countyCode}`,
};

/** Makes the files of a report anew after its words were edited; of two edits in a row the later one counts. */
export const renderReport: JobContract<{ reportId: string; revision: number }> = {
  queue: 'reports',
  name: 'render-report',
  payload: z.strictObject({ reportId: z.string(), revision: z.number().int() }),
  attempts: 3,
  id: (payload) => `render.${payload.reportId}.${payload.revision}`,
};

/** Closes a run when all of its reports are there. */
export const finishRun: JobContract<z.infer<typeof ofRun>> = {
  queue: 'aggregation-joins',
  name: 'finish-run',
  payload: ofRun,
  attempts: 3,
  id: (payload) => `finish.${payload.runId}`,
};

/** Opens or closes a survey whose time has come. */
export const applySchedule: JobContract<{ surveyId: string }> = {
  queue: 'fieldwork',
  name: 'apply-schedule',
  payload: z.strictObject({ surveyId: z.string() }),
  attempts: 3,
  id: (payload) => `schedule.${payload.surveyId}`,
};

/** Sends an invitation or reminder; some four minutes of a mail server's absence are waited out. */
export const sendMailing: JobContract<{ mailingId: string }> = {
  queue: 'messages',
  name: 'send-mailing',
  payload: z.strictObject({ mailingId: z.string() }),
  attempts: 8,
  id: (payload) => `mailing.${payload.mailingId}`,
};

/** Writes to the party that let a deadline pass. */
export const sendReminder: JobContract<{ reminderId: string }> = {
  queue: 'messages',
  name: 'send-reminder',
  payload: z.strictObject({ reminderId: z.string() }),
  attempts: 8,
  id: (payload) => `reminder.${payload.reminderId}`,
};

export const allJobs = [
  freezeRun,
  estimatePart,
  joinRun,
  composeReport,
  renderReport,
  finishRun,
  applySchedule,
  sendMailing,
  sendReminder,
];
