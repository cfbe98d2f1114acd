// A policy: its document, its size, the reasons of its statements, and what to know before attaching it.

const fileName = (policy) => `${variant(policy.id)}.json`

function policySection(result, idx, count) {
  const { policy, isReady } = result
  const title = `policy-${idx}`
  const text = () => documentOf(result)
  return element(
    'article',
    { class: 'policy', 'aria-labelledby': title },
    element('h3', { id: title, tabindex: '-1' }, policy.name),
    element('p', { class: 'id' }, code(policy.id)),
    prose('p', policy.summary),
    isReady
      ? element(
          'p',
          { class: 'buttons' },
          copyButton(`Copy the JSON of ${policy.name}`, text),
          downloadButton(`Download the JSON of ${policy.name}`, fileName(policy), text)
        )
      : element(
          'p',
          { class: 'hint' },
          'A preview, not to be attached: the names in braces stand for values that are missing or refused.'
        ),
    isReady && sizeOfPolicy(result),
    details(
      `json-${policy.id}`,
      isReady ? 'JSON' : 'JSON, a preview',
      idx === 0 || count === 1,
      codeBlock(`The JSON of ${policy.name}`, isReady ? text() : marked(text()))
    ),
    statementsOf(result),
    details(`attach-${policy.id}`, 'Before you attach it', count === 1, beforeAttaching(result))
  )
}

/** A preview in which the names of missing values stand out. */
const marked = (text) =>
  text.split(/(\{[a-z-]+\})/).map((part) => (/^\{[a-z-]+\}$/.test(part) ? element('mark', {}, part) : part))

function sizeOfPolicy({ policy, size }) {
  const { most } = managedQuota()
  const others = catalog.values.quotas.filter((quota) => quota.attachment !== 'managed')
  const fits = (quota) =>
    `${quota.about}: ${size <= quota.most ? 'fits' : 'too long'}, ${share(size, quota.most)} of ${grouped(quota.most)}`
  const tooLong =
    size > most &&
    element(
      'p',
      { class: 'error' },
      `Too long for a managed policy by ${grouped(size - most)} characters. `,
      code(`pcluster-iam render ${policy.id} --fit managed`),
      ' divides it.'
    )
  return element(
    'div',
    { class: 'size' },
    element(
      'p',
      {},
      `${grouped(size)} of ${grouped(most)} characters of a managed policy, ${share(size, most)}`
    ),
    element('meter', {
      min: 0,
      max: most,
      high: most * 0.9,
      value: Math.min(size, most),
      'aria-label': `Size of ${policy.name}`
    }),
    tooLong,
    details(
      `size-${policy.id}`,
      'As an inline policy',
      false,
      element(
        'ul',
        {},
        others.map((quota) => element('li', {}, fits(quota)))
      ),
      element('p', { class: 'hint' }, 'All inline policies of an identity have their quota together.')
    )
  )
}

/** The statements that are in the document, each with its reason. */
function statementsOf({ policy, values, compact }) {
  const isGiven = (name) => values(name).length > 0
  const present = policy.statements.filter((it) => it.when.every(isGiven) && !it.unless.some(isGiven))
  const documents = JSON.parse(compact).Statement
  const one = (statement, idx) =>
    element(
      'li',
      {},
      element('h4', {}, statement.sid ?? `${statement.name} (without Sid)`),
      prose('p', statement.why),
      statement.differences.length > 0 && differencesOf(statement),
      statement.acknowledged.length > 0 &&
        element('ul', { class: 'hint' }, acknowledgements(statement.acknowledged)),
      details(
        `statement-${policy.id}-${statement.name}`,
        'Its JSON',
        false,
        codeBlock(`The statement ${statement.sid ?? statement.name}`, JSON.stringify(documents[idx], null, 4))
      )
    )
  const left = policy.statements.length - present.length
  return details(
    `why-${policy.id}`,
    present.length === 1 ? 'Why its statement is there' : `Why each of the ${present.length} statements is there`,
    false,
    element('ol', { class: 'statements' }, present.map(one)),
    left > 0 &&
      element(
        'p',
        { class: 'hint' },
        `${counted(left, 'more statement')} ${left === 1 ? 'depends' : 'depend'} on options.`
      )
  )
}

const differencesOf = ({ differences }) => [
  element('p', { class: 'hint' }, 'Differences from the documentation:'),
  element(
    'ul',
    { class: 'hint' },
    differences.map(({ entry, kind, date, why }) =>
      element('li', {}, entry ? code(entry) : 'The statement', ` ${kind} on ${date}: `, prose('span', why))
    )
  )
]

function beforeAttaching({ policy, values }) {
  const [partition] = values(PARTITION)
  const at = partition ?? catalog.values.partitions[0].id
  return [
    element(
      'ul',
      {},
      element('li', {}, `Attach it to a ${policy.attachTo}.`),
      policy.beside.length > 0 &&
        element('li', {}, 'Its commands need it together with ', listed(policy.beside.map(code)), '.'),
      policy.role?.path &&
        element(
          'li',
          {},
          'Create the role with the path ',
          code(policy.role.path.split('{')[0]),
          policy.role.path.includes('{') && [
            ' or one below it; the product itself uses ',
            code(policy.role.path)
          ],
          '.'
        ),
      policy.managed.map(
        ({ arns, condition }) =>
          arns[at] &&
          element(
            'li',
            {},
            'Attach ',
            code(arns[at]),
            ' too',
            condition && [', ', prose('span', condition)],
            '.'
          )
      ),
      acknowledgements(policy.acknowledged),
      denials(policy.denied)
    ),
    policy.notes.map((note) => prose('div', note, { class: 'note' })),
    settingsWith(policy),
    policy.role && trustOf(policy, at)
  ]
}

/** The settings of the configuration that need the policy, with what else they need. */
function settingsWith(policy) {
  const settings = versions
    .get(policy.version)
    .settings.filter((it) => it.policies.includes(policy.id) && (it.note || it.managed.length > 0))
  const about = ({ name, summary, note, managed }) =>
    element(
      'li',
      {},
      code(name),
      ': ',
      prose('span', summary),
      managed.length > 0 && [' AWS managed policies: ', listed(managed.map(code)), '.'],
      note && [' ', prose('span', note)]
    )
  return (
    settings.length > 0 &&
    details(
      `settings-${policy.id}`,
      `Settings of the configuration that matter (${settings.length})`,
      false,
      element('ul', {}, settings.map(about))
    )
  )
}

function trustOf(policy, partition) {
  const text = policy.role.trust[partition]
  const label = `the trust policy of the role for ${policy.name}`
  return [
    element('h4', {}, `Trust policy of the role, in the partition ${partition}`),
    policy.role.notes[partition] && prose('div', policy.role.notes[partition], { class: 'note' }),
    element(
      'p',
      { class: 'buttons' },
      copyButton(`Copy ${label}`, () => text),
      downloadButton(`Download ${label}`, `${variant(policy.id)}-trust.json`, () => text)
    ),
    codeBlock(`Trust policy for ${policy.name}`, text)
  ]
}

const acknowledgements = (list) =>
  list.map(({ finding, statement, entry, reason }) =>
    element(
      'li',
      {},
      statement && [code(statement), ': '],
      entry && [code(entry), ': '],
      prose('span', reason),
      element('span', { class: 'hint' }, ' (', code(finding), ')')
    )
  )

const denials = (list) =>
  list.map(({ call, commands, reason }) =>
    element(
      'li',
      {},
      element(
        'strong',
        {},
        code(call),
        ' is denied',
        commands.length > 0 && [' in ', listed(commands.map(code))],
        ': '
      ),
      prose('span', reason)
    )
  )
