import { escapeHtml, scriptJson } from '../http.ts'
import type { Shop } from '../shop/model.ts'
import { type AdminLinks, homePath, layout, storePath } from './layout.ts'

/** The page that frames the app. Its script, app-page.js, plays the other half of App Bridge. */
export function appPage(shop: Shop, links: AdminLinks, frame: string, appOrigin: string): string {
  const settings = { origin: appOrigin, store: storePath(shop), home: homePath(shop) }
  return layout(
    shop,
    links,
    '/apps/kept',
    `<iframe id="app" name="app" title="Kept" src="${escapeHtml(frame)}"></iframe>
<div id="loading"></div><div id="toast" role="status"></div>
<div id="save" role="region" aria-label="Save bar"><span>Unsaved changes</span><button data-save="discard">Discard</button><button data-save="save">Save</button></div>
<dialog id="grant" aria-labelledby="grant-title"><h2 id="grant-title">Kept needs more access</h2><p>Kept asks to use:</p><ul></ul>
<form method="dialog"><button value="cancel">Cancel</button> <button value="grant">Update access</button></form></dialog>
<script>window.standIn=${scriptJson(settings)}</script><script src="/app-page.js"></script>`,
  )
}
