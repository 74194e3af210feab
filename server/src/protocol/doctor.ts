import { Method, wsDoctorParamsSchema } from '@drift/shared';
import type { Patient } from '../session/doctor/check.ts';
import { examine } from '../session/doctor/doctor.ts';
import { probeInThread } from '../session/doctor/probe-grammars.ts';
import { readProjectConfig } from '../session/project-config.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './ws-root.ts';

/** `drift/ws.doctor`: what keeps Drift from working well here, and with `fix` less of it. */
export function registerDoctor(context: ServerContext): void {
  const { host, workerScript, init } = context.session.options;
  onRequest(context, Method.wsDoctor, wsDoctorParamsSchema, async ({ uri, thorough, fix }) => {
    const { path: root } = rootMeant(context, uri);
    const flags = new Map(Object.entries(init.flags));
    const patient = async (): Promise<Patient> => ({
      host,
      root,
      thorough,
      settings: await readProjectConfig(host, root, flags, null),
      probeGrammars: () => probeInThread(host, workerScript),
    });
    return { checks: await examine(patient, fix) };
  });
}
