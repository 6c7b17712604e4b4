// An installation with the manifests of openshift-k8s, through kubectl.
import { failingDestination, NOBODY } from './destination.mjs';
import { redisOfKubernetes } from './kubernetes-redis.mjs';
import { run } from './programs.mjs';

const WORKERS = 'app.kubernetes.io/name=nightshift,app.kubernetes.io/component in (worker,all)';
const TAG = 'gameday-does-not-exist';

/** The same image with a tag that does not exist. */
export const withoutSuchTag = (image) => `${image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')}:${TAG}`;

/** How kubectl is called, in one namespace. Gives its output. */
export const kubectlIn =
  (namespace) =>
  (...args) => {
    const options = typeof args.at(-1) === 'object' ? args.pop() : {};
    return run('kubectl', ['-n', namespace, ...args], options);
  };

async function killWorker(kubectl, namespace) {
  return {
    does: 'kubectl delete pod of one worker, without grace',
    undo: 'the Deployment starts another pod by itself',
    byHand: `wait for kubectl -n ${namespace} rollout status deployment -l app.kubernetes.io/name=nightshift`,
    problems: async () => [],
    async cause() {
      const pods = await kubectl(
        'get',
        'pods',
        '-l',
        WORKERS,
        '--field-selector=status.phase=Running',
        '-o',
        'jsonpath={.items[*].metadata.name}',
      );
      const [pod] = pods.split(' ').filter(Boolean);
      if (!pod) throw new Error(`no worker runs in the namespace ${namespace}`);
      await kubectl('delete', 'pod', pod, '--grace-period=0', '--force', '--wait=false');
    },
    heal: async () => {
      await kubectl('rollout', 'status', 'deployment', '-l', WORKERS, '--timeout=300s', { seconds: 310 });
    },
  };
}

async function badDeploy(kubectl, namespace) {
  const { items } = JSON.parse(await kubectl('get', 'deployments', '-l', WORKERS, '-o', 'json'));
  const [deployment] = items;
  const name = deployment?.metadata.name;
  const recreated = deployment?.spec.strategy?.type === 'Recreate';
  return {
    does: `kubectl set image of deployment ${name} to a tag that does not exist`,
    undo: `kubectl rollout undo deployment ${name}`,
    byHand: `kubectl -n ${namespace} rollout undo deployment ${name}`,
    ...(recreated
      ? { users: 'The old server ends first: clients get no answer until the deployment is undone.' }
      : {
          users: 'Nothing: old servers run until new ones are ready.',
          alert: 'PodNotReady',
          severity: 'ticket',
          job: 'kube-state-metrics',
          shows: [0, 60],
        }),
    problems: async () => (name ? [] : [`there is no Deployment of workers in the namespace ${namespace}`]),
    async cause() {
      const { image } = deployment.spec.template.spec.containers.find((each) => each.name === 'nightshift');
      await kubectl('set', 'image', `deployment/${name}`, `nightshift=${withoutSuchTag(image)}`);
    },
    async heal() {
      const image = await kubectl(
        'get',
        `deployment/${name}`,
        '-o',
        'jsonpath={.spec.template.spec.containers[?(@.name=="nightshift")].image}',
      );
      // Undoing twice would bring the bad version back.
      if (image.endsWith(`:${TAG}`)) await kubectl('rollout', 'undo', `deployment/${name}`);
      await kubectl('rollout', 'status', `deployment/${name}`, '--timeout=900s', { seconds: 910 });
    },
  };
}

/** Leaves only the exporter in the policy that says who may connect to Redis. */
async function cutNetwork(kubectl, namespace) {
  const policy = JSON.parse(await kubectl('get', 'networkpolicy', 'redis', '-o', 'json'));
  const patch = (ingress) =>
    kubectl('patch', 'networkpolicy', 'redis', '--type=merge', '-p', JSON.stringify({ spec: { ingress } }));
  return {
    does: 'the servers are taken out of the NetworkPolicy redis; the exporter stays in it',
    undo: 'the NetworkPolicy is as before',
    byHand: `kubectl -n ${namespace} patch networkpolicy redis --type=merge -p \
'${JSON.stringify({ spec: { ingress: policy.spec.ingress } })}'`,
    problems: async () => [],
    cause: () => patch(exporterOnly(policy.spec.ingress)),
    heal: () => patch(policy.spec.ingress),
  };
}

/** The rules of a policy without the servers. */
export const exporterOnly = (ingress) =>
  ingress.map((rule) => ({
    ...rule,
    from: (rule.from ?? []).map((peer) =>
      peer.podSelector?.matchExpressions
        ? {
            ...peer,
            podSelector: {
              ...peer.podSelector,
              matchExpressions: peer.podSelector.matchExpressions.map((each) =>
                each.key === 'app.kubernetes.io/name'
                  ? { ...each, values: each.values.filter((value) => value !== 'nightshift') }
                  : each,
              ),
            },
          }
        : peer,
    ),
  }));

/** The action for a fault: what differs from its description, and how it is caused and healed. */
export async function onKubernetes({ fault, namespace, api, url = NOBODY, kubectl = kubectlIn(namespace) }) {
  const actions = {
    'kill-worker': () => killWorker(kubectl, namespace),
    'bad-deploy': () => badDeploy(kubectl, namespace),
    'cut-network': () => cutNetwork(kubectl, namespace),
    'failing-destination': () => failingDestination({ api, url }),
    ...redisOfKubernetes(kubectl, namespace),
  };
  return actions[fault]();
}
