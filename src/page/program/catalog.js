'use strict'

// The catalog: data that the build has written into this file.

const catalog = (() => {
  const { pool, data } = JSON.parse(document.getElementById('catalog').textContent)
  // A string that begins with `~` stands for the string at that place in the pool.
  const unshared = (value) => {
    if (typeof value === 'string') return value.startsWith('~') ? pool[Number(value.slice(1))] : value
    if (Array.isArray(value)) return value.map(unshared)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unshared(member)]))
  }
  return unshared(data)
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
