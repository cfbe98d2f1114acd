'use strict'

// The catalog: data that the build has written into this file.

const catalog = (() => {
  const { pool, data } = JSON.parse(document.getElementById('catalog').textContent)
  // A number stands for the value at that place in the pool, which is made whole once.
  const known = []
  const pooled = (place) => (known[place] ??= typeof pool[place] === 'number' ? pool[place] : whole(pool[place]))
  const whole = (value) => {
    if (typeof value === 'number') return pooled(value)
    if (Array.isArray(value)) return value.map(whole)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, whole(member)]))
  }
  return whole(data)
})()

const byName = (items, key) => new Map(items.map((item) => [item[key], item]))

const parameters = byName(catalog.values.parameters, 'name')
const partitions = byName(catalog.values.partitions, 'id')
const policies = byName(catalog.policies, 'id')
const versions = byName(catalog.versions, 'id')
const bundles = byName(
  catalog.versions.flatMap((version) => version.bundles),
  'id'
)
const releases = byName(catalog.releases, 'number')

/** The name of the parameter of a type of which there is one, such as `region`. */
const nameOfType = (type) => catalog.values.parameters.find((parameter) => parameter.type === type)?.name
const REGION = nameOfType('region')
const PARTITION = nameOfType('partition')
const CLUSTER_NAME = nameOfType('cluster-name')
const STACK_NAME = nameOfType('stack-name')

const variant = (id) => id.slice(id.indexOf('/') + 1)
