// The chosen policies for the tools that deploy them: a module or template without values, and a file with the
// values.

const TOOLS = {
  terraform: {
    title: 'Terraform',
    about:
      'A module with the policies, roles, instance profiles and attachments. The account is that of the provider.',
    text: 'main.tf',
    values: 'terraform.tfvars.json',
    valuesOf: terraformValues
  },
  cloudformation: {
    title: 'AWS CloudFormation',
    about: 'A template with the same. The account and the region are those of the stack.',
    text: 'template.yaml',
    values: 'parameters.json',
    valuesOf: cloudformationValues
  }
}

function showExports() {
  const found = catalog.exports.of[state.choice]
  if (!found) return replace('exports')
  replace(
    'exports',
    element(
      'section',
      { class: 'exports', 'aria-labelledby': 'exports-title' },
      element('h3', { id: 'exports-title' }, 'For tools that deploy'),
      Object.entries(TOOLS).map(([key, tool]) => toolPart(key, tool, found[key]))
    )
  )
}

/** A tool's part, of which the long text is made when it is opened. */
function toolPart(key, tool, { parts, inputs }) {
  const part = details(`export-${key}`, tool.title, false)
  const fill = () => {
    if (!part.open || part.childElementCount > 1) return
    const text = parts.flatMap((place) => catalog.exports.parts[place]).join('\n')
    const values = JSON.stringify(tool.valuesOf(inputs), null, 2)
    part.append(
      element('p', { class: 'hint' }, tool.about),
      ...fileOf(tool.text, text, tool.title),
      element('p', {}, 'The values that you have filled in:'),
      ...fileOf(tool.values, values, tool.title)
    )
  }
  part.addEventListener('toggle', fill)
  fill()
  return part
}

const fileOf = (name, text, title) => [
  element(
    'p',
    { class: 'buttons' },
    copyButton(`Copy ${name} for ${title}`, () => text),
    downloadButton(`Download ${name} for ${title}`, name, () => text)
  ),
  codeBlock(`${name} for ${title}`, text)
]

/** The values that are given for inputs, each with the input's name. */
function givenInputs(inputs) {
  const given = Object.entries(inputs).map(([name, input]) => [name, input, state.given[name] ?? []])
  return given.filter(([, , texts]) => texts.length > 0)
}

function terraformValues(inputs) {
  const values = givenInputs(inputs).map(([name, input, texts]) => {
    if (parameters.get(name).type === 'flag') return [input, texts[0] === 'true']
    return [input, isList(name) ? texts : texts[0]]
  })
  const isEverywhere = inputs[REGION] && state.given[PARTITION] && !state.given[REGION]
  return Object.fromEntries(isEverywhere ? [[inputs[REGION], '*'], ...values] : values)
}

function cloudformationValues(inputs) {
  const given = givenInputs(inputs)
  return given.map(([, input, texts]) => ({ ParameterKey: input, ParameterValue: texts.join(',') }))
}
