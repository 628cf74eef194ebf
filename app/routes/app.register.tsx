import { Outlet } from '@remix-run/react'
import { UndoProvider } from '../ui/register/undo.tsx'

export default function Register() {
  return (
    <UndoProvider>
      <Outlet />
    </UndoProvider>
  )
}
