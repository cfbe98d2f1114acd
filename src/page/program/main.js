// The beginning: the address says what to show.

function showAll() {
  showRelease()
  showPurpose()
  showValues()
  update()
}

readAddress()
showAll()
addEventListener('hashchange', () => {
  readAddress()
  showAll()
})
document.getElementById('form').addEventListener('submit', (event) => event.preventDefault())
for (const link of document.querySelectorAll('a[href="#result"]')) {
  link.addEventListener('click', (event) => jump(event, 'result'))
}
document.getElementById('about').textContent =
  `Made by pcluster-iam ${catalog.crateVersion} from a catalog of ${counted(catalog.policies.length, 'policy', 'policies')}.`
