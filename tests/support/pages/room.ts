import { expect, type Locator, type Page } from "@playwright/test";

/** The room page as a viewer sees it. */
export class RoomPage {
  readonly log: Locator;
  readonly input: Locator;

  constructor(readonly page: Page) {
    this.log = page.getByRole("log");
    this.input = page.getByRole("textbox", { name: "Write in the chat" });
  }

  /** Waits until the chat is joined, so that nothing said from now on is missed. */
  async hear(): Promise<void> {
    await expect(this.page.locator("[data-chat=live]")).toBeVisible();
  }

  /** Writes a message, once the chat is joined, and waits until it stands in the own log. */
  async say(text: string): Promise<void> {
    await this.hear();
    await this.input.fill(text);
    await this.input.press("Enter");
    await expect(this.log.getByText(text)).toBeVisible();
  }

  /** Waits until pictures move: a size, and a position that goes on. */
  async seeMovingPictures(): Promise<void> {
    const video = this.page.locator("video");
    const position = () => video.evaluate((element: HTMLVideoElement) => (element.videoWidth > 0 ? element.currentTime : 0));
    await expect.poll(position).toBeGreaterThan(0);
    const first = await position();
    await expect.poll(position).toBeGreaterThan(first + 0.5);
  }
}
