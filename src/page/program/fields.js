// The fields of the form: the values of the chosen policies.

function showValues() {
  const { needed, optional } = askedNames()
  const nGiven = optional.filter((name) => state.given[name]?.length).length
  const title = `Options (${optional.length})`
  replace(
    'values',
    chosen().length > 0 && placeFields(),
    needed.map((name) => field(name, true)),
    optional.length > 0 &&
      details(
        'options',
        title,
        nGiven > 0,
        element('p', { class: 'hint' }, 'Each is for a case of its own: leave out what you do not need.'),
        optional.map((name) => field(name, false))
      ),
    chosen().length > 0 &&
      element(
        'p',
        { class: 'buttons' },
        element('button', { type: 'button', click: fillExamples }, 'Fill in examples'),
        element('button', { type: 'button', click: clearValues }, 'Clear all values')
      )
  )
}

/** One region, or all regions of a partition. */
function placeFields() {
  const isWide = Boolean(state.given[PARTITION]) && !state.given[REGION]
  const regions = catalog.values.partitions.flatMap((partition) => partition.regions)
  const set = (region, partition) => {
    setValues(REGION, region ? [region] : [])
    setValues(PARTITION, partition ? [partition] : [])
    showValues()
    document.getElementById(partition ? 'place-all' : 'place-one').focus()
    update()
  }
  const first = catalog.values.partitions[0].id
  const radio = (key, label, isOn, choose) =>
    element(
      'span',
      { class: 'radio' },
      element('input', { type: 'radio', name: 'place', id: key, checked: isOn, change: choose }),
      element('label', { for: key }, label)
    )
  const { summary, find, example } = parameters.get(REGION)
  const isNeeded = asksForPlace()
  const hints = [prose('span', summary), !isNeeded && ' Only the script for the AWS CLI needs it.']
  const one = wrapped(REGION, 'Region', isNeeded, { hints, find }, (described) => [
    element('input', {
      ...described,
      list: 'regions',
      placeholder: example,
      value: state.given[REGION]?.[0] ?? '',
      input: (event) => setTexts(REGION, [event.target.value])
    }),
    element(
      'datalist',
      { id: 'regions' },
      regions.map((region) => element('option', { value: region }))
    )
  ])
  const all = wrapped(PARTITION, 'Partition', isNeeded, { hints: ['All of its regions.'] }, (described) =>
    element(
      'select',
      { ...described, change: (event) => setTexts(PARTITION, [event.target.value]) },
      catalog.values.partitions.map(({ id, name }) =>
        element('option', { value: id, selected: id === state.given[PARTITION]?.[0] }, `${id}: ${name}`)
      )
    )
  )
  return element(
    'fieldset',
    { class: 'place' },
    element('legend', {}, 'Where your clusters are'),
    radio('place-one', 'One region', !isWide, () => set(undefined, undefined)),
    radio('place-all', 'All regions', isWide, () => set(undefined, first)),
    isWide ? all : one
  )
}

/** The field of a parameter. */
function field(name, isNeeded) {
  const parameter = parameters.get(name)
  const texts = state.given[name] ?? []
  const hints = [
    prose('span', parameter.summary),
    parameter.default !== undefined && [' Without a value: ', code(parameter.default), '.'],
    parameter.caution && [' ', prose('span', parameter.caution)],
    settingsOf(name)
  ]
  const find = parameter.find
  if (parameter.type === 'flag') {
    return wrapped(name, labelOf(name), false, { hints }, (described) =>
      element('input', {
        ...described,
        type: 'checkbox',
        checked: texts[0] === 'true',
        change: (event) => setTexts(name, event.target.checked ? ['true'] : [])
      })
    )
  }
  if (isList(name)) {
    return wrapped(name, `${labelOf(name)}, one in each line`, isNeeded, { hints, find }, (described) =>
      element(
        'textarea',
        {
          ...described,
          rows: Math.max(2, texts.length),
          placeholder: parameter.example,
          input: (event) => setTexts(name, event.target.value.split('\n'))
        },
        texts.join('\n')
      )
    )
  }
  return wrapped(name, labelOf(name), isNeeded, { hints, find }, (described) =>
    element('input', {
      ...described,
      placeholder: parameter.example,
      value: texts[0] ?? '',
      input: (event) => setTexts(name, [event.target.value])
    })
  )
}

/** The settings of the configuration for which the chosen policies need the parameter. */
function settingsOf(name) {
  const settings = chosen().flatMap((policy) =>
    versions
      .get(policy.version)
      .settings.filter((it) => it.parameters.includes(name) && it.policies.includes(policy.id))
  )
  const names = [...new Set(settings.map((setting) => setting.name))]
  return (
    names.length > 0 &&
    element('span', { class: 'settings' }, ' For the setting ', listed(names.map(code)), '.')
  )
}

/** A control with its label, its hints, and a place for what is wrong with its value. */
function wrapped(name, label, isNeeded, { hints, find }, control) {
  const key = `field-${name}`
  const described = {
    id: key,
    required: isNeeded,
    'aria-describedby': `${key}-error ${key}-hint`,
    spellcheck: 'false',
    autocapitalize: 'off'
  }
  const isFlag = parameters.get(name).type === 'flag'
  const labelled = element(
    'label',
    { for: key },
    label,
    isNeeded && element('span', { class: 'needed' }, ' (needed)')
  )
  return element(
    'div',
    { class: isFlag ? 'field flag' : 'field' },
    isFlag ? [control(described), labelled] : [labelled, control(described)],
    element('p', { class: 'error', id: `${key}-error` }),
    element('div', { class: 'hint', id: `${key}-hint` }, hints),
    find && details(`find-${name}`, 'Where to find it', false, prose('p', find))
  )
}

function setValues(name, texts) {
  if (texts.length > 0) state.given[name] = texts
  else delete state.given[name]
}

function setTexts(name, texts) {
  setValues(
    name,
    texts.map((text) => understood(name, text.trim())).filter((text) => text !== '')
  )
  update()
}

/** A value as it is meant: AWS's console shows the id of an account with hyphens. */
function understood(name, text) {
  const isAccount = parameters.get(name).type === 'account-id' && /^\d{4}-\d{4}-\d{4}$/.test(text)
  return isAccount ? text.replaceAll('-', '') : text
}

/** The region that is given, if it has the form of one and the catalog does not have it. */
function unknownRegion() {
  const [region] = state.given[REGION] ?? []
  const partition = region === undefined ? undefined : partitionOf(region)
  return partition === undefined || partition.regions.includes(region) ? undefined : region
}

function fillExamples() {
  const { needed } = askedNames()
  if (asksForPlace() && !state.given[REGION] && !state.given[PARTITION]) needed.push(REGION)
  for (const name of needed) if (!state.given[name]) state.given[name] = [parameters.get(name).example]
  showValues()
  update()
}

function clearValues() {
  state.given = {}
  showValues()
  update()
  document.querySelector('#values input, #values textarea')?.focus()
}

/** Shows at each field what is wrong with its value. A value that is missing is none: the status says so. */
function showErrors(problems) {
  for (const place of document.querySelectorAll('#form .error')) {
    const name = place.id.slice('field-'.length, -'-error'.length)
    const texts = [...new Set(problems.filter((it) => it.name === name).map((it) => it.text))]
    const isWrong = texts.length > 0
    const region = name === REGION && !isWrong ? unknownRegion() : undefined
    if (region !== undefined) {
      texts.push(
        `The catalog has no region \`${shown(region)}\`. If it is not a new one, it is misspelt, and the policies grant nothing.`
      )
    }
    place.replaceChildren(...texts.map((text) => element('span', {}, withCode(text))))
    document.getElementById(`field-${name}`).setAttribute('aria-invalid', String(isWrong))
  }
}
