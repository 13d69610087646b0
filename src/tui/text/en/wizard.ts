/** Words of the wizard that all its steps share. */
export const wizard = {
  title: 'New migration',
  steps: {
    source: 'Source',
    target: 'Target',
    tables: 'Tables',
    settings: 'Settings',
    assessment: 'Assessment',
    start: 'Start',
  },
  stepOf: (step: number, of: number, name: string) => `Step ${step} of ${of}: ${name}`,
  taken: (tables: number, of: number) => `${tables} of ${of} tables`,
};
