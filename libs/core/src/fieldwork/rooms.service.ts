import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { roomName, type Room, type RoomCode } from '@mingjian/contract/fieldwork';
import type { Connection, Model } from 'mongoose';
import { CodeExchangeService, printToken, respondAddress, type SampledPlace } from '../distribution';
import { AuditService, type Person } from '../identity';
import { Env, inTransaction, Problem } from '../platform';
import { FieldAccessService } from './field-access.service';
import type { RoomDocument } from './fieldwork.schema';

/** Longer than any lesson; a forgotten session ends by itself. */
const openHours = 4;

/** 班级作答场次: devices of a room take the codes of a class without anybody typing; the supervisor sees counts. */
@Injectable()
export class RoomsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Room') private readonly rooms: Model<RoomDocument>,
    private readonly exchange: CodeExchangeService,
    private readonly access: FieldAccessService,
    private readonly audit: AuditService,
    private readonly env: Env,
  ) {}

  /**
   * Opens a session for a class, or finds the one that is open. The unused slips of the class become void.
   *
   * @throws Problem 404 `survey-not-found`, 404 `cell-unknown`, 409 `survey-state`
   */
  async open(person: Person, surveyId: string, cellId: string): Promise<Room> {
    const { place } = await this.access.cellInField(person, surveyId, cellId);
    const running = await this.rooms
      .findOne({ cellId, closed: false, closesAt: { $gt: new Date() } })
      .lean<RoomDocument>();
    if (running) return this.view(running, place);
    const room: RoomDocument = {
      _id: randomBytes(12).toString('base64url'),
      surveyId,
      cellId,
      closesAt: new Date(Date.now() + openHours * 3_600_000),
      closed: false,
    };
    await inTransaction(this.connection, async (session) => {
      await this.exchange.renew(surveyId, cellId, 0, 'slip', session);
      await this.rooms.updateMany({ cellId }, { closed: true }, { session });
      await this.rooms.insertMany([room], { session });
      const detail = { cellId };
      await this.audit.record(
        { actor: person.email, action: 'session.open', subject: surveyId, detail },
        session,
      );
    });
    return this.view(room, place);
  }

  async get(person: Person, surveyId: string, id: string): Promise<Room> {
    const room = await this.require(surveyId, id);
    const { places } = await this.access.cells(person, surveyId, [room.cellId]);
    return this.view(room, places[0]);
  }

  /** Ends a session; devices that have begun may still hand in. */
  async close(person: Person, surveyId: string, id: string): Promise<Room> {
    const room = await this.require(surveyId, id);
    const { places } = await this.access.cells(person, surveyId, [room.cellId]);
    await inTransaction(this.connection, async (session) => {
      await this.rooms.updateOne({ _id: id }, { closed: true }, { session });
      const detail = { cellId: room.cellId };
      await this.audit.record(
        { actor: person.email, action: 'session.close', subject: surveyId, detail },
        session,
      );
    });
    return this.view({ ...room, closed: true }, places[0]);
  }

  /** The open session of each of these cells. */
  async openOf(cellIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.rooms
      .find({ cellId: { $in: [...cellIds] }, closed: false, closesAt: { $gt: new Date() } })
      .lean<RoomDocument[]>();
    return new Map(found.map((room) => [room.cellId, room._id]));
  }

  /**
   * The next code of the room's class, for a device that asks.
   *
   * @throws Problem 404 `room-unknown`, 409 `room-closed`, 409 `room-empty`
   */
  async take(surveyId: string, name: string): Promise<RoomCode> {
    const room = await this.require(surveyId, name);
    if (!isOpen(room)) throw closedRoom();
    const token = await inTransaction(this.connection, (session) =>
      this.exchange.take(surveyId, room.cellId, session),
    );
    if (token === null) throw emptyRoom();
    return { code: printToken(token) };
  }

  private async require(surveyId: string, id: string): Promise<RoomDocument> {
    const room = roomName.safeParse(id).success
      ? await this.rooms.findOne({ _id: id, surveyId }).lean<RoomDocument>()
      : null;
    if (room) return room;
    throw new Problem(404, 'room-unknown', {
      zh: '没有这个作答场次，请重新扫描老师屏幕上的二维码。',
      en: 'There is no such session; scan the QR code on the teacher’s screen again.',
    });
  }

  private async view(room: RoomDocument, place: SampledPlace | undefined): Promise<Room> {
    const { _id, surveyId, cellId, closesAt } = room;
    return {
      id: _id,
      surveyId,
      cellId,
      schoolCode: place?.schoolCode ?? '',
      schoolName: place?.schoolName ?? '',
      className: place?.className ?? null,
      open: isOpen(room),
      link: isOpen(room) ? `${respondAddress(this.env.publicUrl, surveyId)}#s=${_id}` : null,
      closesAt: closesAt.toISOString(),
      ...(await this.exchange.roomCounts(cellId)),
    };
  }
}

function isOpen({ closed, closesAt }: RoomDocument): boolean {
  return !closed && closesAt.getTime() > Date.now();
}
function closedRoom(): Problem {
  return new Problem(409, 'room-closed', {
    zh: '这个作答场次已经结束，请告诉老师。',
    en: 'This session has ended; please tell the teacher.',
  });
}
function emptyRoom(): Problem {
  return new Problem(409, 'room-empty', {
    zh: '本班的作答码已经全部领完，请告诉老师。',
    en: 'All codes of this class have been taken; please tell the teacher.',
  });
}
