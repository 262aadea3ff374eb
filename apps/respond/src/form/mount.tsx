import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import 'survey-core/survey-core.fontless.min.css';
import './form.css';
import './question-types.css';
import './ranking-choice';
import { ItemClock } from '../item-clock';
import type { Layout } from '../preferences';
import { textsFor } from '../texts';
import { applyLayout, firstShown, showQuestion, stepBack } from './layout';
import { addSpeakers } from './question-speaker';
import { stopSpeaking } from './read-aloud';
import { RespondForm } from './respond-form';
import { surveyLocale, surveyModel } from './survey-model';

interface Progress {
  answers: Record<string, unknown>;
  durations: Record<string, number>;
  page: number;
  /** Name of the first question on the screen. */
  question?: string | null;
}

export interface FormOptions {
  form: Pick<OpenForm, 'audience' | 'json'>;
  language: Language;
  kept: Progress;
  /** Name of the question to open at. */
  startAt: string | null;
  keeps: boolean;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  /** Called at each change, so that nothing is lost when the page is closed. */
  onProgress: (progress: Progress) => void;
  onComplete: (progress: Progress) => void;
  onLeave: () => void;
}

export interface MountedForm {
  /** The questions come into sight: from now on times count. */
  begin: () => void;
  setLanguage: (language: Language) => void;
  /** One page back; false on the first. */
  back: () => boolean;
  unmount: () => void;
}

/** Puts the questions on the page, out of sight until they begin. Loaded and called while the notice is read. */
export function mountForm(container: HTMLElement, options: FormOptions): MountedForm {
  const survey = surveyModel(options.form.json, options.language, options.kept);
  let { language, layout } = options;
  applyLayout(survey, layout);
  const first = options.startAt ?? options.kept.question ?? null;
  if (first !== null) showQuestion(survey, first);
  addSpeakers(survey, () => ({ texts: textsFor(language, options.form.audience), language }));
  // A draft may come from an older version: the server takes times of this version's questions only.
  const earlier = Object.entries(options.kept.durations).filter(([name]) => survey.getQuestionByName(name));
  const clock = new ItemClock(() => performance.now(), Object.fromEntries(earlier));
  const root = createRoot(container);
  const progress = (): Progress => ({
    answers: { ...survey.data },
    durations: clock.durations(),
    page: survey.currentPageNo,
    question: firstShown(survey),
  });
  const chooseLayout = (chosen: Layout) => {
    layout = chosen;
    applyLayout(survey, layout);
    draw();
    options.onLayout(chosen);
    options.onProgress(progress());
  };
  let begun = false;
  const draw = () =>
    root.render(
      <RespondForm
        survey={survey}
        language={language}
        audience={options.form.audience}
        layout={layout}
        begun={begun}
        keeps={options.keeps}
        onLayout={chooseLayout}
        onLeave={options.onLeave}
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
  // In slices, so that the notice can be read and scrolled meanwhile.
  startTransition(draw);

  return {
    begin: () => {
      begun = true;
      clock.restart();
      draw();
    },
    setLanguage: (chosen) => {
      language = chosen;
      survey.locale = surveyLocale(language);
      survey.render();
      draw();
    },
    back: () => stepBack(survey),
    unmount: () => {
      stopSpeaking();
      document.removeEventListener('visibilitychange', seen);
      root.unmount();
      survey.dispose();
    },
  };
}
