import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { openRoom, type Room, type RoomCode } from '@mingjian/contract/fieldwork';
import { RoomsService } from '@mingjian/core/fieldwork';
import { Allow, CurrentPerson, Everyone, type Person } from '@mingjian/core/identity';
import type { z } from 'zod';

@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Post('surveys/:id/sessions')
  @HttpCode(200)
  @Allow('agency', 'school')
  open(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body({ schema: openRoom }) { cellId }: z.infer<typeof openRoom>,
  ): Promise<Room> {
    return this.rooms.open(person, id, cellId);
  }

  @Get('surveys/:id/sessions/:room')
  @Allow('agency', 'school')
  get(@CurrentPerson() person: Person, @Param('id') id: string, @Param('room') room: string): Promise<Room> {
    return this.rooms.get(person, id, room);
  }

  @Post('surveys/:id/sessions/:room/close')
  @HttpCode(200)
  @Allow('agency', 'school')
  close(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('room') room: string,
  ): Promise<Room> {
    return this.rooms.close(person, id, room);
  }

  /** For everyone who holds the room's name: a device in a class has no account. */
  @Post('respond/:surveyId/session/:room')
  @HttpCode(200)
  @Everyone()
  take(@Param('surveyId') surveyId: string, @Param('room') room: string): Promise<RoomCode> {
    return this.rooms.take(surveyId, room);
  }
}
