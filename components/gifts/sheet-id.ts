/** A page has one sheet of gifts; the buttons that open it stand in other parts of the page. */
export const GIFT_SHEET_ID = "gift-sheet";
