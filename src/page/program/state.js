// The choice and the values of the person. Both are in the fragment of the address, so that they can be linked.

const state = {
  /** The number of the release that the person runs. */
  release: '',
  /** The id of a bundle or of a policy. */
  choice: '',
  /** The values by the names of their parameters, as in `fill`. */
  given: {},
  /** True for documents in one line. */
  isCompact: false,
  /** The version whose policies the person has now, for the changes since then. */
  since: ''
}

/** The policies that are chosen. */
const chosen = () => {
  const ids = bundles.get(state.choice)?.policies ?? (state.choice ? [state.choice] : [])
  return ids.map((id) => policies.get(id))
}

function choosesRelease(number) {
  state.release = number
  const { bundles: ofRelease, policies: alone } = releases.get(number)
  const offered = [...ofRelease, ...alone]
  // The same purpose in the other release, if it has it.
  state.choice = offered.find((id) => variant(id) === variant(state.choice || '/')) ?? offered[0] ?? ''
}

/** The names of the parameters for which the chosen policies take values, those that are needed first. */
function askedNames() {
  const names = new Map()
  for (const policy of chosen()) {
    for (const { name, need } of policy.parameters) {
      const isDerived = name === STACK_NAME && versions.get(policy.version).stackName
      const asked = isDerived ? CLUSTER_NAME : name
      names.set(asked, names.get(asked) || need === 'required')
    }
    // The script makes the role, in whose path the name of the cluster may be.
    if (policy.role?.path?.includes(`{${CLUSTER_NAME}}`))
      names.set(CLUSTER_NAME, names.get(CLUSTER_NAME) ?? false)
  }
  names.delete(REGION)
  names.delete(PARTITION)
  const inOrder = catalog.values.parameters.filter((parameter) => names.has(parameter.name))
  const named = (isNeeded) => inOrder.map((it) => it.name).filter((name) => names.get(name) === isNeeded)
  return { needed: named(true), optional: named(false) }
}

const asksForPlace = () =>
  chosen().some((policy) => policy.parameters.some(({ name }) => name === REGION || name === PARTITION))

const isList = (name) =>
  chosen().some((policy) => policy.parameters.some((used) => used.name === name && used.need === 'list'))

/** The values that are given for parameters of a policy: others are for other policies of the bundle. */
function givenTo(policy) {
  const names = new Set(policy.parameters.map((used) => used.name).concat(REGION, PARTITION))
  if (names.has(STACK_NAME)) names.add(CLUSTER_NAME)
  return Object.fromEntries(Object.entries(state.given).filter(([name]) => names.has(name)))
}

function writeAddress() {
  const parts = new URLSearchParams({ release: state.release })
  if (state.choice) parts.set(bundles.has(state.choice) ? 'bundle' : 'policy', state.choice)
  if (state.since) parts.set('since', state.since)
  for (const [name, texts] of Object.entries(state.given)) texts.forEach((text) => parts.append(name, text))
  history.replaceState(null, '', `#${parts}`)
}

/** Takes over what the address says, as far as the catalog has it. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1))
  const newest = catalog.releases.find((release) => release.policies.length > 0) ?? catalog.releases[0]
  state.choice = ''
  choosesRelease(releases.has(parts.get('release')) ? parts.get('release') : newest.number)
  const { bundles: ofRelease, policies: alone } = releases.get(state.release)
  const asked = parts.get('bundle') ?? parts.get('policy')
  if (ofRelease.includes(asked) || alone.includes(asked)) state.choice = asked
  state.since = versions.has(parts.get('since')) ? parts.get('since') : ''
  state.given = {}
  for (const [name, text] of parts) if (parameters.has(name)) (state.given[name] ??= []).push(text)
}
