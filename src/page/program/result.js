// The result: what is still missing, the sizes, and what to know about all policies together.

/** The chosen policies with the given values. */
function filled() {
  return chosen().map((policy) => {
    const { problems, values } = fill(policy, givenTo(policy))
    const isReady = problems.length === 0
    // Until all values are right, the document is a preview with the names of the others.
    const wrong = problems.filter(({ kind }) => kind !== 'withoutEffect').map(({ name }) => name)
    const place = wrong.includes(REGION) ? [PARTITION] : wrong.includes(CLUSTER_NAME) ? [STACK_NAME] : []
    const isWrong = (name) => wrong.includes(name) || place.includes(name)
    const preview = (name) => (isWrong(name) ? [`{${name}}`] : values(name))
    const compact = textOf(policy.pieces, preview)
    return { policy, problems, values, isReady, compact, size: isReady ? sizeOf(compact) : undefined }
  })
}

const documentOf = ({ compact }) => (state.isCompact ? compact : indented(compact))

/** Shows all that depends on the choice and the values. */
function update() {
  const results = filled()
  const problems = [...results.flatMap((result) => result.problems), ...problemsBeside()]
  showErrors(problems.filter((problem) => problem.kind !== 'missing'))
  say(summaryOf(results, problems), results.length > 0 && problems.length === 0)
  replace('overview', overview(results, problems))
  replace(
    'policies',
    results.map((result, idx) => policySection(result, idx, results.length))
  )
  showExports(results, problems)
  replace('changes', results.length > 0 && changesSection())
  writeAddress()
}

const missingNames = (problems) => [
  ...new Set(
    problems.filter((problem) => problem.kind === 'missing').map((problem) => shownName(problem.name))
  )
]

const refusedNames = (problems) => [
  ...new Set(problems.filter((problem) => problem.kind !== 'missing').map((problem) => problem.name))
]

/** The field of a problem: that of the cluster, from whose name the name of the stack follows. */
const shownName = (name) => (document.getElementById(`field-${name}`) ? name : CLUSTER_NAME)

function summaryOf(results, problems) {
  if (results.length === 0) return `The catalog has no policies for ${state.release}.`
  const [missing, refused] = [missingNames(problems), refusedNames(problems)]
  const parts = []
  if (refused.length > 0) parts.push(`${counted(refused.length, 'value')} to correct.`)
  if (missing.length > 0) parts.push(`A preview: ${counted(missing.length, 'value')} still missing.`)
  const total = results.reduce((sum, { size }) => sum + size, 0)
  if (problems.length > 0) return parts.join(' ')
  const ready = `Ready: ${counted(results.length, 'policy', 'policies')}, ${grouped(total)} characters.`
  return unknownRegion() === undefined ? ready : `${ready} The catalog does not know the region.`
}

function overview(results, problems) {
  if (results.length === 0) return gapsOf(releases.get(state.release))
  const isComplete = problems.length === 0
  const bundle = bundles.get(state.choice)
  return [
    !isComplete && element('p', {}, 'Go to: ', toFields(problems), '.'),
    results.length > 1 && sizesTable(results),
    results.length > 1 && aboutTogether(bundle, results),
    element('p', {}, 'With roles and attachments: ', toTools(), '.'),
    layoutChoice(),
    results.length > 1 &&
      isComplete &&
      element(
        'p',
        { class: 'buttons' },
        element(
          'button',
          {
            type: 'button',
            class: 'main',
            click: () => results.forEach((result) => download(fileName(result.policy), documentOf(result)))
          },
          `Download all ${results.length} policies`
        )
      ),
    beforeAll(bundle, results)
  ]
}

/** The ways to the fields of problems. */
const toFields = (problems) =>
  listed([...new Set([...refusedNames(problems), ...missingNames(problems)])].map(fieldLink))

/** The way to a field. */
const fieldLink = (name) =>
  element('button', { type: 'button', class: 'link', click: () => focusField(name) }, labelOf(name))

function focusField(name) {
  const control = document.getElementById(`field-${name}`)
  control?.closest('details')?.setAttribute('open', '')
  control?.focus()
}

const managedQuota = () => catalog.values.quotas.find((quota) => quota.attachment === 'managed')

const share = (size, most) => `${Math.ceil((size / most) * 100)}%`

function sizesTable(results) {
  const { most } = managedQuota()
  const row = ({ policy, size }, idx) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        element(
          'a',
          { href: `#policy-${idx}`, click: (event) => jump(event, `policy-${idx}`) },
          variant(policy.id)
        )
      ),
      element('td', {}, policy.attachTo),
      element('td', { class: 'number' }, size === undefined ? '–' : `${grouped(size)} (${share(size, most)})`)
    )
  return element(
    'table',
    {},
    element(
      'caption',
      {},
      `Size: characters without white space, and the share of the ${grouped(most)} of a managed policy`
    ),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ['Policy', 'Attach to', 'Size'].map((name) => element('th', { scope: 'col' }, name))
      )
    ),
    element('tbody', {}, results.map(row))
  )
}

/** Goes to a place of the page, and leaves the address as it is. */
function jump(event, id) {
  event.preventDefault()
  const place = document.getElementById(id)
  place.scrollIntoView()
  place.focus()
}

/** How the policies of a bundle are attached together. */
function aboutTogether(bundle, results) {
  const forPeople = results.filter(({ policy }) => !policy.role)
  if (forPeople.length < 2 || bundle?.apart) return element('p', {}, 'Each is for an identity of its own.')
  const total = forPeople.every(({ isReady }) => isReady)
    ? forPeople.reduce((sum, { size }) => sum + size, 0)
    : undefined
  const inline = catalog.values.quotas.filter(
    (quota) => quota.attachment !== 'managed' && quota.attachment !== 'role'
  )
  const fitting = inline.filter(({ most }) => total <= most).map((quota) => quota.attachment)
  return element(
    'p',
    {},
    `Attach the ${forPeople.length} policies for people to one user or group, as managed policies: an identity can have ${catalog.values.mostManaged}.`,
    total !== undefined &&
      (fitting.length > 0
        ? ` Together they also fit the inline policies of a ${fitting.join(' or a ')}.`
        : ' Together they are too long for inline policies.')
  )
}

/** Indented, or in one line. */
function layoutChoice() {
  const radio = (key, label, isCompact) =>
    element(
      'span',
      { class: 'radio' },
      element('input', {
        type: 'radio',
        name: 'layout',
        id: key,
        checked: state.isCompact === isCompact,
        change: () => {
          state.isCompact = isCompact
          update()
          document.getElementById(key).focus()
        }
      }),
      element('label', { for: key }, label)
    )
  return element(
    'fieldset',
    { class: 'layout' },
    element('legend', {}, 'Layout of the JSON'),
    radio('layout-indented', 'Indented', false),
    radio('layout-line', 'In one line', true)
  )
}

/** What to know about all policies of the release. */
function beforeAll(bundle, results) {
  const ids = [...new Set(results.map(({ policy }) => policy.version))]
  return ids.map((id) => {
    const version = versions.get(id)
    const notes = [...acknowledgements(version.acknowledged), ...denials(bundle?.denied ?? [])]
    return [
      notes.length > 0 &&
        details(`before-${id}`, `What to know about the policies of ${id}`, false, element('ul', {}, notes)),
      version.guide.length > 0 &&
        details(
          `guide-${id}`,
          `The guide for administrators of ${id}`,
          false,
          version.guide.map(({ heading, text }) =>
            element('section', {}, element('h3', {}, heading), prose('div', text))
          )
        )
    ]
  })
}
