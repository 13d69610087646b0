/** The steps there are. The only place that knows them all. */
import { assessmentStep } from './assessment/assessment-step.ts';
import { endpointStep } from './endpoint-step.ts';
import { settingsStep } from './settings/settings-step.ts';
import { startStep } from './start/start-step.ts';
import { tablesStep } from './tables/tables-step.ts';
import type { StepName, WizardStep } from './wizard-step.ts';

// biome-ignore lint/suspicious/noExplicitAny: each step knows the type of its own state
export const STEP_OF: Readonly<Partial<Record<StepName, WizardStep<any>>>> = {
  source: endpointStep('source'),
  target: endpointStep('target'),
  tables: tablesStep,
  settings: settingsStep,
  assessment: assessmentStep,
  start: startStep,
};
