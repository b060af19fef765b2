import { expect, type Page } from "@playwright/test";
import { newId } from "../../../lib/ids";

export interface Person {
  name: string;
  email: string;
  password: string;
}

/** Somebody who does not exist yet. */
export function newPerson(): Person {
  const id = newId();
  return { name: `p${id}`, email: `${id}@example.com`, password: `pass ${id}` };
}

/** Fills in the form of the sign-up page that is open, and waits until the person is signed in. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel(`Menu of ${person.name}`)).toBeVisible();
}

/** Signs a person in who has an account. */
export async function signInAs(page: Page, person: Pick<Person, "name" | "email" | "password">): Promise<void> {
  await page.goto("/en/signin");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel(`Menu of ${person.name}`)).toBeVisible();
}
