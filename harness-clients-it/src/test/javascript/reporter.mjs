/** Reports each test to the JUnit test that started this process; see ClientSuite.java. */
import { appendFileSync } from 'node:fs';
import { inspect } from 'node:util';

const report = process.env.EMR_CLIENTS_REPORT ?? '/dev/stdout';

function add(outcome, name = '', details = '') {
  appendFileSync(report, [outcome, name, Buffer.from(details).toString('base64')].join('\t') + '\n');
}

export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') {
      continue;
    }
    if (type === 'test:pass') {
      // A test that was left out has not passed.
      if (data.skip !== undefined || data.todo !== undefined) {
        add('failed', data.name, 'Skipped');
      } else {
        add('passed', data.name);
      }
    } else if (type === 'test:fail') {
      const details = inspect(data.details.error.cause ?? data.details.error, { depth: 5 });
      add('failed', data.name, details);
      yield `failed ${data.name}\n${details}\n`;
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
  }
  add('end');
}
