// The chosen policies for the tools that deploy them: a module or template without values, and a file with the
// values; or a script with the values in it.

const inJson = (values) => JSON.stringify(values, null, 2)

const joined = (parts) => parts.flat().join('\n')

/** The tools: each with its files, and with what to do with them. */
const TOOLS = {
  terraform: {
    title: 'Module for Terraform',
    about:
      'A module with the policies, roles, instance profiles and attachments, for any values, and a file with yours. The account is that of the provider.',
    files: ({ terraform: { parts, inputs } }) => [
      ['main.tf', joined(parts)],
      ['terraform.tfvars.json', inJson(terraformValues(inputs))]
    ],
    use: () => ['Save both files in one folder. There, ', code('terraform init'), ' and ', code('terraform apply'), '.']
  },
  cloudformation: {
    title: 'Template for AWS CloudFormation',
    about:
      'A template with the policies, roles, instance profiles and attachments, for any values, and a file with yours. The account and the region are those of the stack.',
    files: ({ cloudformation: { parts, inputs } }) => [
      ['template.yaml', joined(parts)],
      ['parameters.json', inJson(cloudformationValues(inputs))]
    ],
    use: () => [
      'Save both files, and create the stack in the console, or with ',
      code(
        'aws cloudformation deploy --stack-name NAME --template-file template.yaml --parameter-overrides file://parameters.json --capabilities CAPABILITY_NAMED_IAM'
      ),
      '.'
    ]
  },
  script: {
    title: 'Script for the AWS CLI',
    about:
      'A script for bash that creates or updates the policies, roles, instance profiles and attachments. It changes only what differs, so that it may run again.',
    whyNot: whyNoScript,
    files: ({ script }, results) => [[scriptName(), scriptOf(script, results)]],
    use: () => [
      code(`bash ${scriptName()} --dry-run`),
      ' shows what it would change, and ',
      code(`bash ${scriptName()}`),
      ' does it, with the credentials of the AWS CLI. ',
      code('--help'),
      ' prints its options.'
    ]
  }
}

const scriptName = () => `${variant(state.choice)}.sh`

function showExports(results, problems) {
  const found = catalog.exports[state.choice]
  if (!found) return replace('exports')
  replace(
    'exports',
    element(
      'section',
      { class: 'exports', 'aria-labelledby': 'exports-title' },
      element('h3', { id: 'exports-title' }, 'For Terraform, AWS CloudFormation or the AWS CLI'),
      Object.entries(TOOLS).map(([key, tool]) => toolPart(key, tool, found, results, problems))
    )
  )
}

/** A tool's part, of which the long text is made when it is opened. */
function toolPart(key, tool, found, results, problems) {
  const part = details(`export-${key}`, tool.title, false)
  part.id = `export-${key}`
  const fill = () => {
    if (!part.open || part.childElementCount > 1) return
    const whyNot = tool.whyNot?.(results, problems)
    part.append(
      element('p', { class: 'hint' }, tool.about),
      ...(whyNot
        ? [element('p', {}, ...whyNot)]
        : [
            ...tool.files(found, results).flatMap(([name, text]) => fileOf(name, text)),
            element('p', {}, tool.use())
          ])
    )
  }
  part.addEventListener('toggle', fill)
  fill()
  return part
}

const fileOf = (name, text) => [
  element('h4', {}, code(name)),
  element(
    'p',
    { class: 'buttons' },
    copyButton(`Copy ${name}`, () => text),
    downloadButton(`Download ${name}`, name, () => text)
  ),
  codeBlock(name, text)
]

/** The ways to the parts of the tools, which are below all policies. */
const toTools = () =>
  listed(
    Object.entries(TOOLS).map(([key, { title }]) =>
      element('a', { href: `#export-${key}`, click: (event) => jumpToPart(event, `export-${key}`) }, title)
    )
  )

/** Opens a part, and goes to it. */
function jumpToPart(event, id) {
  event.preventDefault()
  const part = document.getElementById(id)
  part.open = true
  part.scrollIntoView()
  part.querySelector('summary').focus()
}

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
