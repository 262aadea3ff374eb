import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { createRoot } from 'react-dom/client';
import 'survey-core/survey-core.fontless.min.css';
import './form.css';
import { ItemClock } from '../item-clock';
import { RespondForm } from './respond-form';
import { surveyLocale, surveyModel } from './survey-model';

interface Progress {
  answers: Record<string, unknown>;
  durations: Record<string, number>;
  page: number;
}

export interface FormOptions {
  form: OpenForm;
  language: Language;
  kept: Progress;
  /** Name of the question to open at. */
  startAt: string | null;
  keeps: boolean;
  /** Called at each change, so that nothing is lost when the page is closed. */
  onProgress: (progress: Progress) => void;
  onComplete: (progress: Progress) => void;
  onLeave: () => void;
  onReport: () => void;
}

export interface MountedForm {
  setLanguage: (language: Language) => void;
  /** One page back; false on the first. */
  back: () => boolean;
  unmount: () => void;
}

/** Puts the questions on the page. Loaded while the notice is read. */
export function mountForm(container: HTMLElement, options: FormOptions): MountedForm {
  const survey = surveyModel(options.form.json, options.language, options.kept);
  const first = options.startAt === null ? null : survey.getQuestionByName(options.startAt);
  if (first) survey.currentPage = first.page;
  // A draft may come from an older version: the server takes times of this version's questions only.
  const earlier = Object.entries(options.kept.durations).filter(([name]) => survey.getQuestionByName(name));
  const clock = new ItemClock(() => performance.now(), Object.fromEntries(earlier));
  const root = createRoot(container);
  const progress = (): Progress => ({
    answers: { ...survey.data },
    durations: clock.durations(),
    page: survey.currentPageNo,
  });
  const draw = (language: Language) =>
    root.render(
      <RespondForm
        survey={survey}
        language={language}
        audience={options.form.audience}
        keeps={options.keeps}
        onLeave={options.onLeave}
        onReport={options.onReport}
      />,
    );
  const seen = () => (document.hidden ? clock.pause() : clock.resume());

  survey.onValueChanged.add((_, { name }) => {
    clock.answered(name);
    options.onProgress(progress());
  });
  survey.onCurrentPageChanged.add(() => {
    clock.restart();
    options.onProgress(progress());
  });
  survey.onComplete.add(() => options.onComplete(progress()));
  document.addEventListener('visibilitychange', seen);
  draw(options.language);

  return {
    setLanguage: (language) => {
      survey.locale = surveyLocale(language);
      draw(language);
    },
    back: () => survey.prevPage(),
    unmount: () => {
      document.removeEventListener('visibilitychange', seen);
      root.unmount();
      survey.dispose();
    },
  };
}
