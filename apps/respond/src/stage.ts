import type { AnsweringStage, MountForm } from './answering';
import type { RoomSeat } from './room-seat';
import type { Texts } from './texts';

/** What the flow needs of the page around it. */
export interface Stage extends AnsweringStage {
  surveyId: string;
  screen: HTMLElement;
  /** 课堂作答: the device is shared. What is sealed is kept here; null on a person's own phone. */
  shared: Storage | null;
  /** 班级作答场次: where the device gets its code from; null where a person types it. */
  seat: RoomSeat | null;
  /** Shows or hides the way to report coaching. */
  offerReport: (offered: boolean) => void;
  loadForm: () => Promise<{ mountForm: MountForm }>;
  /** Called whenever the title or the words of the frame may have changed. */
  onWords: (texts: Texts, title: string | null, forPupils: boolean) => void;
}
