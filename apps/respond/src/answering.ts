import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { resumed, type Draft, type Drafts, type Unsent } from './drafts';
import type { FormOptions, MountedForm } from './form/mount';
import type { Preferences } from './preferences';

export type MountForm = (container: HTMLElement, options: FormOptions) => MountedForm;

/** What answering needs of the page around it. */
export interface AnsweringStage {
  drafts: Drafts;
  /** Whether the browser keeps drafts beyond this page. */
  keeps: boolean;
  formContainer: HTMLElement;
  preferences: Readonly<Preferences>;
  prefer: (chosen: Partial<Preferences>) => void;
}

/** 答题: the questions on the page, made ready out of sight while the notice is read, and the draft that they fill. */
export class Answering {
  private mounted: MountedForm | null = null;
  private form: OpenForm | null = null;
  private code = '';
  private draft: Draft | null = null;
  private begun = false;

  constructor(
    private readonly stage: AnsweringStage,
    private readonly complete: (unsent: Unsent) => void,
    private readonly leave: () => void,
    private language: Language,
  ) {}

  /**
   * Puts the questions on the page, out of sight.
   *
   * @param code empty where it is not known yet: then as for somebody who has not begun
   */
  prepare(mountForm: MountForm, form: OpenForm, code: string, startAt: string | null = null): void {
    this.unmount();
    const { drafts, formContainer, keeps, preferences, prefer } = this.stage;
    const draft = resumed(code === '' ? null : drafts.draft(code), form.versionId);
    Object.assign(this, { form, code, draft });
    this.mounted = mountForm(formContainer, {
      form,
      language: this.language,
      kept: draft,
      startAt,
      keeps,
      layout: preferences.layout ?? (form.audience === 'student' ? 'single' : 'list'),
      onLayout: (layout) => prefer({ layout }),
      onProgress: (progress) => this.keep(progress),
      onComplete: (progress) => {
        this.keep(progress);
        // What was handed in is not shown again.
        this.form = null;
        this.complete(this.unsent(form));
      },
      onLeave: this.leave,
    });
  }

  /** The questions come into sight, those that were prepared where they are this person's. @param startAt a question */
  begin(mountForm: MountForm, form: OpenForm, code: string, startAt: string | null): void {
    const own = this.code === code || (this.code === '' && this.stage.drafts.draft(code) === null);
    const ready = this.mounted !== null && this.form === form && own && startAt === null;
    if (!ready) this.prepare(mountForm, form, code, startAt);
    this.code = code;
    this.begun = true;
    this.mounted?.begin();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.mounted?.setLanguage(language);
  }

  /** One page back; false on the first. */
  back(): boolean {
    return this.mounted?.back() ?? false;
  }

  unmount(): void {
    this.mounted?.unmount();
    this.mounted = null;
    this.begun = false;
  }

  private keep(progress: Pick<Draft, 'answers' | 'durations' | 'page'>): void {
    if (this.draft === null || !this.begun) return;
    this.draft = { ...this.draft, ...progress };
    this.stage.drafts.keepDraft(this.code, this.draft);
  }

  private unsent(form: OpenForm): Unsent {
    const { answers = {}, durations = {} } = this.draft ?? {};
    const { versionId } = form;
    return { code: this.code, content: { versionId, language: this.language, answers, durations } };
  }
}
