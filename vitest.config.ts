import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files by name, so that two runs differ in nothing but the code. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/laboratory.ts'],
    setupFiles: ['test/support/languages.ts'],
    pool: 'forks',
    // Every file may have a server busy besides itself, and a common CI machine has two cores.
    maxWorkers: 2,
    sequence: { sequencer: ByName },
    // A row is moved in milliseconds, but through servers that share two cores with another test file.
    testTimeout: 60_000,
    // The first hook to ask for a server waits for its installation on a fresh machine.
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
  },
});
