// Runs the page in headless Chromium, as tests/page/README.md describes.
//
// Usage: node browser.mjs FOLDER PAGE CASES [SHOTS], where FOLDER has the node_modules.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, file, cases, shots] = process.argv.slice(2)
const require = createRequire(join(resolve(folder), 'package.json'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const address = pathToFileURL(resolve(file)).href

/** How many cases the page is asked at once. */
const CHUNK = 200

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
})

/** Requests that are not for the page itself, and errors of the page. */
const wrong = []

/** A page in a context of its own, which notes every request. */
async function open(fragment, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  await context.route('**', (route) => {
    const url = route.request().url()
    if (url.split('#')[0] === address || url.startsWith('data:')) return route.continue()
    wrong.push(`a request to ${url}`)
    return route.abort()
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  await page.goto(`${address}${fragment}`)
  await page.waitForFunction(() => document.getElementById('status').textContent !== '')
  return page
}

/** The cases, those of documents and those of scripts, in the numbers in which the page is asked. */
function readCases() {
  const all = readFileSync(cases, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const inChunks = (asked) =>
    Array.from({ length: Math.ceil(asked.length / CHUNK) }, (_, idx) => asked.slice(idx * CHUNK, (idx + 1) * CHUNK))
  return {
    ofDocuments: inChunks(all.filter(({ policy }) => policy)),
    ofScripts: inChunks(all.filter(({ choice }) => choice))
  }
}

async function compareDocuments() {
  const page = await open('')
  let documents = 0
  let problems = 0
  for (const asked of readCases().ofDocuments) {
    const answers = await page.evaluate(
      (asked) =>
        asked.map(({ policy, given }) => {
          const found = fill(policies.get(policy), given)
          if (found.problems.length > 0) return { problems: found.problems.map(({ text }) => text) }
          const compact = textOf(policies.get(policy).pieces, found.values)
          return { compact, pretty: indented(compact), size: sizeOf(compact) }
        }),
      asked.map(({ policy, given }) => ({ policy, given }))
    )
    asked.forEach(({ policy, given, answer }, idx) => {
      const about = `${policy} with ${JSON.stringify(given)}`
      if (answer.problems)
        assert.deepEqual(answers[idx].problems?.toSorted(), answer.problems.toSorted(), about)
      else assert.deepEqual(answers[idx], answer, about)
      if (answer.problems) problems += 1
      else documents += 1
    })
  }
  assert.ok(documents > 500 && problems > 500, `${documents} documents and ${problems} problems`)
  await page.context().close()
  return `${documents} documents and the problems of ${problems} cases are the library's`
}

async function compareScripts() {
  const page = await open('')
  let scripts = 0
  for (const asked of readCases().ofScripts) {
    const answers = await page.evaluate(
      (asked) =>
        asked.map(({ choice, given }) => {
          Object.assign(state, { choice, given })
          const results = filled()
          const problems = [...results.flatMap((result) => result.problems), ...problemsBeside()]
          const whyNot = whyNoScript(results, problems)
          return whyNot ? JSON.stringify(problems) : scriptOf(catalog.exports[choice].script, results)
        }),
      asked.map(({ choice, given }) => ({ choice, given }))
    )
    asked.forEach(({ choice, given, script }, idx) => {
      assert.equal(answers[idx], script, `${choice} with ${JSON.stringify(given)}`)
      scripts += 1
    })
  }
  assert.ok(scripts > 1000, `${scripts} scripts`)
  await page.context().close()
  return `${scripts} scripts are the library's`
}

/** The addresses of the states, from what the page's own catalog has. */
async function addresses() {
  const page = await open('')
  const found = await page.evaluate(() => {
    const release = catalog.releases.find(({ bundles }) => bundles.length > 1)
    const roles = release.bundles.find((id) => bundles.get(id).policies.every((id) => policies.get(id).role))
    const gap = catalog.releases.find(({ policies }) => policies.length === 0)
    const values = 'region=eu-west-1&account-id=123456789012'
    return {
      start: '',
      ready: `#release=${release.number}&bundle=${release.bundles[0]}&${values}&since=${catalog.versions.at(-4).id}`,
      refused: `#release=${release.number}&bundle=${roles}&region=eu-west-1&account-id=1234`,
      alone: `#release=${release.number}&policy=${release.policies[0]}&${values}`,
      everywhere: `#release=${release.number}&bundle=${roles}&partition=aws-cn&account-id=123456789012&cluster-name=demo`,
      gap: `#release=${gap.number}`
    }
  })
  await page.context().close()
  return found
}

/** Opens every part, and waits for the texts that are made when a part has opened. */
async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)))
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.exports > details')].every((part) => part.childElementCount > 1)
  )
}

/** The rules of accessibility that are checked in light; dark differs in its colours alone. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** No state has a violation that axe finds, with all parts open. */
async function checkAccessibility(fragments) {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, fragment] of Object.entries(fragments)) {
      const page = await open(fragment, { colorScheme, reducedMotion: 'reduce' })
      if (shots) await page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`) })
      await openAll(page)
      await page.evaluate(axe)
      const rules = colorScheme === 'light' ? RULES : ['color-contrast', 'link-in-text-block']
      const { violations } = await page.evaluate((rules) => axe.run({ runOnly: rules }), rules)
      const htmls = (nodes) => nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))
      const found = violations.map(({ id, nodes }) => [id, ...htmls(nodes)])
      assert.deepEqual(found, [], `${name} in ${colorScheme}`)
      await page.context().close()
    }
  }
  return `axe finds nothing in ${Object.keys(fragments).length} states, in light and in dark`
}

/** On the narrowest phone nothing has to be scrolled sideways but blocks of code. */
async function checkPhone(fragments) {
  for (const [name, fragment] of Object.entries(fragments)) {
    const page = await open(fragment, {
      viewport: { width: 320, height: 640 },
      isMobile: true,
      hasTouch: true
    })
    if (shots)
      await page.screenshot({
        path: join(shots, `${name}-phone.png`),
        fullPage: true,
        clip: { x: 0, y: 0, width: 320, height: 2400 }
      })
    await openAll(page)
    const wide = await page.evaluate(() => {
      const scrolls = document.documentElement.scrollWidth > innerWidth
      const isInCode = (part) => part.closest('pre')
      return scrolls
        ? [...document.querySelectorAll('*')]
            .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !isInCode(part))
            .map((part) => part.outerHTML.slice(0, 120))
        : []
    })
    assert.deepEqual(wide, [], `${name} at 320 pixels`)
    await page.context().close()
  }
  return 'nothing is wider than 320 pixels'
}

/** From the start to a copied document with the keyboard alone, with a focus that is always seen. */
async function walkByKeyboard() {
  const page = await open('', { reducedMotion: 'reduce' })
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement
      const { outlineStyle, outlineWidth } = getComputedStyle(at)
      return {
        id: at.id,
        name: at.name,
        text: at.textContent.slice(0, 40),
        isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
      }
    })
  const next = async (isWanted, key = 'Tab') => {
    for (let n = 0; n < 200; n += 1) {
      await page.keyboard.press(key)
      const at = await focused()
      assert.ok(at.isSeen, `the focus is not seen at ${JSON.stringify(at)}`)
      if (isWanted(at)) return at
    }
    return assert.fail('nothing such can be reached')
  }
  assert.equal((await next(() => true)).text, 'Skip to your policies')
  await next(({ id }) => id === 'release-number')
  await next(({ name }) => name === 'choice')
  await page.keyboard.press('ArrowDown')
  const second = await page.evaluate(() => document.activeElement.value)
  assert.equal(await page.evaluate(() => state.choice), second)
  await page.keyboard.press('ArrowUp')
  await next(({ id }) => id === 'field-region')
  await page.keyboard.type('eu-west-1')
  await next(({ id }) => id === 'field-account-id')
  await page.keyboard.type('12')
  await page.waitForFunction(() =>
    document.getElementById('status').textContent.includes('1 value to correct')
  )
  assert.match(
    await page.textContent('#field-account-id-error'),
    /is refused: expected an AWS account id of 12 digits/
  )
  assert.equal(await page.getAttribute('#field-account-id', 'aria-invalid'), 'true')
  await page.keyboard.type('3456789012')
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Ready'))
  assert.equal(await page.textContent('#field-account-id-error'), '')
  await next(({ text }) => text === 'Copy')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.getElementById('status').textContent.endsWith('copied'))
  await next(({ text }) => text === 'Download')
  const saved = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const text = readFileSync(await (await saved).path(), 'utf8')
  assert.equal(text, `${await page.evaluate(() => documentOf(filled()[0]))}\n`)
  await next(({ text }) => text === 'JSON')
  await page.context().close()
  return 'a keyboard is enough'
}

/** The files for tools that deploy have the values of the person, and are saved as they are shown. */
async function checkExports(fragment) {
  const page = await open(fragment)
  for (const [tool, values] of [
    ['Module for Terraform', '"region": "eu-west-1"'],
    ['Template for AWS CloudFormation', '[]'],
    ['Script for the AWS CLI', 'ACCOUNT=123456789012']
  ]) {
    // The link above the policies opens the part, and the files are made when it has opened.
    await page.locator('#overview a', { hasText: tool }).click()
    const part = page.locator('#exports details', { has: page.locator('summary', { hasText: tool }) })
    const last = part.locator('pre').last()
    await last.waitFor()
    assert.ok((await last.textContent()).includes(values), tool)
    for (const [idx, text] of (await part.locator('pre').allTextContents()).entries()) {
      const saved = page.waitForEvent('download')
      await part.getByRole('button', { name: /^Download/ }).nth(idx).click()
      assert.equal(readFileSync(await (await saved).path(), 'utf8'), `${text}\n`)
    }
  }
  await page.context().close()
  return 'the files for tools have the values'
}

/** Without all values there is no script, and the page says which are missing. */
async function checkNoScript(fragment) {
  const page = await open(fragment)
  await page.locator('#overview a', { hasText: 'Script for the AWS CLI' }).click()
  const part = page.locator('#export-script')
  await part.getByRole('button', { name: 'Account id' }).click()
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field-account-id')
  assert.equal(await part.locator('pre').count(), 0)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('123456789012')
  await page.keyboard.press('Tab')
  await page.locator('#field-cluster-name').fill('demo')
  await part.locator('pre').waitFor()
  await page.context().close()
  return 'a script has all values or is not there'
}

/** The address has the choice and the values: who opens it sees the same. */
async function checkAddress(fragment) {
  const page = await open(fragment)
  const shown = () =>
    page.evaluate(() => ({
      state,
      json: filled().map(documentOf),
      form: [...document.querySelectorAll('#form input')].map((it) =>
        it.type === 'radio' ? it.checked : it.value
      )
    }))
  const before = await shown()
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  assert.deepEqual(await shown(), before)
  // Text in the address stays text.
  await page.goto('about:blank')
  await page.goto(
    `${link.replace(/account-id=\d+/, 'account-id=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwrong()%3E')}`
  )
  assert.match(await page.textContent('#field-account-id-error'), /<img src=x/)
  assert.equal(await page.locator('img').count(), 0)
  await page.context().close()
  return 'an address shows the same again'
}

try {
  const fragments = await addresses()
  for (const check of [
    compareDocuments,
    compareScripts,
    () => checkAccessibility(fragments),
    () => checkPhone(fragments),
    walkByKeyboard,
    () => checkExports(fragments.ready),
    () => checkNoScript(fragments.refused),
    () => checkAddress(fragments.ready)
  ]) {
    console.log(await check())
    assert.deepEqual(wrong, [])
  }
  console.log('no request left the page')
} finally {
  await browser.close()
}
