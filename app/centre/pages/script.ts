/** Kept's embed comes before it, and knows where its parts are. Without the embed the page's forms are sent as forms are. */
export const SCRIPT =
  '<script>(k=>{if(!k||!k.c)return;const s=document.createElement("script");s.src=k.c.h.replace("held.","centre.");document.head.append(s)})(window.Kept)</script>'
