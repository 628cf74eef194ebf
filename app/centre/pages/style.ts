/** The theme's own letters and colours, and targets that a thumb hits. */
const C = '[data-kept-centre]'

export const STYLE = [
  `${C}{max-width:44rem;margin:0 auto;padding:24px 16px;overflow-wrap:anywhere}${C} [hidden]{display:none}`,
  `${C} ul{margin:0 0 16px;padding:0;list-style:none}${C} h2{margin-block:40px 8px}${C} h2 a{display:inline-block;min-height:44px;color:inherit;text-decoration:underline}`,
  `${C} li{padding:12px 0;border-top:1px solid}`,
  `${C} .kept-switch{display:flex;gap:16px;align-items:center;justify-content:space-between;margin:0}`,
  `${C} .kept-switch p{margin:4px 0 0}`,
  `${C} label{display:block;padding:8px 0}`,
  `${C} input[type=email]{display:block;box-sizing:border-box;width:100%;min-height:44px;padding:8px;font:inherit;color:inherit;background:transparent;border:1px solid;border-radius:6px}`,
  `${C} :is(button,.kept-button){display:inline-block;box-sizing:border-box;min-height:44px;margin:8px 0;padding:8px 20px;font:inherit;color:inherit;text-align:start;text-decoration:none;background:none;border:2px solid;border-radius:6px;cursor:pointer}`,
  `${C} form+form,${C} form+p{margin-top:8px}`,
  // The track is as high as a thumb needs, and its knob says on which side it stands, also where colours are forced.
  `${C} [role=switch]{position:relative;flex:none;width:64px;height:44px;min-height:44px;margin:0;padding:0;border:0;background:none}`,
  `${C} [role=switch]::before{content:"";position:absolute;inset:6px 4px;border:2px solid;border-radius:16px}`,
  `${C} [role=switch]::after{content:"";position:absolute;top:12px;inset-inline-start:10px;width:20px;height:20px;box-sizing:border-box;border:2px solid;border-radius:50%}`,
  `${C} [role=switch][aria-checked=true]::after{inset-inline-start:34px;background:currentColor;forced-color-adjust:none}`,
  `${C} [role=switch][aria-checked=true]::before{border-width:3px}${C} [role=switch]:disabled{opacity:.5;cursor:default}`,
  `${C} :focus-visible{outline:3px solid;outline-offset:2px}`,
  `${C} dl{margin:0}${C} dt{margin-top:12px;font-weight:bold}${C} dd{margin:0;white-space:pre-line}`,
  `${C} summary{min-height:44px;padding:8px 0;cursor:pointer;font-weight:bold;box-sizing:border-box}`,
].join('')
