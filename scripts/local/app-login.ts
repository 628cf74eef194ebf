/** The application's login on a server of this machine. Nobody else reaches that, so the password is no secret. */
export function appLoginAt(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = 'kept_app_login'
  url.password = 'kept'
  return url.href
}
