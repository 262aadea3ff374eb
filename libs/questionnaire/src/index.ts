export { buildSurvey, type BuiltSurvey, type QuestionnaireEntry } from './build-survey';
export { checkDefinition, type DefinitionVerdict } from './check-definition';
export { compileValidation, type AnswersVerdict, type CompiledValidation } from './compile-validation';
export { answerFaultMessage, type AnswerFault, type AnswerRule } from './answer-faults';
export { LARGEST_PICTURE_BYTES, pictureBytes, pictureType } from './embedded-picture';
export { codedItems, itemAnswers } from './item-answers';
