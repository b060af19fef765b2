/** A room's page has one sheet of the membership; the buttons that open it stand in other parts of the page. */
export const MEMBERSHIP_SHEET_ID = "membership-sheet";
