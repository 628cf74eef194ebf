/** The doors in front of Remix, and the server that doors and pages share. */
export { handleAtDoor } from './doors.ts'
export { healthDoor, readyDoor } from './health.ts'
export { webServer } from './serve.ts'
