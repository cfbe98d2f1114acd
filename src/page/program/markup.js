// Elements: made of data, with what a keyboard and a screen reader need.

/** An element. Attributes that are functions are listeners; those that are undefined or false are left out. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value)
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false))
  return made
}

/** An element with prose of the catalog, which the build has made HTML of. */
function prose(tag, text, attributes = {}) {
  const made = element(tag, attributes)
  made.innerHTML = text
  for (const link of made.querySelectorAll('a')) link.rel = 'noreferrer'
  // What may have to be scrolled has to be reachable.
  for (const block of made.querySelectorAll('pre')) block.tabIndex = 0
  // Options of the command line are fields here.
  for (const option of made.querySelectorAll('code')) {
    const [, name] = /^--([a-z0-9-]+)$/.exec(option.textContent) ?? []
    if (!parameters.has(name)) continue
    option.replaceWith(namesInForm().includes(name) ? fieldLink(name) : element('em', {}, labelOf(name)))
  }
  return made
}

const replace = (id, ...children) =>
  document
    .getElementById(id)
    .replaceChildren(...children.flat(Infinity).filter((child) => child !== undefined && child !== false))

/** The parts that people have opened or closed, by their keys, so that they stay so when they are made again. */
const opened = new Map()

/** A part that can be opened. */
function details(key, title, isOpen, ...children) {
  return element(
    'details',
    { open: opened.get(key) ?? isOpen, toggle: (event) => opened.set(key, event.target.open) },
    element('summary', {}, title),
    ...children
  )
}

/** Code in a block that can be scrolled. */
const codeBlock = (label, ...children) =>
  element('pre', { tabindex: '0', role: 'group', 'aria-label': label }, element('code', {}, ...children))

/** A message, whose names and values are between backticks. */
const withCode = (text) => text.split('`').map((part, idx) => (idx % 2 === 1 ? code(part) : part))

const code = (text) => element('code', {}, text)

/** Things in a row, with commas between them. */
const listed = (things) => things.flatMap((thing, idx) => (idx === 0 ? [thing] : [', ', thing]))

/** A number with commas between its thousands. */
const grouped = (number) => number.toLocaleString('en-US')

const counted = (number, noun, plural = `${noun}s`) => `${grouped(number)} ${number === 1 ? noun : plural}`

/** The name of a parameter as a label: `account-id` is "Account id". */
const labelOf = (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

/** Says something to everybody: in the status, which screen readers read. */
let pending
function say(text, isReady = true) {
  const status = document.getElementById('status')
  clearTimeout(pending)
  status.classList.toggle('ready', isReady)
  // Not at each key: only what still holds when the person pauses.
  pending = setTimeout(() => {
    if (status.textContent !== text) status.textContent = text
  }, 250)
}

/** A button that copies a text, and says so. */
function copyButton(label, text) {
  const button = element(
    'button',
    { type: 'button', 'aria-label': label, click: () => copy(text()).then(done) },
    'Copy'
  )
  const done = () => {
    button.textContent = 'Copied'
    say(`${label}: copied`)
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  }
  return button
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Some browsers have no clipboard for pages from files.
    const area = element('textarea', {}, text)
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
}

/** A button that saves a text as a file. */
const downloadButton = (label, name, text) =>
  element('button', { type: 'button', 'aria-label': label, click: () => download(name, text()) }, 'Download')

function download(name, text) {
  const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
  element('a', { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}
