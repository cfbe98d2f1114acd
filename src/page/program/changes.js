// What changed from the policies of an earlier release to those that are chosen.

/** The steps that led to a policy, the latest first: each from an earlier version. */
function stepsTo(id, seen = new Set()) {
  const step = catalog.steps.find(({ after }) => after.includes(id))
  if (!step || seen.has(step)) return []
  seen.add(step)
  return [step, ...step.before.flatMap((earlier) => stepsTo(earlier, seen))]
}

const versionOf = (id) => policies.get(id).version

/** The steps to all chosen policies, in the order of the versions. */
function stepsToChosen() {
  const seen = new Set()
  chosen().forEach(({ id }) => stepsTo(id, seen))
  return catalog.steps.filter((step) => seen.has(step))
}

function changesSection() {
  const steps = stepsToChosen()
  const earlier = catalog.versions
    .map(({ id }) => id)
    .filter((id) => steps.some(({ before }) => versionOf(before[0]) === id))
  if (earlier.length === 0) return []
  if (!earlier.includes(state.since)) state.since = ''
  const choose = (event) => {
    state.since = event.target.value
    update()
    document.getElementById('since').focus()
  }
  return element(
    'section',
    { class: 'changes', 'aria-labelledby': 'changes-title' },
    element('h3', { id: 'changes-title' }, 'What changed since your release'),
    element('label', { for: 'since' }, 'The release whose policies you have now'),
    element(
      'select',
      { id: 'since', change: choose },
      element('option', { value: '' }, 'None, these are my first'),
      earlier.toReversed().map((id) => element('option', { value: id, selected: id === state.since }, id))
    ),
    state.since && changesSince(steps, state.since)
  )
}

function changesSince(steps, since) {
  const order = catalog.versions.map(({ id }) => id)
  const isLater = ({ before }) => order.indexOf(versionOf(before[0])) >= order.indexOf(since)
  const wanted = steps.filter(isLater)
  const changed = wanted.filter(({ additions, removals }) => additions.length + removals.length > 0)
  if (changed.length === 0) return element('p', {}, 'Nothing: the policies grant the same.')
  return [
    element(
      'p',
      { class: 'hint' },
      'Compared exactly, with the example values: the requests that the policies allow, however they are written.'
    ),
    changed.map(stepSection)
  ]
}

function stepSection({ before, after, additions, removals }) {
  const title = `${after.map(variant).join(', ')}: from ${versionOf(before[0])} to ${versionOf(after[0])}`
  const figures = [
    additions.length > 0 && `${additions.length} to add`,
    removals.length > 0 && `${removals.length} to remove`
  ].filter(Boolean)
  return details(
    `step-${after.join()}`,
    `${title} (${figures.join(', ')})`,
    true,
    itemsOf('Add before the upgrade', additions),
    itemsOf('May be removed after the upgrade', removals)
  )
}

const itemsOf = (title, items) =>
  items.length > 0 && [
    element('h4', {}, title),
    element(
      'ul',
      {},
      items.map(({ text, reasons }) =>
        element(
          'li',
          {},
          prose('span', text),
          reasons.map((reason) => prose('p', reason, { class: 'hint' }))
        )
      )
    )
  ]
