/** Where the API stands, below the app's own address. */
export const API_PATH = '/api/v1'
