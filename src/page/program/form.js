// The form: the release, and what the policies are for.

function showRelease() {
  const option = ({ number, policies: covered }) =>
    element(
      'option',
      { value: number, selected: number === state.release },
      covered.length ? number : `${number} (no policies)`
    )
  replace(
    'release',
    element('label', { for: 'release-number' }, 'The release of AWS ParallelCluster that you run'),
    element(
      'select',
      { id: 'release-number', change: (event) => chooseRelease(event.target.value) },
      catalog.releases.map(option)
    ),
    aboutRelease()
  )
}

function chooseRelease(number) {
  choosesRelease(number)
  showRelease()
  showPurpose()
  showValues()
  update()
}

/** Where the policies of the release come from, and what is not known for it. */
function aboutRelease() {
  const release = releases.get(state.release)
  const ids = [...new Set(release.policies.map((id) => policies.get(id).version))]
  const sources = ids.map((id) => {
    const { source, summary } = versions.get(id)
    return element(
      'p',
      { class: 'hint' },
      prose('span', summary),
      ' Source: ',
      element('a', { href: source.url, rel: 'noreferrer' }, source.title),
      `, ${source.date}.`
    )
  })
  return [...sources, release.policies.length > 0 && release.gaps.length > 0 && gapsOf(release)]
}

/** The policies that the catalog has for other releases only: nothing is guessed. */
function gapsOf(release) {
  const gap = ({ earlier, later, since, until }) =>
    element(
      'li',
      {},
      earlier.length > 0 && ['before: ', listed(earlier.map(offer))],
      earlier.length > 0 && later.length > 0 && '; ',
      later.length > 0 && ['after: ', listed(later.map(offer))],
      changesIn('Changed since the earlier one', since),
      changesIn('Changed until the later one', until)
    )
  return details(
    'gaps',
    `Not documented for ${release.number}: ${counted(release.gaps.length, 'purpose')}`,
    release.policies.length === 0,
    element(
      'p',
      {},
      'Nothing is guessed. These are the nearest policies, and what is known to have changed:'
    ),
    element('ul', {}, release.gaps.map(gap))
  )
}

const changesIn = (title, changes) =>
  changes.length > 0 && [
    element('p', {}, `${title}:`),
    element(
      'ul',
      {},
      changes.map(({ release, text }) => element('li', {}, `${release}: `, prose('span', text)))
    )
  ]

/** A policy of another release, as a button that chooses it. */
function offer(id) {
  const other = catalog.releases.find((release) => release.policies.includes(id))
  const choose = () => {
    state.choice = id
    chooseRelease(other.number)
    document.getElementById('release-number').focus()
  }
  return other ? element('button', { type: 'button', class: 'link', click: choose }, id) : code(id)
}

function showPurpose() {
  const release = releases.get(state.release)
  if (release.policies.length === 0) {
    replace(
      'purpose',
      element('p', { class: 'hint' }, 'Choose a release for which the catalog has policies.')
    )
    return
  }
  const ofBundle = (id) => card(id, variant(id), bundles.get(id).summary, bundles.get(id).audience)
  const ofPolicy = (id) => card(id, variant(id), policies.get(id).summary)
  replace(
    'purpose',
    element(
      'fieldset',
      {},
      element('legend', {}, 'What the policies are for'),
      release.bundles.map(ofBundle),
      details(
        'alone',
        `One policy alone (${release.policies.length})`,
        !bundles.has(state.choice),
        release.policies.map(ofPolicy)
      )
    )
  )
  showChosenPurpose()
}

/** Scrolls the list of purposes, where it has a height of its own, to the one that is chosen. */
function showChosenPurpose() {
  const list = document.querySelector('#purpose fieldset')
  const card = list?.querySelector(':checked')?.closest('.card')
  if (card) list.scrollTop = card.offsetTop - list.offsetTop - list.clientHeight / 3
}

/** A choice among others. */
function card(id, name, summary, audience) {
  const choose = () => {
    state.choice = id
    showValues()
    update()
  }
  const key = `choice-${id}`
  return element(
    'div',
    { class: 'card' },
    element('input', {
      type: 'radio',
      name: 'choice',
      id: key,
      value: id,
      checked: id === state.choice,
      'aria-describedby': `${key}-summary`,
      change: choose
    }),
    element(
      'div',
      {},
      element('label', { for: key }, name),
      element(
        'div',
        { id: `${key}-summary` },
        prose('p', summary),
        audience && prose('p', `For: ${audience}`, { class: 'hint audience' })
      )
    )
  )
}
